"""Packages between offices as plain data: format, seals, reading, writing; no session, no Qt."""
