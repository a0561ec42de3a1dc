"""Feeds → articles in a store: which addresses may be asked, how politely, what is new, and how far it has come."""
