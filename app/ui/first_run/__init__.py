"""Five questions before the first day of work."""
