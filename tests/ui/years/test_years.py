"""A year is closed from the home screen or Cài đặt; its strip opens it again with a reason."""

from datetime import UTC, date, datetime

from pytestqt.qtbot import QtBot

from app.domain.papers import PaperKind, PlanType, ReportType
from app.domain.roles import Role
from app.queries.years import find_year
from app.services.activities import ActivityDraft, record_activity
from app.services.office import SetUpOffice
from app.services.papers import CreatePaper, create_paper
from app.services.years import CloseYear, ReopenYear, close_year, reopen_year
from app.ui.activities.page import ActivitiesPage
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage
from app.ui.years.band import YearBand
from app.ui.years.card import YearCard
from app.ui.years.section import YearsSection
from tests.papers import issue_newest, small_plan
from tests.ui.conftest import Door

NOW = datetime(2026, 2, 10, 3, tzinfo=UTC)


def closed(context: UiContext, year: int) -> bool:
    return context.db.read(find_year, year).closed


def test_the_strip_opens_a_year_again_with_a_reason(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    band = YearBand(context)
    qtbot.addWidget(band)
    assert band.isHidden()
    context.db.write(close_year, CloseYear(year=2025, by="Trần Thị Mẫu", at=NOW))
    assert band.isHidden()
    context.choose_year(2025)
    assert not band.isHidden()
    assert "Năm 2025 đã khóa (ngày 10/02/2026, Trần Thị Mẫu)" in band.words.text()

    context.db.work_as("Lê Văn Mẫu", Role.OFFICER)
    band.refresh()
    assert band.reopen.isHidden()
    assert "Người quản trị" in band.words.text()
    context.db.work_as("Trần Thị Mẫu", Role.ADMIN)
    band.refresh()

    band.reopen.click()
    band.box.go.click()
    assert not band.box.error.isHidden()
    assert closed(context, 2025)
    band.box.reason.setText("Sở yêu cầu sửa")
    band.box.go.click()
    assert not closed(context, 2025)
    assert band.isHidden()


def test_a_year_that_is_over_is_closed_in_the_settings(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, door: Door
) -> None:
    section = YearsSection(context)
    qtbot.addWidget(section)
    assert not section.none.isHidden()
    day = date(2025, 5, 1)
    context.db.write(record_activity, ActivityDraft(kind_code="khac", title="Họp", starts_on=day))
    section.refresh()
    section.close_button.click()
    assert not closed(context, 2025)
    door.answers.append("Khóa năm 2025")
    section.close_button.click()
    assert closed(context, 2025)
    section.refresh()
    section.reopen.click()
    section.box.reason.setText("Thiếu một hoạt động")
    section.box.go.click()
    assert not closed(context, 2025)
    section.refresh()
    assert section.table.model.rows[0].reason == "Thiếu một hoạt động"


def test_february_proposes_to_close_last_year(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, door: Door
) -> None:
    context.today = lambda: date(2026, 2, 3)
    context.now = lambda: NOW
    card = YearCard(context)
    qtbot.addWidget(card)
    report = CreatePaper(
        kind=PaperKind.REPORT, paper_type=ReportType.YEAR, year=2025, content=small_plan()
    )
    paper = context.db.write(create_paper, report)
    card.refresh()
    assert card.isHidden()
    context.db.write(issue_newest, paper, day=date(2025, 12, 1))
    card.refresh()
    assert not card.isHidden()
    door.answers.append("Khóa năm 2025")
    card.button.click()
    assert closed(context, 2025)
    card.refresh()
    assert card.isHidden()


def test_activities_of_a_closed_year_are_only_read(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    day = date(2025, 5, 1)
    draft = ActivityDraft(kind_code="khac", title="Họp thôn", starts_on=day)
    activity = context.db.write(record_activity, draft)
    context.choose_year(2025)
    page = ActivitiesPage(context)
    qtbot.addWidget(page)
    page.show()
    page.show_activity(activity)
    context.db.write(close_year, CloseYear(year=2025, by="Trần Thị Mẫu", at=NOW))

    assert page.card.row is not None
    assert not page.card.form.isEnabled()
    assert page.card.delete.isHidden()
    assert not page.new.isEnabled()
    assert page.card.state.text() == "✓ Đã ghi"

    again = ReopenYear(year=2025, by="Trần Thị Mẫu", at=NOW, reason="sửa")
    context.db.write(reopen_year, again)
    assert page.card.form.isEnabled()
    assert not page.card.delete.isHidden()


def test_a_draft_of_a_closed_year_is_only_read(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    plan = CreatePaper(
        kind=PaperKind.PLAN, paper_type=PlanType.YEAR, year=2025, content=small_plan()
    )
    paper = context.db.write(create_paper, plan)
    page = PaperPage(context)
    qtbot.addWidget(page)
    page.show()
    page.open_paper(paper)
    assert not page.view.editor.isReadOnly()
    context.db.write(close_year, CloseYear(year=2025, by="Trần Thị Mẫu", at=NOW))
    assert page.view.editor.isReadOnly()
    again = ReopenYear(year=2025, by="Trần Thị Mẫu", at=NOW, reason="sửa")
    context.db.write(reopen_year, again)
    assert not page.view.editor.isReadOnly()
