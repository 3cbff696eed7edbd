"""Two data files and a stick: sent, returned, corrected, accepted, withdrawn; each side knows it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.figure_rows import Column
from app.domain.parcels import SentState
from app.exchange.receipt import PointKind, ReceiptPoint, Result
from app.jobs import JobContext
from app.queries.receipts import open_remarks
from app.queries.sent import SentRow, get_sent
from app.workflows.parcels.answers import AnswerRow, read_receipt_file
from app.workflows.parcels.deciding import Decide, decide, write_receipt
from app.workflows.parcels.desk import desk_of, own_office
from app.workflows.parcels.receiving import State, receive
from app.workflows.parcels.sending import make, withdraw, write_to
from tests.workflows.parcels.commune import PEOPLE, issued_report, next_version, send, write_figures
from tests.workflows.parcels.two_offices import NOW, Offices, begin_both, later, opened

CELL = ReceiptPoint(
    kind=PointKind.MEND, words="Số nữ có đúng không?", indicator=PEOPLE, sex=Column.WOMEN
)


@pytest.fixture
def offices(tmp_path: Path, _empty_file: Path) -> Iterator[Offices]:
    begin_both(tmp_path, _empty_file)
    with opened(tmp_path) as both:
        yield both


def carry(offices: Offices, row: SentRow, stick: Path, days: int) -> State:
    """Written to the stick by the commune, taken in by the province."""
    path = write_to(offices.commune, row.id, stick, later(days)).path
    desk = desk_of(offices.province, own_office(offices.province, NOW))
    [outcome] = receive(offices.province, [path], desk, JobContext(), later(days)).outcomes
    return outcome.state


def answered(offices: Offices, command: Decide, stick: Path, days: int) -> AnswerRow:
    """Decided by the province, its receipt read by the commune."""
    decide(offices.province, command, later(days))
    slip = write_receipt(offices.province, command.package_id, stick).path
    return read_receipt_file(offices.commune, slip.read_bytes(), later(days))


def state(offices: Offices, package_id: UUID) -> SentState:
    return offices.commune.read(get_sent, package_id).state


def test_returned_corrected_accepted_withdrawn(offices: Offices, stick: Path) -> None:
    commune = offices.commune
    paper_id = issued_report(commune, sensitive=True)
    first = make(commune, send(paper_id), NOW)
    assert carry(offices, first, stick, 1) is State.WAITING
    assert carry(offices, first, stick, 1) is State.SAME_AGAIN

    back = Decide(
        package_id=first.id,
        result=Result.RETURNED,
        points=(CELL,),
        new_deadline=date(2026, 12, 20),
    )
    found = answered(offices, back, stick, 2)
    assert (found.package.state, found.opened) == (SentState.RETURNED, 1)
    [remark] = commune.read(open_remarks, "2026")
    assert (remark.indicator, remark.sex, remark.new_deadline) == (
        PEOPLE,
        "women",
        date(2026, 12, 20),
    )

    write_figures(commune, {PEOPLE: 9300})
    next_version(commune, paper_id, "Sửa số nữ theo phiếu trả lại")
    second = make(commune, send(paper_id, reason=""), later(3))
    assert carry(offices, second, stick, 3) is State.WAITING
    assert commune.read(open_remarks) == []

    taken = answered(offices, Decide(package_id=second.id, result=Result.ACCEPTED), stick, 4)
    assert taken.package.state is SentState.ACCEPTED
    assert state(offices, first.id) is SentState.RETURNED

    gone = withdraw(commune, second.id, "Gửi nhầm kỳ", later(5))
    assert carry(offices, gone, stick, 5) is State.WAITING
    noted = Decide(package_id=gone.id, result=Result.WITHDRAWN)
    assert answered(offices, noted, stick, 6).package.state is SentState.WITHDRAWN
    assert state(offices, second.id) is SentState.WITHDRAWN


def test_a_trial_counts_nowhere(offices: Offices, stick: Path) -> None:
    paper_id = issued_report(offices.commune)
    trial = make(offices.commune, send(paper_id, test=True), NOW)
    assert carry(offices, trial, stick, 1) is State.TEST
    real = make(offices.commune, send(paper_id), NOW)
    assert (real.sequence, carry(offices, real, stick, 1)) == (1, State.WAITING)
