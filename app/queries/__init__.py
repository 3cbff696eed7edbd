"""Read side: a session in, frozen rows out."""
