"""The first tables, with the full text index of each database."""

from alembic import op

from demarche.store.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """An empty database gets its tables."""
    bind = op.get_bind()
    metadata.create_all(bind)
    if bind.dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE texts_index USING fts5(words, content='texts', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("ALTER TABLE texts ADD COLUMN searched tsvector GENERATED ALWAYS AS (to_tsvector('english', words)) STORED")
        op.execute("CREATE INDEX texts_index ON texts USING gin (searched)")


def downgrade() -> None:
    """Everything goes."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        op.execute("DROP TABLE texts_index")
    metadata.drop_all(bind)
