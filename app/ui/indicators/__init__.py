"""Chỉ tiêu: a form for a period as a grid, with what is odd, missing and reached."""
