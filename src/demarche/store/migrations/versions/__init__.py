"""One file a version of the tables, the oldest first."""
