"""Measuring text with the very faces that are printed; the only place that registers fonts."""

from functools import cache
from typing import Final

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.errors import DataFileError
from app.paths import resource

FACE: Final = "Tinos"
_FACES: Final = {
    (False, False): "Tinos-Regular",
    (True, False): "Tinos-Bold",
    (False, True): "Tinos-Italic",
    (True, True): "Tinos-BoldItalic",
}


@cache
def register_fonts() -> None:
    """Make the four faces known to reportlab, once.

    Raises:
        DataFileError: a font file is missing or damaged; the program must be installed again.
    """
    for (bold, italic), name in _FACES.items():
        try:
            pdfmetrics.registerFont(TTFont(name, str(resource(f"fonts/{name}.ttf"))))
        except (OSError, TTFError) as error:
            raise DataFileError(
                f"Thiếu hoặc hỏng phông chữ {name}.ttf của chương trình nên chưa in được. Dữ liệu "
                "của bạn không bị ảnh hưởng. Hãy cài lại chương trình.",
                detail=type(error).__name__,
            ) from error
        addMapping(FACE, int(bold), int(italic), name)


def face(*, bold: bool = False, italic: bool = False) -> str:
    """Name of a face for reportlab."""
    register_fonts()
    return _FACES[bold, italic]


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of a text in pt."""
    return float(pdfmetrics.stringWidth(text, face(bold=bold, italic=italic), size))


def balanced_lines(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """A centred text broken into as few lines as fit ``width`` pt, of about the same length."""
    words = text.split()
    lines = _wrap(words, size, width, bold)
    if len(lines) < 2:
        return lines
    low, high = 0.0, width
    while high - low > 1:
        middle = (low + high) / 2
        if len(_wrap(words, size, middle, bold)) <= len(lines):
            high = middle
        else:
            low = middle
    return _wrap(words, size, high, bold)


def _wrap(words: list[str], size: float, width: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
