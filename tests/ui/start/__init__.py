"""Tests of what is asked before and around the main window."""
