"""Tổng hợp: who has sent, totals, units, what goes down."""
