"""Receipts that come back: they set the state and open cells; wrong ones do nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.parcels import SentState
from app.exchange.office_cards import card_bytes, card_of
from app.exchange.packing import Sender
from app.exchange.receipt import (
    Decision,
    PointKind,
    ReceiptError,
    ReceiptPoint,
    Result,
    receipt_bytes,
    receipt_for,
)
from app.queries.receipts import list_receipts, open_remarks
from app.queries.sent import SentRow, get_sent
from app.workflows.parcels.answers import read_receipt_file
from app.workflows.parcels.enrolment import confirm_card, keep_card
from app.workflows.parcels.sending import list_sendable, look, make, withdraw, write_to
from tests.exchange.offices import OTHER, PROVINCE, keys_of
from tests.workflows.parcels.commune import (
    DAY,
    LATER,
    NOW,
    PEOPLE,
    begin,
    issued_report,
    next_version,
    received,
    send,
    write_figures,
)

NEW_DAY = date(2026, 12, 20)
CELL = ReceiptPoint(
    kind=PointKind.MEND, words="Số nữ có đúng không?", indicator=PEOPLE, sex=Column.WOMEN
)
WHOLE = ReceiptPoint(kind=PointKind.NOTE, words="Thiếu chữ ký ở phụ lục")


@pytest.fixture
def row(commune: Database, stick: Path) -> SentRow:
    """A package that has left."""
    made = make(commune, send(issued_report(commune)), NOW)
    write_to(commune, made.id, stick, NOW)
    return commune.read(get_sent, made.id)


def answer(
    db: Database,
    row: SentRow,
    result: Result = Result.RETURNED,
    points: tuple[ReceiptPoint, ...] = (CELL, WHOLE),
    *,
    at: datetime = LATER,
    sender: Sender = PROVINCE,
    **changes: Any,
) -> bytes:
    """What the receiver sends back."""
    package = received(db, row)
    decision = Decision(
        receipt_id=uuid4(),
        result=result,
        signer="Lê Văn Mẫu",
        made_at=at,
        points=points,
        new_deadline=NEW_DAY if result is Result.RETURNED else None,
    )
    slip = receipt_for(package.manifest, package.package_hash, decision, sender.card)
    return receipt_bytes(replace(slip, **changes), sender.keys, sender.card)


def correct(db: Database, row: SentRow, stick: Path, number: str = "13") -> SentRow:
    """The correction, made and written."""
    assert row.paper_id is not None
    write_figures(db, {PEOPLE: 9300})
    next_version(db, row.paper_id, number=number)
    made = make(db, send(row.paper_id), LATER)
    write_to(db, made.id, stick, LATER)
    return db.read(get_sent, made.id)


class TestReturned:
    def test_it_opens_the_very_cells(self, commune: Database, row: SentRow) -> None:
        found = read_receipt_file(commune, answer(commune, row), LATER)

        assert (found.result, found.again, found.opened) == (Result.RETURNED, False, 2)
        assert found.package.state is SentState.RETURNED
        assert found.new_deadline == NEW_DAY
        assert "1 điểm cần sửa, 1 điểm cần lưu ý" in found.sentence
        assert "trước ngày 20/12/2026" in found.sentence
        cell, whole = commune.read(open_remarks)
        assert (cell.period, cell.indicator, cell.sex) == ("2026", PEOPLE, "women")
        assert (cell.kind, cell.words) == ("mend", "Số nữ có đúng không?")
        assert (whole.indicator, whole.kind, whole.new_deadline) == ("", "note", NEW_DAY)
        assert commune.read(open_remarks, "2025") == []
        assert len(commune.read(open_remarks, "2026")) == 2

    def test_the_deadline_is_the_new_one(self, commune: Database, row: SentRow) -> None:
        assert row.paper_id is not None
        read_receipt_file(commune, answer(commune, row), LATER)
        assert look(commune, send(row.paper_id), LATER).due == NEW_DAY
        [listed] = list_sendable(commune, DAY)
        assert listed.sent is not None
        assert listed.sent.new_deadline == NEW_DAY

    def test_the_correction_closes_them_when_it_leaves(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        assert row.paper_id is not None
        read_receipt_file(commune, answer(commune, row), LATER)
        next_version(commune, row.paper_id)
        made = make(commune, send(row.paper_id), LATER)
        assert len(commune.read(open_remarks)) == 2, "made is not sent"
        write_to(commune, made.id, stick, LATER)

        assert commune.read(open_remarks) == []
        [receipt] = commune.read(list_receipts, row.id)
        assert {one.settled_at for one in receipt.remarks} == {LATER}
        assert (receipt.signer, receipt.result) == ("Lê Văn Mẫu", "returned")

    def test_a_receipt_of_what_was_replaced_opens_nothing(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        late = answer(commune, row)
        second = correct(commune, row, stick)
        read_receipt_file(commune, answer(commune, second, Result.ACCEPTED, ()), LATER)

        found = read_receipt_file(commune, late, LATER)

        assert found.opened == 0
        assert "Đã gửi gói mới hơn" in found.sentence
        assert commune.read(open_remarks) == []
        assert commune.read(get_sent, row.id).state is SentState.RETURNED
        assert commune.read(get_sent, second.id).state is SentState.ACCEPTED

    def test_a_second_return_takes_the_place_of_the_first(
        self, commune: Database, row: SentRow
    ) -> None:
        read_receipt_file(commune, answer(commune, row), LATER)
        after = LATER + timedelta(hours=1)
        read_receipt_file(commune, answer(commune, row, points=(WHOLE,), at=after), after)

        assert [one.words for one in commune.read(open_remarks)] == [WHOLE.words]


class TestAccepted:
    @pytest.mark.parametrize(
        ("result", "points", "state"),
        [
            (Result.ACCEPTED, (), SentState.ACCEPTED),
            (Result.ACCEPTED_WITH_WARNINGS, (WHOLE,), SentState.ACCEPTED_WITH_WARNINGS),
            (Result.REFUSED, (WHOLE,), SentState.REFUSED),
        ],
    )
    def test_the_state_is_the_receivers(
        self,
        commune: Database,
        row: SentRow,
        result: Result,
        points: tuple[ReceiptPoint, ...],
        state: SentState,
    ) -> None:
        found = read_receipt_file(commune, answer(commune, row, result, points), LATER)

        assert (found.package.state, found.package.answered_at) == (state, LATER)
        assert found.points == points
        assert commune.read(open_remarks) == []
        [receipt] = commune.read(list_receipts, row.id)
        assert [one.words for one in receipt.remarks] == [one.words for one in points]

    def test_after_a_return_of_the_same_package(self, commune: Database, row: SentRow) -> None:
        read_receipt_file(commune, answer(commune, row), LATER)
        after = LATER + timedelta(hours=1)
        read_receipt_file(commune, answer(commune, row, Result.ACCEPTED, (), at=after), after)

        assert commune.read(get_sent, row.id).state is SentState.ACCEPTED
        assert commune.read(open_remarks) == []

    def test_a_return_that_was_overtaken(self, commune: Database, row: SentRow) -> None:
        accepted = answer(commune, row, Result.ACCEPTED, (), at=LATER + timedelta(hours=1))
        read_receipt_file(commune, accepted, LATER)
        found = read_receipt_file(commune, answer(commune, row), LATER)

        assert found.package.state is SentState.ACCEPTED
        assert "phiếu mới hơn" in found.sentence
        assert commune.read(open_remarks) == []

    def test_a_withdrawal_that_was_noted(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        gone = withdraw(commune, row.id, "Gửi nhầm", LATER)
        write_to(commune, gone.id, stick, LATER)
        found = read_receipt_file(commune, answer(commune, gone, Result.WITHDRAWN, ()), LATER)

        assert found.package.state is SentState.WITHDRAWN
        assert commune.read(get_sent, row.id).state is SentState.WITHDRAWN

    def test_a_withdrawal_that_was_accepted_is_one_too(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        gone = withdraw(commune, row.id, "Gửi nhầm", LATER)
        write_to(commune, gone.id, stick, LATER)
        found = read_receipt_file(commune, answer(commune, gone, Result.ACCEPTED, ()), LATER)
        assert found.package.state is SentState.WITHDRAWN

    def test_a_late_receipt_of_what_was_withdrawn_changes_nothing(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        late = answer(commune, row, Result.ACCEPTED, ())
        gone = withdraw(commune, row.id, "Gửi nhầm", LATER)
        write_to(commune, gone.id, stick, LATER)
        after = LATER + timedelta(hours=1)
        read_receipt_file(commune, answer(commune, gone, Result.WITHDRAWN, (), at=after), after)

        found = read_receipt_file(commune, late, after)

        assert found.package.state is SentState.WITHDRAWN
        assert "đã rút lại" in found.sentence

    def test_a_withdrawal_that_is_returned_after_all_leaves_what_was_accepted(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        read_receipt_file(commune, answer(commune, row, Result.ACCEPTED, ()), LATER)
        gone = withdraw(commune, row.id, "Gửi nhầm", LATER)
        write_to(commune, gone.id, stick, LATER)
        read_receipt_file(commune, answer(commune, gone, Result.WITHDRAWN, ()), LATER)
        after = LATER + timedelta(hours=1)
        read_receipt_file(commune, answer(commune, gone, points=(WHOLE,), at=after), after)

        assert commune.read(get_sent, gone.id).state is SentState.RETURNED
        assert withdraw(commune, gone.id, "Vẫn rút", after).supersedes == gone.id
        assert commune.read(get_sent, row.id).state is SentState.ACCEPTED

    def test_a_test_has_a_state_of_its_own(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        assert row.paper_id is not None
        trial = make(commune, send(row.paper_id, test=True), NOW)
        write_to(commune, trial.id, stick, NOW)
        read_receipt_file(commune, answer(commune, trial, Result.ACCEPTED, ()), LATER)
        assert commune.read(get_sent, trial.id).state is SentState.ACCEPTED
        assert commune.read(get_sent, row.id).state is SentState.WRITTEN


class TestNothingHappens:
    def test_the_second_time(self, commune: Database, row: SentRow) -> None:
        content = answer(commune, row)
        read_receipt_file(commune, content, LATER)
        found = read_receipt_file(commune, content, LATER + timedelta(days=1))

        assert (found.again, found.opened) == (True, 0)
        assert "đã đọc rồi" in found.sentence
        assert len(commune.read(open_remarks)) == 2
        assert len(commune.read(list_receipts, row.id)) == 1

    def test_damaged(self, commune: Database, row: SentRow) -> None:
        content = answer(commune, row)
        for wrong in (b"", b"{}", content[:-40], content.replace(b"women", b"men")):
            with pytest.raises(ReceiptError, match="hỏng hay bị sửa"):
                read_receipt_file(commune, wrong, LATER)
        assert commune.read(get_sent, row.id) == row

    @pytest.mark.parametrize(
        "changes",
        [{"package_id": UUID(int=4)}, {"package_hash": "ab" * 32}, {"unit": "26735"}],
    )
    def test_of_another_package(
        self, commune: Database, row: SentRow, changes: dict[str, Any]
    ) -> None:
        with pytest.raises(ReceiptError, match="vẫn giữ nguyên"):
            read_receipt_file(commune, answer(commune, row, **changes), LATER)
        assert commune.read(get_sent, row.id) == row

    def test_signed_by_another_office(self, commune: Database, row: SentRow) -> None:
        with pytest.raises(ReceiptError, match="không phải do Sở Nội vụ tỉnh Mẫu ký"):
            read_receipt_file(commune, answer(commune, row, sender=OTHER), LATER)
        assert commune.read(get_sent, row.id) == row
        assert commune.read(open_remarks) == []

    def test_signed_with_a_key_that_was_replaced(self, commune: Database, row: SentRow) -> None:
        content = answer(commune, row, Result.ACCEPTED, ())
        code, name = PROVINCE.card.unit_code, PROVINCE.card.unit_name
        new = card_of(keys_of(60), code, name, LATER)
        keep_card(commune, card_bytes(new), LATER)
        confirm_card(commune, code, new.fingerprint, new.short_code, LATER)

        with pytest.raises(ReceiptError, match=r"khóa cũ.*vẫn giữ nguyên.*gửi phiếu mới"):
            read_receipt_file(commune, content, LATER)
        assert commune.read(get_sent, row.id).state is SentState.WRITTEN
        signed_anew = answer(commune, row, Result.ACCEPTED, (), sender=Sender(keys_of(60), new))
        assert read_receipt_file(commune, signed_anew, LATER).result is Result.ACCEPTED

    def test_from_an_office_whose_card_is_not_known(self, db: Database, stick: Path) -> None:
        begin(db)
        made = make(db, send(issued_report(db)), NOW)
        write_to(db, made.id, stick, NOW)
        with pytest.raises(ReceiptError, match=r"Chưa ghi nhận thẻ.*vẫn giữ nguyên.*xin thẻ"):
            read_receipt_file(db, answer(db, made), LATER)
        assert db.read(get_sent, made.id).state is SentState.WRITTEN
