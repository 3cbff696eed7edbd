"""Screenshots of every screen with the sample office: python -m tests.e2e.shots --out DIR."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import docx
from PIL import Image
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import make_app, make_context
from app.data_folder import open_data_folder
from app.domain import fields
from app.domain.papers import PaperKind, PlanType, ReportType, may_edit
from app.queries.activities import list_activities
from app.queries.papers import get_paper, list_papers
from app.services.issue import IssuePaper
from app.ui import theme
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage
from app.ui.file_check.page import FileCheckPage
from app.ui.first_run.window import FirstRunWindow
from app.ui.home.page import HomePage
from app.ui.indicators.desk import IndicatorsDesk
from app.ui.main_window import MainWindow
from app.ui.navigation import PAGES
from app.ui.plans.page import PlansPage
from app.ui.registers.page import RegistersPage
from app.ui.settings.page import SECTIONS
from app.workflows.other_papers import EXTRACT, NewPaper, new_paper_from_template
from app.workflows.papers import export_paper, issue
from app.workflows.sample import SAMPLE_DAY, make_sample
from tests.documents.check.wrong_files import plan
from tests.e2e.parcel_offices import fill_commune, fill_province
from tests.e2e.parcel_shots import province_shots, send_shots
from tests.e2e.shot import Shot, wait_until
from tests.ui.plans.test_import import LETTER
from tests.workflows.test_other_papers import filled

PLANS: Final = Path(__file__).resolve().parents[1] / "data" / "plans"
SCREEN: Final = (1366, 768)
#: Text size of the program for a scale of the text.
SIZES: Final = {"small": 0.9, "medium": 1.0, "large": 1.25, "huge": 1.5}
_PAUSE_MS: Final = 200
_ANSWERS: Final = (
    {"level_code": "xa", "name": "Song An"},
    {"upper_unit": "tỉnh Gia Lai"},
    {"drafting_office": "Phòng Văn hóa - Xã hội"},
    {"signer_name": "Nguyễn Văn Mẫu"},
    {},
)


def text_size(scale: float) -> str:
    """The text size nearest to a scale."""
    return min(SIZES, key=lambda name: abs(SIZES[name] - scale))


def page_shots(context: UiContext) -> Iterator[Shot]:
    """Every page of the navigation table, then the inner screens of the known ones."""
    for number, page in enumerate(PAGES, start=1):
        if page.needed(context):
            yield Shot(f"{number:02d}-{page.code}", page.code)
    year = context.year
    for name, page, kind, wanted in (
        ("plan", "plans", PaperKind.PLAN, PlanType.YEAR),
        ("report", "reports", PaperKind.REPORT, ReportType.ACTION_MONTH),
    ):
        papers = context.db.read(list_papers, kind=kind, year=year)
        paper = min(papers, key=lambda row: row.paper_type != wanted, default=None)
        if paper is not None:
            target: dict[str, object] = {"paper_id": paper.paper_id}
            yield Shot(f"20-{name}-editor", page, target)
            yield Shot(f"22-{name}-preview", page, target, before=preview_paper)
            if may_edit(paper.state):
                yield Shot(f"24-{name}-findings", page, target, before=show_findings)
            if kind is PaperKind.PLAN:
                yield Shot("25-plan-compare", page, target, before=compare_with_file)
            if kind is PaperKind.REPORT:
                yield Shot("23-report-records", page, target, before=click_number)
    yield Shot("32-calendar", "home", {"calendar": True}, before=stand_on_report)
    yield Shot("33-month-sheet", "home", {"calendar": True}, before=show_month_sheet)
    halves = {"form": "bieu_nua_nam", "period": f"{year}-H*"}
    yield Shot("34-figures-halves", "indicators", halves)
    yield Shot("38-indicator-sheet", "indicators", {"form": "bieu_chien_luoc"}, before=explain)
    yield Shot("35-progress", "indicators", {"progress": True})
    yield Shot("36-progress-chart", "indicators", {"progress": "nq28_2_3"}, before=enlarge_chart)
    yield Shot("37-new-report", "reports", {"new": True, "paper_type": ReportType.HALF_YEAR})
    yield Shot("26-new-plan", "plans", {"new": True})
    yield Shot("28-new-paper", "registers", {"new": "letter_action_month"})
    yield Shot("29-copy", "registers", before=begin_copy)
    yield Shot("27-import", "plans", before=read_plan_in)
    yield Shot("31-file-check", "file_check", before=check_wrong_file)
    yield Shot("32-file-check-papers", "file_check", before=check_two_papers)
    yield Shot("33-file-check-error", "file_check", before=check_damaged_file)
    activity = next(iter(context.db.read(list_activities, year=year)), None)
    if activity is not None:
        yield Shot("21-activity-card", "activities", {"activity_id": activity.id})
    for section in SECTIONS:
        yield Shot(f"30-settings-{section.code}", "settings", {"section": section.code})
    yield from send_shots(context)
    yield Shot("40-find", "home", before=find_at_home)
    yield Shot("41-shortcuts", "home", before=MainWindow.show_shortcuts)


def write_papers(context: UiContext) -> None:
    """Papers besides plans and reports, one of them issued, for the register."""
    year = context.year
    for code in ("invitation_launch", "minutes_committee", "letter_action_month"):
        new_paper_from_template(context.db, NewPaper(template_code=code, year=year))
    paper_id = new_paper_from_template(
        context.db, NewPaper(template_code="decision_plan", year=year)
    )
    filled(context.db, paper_id)
    version_id = context.db.read(get_paper, paper_id).version_id
    day = date(year, 2, 10)
    issue(context.db, paper_id, IssuePaper(version_id=version_id, number="45", day=day))


def open_editor(window: MainWindow) -> PaperPage:
    """The paper that the page shows."""
    return next(page for page in window.findChildren(PaperPage) if page.isVisible())


def preview_paper(window: MainWindow) -> None:
    """Ask for the PDF and wait until it is shown."""
    editor = open_editor(window)
    editor.header.preview.click()
    wait_until(lambda: editor.stack.currentWidget() is editor.preview)


def show_findings(window: MainWindow) -> None:
    """What the checker and the proofreader found, beside the text."""
    editor = open_editor(window)
    wait_until(lambda: editor.looking.checked is not None)
    editor.looking.show_list()


def compare_with_file(window: MainWindow) -> None:
    """The paper beside its own Word file, in which a leader changed some words."""
    editor = open_editor(window)
    row = editor.row
    if row is None:
        return
    with tempfile.TemporaryDirectory(prefix="bdg ") as room:
        path = Path(room) / "Kế hoạch, lãnh đạo sửa.docx"
        export_paper(window.context.db, row.paper_id, path)
        changed = docx.Document(str(path))
        found = [part for part in changed.paragraphs if "tuyên truyền" in part.text][:3]
        for part in found:
            run = next(run for run in part.runs if "tuyên truyền" in run.text)
            run.text = run.text.replace("tuyên truyền", "truyền thông", 1)
        found[-1].insert_paragraph_before("- Phát tờ rơi tới từng thôn trong tháng 3.")
        changed.save(str(path))
        editor.comparing.review_file(path)
        wait_until(editor.comparing.is_open)


def stand_on_report(window: MainWindow) -> None:
    """A duty whose deadline is before its closing date."""
    if isinstance(window.page, HomePage) and window.page.year_view is not None:
        window.page.year_view.table.choose(lambda row: row.code == "report_year")


def show_month_sheet(window: MainWindow) -> None:
    """The sheet of the month of the sample day."""
    page = window.page
    if isinstance(page, HomePage) and page.year_view is not None:
        view = page.year_view
        view.month.setCurrentIndex(SAMPLE_DAY.month)
        view.sheets.click()
        wait_until(lambda: view.currentWidget() is view.preview)


def explain(window: MainWindow) -> None:
    """The sheet of the indicator stood on, as F1 opens it."""
    if isinstance(window.page, IndicatorsDesk):
        window.page.grid.stand_on(3)
        window.page.explain()


def enlarge_chart(window: MainWindow) -> None:
    """The chart of the chosen indicator alone, as a click on it shows it."""
    if isinstance(window.page, IndicatorsDesk) and window.page.progress is not None:
        window.page.progress.panel.chosen.emit()


def find_at_home(window: MainWindow) -> None:
    """The cards of the home screen with everything that can be found."""
    if isinstance(window.page, HomePage):
        window.page.show_cards()
    window.open_palette()


def begin_copy(window: MainWindow) -> None:
    """An extract of the newest paper that was issued."""
    page = window.page
    if isinstance(page, RegistersPage):
        page.show_list()
        page.begin_copy(next(row for row in page.list.table.model.rows if row.issued))
        page.copy_panel.form.show_values({"form": EXTRACT})
        page.copy_panel.form.edited.emit()


def read_plan_in(window: MainWindow) -> None:
    """What is understood of a file."""
    page = window.page
    if isinstance(page, PlansPage):
        page.read_file(PLANS / "song-an-2019.txt")
        wait_until(lambda: not page.import_view.wait.busy)


def check_wrong_file(window: MainWindow) -> None:
    """A paper of another office with mistakes of form and wording."""
    paper = plan()
    paper.pages.left = paper.annex_pages.left = 20
    paper.change("second", size=12)
    paper.replace("last_base", "2006.", "2006")
    paper.replace("second", "Mở lớp", "Mở mở lớp")
    _check(window, "Kế hoạch của đơn vị khác.docx", paper.save)


def check_two_papers(window: MainWindow) -> None:
    """A letter with its plan behind it in one file."""
    words = LETTER + (PLANS / "song-an-2019.txt").read_text(encoding="utf-8")
    _check(
        window, "Công văn và kế hoạch.txt", partial(Path.write_text, data=words, encoding="utf-8")
    )


def check_damaged_file(window: MainWindow) -> None:
    """A file that cannot be read, before any other."""
    if window.page is not None:
        window.page.back()
    _check(window, "Kế hoạch.docx", partial(Path.write_bytes, data=b"PK\x03\x04"))


def _check(window: MainWindow, name: str, write: Callable[[Path], object]) -> None:
    page = window.page
    if isinstance(page, FileCheckPage):
        with tempfile.TemporaryDirectory(prefix="bdg ") as room:
            path = Path(room) / name
            write(path)
            page.check(path)
            wait_until(lambda: not page.wait.busy)


def click_number(window: MainWindow) -> None:
    """The records behind the first number of a report that has any."""
    editor = open_editor(window)
    if editor.row is not None:
        found = [
            piece.key
            for node in editor.row.content.nodes
            for piece in fields.split(node.text)
            if isinstance(piece, fields.Bound)
        ]
        if found:
            editor.field_clicked.emit(found[0])


def shoot(widget: QWidget, path: Path) -> None:
    """Let everything be laid out and drawn, then keep the picture, pop-ups included."""
    QTest.qWait(_PAUSE_MS)
    picture = widget.grab()
    app = QApplication.instance()
    top = app.activePopupWidget() if isinstance(app, QApplication) else None
    for other in QApplication.topLevelWidgets():
        if other is not widget and other.isVisible() and (other is top or other.isModal()):
            painter = QPainter(picture)
            painter.drawPixmap(
                other.geometry().topLeft() - widget.geometry().topLeft(), other.grab()
            )
            painter.end()
    picture.save(str(path))
    make_small(path)


def make_small(path: Path) -> None:
    """256 colours are enough for a screen, at a third of the size."""
    with Image.open(path) as picture:
        flat = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    flat.save(path, optimize=True)


def shoot_commune(out: Path, folder: Path, size: str, look: str) -> None:
    """Every page of the sample office."""
    make_sample(folder)

    def fill(context: UiContext) -> None:
        write_papers(context)
        fill_commune(context.db)

    shoot_pages(out, folder, (size, look), fill, page_shots)


def shoot_province(out: Path, folder: Path, size: str, look: str) -> None:
    """The pages of an office to which others report."""
    shoot_pages(
        out, folder, (size, look), lambda context: fill_province(context.db), province_shots
    )


def shoot_pages(
    out: Path,
    folder: Path,
    looks: tuple[str, str],
    fill: Callable[[UiContext], object],
    shots: Callable[[UiContext], Iterator[Shot]],
) -> None:
    """Open a folder, fill it and photograph it; ``looks`` are text size and theme."""
    opened = open_data_folder(folder, actor="Nguyễn Văn Mẫu")
    context = make_context(opened)
    context.today = lambda: SAMPLE_DAY
    context.preferences.change(text_size=looks[0], theme=looks[1], year=SAMPLE_DAY.year)
    fill(context)
    window = MainWindow(context)
    window.resize(*SCREEN)
    window.show()
    for shot in shots(context):
        window.navigate(shot.page, **shot.target)
        QTest.qWait(_PAUSE_MS)
        shot.before(window)
        shoot(window, out / f"{shot.name}.png")
        _close_pop_ups(window)
    window.close()
    context.jobs.close()
    opened.close()


def shoot_first_run(out: Path, folder: Path) -> None:
    """Answer the five questions and photograph each."""
    opened = open_data_folder(folder, actor="Nguyễn Văn Mẫu")
    context = make_context(opened)
    context.today = lambda: SAMPLE_DAY
    window = FirstRunWindow(context)
    window.resize(*SCREEN)
    window.show()
    for number, answers in enumerate(_ANSWERS, start=1):
        for name, value in answers.items():
            window.forms[-1].control(name).show_value(value)
        shoot(window, out / f"50-first-run-{number}.png")
        if number < len(_ANSWERS):
            window.forward.click()
    window.hide()
    window.deleteLater()
    context.jobs.close()
    opened.close()


def _close_pop_ups(window: QWidget) -> None:
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()


def main(words: Sequence[str]) -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description="Chụp mọi màn hình với đơn vị mẫu.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0, help="cỡ chữ so với cỡ thường")
    parser.add_argument("--theme", choices=sorted(theme.THEMES), default="light")
    chosen = parser.parse_args(words)
    chosen.out.mkdir(parents=True, exist_ok=True)
    app = make_app()
    size = text_size(chosen.scale)
    theme.apply(app, chosen.theme, size)
    with tempfile.TemporaryDirectory(prefix="bdg ảnh ") as room:
        for work in (
            partial(shoot_commune, chosen.out, Path(room) / "mẫu", size, chosen.theme),
            partial(shoot_province, chosen.out, Path(room) / "tỉnh", size, chosen.theme),
            partial(shoot_first_run, chosen.out, Path(room) / "mới"),
        ):
            work()
    print(f"{len(list(chosen.out.glob('*.png')))} ảnh: {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
