"""Charts laid out: shapes in millimetres that every painter draws."""
