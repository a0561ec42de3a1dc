"""Tokens of those who may use the site from another machine: only their hashes are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """A table of tokens."""
    string = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "tokens",
        sa.Column("hash", string, nullable=False),
        sa.Column("name", string, nullable=False),
        sa.Column("role", string, nullable=False),
        sa.Column("made", string, nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("tokens_name", "tokens", ["name"], unique=True)


def downgrade() -> None:
    """None."""
    op.drop_table("tokens")
