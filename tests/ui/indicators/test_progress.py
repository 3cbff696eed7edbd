"""Tiến độ: states in words, charts, targets set, changed, taken away and taken back."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Target, TargetSource
from app.domain.periods import management_year
from app.queries.figure_cells import list_own_targets
from app.queries.indicators import list_indicators
from app.queries.progress import ProgressRow
from app.services.catalogue import SaveEntry, save_entry
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice
from app.ui import theme
from app.ui.context import UiContext
from app.ui.indicators.desk import IndicatorsDesk
from app.ui.indicators.progress_columns import COLUMNS
from app.ui.indicators.progress_view import ProgressView
from app.ui.widgets.labels import WrapLabel
from tests.ui.conftest import Door

FORM = "bieu_thu"
ENTER = Qt.Key.Key_Return


def add(context: UiContext, catalogue: str, code: str, name: str, **data: object) -> None:
    context.db.write(save_entry, SaveEntry(catalogue=catalogue, code=code, name=name, data=data))


def figure(context: UiContext, code: str, year: int, **values: int) -> None:
    cells = tuple(
        CellDraft(
            indicator=code, column=Column(column), state=CellState.VALUE, value=Decimal(value)
        )
        for column, value in values.items()
    )
    known = context.db.read(list_indicators)
    command = SaveFigures(period=management_year(year), cells=cells, indicators=known)
    context.db.write(save_figures, command)


@pytest.fixture
def forms(context: UiContext, office: SetUpOffice) -> None:
    """A form with people by sex, a percentage with targets of two years, one that nobody gave."""
    context.choose_year(2026)
    add(
        context,
        "indicator",
        "t_nguoi",
        "Người dự tập huấn",
        unit="người",
        by_sex=True,
        direction="up",
    )
    aims = [{"year": 2025, "value": 20}, {"year": 2030, "value": 30}]
    for code, name in (
        ("t_dat", "Tỷ lệ thứ nhất"),
        ("t_chua", "Tỷ lệ thứ hai"),
        ("t_trong", "Tỷ lệ thứ ba"),
    ):
        add(
            context,
            "indicator",
            code,
            name,
            unit="%",
            kind="amount",
            decimals=1,
            direction="up",
            targets=aims,
        )
    rows = [{"indicator": code} for code in ("t_dat", "t_chua", "t_trong", "t_nguoi")]
    add(context, "form", FORM, "Biểu thử", period="year", rows=rows)
    figure(context, "t_dat", 2025, total=19)
    figure(context, "t_dat", 2026, total=25)
    figure(context, "t_chua", 2026, total=21)
    figure(context, "t_nguoi", 2026, men=10, women=30)


@pytest.fixture
def desk(qtbot: QtBot, context: UiContext, forms: None) -> IndicatorsDesk:
    made = IndicatorsDesk(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.open({"form": FORM})
    return made


@pytest.fixture
def view(desk: IndicatorsDesk) -> ProgressView:
    desk.show_progress()
    assert desk.progress is not None
    desk.progress.form.show_value(FORM)
    desk.progress.refresh()
    return desk.progress


def lines(view: ProgressView) -> dict[str, list[str]]:
    """The cells of each row by the indicator's code."""
    return {
        row.indicator.code: [column.text(row) for column in COLUMNS]
        for row in view.table.model.rows
    }


def stand(view: ProgressView, code: str) -> None:
    assert view.table.choose(lambda row: row.indicator.code == code)


def press(parent: QWidget, words: str) -> None:
    QApplication.processEvents()
    found = [
        one for one in parent.findChildren(QPushButton) if one.text() == words and one.isVisible()
    ]
    found[0].click()


def write(view: ProgressView, year: str, value: str) -> None:
    view.targets.year.setText(year)
    view.targets.value.setText(value)
    QTest.keyClick(view.targets.value, ENTER)


def own(context: UiContext, code: str) -> tuple[Target, ...]:
    return context.db.read(list_own_targets).get(code, ())


def test_every_row_says_value_aim_distance_and_state(view: ProgressView) -> None:
    rows = lines(view)

    assert rows["t_dat"][:6] == ["Tỷ lệ thứ nhất (%)", "Đạt", "25", "", "22", "+3"]
    assert rows["t_chua"][1:6] == ["Chưa đạt", "21", "", "22", "-1"]
    assert rows["t_trong"][1] == "Không đánh giá được: chưa có số liệu"
    assert rows["t_trong"][2] == "không có số"
    assert "t_nguoi" not in rows
    assert view.counts.text() == "Năm 2026: 1 đạt · 1 chưa đạt · 1 chưa có số."


def test_states_have_an_icon_each(view: ProgressView) -> None:
    marks = [COLUMNS[1].mark(row) for row in view.table.model.rows if COLUMNS[1].mark]

    assert [mark[0] for mark in marks if mark] == ["check", "warn", "info"]


def test_the_panel_shows_the_years_of_the_row_stood_on(view: ProgressView) -> None:
    stand(view, "t_dat")

    chart = view.panel.years.chart
    assert chart is not None
    assert chart.categories == ("2025", "2026", "2027", "2028", "2029", "2030")
    assert view.panel.state.words.text() == "Đạt"
    assert view.panel.line.text().replace("\u00a0", " ") == (
        "Năm 2026: 25 %; mức theo đường thẳng 22 %; mục tiêu năm 2030: 30 %."
    )
    assert "2025: 19, mục tiêu 20." in view.panel.years.accessibleDescription()
    assert not view.panel.sexes.isVisible()


def test_a_chart_fills_the_view_and_esc_brings_back(
    desk: IndicatorsDesk, view: ProgressView
) -> None:
    stand(view, "t_dat")
    QTest.keyClick(view.panel.years, ENTER)

    assert view.currentIndex() == 1
    assert view.big.years.chart == view.panel.years.chart
    small = view.panel.years.height()
    view.big.years.resize(1100, view.big.years.height())
    assert view.big.years.height() < small, "wider needs no turned words"
    assert desk.back()
    assert view.currentIndex() == 0
    assert desk.back()
    assert desk.switch.currentIndex() == 0
    assert not desk.back()


def test_all_percentages_are_drawn_beside_each_other(view: ProgressView) -> None:
    view.all.click()

    shown = [view.overview.itemAt(at).widget() for at in range(view.overview.count())]
    assert len(shown) == 2
    said = shown[1].accessibleDescription()
    assert "Tỷ lệ thứ nhất: mục tiêu 22, kết quả 25." in said
    assert "1 chỉ tiêu chưa có số liệu" in said
    view.back_button.click()
    assert view.currentIndex() == 0


def test_a_target_is_set_changed_taken_away_and_brought_back(
    context: UiContext, view: ProgressView
) -> None:
    view.bare.click()
    stand(view, "t_nguoi")
    assert lines(view)["t_nguoi"][1].endswith("năm 2026 không có mục tiêu")
    view.targets.words.setText("Kế hoạch số 05")
    write(view, "2026", "50")

    assert own(context, "t_nguoi") == (
        Target(2026, Decimal(50), TargetSource.OWN, words="Kế hoạch số 05"),
    )
    assert lines(view)["t_nguoi"][1:6] == ["Chưa đạt", "40", "50", "50", "-10"]

    press(view.targets, "Sửa")
    view.targets.value.setText("35,5")
    press(view.targets, "Ghi mục tiêu")
    assert own(context, "t_nguoi")[0].value == Decimal("35.5")

    press(view.targets, "Bỏ")
    assert own(context, "t_nguoi") == ()
    press(view.targets, "Hoàn tác")
    press(view.targets, "Hoàn tác")
    assert own(context, "t_nguoi")[0].value == 50
    press(view.targets, "Hoàn tác")
    assert own(context, "t_nguoi") == ()
    assert not view.targets.undo.isEnabled()


def test_a_target_for_women_from_above_is_judged_on_its_own(
    context: UiContext, view: ProgressView
) -> None:
    view.bare.click()
    stand(view, "t_nguoi")
    view.targets.column.show_value("women")
    view.targets.set_by.show_value("upper")
    write(view, "2026", "25")

    assert own(context, "t_nguoi") == (Target(2026, Decimal(25), TargetSource.UPPER, Column.WOMEN),)
    assert lines(view)["t_nguoi"][:3] == ["Người dự tập huấn (nữ) (người)", "Đạt", "30"]
    stand(view, "t_nguoi")
    sexes = view.panel.sexes.chart
    assert sexes is not None
    assert [one.values for one in sexes.series] == [(Decimal(10),), (Decimal(30),)]
    assert view.panel.parts.chart is None
    QTest.keyClick(view.table.view, ENTER)
    assert view.big.parts.chart is not None
    assert view.big.parts.chart.title.endswith("cơ cấu nam, nữ")


@pytest.mark.parametrize(
    ("year", "value", "said"),
    [
        ("", "5", "Hãy ghi năm"),
        ("2026", "", "Hãy ghi giá trị"),
        ("2026", "năm", "không phải là số"),
        ("2026", "120", "không quá 100"),
        ("1900", "5", "Năm của mục tiêu"),
    ],
)
def test_a_wrong_target_is_told_beside_the_fields(
    context: UiContext, view: ProgressView, year: str, value: str, said: str
) -> None:
    stand(view, "t_dat")
    write(view, year, value)

    assert said in view.targets.error.words.text()
    assert view.targets.error.isVisible()
    assert own(context, "t_dat") == ()


@pytest.mark.parametrize("text_size", ["medium", "huge"])
def test_what_came_of_writing_a_target_stays_in_sight(
    qtbot: QtBot, desk: IndicatorsDesk, view: ProgressView, text_size: str
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", text_size)
    try:
        desk.resize(1166, 640)  # what a screen of 1366 by 768 leaves to the page
        view.bare.click()
        stand(view, "t_nguoi")
        for year, said in (("2026", "Đã ghi mục tiêu."), ("1900", "Năm của mục tiêu")):
            view.side.verticalScrollBar().setValue(0)
            write(view, year, "50")
            assert said in view.targets.error.words.text()
            qtbot.waitUntil(lambda: in_sight(view, view.targets.error))
            qtbot.waitUntil(lambda: line_in_sight(view, "50\u00a0người"))
    finally:
        theme.apply(app, "light", "medium")


def in_sight(view: ProgressView, widget: QWidget) -> bool:
    port = view.side.viewport()
    top = widget.mapTo(port, QPoint(0, 0)).y()
    return widget.isVisible() and top >= 0 and top + widget.height() <= port.height()


def line_in_sight(view: ProgressView, words: str) -> bool:
    found = [one for one in view.targets.findChildren(WrapLabel) if words in one.text()]
    return any(in_sight(view, one) for one in found)


def test_targets_of_the_state_cannot_be_touched_here(view: ProgressView) -> None:
    stand(view, "t_dat")

    assert [one.text() for one in view.targets.findChildren(QPushButton) if one.isVisible()] == [
        "Ghi mục tiêu",
        "Hoàn tác",
    ]


def test_the_indicator_stood_on_shows_its_chart_beside_the_grid(
    qtbot: QtBot, desk: IndicatorsDesk
) -> None:
    desk.grid.setCurrentIndex(desk.model.index(3, 2))
    qtbot.waitUntil(desk.side.sexes.isVisible)

    assert desk.side.chart.chart is not None
    press(desk.side, "Tiến độ, mục tiêu…")
    view = desk.progress
    assert view is not None
    current = view.table.current()
    assert isinstance(current, ProgressRow)
    assert current.indicator.code == "t_nguoi", "shown though it has no target"
    assert str(view.form.value()) == FORM


def test_a_target_set_in_progress_stands_in_the_grid(
    desk: IndicatorsDesk, view: ProgressView
) -> None:
    stand(view, "t_chua")
    write(view, "2026", "20")
    desk.switch.setCurrentIndex(0)

    row = desk.model.rows[1]
    assert row.target == Target(2026, Decimal(20), TargetSource.OWN)


def test_the_home_screen_leads_to_the_strategy(qtbot: QtBot, desk: IndicatorsDesk) -> None:
    desk.open({"progress": True})

    assert desk.progress is not None
    assert str(desk.progress.form.value()) == "bieu_chien_luoc"
    assert desk.switch.tabText(desk.switch.currentIndex()) == "Tiến độ"
    desk.open({"form": FORM})
    assert desk.switch.currentIndex() == 0


def test_progress_is_saved_to_be_printed(
    qtbot: QtBot, door: Door, context: UiContext, view: ProgressView, tmp_path: Path
) -> None:
    path = tmp_path / "tien-do.pdf"
    door.files = [path]
    said: list[str] = []
    context.status.said.connect(said.append)

    view.print.click()
    qtbot.waitUntil(lambda: bool(said))

    assert path.read_bytes().startswith(b"%PDF")
    assert door.asked[0].suggested.name == "tien-do-2026.pdf"
    assert said[-1].startswith("Đã lưu tiến độ 3 chỉ tiêu vào tien-do.pdf")
