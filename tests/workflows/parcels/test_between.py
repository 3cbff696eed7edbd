"""What one office makes and the other takes in, where days, keys and answers meet."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.figure_rows import Column
from app.domain.papers import ReportType
from app.errors import ValidationError
from app.exchange.office_cards import card_bytes
from app.exchange.receipt import PointKind, ReceiptPoint, Result
from app.exchange.refusals import PackageError, Refusal
from app.jobs import JobContext
from app.queries.kept_files import read_kept
from app.queries.sent import SentRow
from app.services.campaigns import ensure_action_month
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.answers import read_receipt_file
from app.workflows.parcels.deciding import Decide, decide, write_receipt
from app.workflows.parcels.desk import change_keys, desk_of, own_office, set_unit_code
from app.workflows.parcels.enrolment import confirm_card, keep_card
from app.workflows.parcels.inspecting import verify
from app.workflows.parcels.receiving import Outcome, State, receive
from app.workflows.parcels.sending import look, make, sent_already, withdraw, write_to
from app.workflows.parcels.taking_in import checked_package
from tests.exchange.rebuild import with_members
from tests.workflows.parcels.commune import (
    NOW,
    PEOPLE,
    draft_report,
    issue_report,
    issued_report,
    next_version,
    send,
    write_activity,
    write_figures,
)
from tests.workflows.parcels.two_offices import Offices, later


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 12, 15), date(2026, 10, 20)])
def test_the_report_of_a_campaign_is_taken_whatever_its_days(offices: Offices, day: date) -> None:
    db = offices.commune
    campaign = db.write(ensure_action_month, 2026)
    write_figures(db, {PEOPLE: 9000})
    write_activity(db, day=day, campaign=campaign)
    paper = draft_report(db, ReportType.ACTION_MONTH, "", campaign)
    issue_report(db, paper)
    row = make(db, send(paper), NOW)

    desk = desk_of(offices.province, own_office(offices.province, NOW))
    package = checked_package(db.read(read_kept, row.file_sha256), desk)

    assert [one.starts_on for one in package.records.activities] == [day]


def know(offices: Offices, days: int) -> None:
    """The commune's card of now, compared and confirmed by the province."""
    card = own_office(offices.commune, NOW).card
    keep_card(offices.province, card_bytes(card), later(days))
    confirm_card(offices.province, card.unit_code, card.fingerprint, card.short_code, later(days))


def carry(offices: Offices, row: SentRow, stick: Path, *, accept: bool = False) -> Outcome:
    """Written to the stick by the commune, taken in by the province."""
    path = write_to(offices.commune, row.id, stick, NOW).path
    desk = desk_of(offices.province, own_office(offices.province, NOW))
    [outcome] = receive(offices.province, [path], desk, JobContext(), NOW, accept).outcomes
    return outcome


def test_what_was_signed_with_the_key_before_is_made_anew(offices: Offices, stick: Path) -> None:
    commune = offices.commune
    paper = issued_report(commune)
    first = make(commune, send(paper), NOW)
    write_to(commune, first.id, stick, NOW)
    change_keys(commune, "mất máy tính", later(1))
    know(offices, 1)
    late = carry(offices, first, stick)
    assert (late.state, "khóa cũ" in late.sentences[0]) == (State.REFUSED, True)

    assert sent_already(commune, send(paper), later(2)) is None
    [told, *_] = look(commune, send(paper, reason=""), later(2)).problems
    assert "khóa cũ" in told
    second = make(commune, send(paper, reason="Đã đổi khóa"), later(2))
    assert carry(offices, second, stick).state is State.WAITING


def test_what_was_received_before_the_key_changed_is_not_sent_twice(
    offices: Offices, stick: Path
) -> None:
    commune = offices.commune
    paper = issued_report(commune)
    first = make(commune, send(paper), NOW)
    assert carry(offices, first, stick).state is State.WAITING
    decide(offices.province, Decide(package_id=first.id, result=Result.ACCEPTED), NOW)
    answer = write_receipt(offices.province, first.id, stick).path.read_bytes()
    read_receipt_file(commune, answer, NOW)
    change_keys(commune, "mất máy tính", later(1))

    found = sent_already(commune, send(paper), later(2))
    assert found is not None
    assert found.id == first.id


def test_under_a_new_code_a_line_begins_anew(offices: Offices, stick: Path) -> None:
    commune = offices.commune
    paper = issued_report(commune)
    first = make(commune, send(paper), NOW)
    assert carry(offices, first, stick).state is State.WAITING
    set_unit_code(commune, "26799")
    draft = UnitDraft(code="26799", name="Mẫu Thượng", level_code="xa")
    offices.province.write(save_unit, draft)
    know(offices, 1)

    with pytest.raises(ValidationError, match=r"mã đơn vị cũ.*26734"):
        withdraw(commune, first.id, "Gửi nhầm", later(1))
    assert sent_already(commune, send(paper), later(1)) is None
    second = make(commune, send(paper), later(1))
    assert (second.kind, second.supersedes, second.sequence) == ("original", None, 2)
    assert carry(offices, second, stick).state is State.WAITING


def test_a_correction_that_mends_nothing_of_what_was_returned_is_looked_at(
    offices: Offices, stick: Path
) -> None:
    commune, province = offices.commune, offices.province
    cell = ReceiptPoint(kind=PointKind.MEND, words="Sai", indicator=PEOPLE, sex=Column.WOMEN)
    write_figures(commune, {PEOPLE: 9000})
    paper = draft_report(commune)
    issue_report(commune, paper)
    first = make(commune, send(paper), NOW)
    carry(offices, first, stick)
    decide(province, Decide(package_id=first.id, result=Result.RETURNED, points=(cell,)), NOW)
    next_version(commune, paper)
    second = make(commune, send(paper), NOW)
    same = carry(offices, second, stick, accept=True)
    assert same.state is State.WAITING
    assert any("1 ô được yêu cầu sửa vẫn như cũ" in one for one in same.sentences)

    decide(province, Decide(package_id=second.id, result=Result.RETURNED, points=(cell,)), NOW)
    write_figures(commune, {PEOPLE: 9300})
    next_version(commune, paper, number="14")
    third = make(commune, send(paper), NOW)
    assert carry(offices, third, stick, accept=True).state is State.ACCEPTED


def test_an_unsigned_package_is_no_ones(offices: Offices) -> None:
    row = make(offices.commune, send(issued_report(offices.commune)), NOW)
    content = offices.commune.read(read_kept, row.file_sha256)
    with pytest.raises(PackageError) as refused:
        verify(offices.province, with_members(content, {"signature.json": None}))
    assert refused.value.refusals == {Refusal.UNSIGNED}
