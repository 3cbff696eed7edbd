"""Closed years on the screen."""
