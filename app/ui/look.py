"""Colours by role, light and dark, and the four text sizes; nothing else names a colour."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor

#: Point sizes of nhỏ, vừa, to, rất to; "rất to" is 150 % of "vừa".
TEXT_SIZES: Final = (10.0, 11.0, 13.0, 16.5)
SIZE_WORDS: Final = ("Nhỏ", "Vừa", "To", "Rất to")
USUAL_SIZE: Final = 1


@dataclass(frozen=True, slots=True)
class Colours:
    """A colour for each role; every text colour stands at 4.5:1 or more on its ground."""

    surface: str
    raised: str
    line: str
    text: str
    quiet: str
    primary: str
    on_primary: str
    primary_soft: str
    accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str

    def of(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(getattr(self, role))


LIGHT: Final = Colours(
    surface="#f5f4f9",
    raised="#ffffff",
    line="#cfccdb",
    text="#1f1b2e",
    quiet="#575269",
    primary="#47389f",
    on_primary="#ffffff",
    primary_soft="#e8e4fa",
    accent="#a8480f",
    accent_soft="#fdebdd",
    good="#1a683a",
    good_soft="#e2f3e8",
    warn="#7d5200",
    warn_soft="#fff3d6",
    bad="#a9221a",
    bad_soft="#fde8e6",
)
DARK: Final = Colours(
    surface="#1a1823",
    raised="#242130",
    line="#4a4560",
    text="#f1eff8",
    quiet="#b9b3cf",
    primary="#b6a9ff",
    on_primary="#1a1823",
    primary_soft="#39335a",
    accent="#ffb17d",
    accent_soft="#47311f",
    good="#84dba6",
    good_soft="#1f3a2a",
    warn="#f4cb72",
    warn_soft="#41351a",
    bad="#ff9f97",
    bad_soft="#472422",
)
