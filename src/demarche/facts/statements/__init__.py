"""Who said, thought, feared or denied what, to whom and where."""
