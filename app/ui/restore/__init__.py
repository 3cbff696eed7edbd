"""Going back to a backup: which one, what would be lost, and the work itself."""
