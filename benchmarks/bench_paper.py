"""Pages per second of PDF and DOCX beside LibreOffice and a bare reportlab canvas, in one run."""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
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
OFFICE_ROUNDS, OFFICE_COPIES = 3, 6
PAGES = 20
LEAST_TIMES_OFFICE = 10.0
MOST_TIMES_BARE = 5.0


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


def twenty_pages(first: Document, second: Document, room: Path) -> Document:
    """The year plan with sections of another plan behind it, until it has 20 pages."""
    for count in range(len(second.nodes) + 1):
        made = replace(first, nodes=(*first.nodes, *second.nodes[:count]))
        render_pdf(made, room / "a.pdf")
        if pages_of(room / "a.pdf") >= PAGES:
            return made
    return made


def office_seconds(docx: Path, room: Path) -> tuple[float, float]:
    """LibreOffice on one file with its start, and on one more file once it runs; medians, s."""
    copies = [room / f"ban-{number}.docx" for number in range(OFFICE_COPIES + 1)]
    for copy in copies:
        shutil.copyfile(docx, copy)
    profile = f"-env:UserInstallation={(room / 'ho-so').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(room / "lo"),
    ]

    def convert(files: list[Path]) -> None:
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)

    convert(copies[:1])  # the first start makes its profile
    alone, together = [], []
    for _round in range(OFFICE_ROUNDS):
        alone.append(seconds(lambda: convert(copies[:1])))
        together.append(seconds(lambda: convert(copies)))
    one, many = statistics.median(alone), statistics.median(together)
    return one, (many - one) / OFFICE_COPIES


def measure(name: str, document: Document, room: Path) -> dict[str, float]:
    """Print the paper's figures.

    Returns:
        median seconds of each work.
    """
    words = document_words(document)
    pdf, docx, bare = room / "a.pdf", room / "a.docx", room / "bare.pdf"
    works: dict[str, Callable[[], None]] = {
        "reportlab trần": lambda: draw_bare(words, bare),
        "PDF": lambda: render_pdf(document, pdf),
        "DOCX": lambda: render_docx(document, docx),
    }
    times: dict[str, list[float]] = {work: [] for work in works}
    for number in range(ROUNDS + 1):
        for work, draw in works.items():
            passed = seconds(draw)
            if number:  # the first round loads faces and styles
                times[work].append(passed)
    medians = {work: statistics.median(found) for work, found in times.items()}
    pages = pages_of(pdf)
    print(f"{name}: {len(words)} chữ, {pages} trang (bản trần {pages_of(bare)} trang)")
    if shutil.which("soffice"):
        start, more = office_seconds(docx, room)
        medians |= {"LibreOffice, kể cả khởi động": start, "LibreOffice, thêm một tệp": more}
    for work, middle in medians.items():
        times_bare = middle / medians["reportlab trần"]
        rate = f"{middle * 1000:9.1f} ms{pages / middle:9.1f} trang/giây"
        print(f"  {work:<30}{rate}{times_bare:8.2f} lần bản trần")
    return medians


def kept(medians: dict[str, float]) -> bool:
    """Whether both papers are as quick as promised."""
    most = max(medians["PDF"], medians["DOCX"]) / medians["reportlab trần"]
    office = medians.get("LibreOffice, kể cả khởi động")
    if office is None:
        print("Không có LibreOffice (gói libreoffice-writer-nogui): không so được với LibreOffice.")
        return False
    slowest = max(medians["PDF"], medians["DOCX"])
    least, warm = office / slowest, medians["LibreOffice, thêm một tệp"] / slowest
    print(
        f"Chậm nhất bằng {most:.2f} lần bản trần (giới hạn {MOST_TIMES_BARE:.0f}); nhanh hơn một "
        f"lần đổi bằng LibreOffice ít nhất {least:.1f} lần (giới hạn {LEAST_TIMES_OFFICE:.0f}), "
        f"nhanh hơn LibreOffice đã mở sẵn {warm:.1f} lần."
    )
    return most <= MOST_TIMES_BARE and least >= LEAST_TIMES_OFFICE


def main() -> int:
    pdfmetrics.registerFont(TTFont(FACE, str(resource("fonts/Tinos-Regular.ttf"))))
    print(
        f"Trung vị của {ROUNDS} lần xen kẽ (LibreOffice: {OFFICE_ROUNDS} lần, đổi cùng tệp DOCX "
        "sang PDF); DOCX và LibreOffice tính theo số trang của bản PDF:"
    )
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        room = Path(folder)
        (room / "lo").mkdir()
        hanoi = read_text_file(ROOT / "tests" / "data" / "plans" / "ha-noi-2025.txt")
        twenty = twenty_pages(year_plan(room / "mau"), hanoi, room)
        measure("Kế hoạch Hà Nội 2025", hanoi, room)
        done = kept(measure("Kế hoạch 20 trang", twenty, room))
    print("ĐẠT" if done else "HỎNG")
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
