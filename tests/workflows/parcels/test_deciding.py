"""Packages accepted and returned: what counts, what the receipt says, what stays closed."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.parcels import ReceivedState
from app.errors import ConflictError, NotFoundError, ValidationError
from app.exchange.manifest import Direction, PackageKind
from app.exchange.office_cards import Pin
from app.exchange.reading import KnownUnit
from app.exchange.receipt import (
    RECEIPT_SHAPE,
    PointKind,
    ReceiptPoint,
    Result,
    fits,
    read_receipt,
)
from app.exchange.records import Records
from app.jobs import JobContext
from app.queries.received import ReceivedRow, find_received, find_received_by_code, list_received
from app.services.collections import AskReport, ask, close, reopen
from app.workflows.catalogues import load_catalogues
from app.workflows.parcels.deciding import Decide, decide, points_of, result_of, write_receipt
from app.workflows.parcels.receiving import State, receive
from app.workflows.parcels.slips import slip
from tests.exchange.offices import OTHER, PROVINCE
from tests.exchange.offices import records as full_records
from tests.workflows.parcels.senders import (
    DUTY,
    FORM,
    NOW,
    PERIOD,
    desk,
    figures,
    folder_of,
    made,
    take,
)

ONE = Records(figures=figures(a=30))
MEND = ReceiptPoint(kind=PointKind.MEND, words="Số nữ?", indicator="a", sex=Column.WOMEN)


def settle(db: Database, number: int, result: Result, **changes: object) -> ReceivedRow:
    command = Decide(package_id=UUID(int=number), result=result, signer="Trần Văn Mẫu", **changes)  # type: ignore[arg-type]
    return decide(db, command, NOW, PROVINCE)


def counting(db: Database) -> list[int]:
    return [one.id.int for one in db.read(list_received) if one.counts]


def test_the_receipt_says_what_was_decided_and_goes_onto_a_stick(
    db: Database, tmp_path: Path
) -> None:
    sent = made(1, 1, full_records_without_papers())
    take(db, folder_of(tmp_path / "usb", [sent]))
    activity = full_records().activities[0].id
    asked = ReceiptPoint(kind=PointKind.NOTE, words="Thiếu ảnh", activity=activity)
    cell = ReceiptPoint(kind=PointKind.MEND, words="Số nữ?", indicator="CT.01", sex=Column.WOMEN)
    row = settle(
        db,
        1,
        Result.RETURNED,
        points=(cell, asked),
        note="Gửi lại sớm",
        new_deadline=date(2026, 12, 25),
    )
    assert (row.state, row.counts, row.decided_by) == (
        ReceivedState.RETURNED,
        False,
        "Trần Văn Mẫu",
    )
    whole = ReceiptPoint(kind=PointKind.NOTE, words="Gửi lại sớm")
    assert points_of(row) == (cell, asked, whole)
    assert result_of(db, row) is Result.RETURNED
    delivered = write_receipt(db, row.id, tmp_path)
    assert delivered.path.name == "26734_report-year_2026_lan-1.bdg-phieu"
    signed = read_receipt(delivered.path.read_bytes())
    assert fits(signed, sent.manifest, sent.package_hash, PROVINCE.card)
    receipt = signed.receipt
    assert (receipt.result, receipt.new_deadline) == (Result.RETURNED, date(2026, 12, 25))
    assert receipt.points == (cell, asked, whole)
    assert write_receipt(db, row.id, tmp_path).already
    assert list(row.points) == RECEIPT_SHAPE.write(receipt)["points"]


def full_records_without_papers() -> Records:
    from dataclasses import replace

    return replace(full_records(), documents=())


def test_the_newest_accepted_counts_whatever_is_accepted_first(
    db: Database, tmp_path: Path
) -> None:
    packages = [made(n, n, Records(figures=figures(a=30 + 3 * n))) for n in (1, 2, 3)]
    take(db, folder_of(tmp_path / "usb", packages))
    assert counting(db) == []
    settle(db, 2, Result.ACCEPTED)
    assert counting(db) == [2]
    settle(db, 1, Result.ACCEPTED_WITH_WARNINGS)
    assert counting(db) == [2]
    assert settle(db, 3, Result.ACCEPTED).changed == 3
    assert counting(db) == [3]
    settle(db, 3, Result.RETURNED, points=(MEND,))
    assert counting(db) == [2]
    assert db.read(find_received, UUID(int=2)).changed == 3


def test_a_withdrawal_takes_effect_when_it_is_noted(db: Database, tmp_path: Path) -> None:
    gone = made(2, 2, Records(), kind=PackageKind.WITHDRAWAL)
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE), gone]))
    settle(db, 1, Result.ACCEPTED)
    with pytest.raises(ValidationError):
        settle(db, 2, Result.ACCEPTED)
    with pytest.raises(ValidationError):
        settle(db, 1, Result.WITHDRAWN)
    assert counting(db) == [1]
    row = settle(db, 2, Result.WITHDRAWN)
    assert row.state is ReceivedState.WITHDRAWN
    assert counting(db) == []
    settle(db, 2, Result.RETURNED, note="Hãy hỏi lại")
    assert counting(db) == [1]


def test_points_on_counts_of_violence_name_nobody(db: Database, tmp_path: Path) -> None:
    load_catalogues(db)
    support = replace(full_records().activities[0], kind="ho_tro_nan_nhan")
    sent = made(1, 1, replace(ONE, activities=(support,)))
    take(db, folder_of(tmp_path / "usb", [sent]))
    for about in ({"indicator": "bao_luc"}, {"activity": support.id}):
        point = ReceiptPoint(kind=PointKind.MEND, words="Thiếu bà Nguyễn Thị Mẫu", **about)  # type: ignore[arg-type]
        with pytest.raises(ValidationError, match="họ tên") as error:
            settle(db, 1, Result.RETURNED, points=(point,))
        assert error.value.field == "points"
    assert settle(db, 1, Result.RETURNED, points=(replace(point, words="Thiếu 1 vụ"),)).decided_at


def test_a_decision_that_makes_no_sense_changes_nothing(db: Database, tmp_path: Path) -> None:
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE)]))
    load_catalogues(db)
    day = date(2026, 12, 25)
    strange = ReceiptPoint(kind=PointKind.MEND, words="?", indicator="không có")
    nobody = ReceiptPoint(kind=PointKind.MEND, words="?", activity=UUID(int=5))
    silent = ReceiptPoint(kind=PointKind.MEND, words=" ", indicator="a")
    for result, changes, field in (
        (Result.RETURNED, {}, "points"),
        (Result.RETURNED, {"points": (strange,)}, "points"),
        (Result.RETURNED, {"points": (nobody,)}, "points"),
        (Result.RETURNED, {"points": (silent,)}, "points"),
        (Result.RETURNED, {"points": (MEND,), "new_deadline": date(2026, 12, 1)}, "new_deadline"),
        (Result.ACCEPTED, {"new_deadline": day}, "new_deadline"),
        (Result.REFUSED, {}, "result"),
    ):
        with pytest.raises(ValidationError) as caught:
            settle(db, 1, result, **changes)
        assert caught.value.field == field
    assert db.read(find_received, UUID(int=1)).state is ReceivedState.WAITING
    forgotten = ReceiptPoint(kind=PointKind.MEND, words="Còn thiếu", indicator="dan_so")
    assert settle(db, 1, Result.RETURNED, points=(forgotten,)).state is ReceivedState.RETURNED


def test_two_officers_do_not_decide_over_each_other(db: Database, tmp_path: Path) -> None:
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE)]))
    seen = db.read(find_received, UUID(int=1)).revision
    settle(db, 1, Result.ACCEPTED, revision=seen)
    with pytest.raises(ConflictError):
        settle(db, 1, Result.RETURNED, points=(MEND,), revision=seen)
    assert counting(db) == [1]


def test_settled_totals_are_opened_before_a_correction_counts(db: Database, tmp_path: Path) -> None:
    asked = AskReport(
        duty=DUTY, period=PERIOD, name="Báo cáo năm", template=FORM, due_on=date(2026, 12, 20)
    )
    collection = db.write(ask, asked)
    packages = [made(1, 1, ONE), made(2, 2, Records(figures=figures(a=33)))]
    take(db, folder_of(tmp_path / "usb", packages))
    settle(db, 1, Result.ACCEPTED)
    db.write(close, collection, "Trần Văn Mẫu", NOW)
    with pytest.raises(ValidationError) as caught:
        settle(db, 2, Result.ACCEPTED)
    assert caught.value.field == "closed"
    with pytest.raises(ValidationError):
        settle(db, 1, Result.RETURNED, points=(MEND,))
    assert counting(db) == [1]
    settle(db, 2, Result.RETURNED, points=(MEND,))
    assert counting(db) == [1]
    db.write(reopen, collection, "Xã Mẫu Thượng đính chính")
    assert settle(db, 2, Result.ACCEPTED).changed == 3
    assert counting(db) == [2]


def test_a_trial_gets_a_receipt_and_never_counts(db: Database, tmp_path: Path) -> None:
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE, kind=PackageKind.TEST)]))
    row = settle(db, 1, Result.ACCEPTED)
    assert (row.state, row.counts) == (ReceivedState.TEST, False)
    signed = read_receipt(write_receipt(db, row.id, tmp_path).path.read_bytes())
    assert signed.receipt.result is Result.ACCEPTED


def test_what_is_not_decided_has_no_receipt_and_no_slip(db: Database, tmp_path: Path) -> None:
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE)]))
    for asked in (
        lambda: write_receipt(db, UUID(int=1), tmp_path),
        lambda: slip(db, UUID(int=1)),
        lambda: settle(db, 7, Result.ACCEPTED),
    ):
        with pytest.raises(NotFoundError):
            asked()


def test_a_package_from_above_is_not_accepted(db: Database, tmp_path: Path) -> None:
    down = made(1, 1, Records(), sender=OTHER, direction=Direction.DOWN)
    above = {"26737": KnownUnit("26737", "Sở", Pin(OTHER.card, NOW), above=True)}
    folder = folder_of(tmp_path / "usb", [down])
    receive(db, [folder], desk(units=above), JobContext(), NOW)
    with pytest.raises(ValidationError):
        settle(db, 1, Result.ACCEPTED)


def test_the_slip_is_one_page_with_every_point(db: Database, tmp_path: Path) -> None:
    load_catalogues(db)
    sent = made(1, 1, Records(figures=figures(dan_so=30), activities=full_records().activities))
    take(db, folder_of(tmp_path / "usb", [sent]))
    points = (
        ReceiptPoint(kind=PointKind.MEND, words="Số nữ?", indicator="dan_so", sex=Column.WOMEN),
        ReceiptPoint(
            kind=PointKind.NOTE, words="Thiếu ảnh", activity=full_records().activities[0].id
        ),
    )
    settle(db, 1, Result.RETURNED, points=points, note="Gửi sớm", new_deadline=date(2026, 12, 25))
    paper = slip(db, UUID(int=1))
    words = "\n".join(node.text for node in paper.nodes)
    code = sent.manifest.check_code
    for part in ("Trả lại để sửa", "25/12/2026", code[:5], code[5:], sent.file_name):
        assert part in words
    table = paper.nodes[-1].table
    assert table is not None
    assert [row[1] for row in table.rows] == [
        "Dân số (nữ)",
        "Hoạt động “Tập huấn kỹ năng phòng, chống bạo lực”",
        "Toàn bộ báo cáo",
    ]
    assert [row[2] for row in table.rows] == ["Cần sửa", "Lưu ý", "Lưu ý"]
    (found,) = db.read(find_received_by_code, code)
    assert found.id == UUID(int=1)


def test_the_receipt_of_another_decision_is_another_file(db: Database, tmp_path: Path) -> None:
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE)]))
    settle(db, 1, Result.RETURNED, points=(MEND,))
    first = write_receipt(db, UUID(int=1), tmp_path)
    settle(db, 1, Result.ACCEPTED)
    second = write_receipt(db, UUID(int=1), tmp_path)
    assert first.path != second.path
    assert read_receipt(second.path.read_bytes()).receipt.result is Result.ACCEPTED


def test_a_trial_that_is_returned_says_so(db: Database, tmp_path: Path) -> None:
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE, kind=PackageKind.TEST)]))
    row = settle(db, 1, Result.RETURNED, note="Thiếu biểu")

    assert (row.state, result_of(db, row)) == (ReceivedState.TEST, Result.RETURNED)


def test_a_correction_of_activities_alone_is_looked_at(db: Database, tmp_path: Path) -> None:
    with_act = replace(ONE, activities=full_records().activities)
    (first,) = take(db, folder_of(tmp_path / "1", [made(1, 1, with_act)]), accept=True).outcomes
    (same,) = take(db, folder_of(tmp_path / "2", [made(2, 2, with_act)]), accept=True).outcomes
    both = [made(3, 3, ONE), made(4, 4, ONE)]
    (gone, _) = take(db, folder_of(tmp_path / "3", both), accept=True).outcomes
    assert (first.state, same.state, gone.state) == (State.ACCEPTED, State.ACCEPTED, State.WAITING)
    assert any("1 hoạt động thêm, bớt" in one for one in gone.sentences)
