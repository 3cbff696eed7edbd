"""Packages between offices: made from what is in the data, and taken into it."""
