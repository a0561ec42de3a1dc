"""The database: schema, writing, asking, migrations. The only room that knows SQL."""
