"""The one door to the data: engine, sessions, upgrade, backup."""
