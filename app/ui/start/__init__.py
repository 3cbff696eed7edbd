"""What is asked and told before and around the main window: place, clock, a second start."""
