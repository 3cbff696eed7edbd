"""Activities page: the Action Month, the table of what was done, the card beside it."""
