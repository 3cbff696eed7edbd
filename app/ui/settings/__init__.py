"""Cài đặt: the office, signers, receivers, print choices, catalogues, looks, backups."""
