"""History on the screen."""
