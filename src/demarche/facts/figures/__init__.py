"""Figures: how many, how much, of what and whose."""
