"""Differences of papers on the screen."""
