"""Damaged and hostile files: how they are made, and a child process that reads them."""
