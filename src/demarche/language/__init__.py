"""Article → Document: words, tags, trees, names, times, attributions."""
