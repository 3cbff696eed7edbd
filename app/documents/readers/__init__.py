"""A real document to the same tree."""
