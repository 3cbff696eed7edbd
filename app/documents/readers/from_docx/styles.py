"""Named styles: what a paragraph looks like by the styles it stands under."""

from dataclasses import dataclass
from typing import Final

from app.documents.readers.from_docx.looks import (
    PLAIN_PARAGRAPH,
    PLAIN_RUN,
    ParagraphLook,
    RunLook,
    over,
    paragraph_look,
    run_look,
)
from app.documents.readers.from_docx.tags import A, Element, W, val

_LONGEST_CHAIN: Final = 40
_MOST_STYLES: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style as the file has it, not yet laid over the one it is based on."""

    name: str = ""
    based_on: str = ""
    paragraph: ParagraphLook = PLAIN_PARAGRAPH
    run: RunLook = PLAIN_RUN
    lines: bool | None = None


_NONE: Final = Style()


class Styles:
    """Answers with the whole look of a style; a chain that turns in a ring is cut."""

    def __init__(self, root: Element | None, theme: dict[str, str]) -> None:
        self.theme = theme
        self._styles: dict[str, Style] = {}
        self._whole: dict[str, tuple[ParagraphLook, RunLook]] = {}
        self._default = ""
        self._base = (PLAIN_PARAGRAPH, PLAIN_RUN)
        if root is not None:
            self._read(root)

    def name(self, style_id: str) -> str:
        """The style's name as Word shows it; the id when it has none."""
        return self._styles.get(style_id, _NONE).name or style_id

    def of_paragraph(self, style_id: str) -> tuple[ParagraphLook, RunLook]:
        """The look of paragraphs of a style; "" is the default one."""
        chosen = style_id if style_id in self._styles else self._default
        if chosen not in self._whole:
            paragraph, run = self._base
            for style in reversed(self._chain(chosen)):
                paragraph, run = over(style.paragraph, paragraph), over(style.run, run)
            self._whole[chosen] = paragraph, run
        return self._whole[chosen]

    def of_letters(self, style_id: str) -> RunLook:
        """What a style of letters adds to the paragraph's."""
        run = PLAIN_RUN
        for style in reversed(self._chain(style_id)):
            run = over(style.run, run)
        return run

    def heading_level(self, style_id: str) -> int:
        """From 1; 0 for a style that is no heading."""
        for style in self._chain(style_id):
            name = style.name.lower()
            for word in ("heading ", "tiêu đề ", "đề mục "):
                if name.startswith(word) and name[len(word) :].isdigit():
                    return min(int(name[len(word) :][:2]), 9)
            if style.paragraph.outline is not None:
                return style.paragraph.outline + 1 if style.paragraph.outline < 9 else 0
        return 0

    def has_lines(self, style_id: str) -> bool:
        """Whether tables of this style have lines."""
        chain = self._chain(style_id)
        return next((bool(style.lines) for style in chain if style.lines is not None), False)

    def numbered(self) -> dict[str, str]:
        """Style id → id of its list, for every style that has one."""
        return {
            style_id: style.paragraph.numbering
            for style_id, style in self._styles.items()
            if style.paragraph.numbering
        }

    def _read(self, root: Element) -> None:
        if (defaults := root.find(W + "docDefaults")) is not None:
            self._base = (
                paragraph_look(defaults.find(f"{W}pPrDefault/{W}pPr")),
                run_look(defaults.find(f"{W}rPrDefault/{W}rPr"), self.theme),
            )
        for style in root.findall(W + "style")[:_MOST_STYLES]:
            style_id = style.get(W + "styleId", "")
            self._styles[style_id] = Style(
                name=val(style, "name") or "",
                based_on=val(style, "basedOn") or "",
                paragraph=paragraph_look(style.find(W + "pPr")),
                run=run_look(style.find(W + "rPr"), self.theme),
                lines=_lines(style.find(f"{W}tblPr/{W}tblBorders")),
            )
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true"}:
                self._default = style_id

    def _chain(self, style_id: str) -> list[Style]:
        """The style and those it is based on, from itself outwards."""
        seen: dict[str, Style] = {}
        while style_id in self._styles and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen[style_id] = self._styles[style_id]
            style_id = seen[style_id].based_on
        return list(seen.values())


def theme_fonts(root: Element | None) -> dict[str, str]:
    """{"minor": "Calibri", "major": …} of a file's theme."""
    found: dict[str, str] = {}
    if root is None:
        return found
    for kind in ("minor", "major"):
        latin = root.find(f".//{A}{kind}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            found[kind] = latin.get("typeface")
    return found


def _lines(borders: Element | None) -> bool | None:
    if borders is None:
        return None
    return any(one.get(W + "val", "nil") not in {"nil", "none"} for one in borders)
