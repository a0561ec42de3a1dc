"""Files and pages → articles."""
