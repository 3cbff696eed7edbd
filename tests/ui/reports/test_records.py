"""Behind a bound number stand the records it was counted from."""

from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.periods import management_year
from app.queries.indicators import list_indicators
from app.services.activities import ActivityDraft, record_activity
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.ui.reports.records_panel import ACTIVITY_COLUMNS, RecordsPanel
from app.workflows.catalogues import load_catalogues
from tests.workflows.parcels.received import make_received, make_unit


@pytest.fixture
def panel(qtbot: QtBot, db: Database) -> RecordsPanel:
    load_catalogues(db)
    for number, women in enumerate((30, 12)):
        draft = ActivityDraft(
            kind_code="tap_huan",
            title=f"Lớp {number + 1}",
            starts_on=date(2026, 11, 16 + number),
            men=10,
            women=women,
        )
        db.write(record_activity, draft)
    panel = RecordsPanel(db)
    qtbot.addWidget(panel)
    return panel


def test_the_records_and_their_sum_are_shown(panel: RecordsPanel) -> None:
    panel.show_key("people.women?year=2026")

    assert [row.title for row in panel.activities.model.rows] == ["Lớp 1", "Lớp 2"]
    assert panel.words.text().startswith("Hiện nay là 42;")
    assert panel.activities.totals.item(0, 3).text() == "42"


def test_opening_a_record_asks_for_the_activity(qtbot: QtBot, panel: RecordsPanel) -> None:
    panel.show_key("people.women?year=2026")
    index = panel.activities.model.index(1, 0)

    with qtbot.waitSignal(panel.activity_requested) as asked:
        panel.activities.view.activated.emit(index)
    assert asked.args == [panel.shown_ids()[1]]


def test_an_unknown_key_is_said_in_a_sentence(panel: RecordsPanel) -> None:
    panel.show_key("gì đó?")

    assert panel.words.text() == "Không rõ số này lấy từ đâu."


def test_a_figure_says_its_period_and_leads_to_the_indicators(
    qtbot: QtBot, db: Database, panel: RecordsPanel
) -> None:
    cells = tuple(
        CellDraft(indicator="quy_hoach", column=column, state=CellState.VALUE, value=Decimal(value))
        for column, value in ((Column.WOMEN, 87), (Column.TOTAL, 510))
    )
    db.write(
        save_figures,
        SaveFigures(period=management_year(2026), cells=cells, indicators=db.read(list_indicators)),
    )
    panel.show()
    panel.show_key("indicator.qd2282_2?period=2026")
    assert panel.words.text().startswith("Hiện nay là 17,06, số liệu kỳ 15/12/2025 - 14/12/2026")
    told = panel.lines.text().splitlines()
    assert told[0] == "Tử số: Người được quy hoạch chức danh lãnh đạo, quản lý, nữ"
    assert told[3].startswith("- Nữ: 87; tự ghi; ghi ngày ")
    assert "- Nam: 423; tính từ hai số kia" in told[2]
    with qtbot.waitSignal(panel.figures_requested) as asked:
        panel.figures.click()
    assert asked.args == ["bieu_2282", "2026", "qd2282_2"]
    panel.show_key("indicator.quy_hoach.women?period=2026")
    assert panel.words.text().startswith("Hiện nay là 87,")
    panel.show_key("indicator.quy_hoach.women?period=2025")
    assert panel.words.text().startswith("Hiện nay là chưa có số")
    assert not panel.activities.isVisible()
    panel.show_key("people.women?year=2026")
    assert not panel.figures.isVisible()


def test_a_figure_from_activities_lists_them_below(
    qtbot: QtBot, db: Database, panel: RecordsPanel
) -> None:
    cells = tuple(
        CellDraft(
            indicator="tap_huan_nguoi",
            column=column,
            state=CellState.VALUE,
            value=Decimal(value),
            origin="activities",
            source="people?kind=tap_huan",
        )
        for column, value in ((Column.WOMEN, 42), (Column.MEN, 20))
    )
    db.write(
        save_figures,
        SaveFigures(period=management_year(2026), cells=cells, indicators=db.read(list_indicators)),
    )
    panel.show()
    panel.show_key("indicator.tap_huan_nguoi.women?period=2026")
    assert "- Nữ: 42; từ hoạt động" in panel.lines.text()
    assert [row.title for row in panel.activities.model.rows] == ["Lớp 1", "Lớp 2"]
    assert panel.activities.isVisible()
    panel.show_key("gì đó?")
    assert not panel.figures.isVisible()
    assert not panel.lines.isVisible()


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("people.women?year=2026", "Nữ"),
        ("people.total?year=2026", "Tổng"),
        ("money?year=2026", "Kinh phí"),
        ("count?year=2026", "Hoạt động"),
    ],
)
def test_what_makes_the_number_stands_next_to_the_day(
    panel: RecordsPanel, key: str, title: str
) -> None:
    panel.show_key("people.men?year=2026")
    panel.show_key(key)

    for table in (panel.activities.view, panel.activities.totals):
        order = [table.horizontalHeader().logicalIndex(at) for at in range(2)]
        assert [ACTIVITY_COLUMNS[number].title for number in order] == ["Ngày", title]


def test_a_number_of_totals_tells_its_units(db: Database, panel: RecordsPanel) -> None:
    db.write(make_unit, "X1", "xã Song An")
    db.write(make_received, "X1", "report_year", "2026", {"ho": 40})
    panel.show_key("sum.ho.total?duty=report_year&period=2026")

    assert panel.words.text() == "Hiện nay là 40, từ số liệu của các đơn vị."
    assert "xã Song An: 40" in panel.lines.text()
    assert panel.activities.isHidden()
