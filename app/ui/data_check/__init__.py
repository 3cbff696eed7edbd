"""The check of the data on the screen, and the rescue of a damaged file."""
