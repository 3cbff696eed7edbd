"""Footnotes as Word's own: numbered through the file, each at the foot of its page."""

from typing import Final

from app.documents.render.notes import Call, pieces
from app.documents.render.to_docx.xml import HEADER, NAMESPACES, paragraph, run

#: Ids of the styles of a note's text and of its raised number.
TEXT_STYLE: Final = "FootnoteText"
NUMBER_STYLE: Final = "FootnoteReference"
_NUMBER: Final = f'<w:rStyle w:val="{NUMBER_STYLE}"/>'
_LINE: Final = '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr><w:r><w:{}/></w:r></w:p>'
#: What the settings say when the file has footnotes: which of them are the lines above notes.
SEPARATORS: Final = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


class Footnotes:
    """Collects notes in the order in which they are written."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._texts)

    def runs(self, text: str, properties: str = "") -> str:
        """The text's runs; every ``^[…]`` becomes a reference to a new note."""
        if "^[" not in text:
            return run(text, properties)
        made, called = "", False
        for piece in pieces(text, 1):
            if isinstance(piece, Call):
                made += (run(",", _NUMBER) if called else "") + self._reference(piece.text)
            else:
                made += run(piece, properties)
            called = isinstance(piece, Call)
        return made

    def xml(self) -> str:
        """The part with all notes."""
        made = "".join(map(_note, range(1, len(self._texts) + 1), self._texts))
        return (
            f"{HEADER}<w:footnotes {NAMESPACES}>"
            f'<w:footnote w:type="separator" w:id="-1">{_LINE.format("separator")}</w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0">'
            f"{_LINE.format('continuationSeparator')}</w:footnote>{made}</w:footnotes>"
        )

    def _reference(self, text: str) -> str:
        self._texts.append(text)
        number = len(self._texts)
        return f'<w:r><w:rPr>{_NUMBER}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def _note(number: int, text: str) -> str:
    mark = f"<w:r><w:rPr>{_NUMBER}</w:rPr><w:footnoteRef/></w:r>"
    return (
        f'<w:footnote w:id="{number}">{paragraph(TEXT_STYLE, mark + run(f" {text}"))}</w:footnote>'
    )
