"""A file's text as clean lines: normal form, without the dress of markdown, pages or tables."""

import re
from dataclasses import dataclass

from app.documents.source import SourceTable
from app.domain.text import clean_line, nfc
from app.errors import ValidationError

#: A plan has some hundred lines; more than this is not a paper.
MOST_LINES = 200_000

_BREAKS = re.compile("\r\n|\r|\v|\x85|\u2028|\u2029")
_RULE = re.compile(r"[-_*=~—–―─.·#`+\s]{3,}|\s*\*\s*")
_HEADING = re.compile(r"\s*(#{1,6})\s+(.*)")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|p|div|sup|sub|font|center)\b[^<>]{0,100}>", re.I)
_BREAK_TAG = re.compile(r"<br\s?/?>", re.I)
_ITALIC_STAR = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])")
_ITALIC_LINE = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])([^_]*[^\s_])_{1,2}(?![\w_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COLUMN_GAP = re.compile(r"\t+| {3,}")
_PAGE_NUMBER = re.compile(r"(?:-\s*)?(\d{1,3})(?:\s*-)?")
_SEPARATOR = re.compile(r"[\s|:\-]+")
_SIGN_ALONE = re.compile(r"[-–—+•*]|\w{1,4}[.)]")
# "> 50% cán bộ nữ": a sign of the text, not of a quotation.
_MORE_THAN = re.compile(r">\s*=?\s*\d+(?:[.,]\d+)?\s*%")
_CENTRED = 20
_DRESSED = frozenset("*_#\\<&>|~`")
_ENTITIES = (("&nbsp;", " "), ("&#160;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'))
# An escaped star or underscore is a letter of the text, not dress.
_KEPT = (("\\*", "\ue000"), ("\\_", "\ue001"), ("\\#", "\ue002"))


@dataclass(slots=True, kw_only=True)
class Line:
    """One line with words in it.

    ``number`` is its place in the file from 1; ``raw`` the line as typed, for its columns; ``gap``
    says that a blank line, a rule or a page end stands before it; ``bold`` that all of it was bold
    or a markdown heading; ``cells`` are the cells of a table row; ``task`` marks a "> Chủ trì" line.
    """

    number: int
    text: str
    raw: str
    gap: bool = False
    bold: bool = False
    level: int = 0
    indent: int = 0
    cells: tuple[str, ...] = ()
    task: bool = False
    look: "LineLook | None" = None

    @property
    def whole(self) -> bool:
        """Whether a paragraph of the file begins here."""
        return self.look is not None and self.look.whole

    @property
    def table(self) -> SourceTable | None:
        """The table that stands in the place of words."""
        return self.look.table if self.look else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLook:
    """What only files with looks know of a line.

    ``whole``: a paragraph begins here. ``mark`` is the number that the file counted, already put
    before the text. ``lead`` is how many signs at the start are bold when the rest is not.
    ``centred`` and ``new_page`` are as printed. ``key`` and ``made`` are the node's name and whether
    this program made the line itself, ``depth`` that of a named node without a mark, else -1. ``at`` is the number of its paragraph
    in the file from 1, 0 for a table. ``exact``: this program wrote the file, so its looks tell
    headings from texts without doubt. ``boxed`` has a frame, ``leads`` stays with the next line.
    """

    whole: bool = False
    mark: str = ""
    lead: int = 0
    centred: bool = False
    new_page: bool = False
    key: str = ""
    made: bool = False
    depth: int = -1
    exact: bool = False
    boxed: bool = False
    leads: bool = False
    at: int = 0
    table: SourceTable | None = None


def read_lines(text: str) -> list[Line]:
    """The lines that hold words, in order; dress, rules and blank lines are gone.

    Raises:
        ValidationError: no words, or more lines than any paper has.
    """
    raws = _BREAKS.sub("\n", nfc(text)).replace("\f", "\n\n").split("\n")
    if sum(1 for raw in raws if raw and not raw.isspace()) > MOST_LINES:
        raise ValidationError(
            f"Văn bản có hơn {MOST_LINES:,} dòng, không phải là một kế hoạch hay báo cáo. "
            "Hãy chọn đúng tệp.".replace(",", ".", 1)
        )
    dresser = _Undresser()
    lines = [line for place, raw in enumerate(raws, 1) if (line := dresser.line(place, raw))]
    if not lines:
        raise ValidationError(
            "Văn bản không có chữ nào. Hãy chọn tệp có nội dung kế hoạch hoặc báo cáo."
        )
    return lines


class _Undresser:
    """Takes the dress off line by line; bold may stay open over the lines of one block."""

    def __init__(self) -> None:
        self._bold = False
        self._gap = True

    def line(self, number: int, raw: str) -> Line | None:
        """The clean line; None for a blank line or a rule."""
        if not raw or raw.isspace() or _RULE.fullmatch(raw):
            self._gap = True
            self._bold = False
            return None
        made = (
            self._dressed(number, raw)
            if not _DRESSED.isdisjoint(raw)
            else Line(number=number, text=clean_line(raw), raw=raw, indent=_indent(raw))
        )
        if not made.text and not made.cells:
            return None
        made.gap, self._gap = self._gap, False
        return made

    def _dressed(self, number: int, raw: str) -> Line:
        for typed, kept in _KEPT:
            raw = raw.replace(typed, kept)
        for name, sign in _ENTITIES:
            raw = raw.replace(name, sign)
        raw = raw.replace("&amp;", "&")
        raw, task = _unquoted(raw)
        level = 0
        if heading := _HEADING.fullmatch(raw):
            level, raw = len(heading[1]), heading[2].rstrip(" #")
        raw, bold = self._unbold(raw)
        cells = _cells(raw)
        plain = _undressed(_BREAK_TAG.sub(" ", raw))
        if cells and _SEPARATOR.fullmatch(plain):
            return Line(number=number, text="", raw="")
        return Line(
            number=number,
            text=clean_line(plain),
            raw=plain,
            bold=bold or level > 0,
            level=level,
            indent=_indent(plain),
            cells=cells,
            task=task,
        )

    def _unbold(self, raw: str) -> tuple[str, bool]:
        """Without the stars of bold, and whether every word stood between them."""
        parts = raw.replace("(**)", "(\ue000\ue000)").split("**")
        whole = len(parts) > 1 or self._bold
        for part in parts[:-1]:
            whole = whole and (self._bold or not _has_words(part))
            self._bold = not self._bold
        whole = whole and (self._bold or not _has_words(parts[-1]))
        return "".join(parts), whole


def columns(line: Line) -> list[str]:
    """The texts that stand side by side on the line: cells of a row, or three spaces apart."""
    if line.cells:
        return [part for cell in line.cells for part in cell.split("\n") if part]
    parts = [clean_line(part) for part in _COLUMN_GAP.split(line.raw.replace("\u00a0", " "))]
    parts = [part for part in parts if part and not _RULE.fullmatch(part)]
    if len(parts) > 1 and _SIGN_ALONE.fullmatch(parts[0]):
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return parts


def without_page_numbers(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """The lines without page numbers that stand alone, counted on from 1 or 2; and these."""
    kept: list[Line] = []
    dropped: list[str] = []
    page = 0
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        apart = (line.gap or line.indent >= _CENTRED) and len(line.text) < 8
        found = _PAGE_NUMBER.fullmatch(line.text) if apart else None
        next_page = found is not None and int(found[1]) in (page + 1, page + 2 if not page else -1)
        if found and next_page and kept and (following is None or following.gap):
            page = int(found[1])
            dropped.append(line.text)
            continue
        kept.append(line)
    return kept, dropped


def _unquoted(raw: str) -> tuple[str, bool]:
    """Without the ">" of a quotation, and whether a task is written behind it."""
    bare = raw.lstrip()
    if not bare.startswith(">") or _MORE_THAN.match(bare):
        return raw, False
    bare = bare.lstrip("> ")
    return bare, "chủ trì" in bare[:40].lower()


def _cells(raw: str) -> tuple[str, ...]:
    """Cells of a markdown table row; line breaks inside a cell stay."""
    bare = raw.strip()
    if not bare.startswith("|") or bare.count("|") < 2:
        return ()
    parts = bare.strip("|").split("|")
    return tuple(
        "\n".join(clean_line(_undressed(piece)) for piece in _BREAK_TAG.split(part))
        for part in parts
    )


def _undressed(raw: str) -> str:
    if "<" in raw:
        raw = _TAG.sub("", raw)
    if "*" in raw:
        raw = _ITALIC_STAR.sub(r"\1", raw)
    if "_" in raw:
        raw = _ITALIC_LINE.sub(r"\1", raw)
    raw = raw.replace("~~", "").replace("```", "")
    if "\\" in raw:
        raw = _ESCAPED.sub(r"\1", raw)
    for typed, kept in _KEPT:
        raw = raw.replace(kept, typed[1])
    return raw


def _indent(raw: str) -> int:
    wide = raw[:200].expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _has_words(text: str) -> bool:
    return any(ch.isalnum() for ch in text)
