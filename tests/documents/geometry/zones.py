"""Where the parts of a paper lie on its measured pages: body lines, table lines, the ending."""

from dataclasses import dataclass
from itertools import pairwise

from tests.documents.geometry.measured import MM, Glyphs, Page

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 20 * MM, 20 * MM, 20 * MM


@dataclass(frozen=True)
class Paper:
    """A printed paper: its document, its pages, and which page opens each part."""

    name: str
    document: object
    pages: list[Page]

    @property
    def parts(self) -> list[list[Page]]:
        """The paper itself, then each annex: a part opens with the line "Phụ lục …"."""
        found: list[list[Page]] = []
        for page in self.pages:
            first = page.text_lines[0].text if page.text_lines else ""
            if not found or first.startswith("Phụ lục"):
                found.append([])
            found[-1].append(page)
        return found

    @property
    def main(self) -> list[Page]:
        return self.parts[0]

    @property
    def annexes(self) -> list[list[Page]]:
        return self.parts[1:]


def in_table(page: Page, line: Glyphs) -> bool:
    """Whether a line stands between the upright lines of a drawn table."""
    return any(
        top - 1 <= line.baseline <= bottom + 1 and left < line.left
        for left, top, bottom in page.uprights
    ) and any(
        top - 1 <= line.baseline <= bottom + 1 and left > line.right - 1
        for left, top, bottom in page.uprights
    )


def body_lines(page: Page, *, first: bool, last: bool) -> list[Glyphs]:
    """Lines of the running text: no head, no tables, no ending, no notes at the foot."""
    lines = [line for line in page.text_lines if not in_table(page, line)]
    if first:
        lines = lines[_head_end(page, lines) :]
    if last:
        ends = [at for at, line in enumerate(lines) if line.text.startswith("Nơi nhận:")]
        if ends:
            level = lines[ends[0]].baseline
            lines = [line for line in lines if line.baseline < level - 4]
    notes = [stroke.height for stroke in page.strokes if _opens_notes(page, stroke)]
    return [line for line in lines if not notes or line.baseline < min(notes)]


def _opens_notes(page: Page, stroke: object) -> bool:
    """A short rule from the left margin, with small letters under it."""
    below = [line for line in page.lines if line.baseline > stroke.height]
    at_left = abs(stroke.left - LEFT) < 1.5 and stroke.length < 200
    return at_left and bool(below) and max(line.size for line in below) < 12


def _head_end(page: Page, lines: list[Glyphs]) -> int:
    """After the short rule under the title, or after the head where there is no title."""
    rules = [stroke.height for stroke in page.strokes if stroke.height < page.height * 0.55]
    level = max(rules, default=0)
    return next((at for at, line in enumerate(lines) if line.baseline > level), 0)


def paragraphs(lines: list[Glyphs], indent_least: float) -> list[list[Glyphs]]:
    """Lines gathered by first-line indent."""
    found: list[list[Glyphs]] = []
    for line in lines:
        if not found or line.left > LEFT + indent_least:
            found.append([])
        found[-1].append(line)
    return found


def gaps(lines: list[Glyphs]) -> list[tuple[Glyphs, Glyphs, float]]:
    """Neighbouring lines and the distance of their baselines, pt."""
    return [(above, below, below.baseline - above.baseline) for above, below in pairwise(lines)]
