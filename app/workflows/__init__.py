"""Use cases that need both the paper side and the database; shared by the window and the CLI."""
