"""The Tinos faces for reportlab, and letters that they do not hold."""

from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.documents.render.metrics import Face, face_file, letters
from app.errors import DataFileError

# Bullets of Word's symbol fonts, tick boxes and other spaces → the nearest sign of the faces.
_INSTEAD: Final = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "•", "\uf02d": "-", "☐": "□", "✓": "√", "✔": "√", "☑": "√",
     "‑": "-", "‒": "–", "―": "—", "\u2002": " ", "\u2003": " ", "\u2005": " ", "\u2028": " "}
)  # fmt: skip

_MOST_WORDS: Final = 20_000
# Streams as they are, not as text: a quarter smaller, and quicker to write.
rl_config.useA85 = 0


class _Face(TTFont):  # type: ignore[misc]
    """Remembers the width of words: a Vietnamese paper says the same syllables again and again."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._shares: dict[str, float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Width of a text in pt."""
        share = self._shares.get(text)
        if share is None:
            if len(self._shares) > _MOST_WORDS:
                self._shares.clear()
            share = self._shares[text] = float(super().stringWidth(text, 1, encoding))
        return share * size


def register_fonts() -> None:
    """Make the four faces known.

    Raises:
        DataFileError: a face is missing or damaged.
    """
    for face in Face:
        face_file(face)
    _register()


@cache
def _register() -> None:
    for face in Face:
        path = face_file(face)
        try:
            pdfmetrics.registerFont(_Face(face.value, str(path)))
        except (TTFError, OSError) as error:
            raise DataFileError(
                f"Tệp phông chữ {path.name} của chương trình bị hỏng nên chưa xuất được văn bản. "
                "Dữ liệu vẫn an toàn. Hãy cài lại chương trình rồi làm lại.",
                detail=str(path),
            ) from error
    pdfmetrics.registerFontFamily(
        Face.REGULAR.value,
        normal=Face.REGULAR.value,
        bold=Face.BOLD.value,
        italic=Face.ITALIC.value,
        boldItalic=Face.BOLD_ITALIC.value,
    )


def drawable(text: str) -> str:
    """The text with every letter that the faces lack shown as an open box, never a blank."""
    known = letters()
    if known.issuperset(text):
        return text
    changed = text.translate(_INSTEAD)
    return "".join(sign if sign in known or sign == "\n" else "□" for sign in changed)


def markup(text: str) -> str:
    """The text for a reportlab paragraph."""
    return escape(drawable(text)).replace("\n", "<br/>")
