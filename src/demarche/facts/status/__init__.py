"""Did an event happen, is it planned, asked for, feared or denied? Start at find.py."""
