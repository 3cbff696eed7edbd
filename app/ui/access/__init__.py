"""Passwords and people: the way in, the lock after a pause, the question before sensitive work."""
