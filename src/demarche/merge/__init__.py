"""Many reports → one event. Writes down decisions with their reason; never changes a report."""
