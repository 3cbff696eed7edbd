"""Help: short pages in plain Vietnamese."""
