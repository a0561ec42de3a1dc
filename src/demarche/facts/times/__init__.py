"""Time expressions: which words they are, and their TIMEX3 values counted from the day of publication."""
