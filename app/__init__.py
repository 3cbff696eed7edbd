"""Sổ Bình Đẳng: the commune's gender-equality book, offline."""

__version__ = "0.1.0"
