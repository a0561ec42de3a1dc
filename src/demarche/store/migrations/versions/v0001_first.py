"""The first tables, with the full text index of each database. What stands here is never changed: a later version has a file of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# In the order in which they are made: those that others point to come first.
TABLES = (
    "actors",
    "articles",
    "decisions",
    "events",
    "generations",
    "judgements",
    "event_actors",
    "figures",
    "fingerprints",
    "inputs",
    "mentions",
    "parties",
    "positions",
    "reports",
    "resemblances",
    "statements",
    "texts",
    "report_keys",
)


def upgrade() -> None:
    """An empty database gets its tables."""
    _make_tables()
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        tokens = "porter unicode61 remove_diacritics 2"
        op.execute(f"CREATE VIRTUAL TABLE texts_index USING fts5(words, content='texts', content_rowid='number', tokenize='{tokens}')")
    else:
        op.execute("ALTER TABLE texts ADD COLUMN searched tsvector GENERATED ALWAYS AS (to_tsvector('english', left(words, 300000))) STORED")
        op.execute("CREATE INDEX texts_index ON texts USING gin (searched)")


def downgrade() -> None:
    """Everything goes."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE texts_index")
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_tables() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("country", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("role", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("code", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("latest", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("folded", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("actors_articles", "actors", ["articles"], unique=False)
    op.create_index("actors_country", "actors", ["country"], unique=False)
    op.create_index("actors_folded", "actors", ["folded"], unique=False)
    op.create_table(
        "articles",
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("url", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("outlet", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("author", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("published_from", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("state", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("copy_of", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("origin", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("agency", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("country", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("reader", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("added", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("articles_added", "articles", ["added"], unique=False)
    op.create_index("articles_copy_of", "articles", ["copy_of"], unique=False)
    op.create_index("articles_id", "articles", ["id"], unique=False)
    op.create_index("articles_origin", "articles", ["origin"], unique=False)
    op.create_index("articles_published", "articles", ["published"], unique=False)
    op.create_index("articles_state", "articles", ["state"], unique=False)
    op.create_index("articles_url", "articles", ["url"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("verdict", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("one", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("other", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("at", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("side", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("decisions_one", "decisions", ["one"], unique=False)
    op.create_index("decisions_other", "decisions", ["other"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("status", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("certainty", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("earliest", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("latest", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("place", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("country", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("precision", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("countries", sa.Integer(), nullable=False),
        sa.Column("say", sa.Integer(), nullable=False),
        sa.Column("deny", sa.Integer(), nullable=False),
        sa.Column("life", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("first_published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("last_published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("last_added", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("events_country", "events", ["country"], unique=False)
    op.create_index("events_day", "events", ["day"], unique=False)
    op.create_index("events_deny", "events", ["deny"], unique=False)
    op.create_index("events_last_added", "events", ["last_added"], unique=False)
    op.create_index("events_last_published", "events", ["last_published"], unique=False)
    op.create_index("events_status", "events", ["status", "day"], unique=False)
    op.create_index("events_type", "events", ["type", "day"], unique=False)
    op.create_table(
        "generations", sa.Column("only", sa.Integer(), nullable=False), sa.Column("number", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("only")
    )
    op.create_table(
        "judgements",
        sa.Column("fact", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("verdict", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("who", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("at", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("fact"),
    )
    op.create_table(
        "event_actors",
        sa.Column("event", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("actor", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("role", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("status", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "actor", "role"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_actors_actor", "event_actors", ["actor", "day"], unique=False)
    op.create_table(
        "figures",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("comparison", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("unit", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("text", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("according_to", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("report", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("counted", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("added", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("figures_counted", "figures", ["counted"], unique=False)
    op.create_index("figures_key", "figures", ["key"], unique=False)
    op.create_index("figures_published", "figures", ["published"], unique=False)
    op.create_index("figures_report", "figures", ["report"], unique=False)
    op.create_table(
        "fingerprints",
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mark", "day", "key"),
        sqlite_with_rowid=False,
    )
    op.create_index("fingerprints_key", "fingerprints", ["key"], unique=False)
    op.create_table(
        "inputs",
        sa.Column("source", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "key"),
    )
    op.create_index("inputs_key", "inputs", ["key"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("local", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("actor", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("country", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("role", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("code", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "local"),
    )
    op.create_index("mentions_actor", "mentions", ["actor", "published", "key", "local"], unique=False)
    op.create_table(
        "parties",
        sa.Column("fact", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("actor", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("role", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("fact", "actor", "role"),
        sqlite_with_rowid=False,
    )
    op.create_index("parties_actor", "parties", ["actor", "role", "published"], unique=False)
    op.create_index("parties_key", "parties", ["key"], unique=False)
    op.create_table(
        "positions",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("stance", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("issue_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("topic", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("topic_name", sa.Text(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("according_to", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("added", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("positions_key", "positions", ["key"], unique=False)
    op.create_index("positions_published", "positions", ["published"], unique=False)
    op.create_index("positions_topic", "positions", ["topic"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("status", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("certainty", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("earliest", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("latest", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("time", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("moved_from", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("change", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("place", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("country", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("precision", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("according_to", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("added", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("origin", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("compared", sa.Text(), nullable=False),
        sa.Column("points_to", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("likeness", sa.Float(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("outcome_day", sa.Integer(), nullable=True),
        sa.Column("outcome_why", sa.Text(), nullable=True),
        sa.Column("event", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reports_added", "reports", ["added", "event"], unique=False)
    op.create_index("reports_event", "reports", ["event"], unique=False)
    op.create_index("reports_key", "reports", ["key"], unique=False)
    op.create_index("reports_outcome", "reports", ["outcome"], unique=False)
    op.create_index("reports_points_to", "reports", ["points_to"], unique=False)
    op.create_index("reports_published", "reports", ["published", "event"], unique=False)
    op.create_table(
        "resemblances",
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("other", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "other"),
    )
    op.create_index("resemblances_other", "resemblances", ["other"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("form", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("quoted", sa.Integer(), nullable=False),
        sa.Column("cue", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("via", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("within", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("added", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("statements_key", "statements", ["key"], unique=False)
    op.create_index("statements_published", "statements", ["published"], unique=False)
    op.create_table(
        "texts",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("ref", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("texts_key", "texts", ["key"], unique=False)
    op.create_table(
        "report_keys",
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("lo", sa.Integer(), nullable=False),
        sa.Column("report", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("hi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name", "width", "lo", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("report_keys_report", "report_keys", ["report"], unique=False)
