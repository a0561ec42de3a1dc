"""What is looked up by days lies in the order of time: `fingerprints` by fortnights, `report_keys` by months. Articles keep their keys."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_FORTNIGHT, _MONTH = 14, 30  # days


def upgrade() -> None:
    """Both tables get their new first column."""
    _make_fingerprints("fingerprints_by_fortnight", sa.Column("fortnight", sa.Integer(), nullable=False))
    op.execute(f"INSERT INTO fresh (fortnight, mark, day, key) SELECT day / {_FORTNIGHT}, mark, day, key FROM fingerprints")
    _put_in_place("fingerprints", "key")
    _make_report_keys("report_keys_by_month", sa.Column("month", sa.Integer(), nullable=False))
    op.execute(f"INSERT INTO fresh (month, name, width, lo, report, hi) SELECT lo / {_MONTH}, name, width, lo, report, hi FROM report_keys")
    _put_in_place("report_keys", "report")


def downgrade() -> None:
    """Both tables lose it."""
    _make_fingerprints("fingerprints_by_mark")
    op.execute("INSERT INTO fresh (mark, day, key) SELECT mark, day, key FROM fingerprints")
    _put_in_place("fingerprints", "key")
    _make_report_keys("report_keys_by_name")
    op.execute("INSERT INTO fresh (name, width, lo, report, hi) SELECT name, width, lo, report, hi FROM report_keys")
    _put_in_place("report_keys", "report")


def _make_fingerprints(order: str, *first: sa.Column[int]) -> None:
    op.create_table(
        "fresh",
        *first,
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("key", _string(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(*(c.name for c in first), "mark", "day", "key", name=order),
        sqlite_with_rowid=False,
    )


def _make_report_keys(order: str, *first: sa.Column[int]) -> None:
    op.create_table(
        "fresh",
        *first,
        sa.Column("name", _string(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("report", _string(), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(*(c.name for c in first), "name", "width", "lo", "report", name=order),
        sqlite_with_rowid=False,
    )


def _string() -> sa.types.TypeEngine[str]:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def _put_in_place(table: str, indexed: str) -> None:
    op.drop_table(table)
    op.rename_table("fresh", table)
    op.create_index(f"{table}_{indexed}", table, [indexed], unique=False)
