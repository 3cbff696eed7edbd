"""Lập báo cáo: every kind with its periods, its days and its deadline, free days typed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.papers import ReportType
from app.queries.papers import list_papers
from app.ui import feedback
from app.ui.reports.new_report import NewReport
from app.ui.reports.page import ReportsPage
from tests.ui.sample_desk import sample_desk

MAY = date(2026, 5, 20)


@pytest.fixture
def page(qtbot: QtBot, sample: Path) -> Iterator[ReportsPage]:
    with sample_desk(sample, MAY) as context:
        page = ReportsPage(context)
        qtbot.addWidget(page)
        page.resize(1166, 680)
        with qtbot.waitExposed(page):
            page.show()
        yield page


def periods(new: NewReport) -> list[str]:
    return [new.period.choice.itemText(row) for row in range(new.period.choice.count())]


def test_each_kind_offers_its_periods_with_days_and_deadline(page: ReportsPage) -> None:
    page.begin()
    new = page.new_report

    new.choose_type(ReportType.HALF_YEAR)
    assert periods(new) == ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026"]
    assert "15/12/2025 - 14/06/2026" in new.words.text()
    assert "Hạn gửi 30/05/2026" in new.words.text()
    new.period.choice.setCurrentIndex(1)
    assert "15/06/2026 - 14/12/2026" in new.words.text()

    new.choose_type(ReportType.VIOLENCE)
    assert len(periods(new)) == 3
    assert "chỉ có con số" in new.words.text()
    assert new.kind.count() == len(ReportType) - 1


@pytest.mark.parametrize(
    ("wanted", "kind", "code"),
    [
        ("six_month", ReportType.HALF_YEAR, "2026-H1"),
        ("gender_violence", ReportType.VIOLENCE, "2026"),
        ("action_month", ReportType.ACTION_MONTH, "2026-C"),
        ("programme_2282", ReportType.PROGRAMME, "2026"),
    ],
)
def test_a_duty_opens_the_report_it_asks_for(
    page: ReportsPage, wanted: str, kind: ReportType, code: str
) -> None:
    page.open({"new": True, "paper_type": wanted})

    command = page.new_report.command()
    assert command.report_type is kind
    assert command.period is not None
    assert command.period.code == code


def test_free_days_are_typed_and_built(
    qtbot: QtBot, page: ReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[Exception] = []
    monkeypatch.setattr(feedback, "show_error", lambda _widget, error: errors.append(error))
    before = {row.paper_id for row in page.context.db.read(list_papers)}
    page.begin()
    new = page.new_report
    new.choose_type(ReportType.AD_HOC)
    assert not new.period.first_box.isVisible()
    new.period.choice.setCurrentIndex(new.period.choice.count() - 1)
    assert new.period.first_box.isVisible()

    qtbot.mouseClick(new.build, Qt.MouseButton.LeftButton)
    assert "ngày đầu và ngày cuối" in str(errors[-1])
    qtbot.keyClicks(new.period.first, "1/3/2026")
    qtbot.keyClicks(new.period.last, "20/3/2026")
    assert "01/03/2026 - 20/03/2026" in new.words.text()
    qtbot.mouseClick(new.build, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.paper)
    # Times of papers are kept to the second: which one is new is told by its id.
    (made,) = [row for row in page.context.db.read(list_papers) if row.paper_id not in before]
    assert made.period == "20260301-20260320"
    assert any(row.period == made.period for row in page.list.table.model.rows)


def test_the_chosen_period_stays_while_records_change(page: ReportsPage) -> None:
    page.begin("half_year")
    page.new_report.period.choice.setCurrentIndex(1)

    page.refresh()

    period = page.new_report.command().period
    assert period is not None
    assert period.code == "2026-H2"


def test_the_box_is_worked_by_keyboard(qtbot: QtBot, page: ReportsPage) -> None:
    page.begin()
    new = page.new_report
    assert new.kind.hasFocus()
    qtbot.keyClick(new.kind, Qt.Key.Key_Down)
    assert ReportType(new.kind.currentData()) is ReportType.HALF_YEAR
    qtbot.keyClick(new.kind, Qt.Key.Key_Tab)
    assert new.period.choice.hasFocus()
