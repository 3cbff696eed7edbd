"""Sổ theo dõi: the register of papers of a year."""
