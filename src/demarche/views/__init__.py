"""Records → answers to a reader's questions, as plain data."""
