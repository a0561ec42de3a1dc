"""The ledger of blocks: which stretches of the input are in the store whole."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A table of blocks."""
    string = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "blocks",
        sa.Column("name", string, nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("at", string, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    """None."""
    op.drop_table("blocks")
