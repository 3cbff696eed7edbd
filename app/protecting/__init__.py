"""Encrypting a data folder that is in use, and taking the encryption off: all or nothing."""
