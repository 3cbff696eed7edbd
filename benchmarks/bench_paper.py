"""Pages per second of PDF and DOCX beside a bare reportlab canvas that draws the same words."""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reportlab.lib.pagesizes import A4  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from app.data_folder import open_data_folder  # noqa: E402
from app.documents.blocks import Document  # noqa: E402
from app.documents.readers.from_text import read_text_file  # noqa: E402
from app.documents.render.to_docx import render_docx  # noqa: E402
from app.documents.render.to_pdf import render_pdf  # noqa: E402
from app.documents.words import document_words  # noqa: E402
from app.paths import resource  # noqa: E402
from app.queries.papers import get_paper  # noqa: E402
from app.workflows.papers import printed_document  # noqa: E402
from app.workflows.plans import NewPlan, new_plan_from_template  # noqa: E402
from app.workflows.sample import make_sample  # noqa: E402

ROUNDS = 9
FACE, SIZE, LEADING = "Bare", 14, 18.0
LEFT, TOP, BOTTOM, WIDTH = 85.0, 785.0, 57.0, 453.0
LEAST_PAGES_PER_SECOND = 20.0


def year_plan(room: Path) -> Document:
    """The shipped year plan of the sample office, with its assignments and annex."""
    make_sample(room)
    folder = open_data_folder(room, actor="đo")
    try:
        wanted = NewPlan(template_code="plan_year_commune", year=2028, today=date(2028, 1, 5))
        plan = new_plan_from_template(folder.db, wanted)
        return printed_document(folder.db.read(get_paper, plan))
    finally:
        folder.close(backup=False)


def lines_of(words: list[str]) -> Iterator[str]:
    """Words in lines as wide as the paper's text, broken greedily."""
    space = pdfmetrics.stringWidth(" ", FACE, SIZE)
    line: list[str] = []
    used = 0.0
    for word in words:
        wide = pdfmetrics.stringWidth(word, FACE, SIZE)
        if line and used + space + wide > WIDTH:
            yield " ".join(line)
            line, used = [], 0.0
        used += wide + (space if line else 0.0)
        line.append(word)
    yield " ".join(line)


def draw_bare(words: list[str], path: Path) -> None:
    """The least that puts these words on paper: no structure, one face, left-aligned lines."""
    canvas = Canvas(str(path), pagesize=A4)
    height = 0.0
    for line in lines_of(words):
        if height < BOTTOM:
            if height:
                canvas.showPage()
            canvas.setFont(FACE, SIZE)
            height = TOP
        canvas.drawString(LEFT, height, line)
        height -= LEADING
    canvas.save()


def pages_of(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", path.read_bytes()))


def seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(name: str, document: Document, room: Path) -> bool:
    """Print the paper's figures; False when the PDF is slower than promised."""
    words = document_words(document)
    pdf, docx, bare = room / "a.pdf", room / "a.docx", room / "bare.pdf"
    works: dict[str, tuple[Callable[[], None], Path]] = {
        "reportlab trần": (lambda: draw_bare(words, bare), bare),
        "PDF": (lambda: render_pdf(document, pdf), pdf),
        "DOCX": (lambda: render_docx(document, docx), pdf),
    }
    times: dict[str, list[float]] = {work: [] for work in works}
    for number in range(ROUNDS + 1):
        for work, (draw, _counted) in works.items():
            passed = seconds(draw)
            if number:  # the first round loads faces and styles
                times[work].append(passed)
    print(f"{name}: {len(words)} chữ")
    base = statistics.median(times["reportlab trần"])
    rates = {}
    for work, (_draw, counted) in works.items():
        middle, pages = statistics.median(times[work]), pages_of(counted)
        rates[work] = pages / middle
        shown = f"{pages:4d} trang{middle * 1000:9.1f} ms{rates[work]:9.1f} trang/giây"
        print(f"  {work:<16}{shown}{middle / base:8.2f} lần")
    return rates["PDF"] >= LEAST_PAGES_PER_SECOND


def main() -> int:
    pdfmetrics.registerFont(TTFont(FACE, str(resource("fonts/Tinos-Regular.ttf"))))
    print(f"Trung vị của {ROUNDS} lần, xen kẽ nhau (DOCX tính theo số trang của bản PDF):")
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        room = Path(folder)
        papers = {
            "Kế hoạch năm của xã (mẫu)": year_plan(room / "mau"),
            "Kế hoạch Hà Nội 2025": read_text_file(
                ROOT / "tests" / "data" / "plans" / "ha-noi-2025.txt"
            ),
        }
        kept = [measure(name, document, room) for name, document in papers.items()]
    print(
        f"Giới hạn: PDF từ {LEAST_PAGES_PER_SECOND:.0f} trang/giây. {'ĐẠT' if all(kept) else 'HỎNG'}"
    )
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
