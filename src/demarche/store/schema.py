"""The tables. What an article says (articles and facts) is written once and never changed; events are derived from it and can be made anew.

Days are ISO text, so that the file reads well in any tool; `lo` and `hi` of `report_keys` are ordinals, for ranges. Lists are JSON text.
A fact's id is its article's key, "#", and its id in the record: "3f2c…#e4".
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy import String as _String

metadata = MetaData()
# Names are ordered by their code points in every database, whatever the language of the server.
String = _String().with_variant(_String(collation="C"), "postgresql")

articles = Table(
    "articles", metadata,
    Column("key", String, primary_key=True),  # of the store: a digest of what identifies the article
    Column("id", String, nullable=False),  # the article's own
    Column("url", String), Column("outlet", String), Column("author", String), Column("title", Text), Column("language", String),
    Column("published", String), Column("published_from", String),
    Column("text", Text, nullable=False),
    Column("parts", Text, nullable=False),  # JSON, as in the record
    Column("state", String, nullable=False),  # kept, copy, off-topic, failed
    Column("reason", Text),  # of what is not kept
    Column("copy_of", String),  # the article that holds every sentence of this one
    Column("origin", String, nullable=False),  # articles of one origin share it
    Column("agency", String),  # whom the article credits
    Column("country", String),  # of the outlet
    Column("facts", Text),  # JSON: the record without the article; null where nobody has read it
    Column("problems", Text, nullable=False),  # JSON
    Column("reader", String),  # the version of Demarche that read it
    Column("added", String, nullable=False),  # when, UTC: a clock decides it, as that of facts and corrections
    Index("articles_id", "id"), Index("articles_published", "published"), Index("articles_origin", "origin"), Index("articles_copy_of", "copy_of"),
    Index("articles_added", "added"), Index("articles_url", "url"), Index("articles_state", "state"),
)  # fmt: skip

inputs = Table(
    "inputs", metadata,
    Column("source", String, primary_key=True),  # the file, and the line of it
    Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Index("inputs_key", "key"),
)  # fmt: skip

fingerprints = Table(
    "fingerprints", metadata,
    Column("fortnight", Integer, primary_key=True),  # of the day: what is looked up together lies together, however large the store
    Column("mark", BigInteger, primary_key=True), Column("day", Integer, primary_key=True),  # of publication; 0 where nobody knows it
    Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Index("fingerprints_key", "key"), sqlite_with_rowid=False,
)  # fmt: skip

resemblances = Table(
    "resemblances", metadata,
    Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("other", String, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("share", Float, nullable=False),  # of the shorter one's shingles that the other has, 0..1
    Index("resemblances_other", "other"),
)  # fmt: skip

mentions = Table(
    "mentions", metadata,  # the actors of an article
    Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("local", String, primary_key=True),  # the id in the record
    Column("actor", String, nullable=False),
    Column("name", String, nullable=False), Column("kind", String, nullable=False), Column("country", String), Column("role", String),
    Column("code", String), Column("known", Integer, nullable=False), Column("times", Integer, nullable=False),
    Column("published", String, nullable=False),  # "" where nobody knows it
    Index("mentions_actor", "actor", "published", "key", "local"),
)  # fmt: skip

actors = Table(
    "actors", metadata,  # who they are across articles, as the latest article tells
    Column("id", String, primary_key=True), Column("name", String, nullable=False), Column("kind", String, nullable=False), Column("country", String),
    Column("role", String), Column("code", String), Column("known", Integer, nullable=False), Column("articles", Integer, nullable=False),
    Column("latest", String, nullable=False),  # publication, article and id of the mention whose words these are
    Column("folded", String, nullable=False),  # the name in small letters without accents, a blank before and after it
    Index("actors_folded", "folded"), Index("actors_country", "country"), Index("actors_articles", "articles"),
)  # fmt: skip

reports = Table(
    "reports", metadata,  # an event as one article tells it
    Column("id", String, primary_key=True), Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
    Column("type", String, nullable=False), Column("modes", Text, nullable=False), Column("contexts", Text, nullable=False),
    Column("status", String, nullable=False), Column("certainty", String, nullable=False),
    Column("earliest", String), Column("latest", String), Column("time", String), Column("moved_from", String), Column("change", String),
    Column("place", String), Column("country", String), Column("latitude", Float), Column("longitude", Float), Column("precision", String),
    Column("words", Text, nullable=False), Column("evidence", Text, nullable=False),  # JSON: [[start, end], …]
    Column("according_to", String), Column("score", Float, nullable=False), Column("published", String), Column("added", String, nullable=False),
    Column("origin", String),  # where the report names an agency as its source; else its article's origin counts
    Column("compared", Text, nullable=False),  # JSON: what merge.compare looks at
    Column("points_to", String), Column("likeness", Float), Column("why", Text),  # the decision: of one event with which other report
    Column("outcome", String), Column("outcome_day", Integer), Column("outcome_why", Text),  # of a fear or a demand: the report that tells what came of it
    Column("event", String),
    Index("reports_key", "key"), Index("reports_event", "event"), Index("reports_points_to", "points_to"), Index("reports_outcome", "outcome"),
    Index("reports_published", "published", "event"), Index("reports_added", "added", "event"),
)  # fmt: skip

report_keys = Table(
    "report_keys", metadata,  # where to look for reports of the same event: merge.keys
    Column("month", Integer, primary_key=True),  # thirty days, of `lo`: as in fingerprints
    Column("name", String, primary_key=True), Column("width", Integer, primary_key=True), Column("lo", Integer, primary_key=True),
    Column("report", String, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True), Column("hi", Integer, nullable=False),
    Index("report_keys_report", "report"), sqlite_with_rowid=False,
)  # fmt: skip

events = Table(
    "events", metadata,  # made from their reports; never written by hand
    Column("id", String, primary_key=True), Column("type", String, nullable=False), Column("modes", Text, nullable=False),
    Column("contexts", Text, nullable=False), Column("status", String, nullable=False), Column("certainty", String, nullable=False),
    Column("earliest", String), Column("latest", String),
    Column("day", String),  # by which it is sorted: its first day, else that of its first report
    Column("place", String), Column("country", String), Column("latitude", Float), Column("longitude", Float), Column("precision", String),
    Column("words", Text, nullable=False), Column("key", String, nullable=False),  # of the report that tells it best, and its article
    Column("actors", Text, nullable=False), Column("recipients", Text, nullable=False),  # JSON: [id, …]
    Column("reports", Integer, nullable=False), Column("articles", Integer, nullable=False), Column("origins", Integer, nullable=False),
    Column("countries", Integer, nullable=False), Column("say", Integer, nullable=False), Column("deny", Integer, nullable=False),
    Column("life", Text, nullable=False),  # JSON: [{day, stage, report, by, on}, …] in order
    Column("outcome", String),  # the report that tells what a fear or a demand came to
    Column("score", Float, nullable=False), Column("first_published", String), Column("last_published", String), Column("last_added", String, nullable=False),
    Index("events_day", "day"), Index("events_type", "type", "day"), Index("events_status", "status", "day"), Index("events_country", "country"),
    Index("events_last_added", "last_added"), Index("events_last_published", "last_published"),
    Index("events_deny", "deny"),
)  # fmt: skip

event_actors = Table(
    "event_actors", metadata,
    Column("event", String, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True), Column("actor", String, primary_key=True),
    Column("role", String, primary_key=True),  # actor, recipient
    Column("day", String), Column("type", String, nullable=False), Column("modes", Text, nullable=False), Column("status", String, nullable=False),
    Index("event_actors_actor", "actor", "day"), sqlite_with_rowid=False,
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("id", String, primary_key=True), Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
    Column("form", String, nullable=False), Column("content", Text, nullable=False), Column("quoted", Integer, nullable=False), Column("cue", String),
    Column("via", String), Column("within", String), Column("words", Text, nullable=False), Column("evidence", Text, nullable=False),
    Column("score", Float, nullable=False), Column("published", String), Column("added", String, nullable=False),
    Index("statements_key", "key"), Index("statements_published", "published"),
)  # fmt: skip

positions = Table(
    "positions", metadata,
    Column("id", String, primary_key=True), Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
    Column("stance", String, nullable=False), Column("issue", Text, nullable=False), Column("issue_id", String), Column("topic", String, nullable=False),
    Column("topic_name", Text, nullable=False), Column("side", Integer, nullable=False),  # 1 for what the topic names, -1 against it
    Column("according_to", String), Column("words", Text, nullable=False), Column("evidence", Text, nullable=False),
    Column("score", Float, nullable=False), Column("published", String), Column("added", String, nullable=False),
    Index("positions_key", "key"), Index("positions_topic", "topic"), Index("positions_published", "published"),
)  # fmt: skip

figures = Table(
    "figures", metadata,
    Column("id", String, primary_key=True), Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
    Column("value", Float, nullable=False), Column("comparison", String, nullable=False), Column("unit", String, nullable=False), Column("of", Text),
    Column("text", String, nullable=False), Column("according_to", String), Column("report", String),  # in whose evidence it stands
    Column("counted", String, nullable=False),  # what is counted, without inflection: figures of one thing share it
    Column("words", Text, nullable=False), Column("evidence", Text, nullable=False), Column("published", String), Column("added", String, nullable=False),
    Index("figures_key", "key"), Index("figures_report", "report"), Index("figures_counted", "counted"), Index("figures_published", "published"),
)  # fmt: skip

parties = Table(
    "parties", metadata,  # the actors of facts
    Column("fact", String, primary_key=True), Column("actor", String, primary_key=True),
    Column("role", String, primary_key=True),  # actor, recipient, speaker, addressee, holder, toward, according_to
    Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False), Column("published", String),
    Index("parties_actor", "actor", "role", "published"), Index("parties_key", "key"), sqlite_with_rowid=False,
)  # fmt: skip

texts = Table(
    "texts", metadata,  # what full text search looks through
    Column("number", Integer, primary_key=True, autoincrement=True), Column("kind", String, nullable=False), Column("ref", String, nullable=False),
    Column("key", String, ForeignKey("articles.key", ondelete="CASCADE"), nullable=False), Column("published", String), Column("words", Text, nullable=False),
    Index("texts_key", "key"),
)  # fmt: skip

decisions = Table(
    "decisions", metadata,  # of people: the same, or not the same; Demarche's own are the pointers of reports
    Column("id", String, primary_key=True), Column("kind", String, nullable=False),  # event, actor, issue
    Column("verdict", String, nullable=False),  # same, different
    Column("one", String, nullable=False), Column("other", String, nullable=False), Column("why", Text, nullable=False),
    Column("who", String, nullable=False), Column("at", String, nullable=False),
    Column("side", String), Column("person", Integer, nullable=False),  # of the actor that `other` is
    Index("decisions_one", "one"), Index("decisions_other", "other"),
)  # fmt: skip

generations = Table(
    "generations", metadata,  # one row: raised by what changes a report that others may have read
    Column("only", Integer, primary_key=True), Column("number", Integer, nullable=False),
)  # fmt: skip

judgements = Table(
    "judgements", metadata,  # of an audit
    Column("fact", String, primary_key=True), Column("kind", String, nullable=False), Column("verdict", String, nullable=False),  # right, wrong
    Column("who", String, nullable=False), Column("at", String, nullable=False),
)  # fmt: skip

tokens = Table(
    "tokens", metadata,  # of those who may use the site from another machine
    Column("hash", String, primary_key=True),  # SHA-256 of a random token: no salt is needed, nobody can guess 256 bits
    Column("name", String, nullable=False), Column("role", String, nullable=False),  # read, write
    Column("made", String, nullable=False),
    Index("tokens_name", "name", unique=True),
)  # fmt: skip

feeds = Table(
    "feeds", metadata,  # how far following a feed has come
    Column("key", String, primary_key=True),  # a digest of its address, which may hold a secret
    Column("etag", Text), Column("modified", Text),  # as its server wrote them
    Column("next", String),  # not to be asked before, UTC
    Column("failures", Integer, nullable=False),  # in a row
    Column("gone", String),  # since when the server says that it will not come back
)  # fmt: skip

entries = Table(
    "entries", metadata,  # of feeds: those taken, and those that wait
    Column("key", String, primary_key=True),  # a digest of what identifies it, whichever feed brings it
    Column("feed", String, nullable=False),  # that brought it first
    Column("url", Text), Column("guid", Text), Column("title", Text), Column("published", String),
    Column("content", Text),  # its own, where the feed is read in full; only as long as it waits
    Column("seen", String, nullable=False), Column("place", Integer, nullable=False),  # in its feed: the order of taking
    Column("done", String),  # when it was taken or given up
    Column("failures", Integer, nullable=False), Column("next", String),
    Index("entries_waiting", "feed", "done"),
)  # fmt: skip

blocks = Table(
    "blocks", metadata,  # stretches of the input that are in the store whole; no part of what the store says
    Column("name", String, primary_key=True),  # a digest of its files as they were, and of where it begins and ends
    Column("files", Text, nullable=False), Column("at", String, nullable=False),
)  # fmt: skip
