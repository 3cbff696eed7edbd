"""Two papers laid beside each other: what was added, taken out, reworded, moved."""

from app.documents.compare.applying import applied, rebound
from app.documents.compare.changes import CellChange, Change, Comparison, HeadChange, Kind, Side
from app.documents.compare.comparing import compare, sides_of
from app.documents.compare.matching import likeness
from app.documents.compare.words import Piece, Said, word_pieces

__all__ = [
    "CellChange",
    "Change",
    "Comparison",
    "HeadChange",
    "Kind",
    "Piece",
    "Said",
    "Side",
    "applied",
    "compare",
    "likeness",
    "rebound",
    "sides_of",
    "word_pieces",
]
