"""Positions: who wants, offers, refuses or expects what, toward whom. slots → words → holders → context → find."""
