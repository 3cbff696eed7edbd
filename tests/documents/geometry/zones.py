"""Where the parts of a paper lie on its measured pages: body lines, table lines, the ending."""

from dataclasses import dataclass
from itertools import pairwise

from tests.documents.geometry.measured import MM, Glyphs, Page

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 20 * MM, 20 * MM, 20 * MM
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LARGE = {13.0, 13.5, 14.0}


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


def body_lines(
    page: Page, *, first: bool, last: bool, closing: tuple[str, ...] = ()
) -> list[Glyphs]:
    """Lines of the running text: no head, no tables, no ending, no notes at the foot.

    ``closing`` are the lines of the signatures, which end the text on the last page.
    """
    lines = [line for line in page.text_lines if not in_table(page, line)]
    if first:
        lines = [line for line in lines[_head_end(page, lines) :] if line.baseline < _foot(page)]
    if last:
        ends = [
            line.baseline
            for line in lines
            if line.text.startswith("Nơi nhận:") or line.text in closing
        ]
        lines = [line for line in lines if line.baseline < min(ends, default=1e6) - 4]
    notes = [stroke.height for stroke in page.strokes if _opens_notes(page, stroke)]
    return [line for line in lines if not notes or line.baseline < min(notes)]


def _opens_notes(page: Page, stroke: object) -> bool:
    """A short rule from the left margin, with small letters under it."""
    below = [line for line in page.lines if line.baseline > stroke.height]
    at_left = abs(stroke.left - LEFT) < 1.5 and stroke.length < 200
    return at_left and bool(below) and max(line.size for line in below) < 12


def _foot(page: Page) -> float:
    """Height of the full-width rule over the address lines; the page's end where there is none."""
    wide = page.width - LEFT - RIGHT - 2
    full = [stroke.height for stroke in page.strokes if stroke.length > wide and not page.uprights]
    low = [height for height in full if height > page.height * 0.6]
    return min(low, default=page.height)


def _head_end(page: Page, lines: list[Glyphs]) -> int:
    """After the list of "Kính gửi", else after the short rule under the title, else the head."""
    opening = [at for at, line in enumerate(lines) if line.text.startswith("Kính gửi")]
    if opening:
        return next(
            at
            for at, line in enumerate(lines)
            if at > opening[0] and LEFT + 10 * MM - 1 <= line.left <= LEFT + 12.7 * MM + 1
        )
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


def running_text(one: Paper) -> list[tuple[Page, list[Glyphs]]]:
    """Lines of the body page by page, annexes left out."""
    last = len(one.main) - 1
    closing = (*one.document.signature.lines, *one.document.form.second_lines)
    return [
        (page, body_lines(page, first=at == 0, last=at == last, closing=closing))
        for at, page in enumerate(one.main)
    ]


def text_edges(page: Page) -> tuple[float, float]:
    """Left and right end of the text area, pt: 30 and 20 mm margins."""
    return 30 * MM, page.width - 20 * MM
