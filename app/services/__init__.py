"""Write side: one function per use case, its command beside it."""
