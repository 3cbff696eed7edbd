"""Rows to Document, one file per paper."""
