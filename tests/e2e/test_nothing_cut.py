"""At 1366×768 and the largest text no button, label or title is cut, on any page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.data_folder import DataFolder, open_data_folder
from app.ui import theme
from app.ui.editor.paper_page import PaperPage
from app.ui.home.page import HomePage
from app.ui.main_window import MainWindow
from app.ui.navigation import PAGES
from app.workflows.plans import NewPlan, new_plan_from_template
from app.workflows.sample import SAMPLE_DAY, make_sample
from tests.e2e.parcel_offices import fill_commune, fill_province
from tests.e2e.parcel_shots import province_shots, send_shots
from tests.e2e.shot import Shot

SCREEN = QSize(1366, 728)


@contextmanager
def window_on(qtbot: QtBot, folder: DataFolder) -> Iterator[MainWindow]:
    """A window on a folder at the largest text."""
    context = bootstrap.make_context(folder)
    context.today = lambda: SAMPLE_DAY
    context.preferences.change(text_size="huge")
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(SCREEN)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    context.jobs.close()
    folder.close()


@pytest.fixture
def huge(qapp: QApplication) -> Iterator[None]:
    font, palette, style = qapp.font(), qapp.palette(), qapp.style().objectName()
    theme.apply(qapp, "light", "huge")
    yield
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def window(qtbot: QtBot, huge: None, tmp_path: Path) -> Iterator[MainWindow]:
    """On the sample office."""
    make_sample(tmp_path / "mau")
    with window_on(qtbot, open_data_folder(tmp_path / "mau", actor="Mẫu")) as made:
        yield made


@pytest.fixture
def province(qtbot: QtBot, huge: None, tmp_path: Path) -> Iterator[MainWindow]:
    """On an office to which units report."""
    folder = open_data_folder(tmp_path / "tinh", actor="Mẫu")
    fill_province(folder.db)
    with window_on(qtbot, folder) as made:
        yield made


def is_cut(widget: QWidget) -> bool:
    """Narrower than its words, or lower than they need at this width."""
    if isinstance(widget, QToolButton) and not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + 1 < widget.heightForWidth(widget.width())
    need = widget.minimumSizeHint()
    return widget.width() + 1 < need.width() or widget.height() + 1 < need.height()


def words_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


@pytest.mark.slow
@pytest.mark.parametrize("code", [page.code for page in PAGES])
def test_nothing_is_cut(window: MainWindow, qtbot: QtBot, code: str) -> None:
    window.navigate(code)
    see_whole(window, qtbot)


@pytest.mark.slow
def test_nothing_is_cut_in_the_calendar_of_the_year(window: MainWindow, qtbot: QtBot) -> None:
    window.navigate("home", calendar=True)
    page = window.page
    assert isinstance(page, HomePage)
    assert page.year_view is not None
    for code in ("report_year", "report_six_month", "ngay_8_3"):
        assert page.year_view.table.choose(lambda row, code=code: row.code == code)
        see_whole(window, qtbot)


@pytest.mark.slow
def test_nothing_is_cut_beside_the_text_of_a_paper(window: MainWindow, qtbot: QtBot) -> None:
    wanted = NewPlan(template_code="plan_year_commune", year=2027, today=SAMPLE_DAY)
    window.navigate("plans", paper_id=new_plan_from_template(window.context.db, wanted))
    page = next(page for page in window.findChildren(PaperPage) if page.isVisible())
    page.view.editor.insertPlainText("Tổ chức tổ chức , hội nghị nghành ngày 31/02/2027 ")
    page.looking.live.now()
    page.view.strip.summary.click()
    listed = page.looking.list
    doubled = next(entry for entry in page.looking.entries if entry.mend and entry.waivable)
    listed.stand_on(doubled)
    see_whole(window, qtbot)
    listed.waive.click()
    listed.reason.let_stand.click()
    see_whole(window, qtbot)
    listed.mend_all.click()
    see_whole(window, qtbot)
    page.back()
    page.header.issue.click()
    see_whole(window, qtbot)


@pytest.mark.slow
def test_nothing_is_cut_while_packages_are_sent(window: MainWindow, qtbot: QtBot) -> None:
    fill_commune(window.context.db)
    see_shots(window, qtbot, send_shots(window.context))


@pytest.mark.slow
def test_nothing_is_cut_where_packages_come_in(province: MainWindow, qtbot: QtBot) -> None:
    see_shots(province, qtbot, province_shots(province.context))


def see_shots(window: MainWindow, qtbot: QtBot, shots: Iterable[Shot]) -> None:
    for shot in shots:
        window.navigate(shot.page, **shot.target)
        shot.before(window)
        see_whole(window, qtbot)


def see_whole(window: MainWindow, qtbot: QtBot) -> None:
    """Every label and button shown has room for its words."""

    def settled() -> None:
        # A scroll area measures wrapped sentences one turn after it got its width.
        parts = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
        shown = [part for part in parts if part.isVisible() and words_of(part)]
        assert {words_of(part) for part in shown if is_cut(part)} == set()

    qtbot.waitUntil(settled)
    assert window.size() == SCREEN, "the page is wider than the screen"
