"""Trang chủ: packages that wait for a receipt, for a mend, for a look; units that are late."""

from datetime import UTC, date, datetime
from uuid import UUID

from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from app.domain.parcels import ReceivedState, SentState
from app.models import QuarantinedFile, ReceivedPackage, SentPackage
from app.queries.collections import list_collections
from app.queries.parcel_news import count_late_units
from app.services.collections import AskReport, ask, close
from app.ui.context import UiContext
from app.ui.home.page import HomePage
from tests.ui.home import test_page
from tests.ui.home.test_page import TODAY, Went, button, context, page, went
from tests.ui.returned import add_returned, add_sent
from tests.workflows.parcels.received import make_received, make_unit

__all__ = ["context", "page", "went"]


def words(page: HomePage) -> str:
    # A line that is added to a card in sight is shown when Qt comes to it.
    QApplication.processEvents()
    return test_page.words(page)


def aside(session: Session) -> None:
    session.add(
        QuarantinedFile(
            file_name="la.bdg-goi",
            sha256="1" * 64,
            kept=True,
            stage=1,
            points=[{"refusal": "damaged", "sentence": "Tệp hỏng."}],
            at=datetime(2026, 11, 20, tzinfo=UTC),
        )
    )


def test_nothing_is_shown_when_nothing_waits(page: HomePage) -> None:
    assert page.parcels.isHidden()


def test_a_package_waits_for_its_receipt_and_leads_there(
    page: HomePage, context: UiContext, went: Went
) -> None:
    package = add_sent(context.db)
    assert "Báo cáo năm (năm 2026): chờ phiếu tiếp nhận 9 ngày" in (words(page))
    button(page, "Xem gói").click()
    assert went == [("exchange", {"tab": "send", "package_id": package})]


def test_a_returned_report_says_its_new_day(page: HomePage, context: UiContext, went: Went) -> None:
    package = add_returned(context.db, [{"words": "Thiếu phụ lục"}])
    assert "bị trả lại để sửa, hạn gửi lại 25/12/2026" in words(page)
    button(page, "Xem điểm cần sửa").click()
    assert went == [("exchange", {"tab": "send", "package_id": package})]


def test_a_correction_that_left_takes_the_place_of_the_returned_one(
    page: HomePage, context: UiContext
) -> None:
    add_returned(context.db, [{"words": "Thiếu phụ lục"}])
    newer = add_sent(context.db)

    def set_state(session: Session, package: UUID, state: SentState) -> None:
        kept = session.get_one(SentPackage, package)
        kept.sequence, kept.state = 2, state

    context.db.write(set_state, newer, SentState.MADE)
    assert "bị trả lại" in words(page)
    context.db.write(set_state, newer, SentState.WRITTEN)
    assert "bị trả lại" not in words(page)
    assert "chờ phiếu tiếp nhận" in words(page)
    context.db.write(set_state, newer, SentState.ACCEPTED)
    assert page.parcels.isHidden()


def test_what_came_in_and_what_could_not_be_taken(
    page: HomePage, context: UiContext, went: Went
) -> None:
    def came(session: Session) -> None:
        make_unit(session, "01", "Một")
        waits = ReceivedState.WAITING
        make_received(session, "01", "report_year", "2026", {}, state=waits)
        make_received(session, "01", "report_half_year", "2026-H1", {}, state=waits)
        make_received(session, "01", "report_year", "2025", {})
        above = make_received(session, "79", "cap_tren", "2026", {}, state=waits, name="Sở Mẫu")
        session.get_one(ReceivedPackage, above).direction = "down"

    context.db.write(came)
    context.db.write(aside)
    assert "2 gói của đơn vị chờ xem" in words(page)
    assert "1 gói cấp trên gửi chờ xem" in words(page)
    assert "1 tệp chưa nhận được" in words(page)
    button(page, "Xem gói").click()
    button(page, "Xem lý do").click()
    assert went == [
        ("exchange", {"tab": "receive", "waiting": True}),
        ("exchange", {"tab": "receive"}),
    ]


def test_units_that_are_late_lead_to_the_wall(
    page: HomePage, context: UiContext, went: Went
) -> None:
    def asked(session: Session) -> None:
        for number in range(3):
            make_unit(session, f"0{number}", f"Đơn vị {number}")
        due = date(2026, 11, 10)
        for duty in ("report_half_year", "plan_year"):
            ask(
                session,
                AskReport(duty=duty, period="2026", name="Báo cáo", template="", due_on=due),
            )
        make_received(session, "00", "report_half_year", "2026", {})
        make_received(session, "00", "plan_year", "2026", {})

    def settle(session: Session) -> None:
        for row in list_collections(session):
            close(session, row.id, "Nguyễn Văn Mẫu", datetime(2026, 11, 20, tzinfo=UTC))

    context.db.write(asked)
    assert "2 đơn vị trễ" in words(page)
    button(page, "Theo dõi nộp").click()
    assert went == [("summary", {"tab": "wall"})]
    context.db.write(settle)
    assert page.parcels.isHidden()


def test_a_report_that_is_not_due_yet_makes_nobody_late(page: HomePage, context: UiContext) -> None:
    def asked(session: Session) -> None:
        make_unit(session, "01", "Một")
        due = date(2026, 12, 10)
        ask(
            session,
            AskReport(duty="plan_year", period="2026", name="Báo cáo", template="", due_on=due),
        )

    context.db.write(asked)
    assert context.db.read(count_late_units, TODAY) == 0
    assert page.parcels.isHidden()
