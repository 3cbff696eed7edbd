"""Lịch việc: every duty of the year, opened from the home screen."""
