"""What the page says about an indicator: F1, and what stands beside a term of office."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.figure_rows import CellState, Column
from app.domain.periods import term
from app.queries.indicators import list_indicators
from app.services.catalogue import SaveEntry, save_entry
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.indicators.columns import COLUMNS
from app.ui.indicators.page import IndicatorsPage
from app.ui.main_window import MainWindow
from tests.ui.indicators.year_form import shown


def titles(page: object) -> list[str]:
    model = page.model  # type: ignore[attr-defined]
    across = Qt.Orientation.Horizontal
    return [str(model.headerData(at, across)) for at in range(model.columnCount())]


def test_a_term_of_office_is_beside_the_term_before(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    context.choose_year(2026)
    add = context.db.write
    add(
        save_entry,
        SaveEntry(catalogue="indicator", code="n_ghe", name="Số ghế", data={"unit": "ghế"}),
    )
    form = {"period": "term", "rows": [{"indicator": "n_ghe"}]}
    add(save_entry, SaveEntry(catalogue="form", code="bieu_ky", name="Biểu nhiệm kỳ", data=form))
    known = context.db.read(list_indicators)
    for first, value in ((2021, 30), (2026, 100)):
        cell = CellDraft(
            indicator="n_ghe", column=Column.TOTAL, state=CellState.VALUE, value=Decimal(value)
        )
        add(
            save_figures,
            SaveFigures(period=term(first, first + 5), cells=(cell,), indicators=known),
        )

    page = shown(qtbot, context, "2026-2031", "bieu_ky")
    page.grid.start()

    assert titles(page)[5] == "Nhiệm kỳ\ntrước"
    assert "Nhiệm kỳ trước: 30 ghế" in page.side.about.text()
    assert "so với nhiệm kỳ trước (30)" in page.side.odd.words.text()
    assert COLUMNS[5].title == "Năm trước"


def test_f1_opens_the_sheet_of_the_indicator_and_esc_returns_to_the_cell(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.navigate("indicators", form="bieu_chien_luoc")
    page = window.page
    assert isinstance(page, IndicatorsPage)
    shares = [row.indicator for row in page.model.rows if row.indicator and row.indicator.numerator]
    page.open({"form": "bieu_chien_luoc", "indicator": shares[0].code})
    here = page.grid.currentIndex()
    with qtbot.waitActive(window):
        window.activateWindow()

    qtbot.keyClick(page.grid, Qt.Key.Key_F1)

    assert window.page is page
    assert page.sheet.isVisible()
    assert not page.splitter.isVisible()
    said = [one.text() for one in page.sheet.findChildren(QLabel) if one.isVisible()]
    part = context.db.read(list_indicators)[shares[0].numerator.code]
    assert shares[0].name in said
    assert {"Mã", "Ý nghĩa", "Đơn vị tính", "Tử số", "Mẫu số", "Kỳ thu thập", "Nguồn"} <= set(said)
    assert said[said.index("Tử số") + 1].startswith(part.name)
    assert "kiểm chứng)" in said[said.index("Nguồn") + 1]
    target = shares[0].targets[0]
    assert str(target.year) in said[said.index("Mục tiêu") + 1]

    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert page.grid.isVisible()
    assert page.grid.hasFocus()
    assert page.grid.currentIndex() == here
    qtbot.keyClick(page.grid, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    assert window.code == "help"
