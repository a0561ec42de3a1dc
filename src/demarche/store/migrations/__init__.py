"""How older stores come to the newest tables: Alembic's environment and one file a version."""
