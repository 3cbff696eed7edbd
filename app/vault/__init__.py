"""Locking the data folder: the key file, passwords, files nobody else can read. No session, no Qt."""
