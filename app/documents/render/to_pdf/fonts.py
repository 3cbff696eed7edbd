"""The Tinos faces for reportlab, and letters that they do not hold."""

from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.documents.render.metrics import Face, advances, face_file
from app.errors import DataFileError

# Bullets of Word's symbol fonts, tick boxes and other spaces → the nearest sign of the faces.
_INSTEAD: Final = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "•", "\uf02d": "-", "☐": "□", "✓": "√", "✔": "√", "☑": "√",
     "‑": "-", "‒": "–", "―": "—", "\u2002": " ", "\u2003": " ", "\u2005": " ", "\u2028": " "}
)  # fmt: skip


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
            pdfmetrics.registerFont(TTFont(face.value, str(path)))
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
    known = advances(Face.REGULAR)
    if all(ord(sign) in known for sign in text):
        return text
    changed = text.translate(_INSTEAD)
    return "".join(sign if ord(sign) in known or sign == "\n" else "□" for sign in changed)


def markup(text: str) -> str:
    """The text for a reportlab paragraph."""
    return escape(drawable(text)).replace("\n", "<br/>")
