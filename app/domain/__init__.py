"""Rules of the work: pure functions and value objects, standard library only."""
