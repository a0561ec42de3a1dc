"""Documents and records → files, one file per format."""
