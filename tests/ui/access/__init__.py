"""The way in, the lock, the question before sensitive work."""
