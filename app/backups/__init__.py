"""Backups with attachments on sticks and in folders, and the way back from any backup."""
