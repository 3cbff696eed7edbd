"""Nhiệm vụ: the one place where the year's tasks are marked done or not done."""
