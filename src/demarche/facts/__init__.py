"""Document → facts: one file per kind of fact."""
