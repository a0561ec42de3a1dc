"""Feeds that are followed, and their entries: how far following has come."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """A table of feeds and one of their entries."""
    string = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "feeds",
        sa.Column("key", string, nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("next", string),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("gone", string),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "entries",
        sa.Column("key", string, nullable=False),
        sa.Column("feed", string, nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("guid", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("published", string),
        sa.Column("content", sa.Text()),
        sa.Column("seen", string, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("done", string),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next", string),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("entries_waiting", "entries", ["feed", "done"])


def downgrade() -> None:
    """None of them."""
    op.drop_table("entries")
    op.drop_table("feeds")
