"""What a package is beside those of its line, in words."""

from typing import Final

KINDS: Final = {
    "correction": "Đính chính",
    "withdrawal": "Rút lại",
    "test": "Gửi thử",
}


def turn_words(kind: str, sequence: int) -> str:
    """ "Đính chính, lần 2"; a first package is "Lần 1"."""
    words = KINDS.get(kind, "")
    return f"{words}, lần {sequence}" if words else f"Lần {sequence}"
