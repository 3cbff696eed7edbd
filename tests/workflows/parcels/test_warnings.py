"""What is to be looked at in a package before it is accepted."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import IndicatorKind
from app.domain.parcel_cells import CellCounts
from app.domain.parcels import ReceivedState
from app.exchange.manifest import (
    PackageKind,
)
from app.exchange.receipt import Result, read_receipt
from app.exchange.records import FigureRecord, Records, UnitRecord
from app.queries.indicators import list_indicators
from app.queries.kept_files import read_kept
from app.queries.received import (
    find_received,
    list_received,
    received_units,
)
from app.services.collections import AskReport, ask, close
from app.workflows.catalogues import load_catalogues
from app.workflows.parcels.receiving import Outcome, State
from tests.exchange.offices import PROVINCE
from tests.workflows.parcels.senders import (
    DUTY,
    FORM,
    KNOWN,
    NOW,
    PERIOD,
    figures,
    made,
    of_year,
    take,
)


def only(db: Database, path: Path, *, accept: bool = False) -> Outcome:
    (outcome,) = take(db, path, accept=accept).outcomes
    return outcome


def write(folder: Path, content: bytes, name: str = "goi.bdg-goi") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


ONE = Records(figures=figures(a=30))


def test_a_gap_in_the_numbers_is_told(db: Database, tmp_path: Path) -> None:
    outcome = only(db, write(tmp_path / "usb", made(4, 4, ONE).content), accept=True)
    assert outcome.state is State.WAITING
    assert "Chưa nhận được gói lần 1, 2, 3" in outcome.sentences[0]


def test_a_withdrawal_waits_with_its_reason(db: Database, tmp_path: Path) -> None:
    gone = made(2, 2, Records(), kind=PackageKind.WITHDRAWAL, reason="Gửi nhầm năm")
    write(tmp_path / "usb", made(1, 1, ONE).content, "1.bdg-goi")
    write(tmp_path / "usb", gone.content, "2.bdg-goi")
    first, second = take(db, tmp_path / "usb", accept=True).outcomes
    assert (first.state, second.state) == (State.ACCEPTED, State.WAITING)
    assert "Gửi nhầm năm" in second.sentences[0]
    assert db.read(find_received, UUID(int=1)).counts


def test_a_trial_never_counts_and_stands_in_nobodys_way(db: Database, tmp_path: Path) -> None:
    trial = made(8, 1, ONE, kind=PackageKind.TEST)
    write(tmp_path / "usb", trial.content, "thu.bdg-goi")
    assert only(db, tmp_path / "usb", accept=True).state is State.TEST
    real = write(tmp_path / "thật", made(1, 1, ONE).content)
    assert only(db, real, accept=True).state is State.ACCEPTED
    assert {(one.kind, one.counts) for one in db.read(list_received)} == {
        ("test", False),
        ("original", True),
    }


def test_clean_packages_are_accepted_with_a_signed_receipt(db: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "usb", made(1, 1, ONE).content)
    outcome = only(db, path, accept=True)
    assert (outcome.state, outcome.sentences) == (State.ACCEPTED, ())
    row = db.read(find_received, UUID(int=1))
    assert (row.state, row.counts, row.decided_at) == (ReceivedState.ACCEPTED, True, NOW)
    assert row.receipt_sha256 is not None
    signed = read_receipt(db.read(read_kept, row.receipt_sha256))
    assert signed.card == PROVINCE.card
    assert (signed.receipt.result, signed.receipt.package_id) == (Result.ACCEPTED, UUID(int=1))
    assert signed.receipt.receipt_id == row.receipt_id


def cell(value: int | None, note: str = "") -> FigureRecord:
    state = CellState.MISSING if value is None else CellState.VALUE
    number = None if value is None else Decimal(value)
    reason = "chưa điều tra" if value is None else ""
    return FigureRecord("a", Column.TOTAL, state, number, reason, note=note)


@pytest.mark.parametrize(
    ("one", "words"),
    [(cell(None), "1 ô không có số liệu"), (cell(3, "Ba thôn mới lập"), "Ba thôn mới lập")],
)
def test_missing_figures_and_explanations_are_looked_at_first(
    db: Database, tmp_path: Path, one: FigureRecord, words: str
) -> None:
    path = write(tmp_path / "usb", made(1, 1, Records(figures=(one,))).content)
    outcome = only(db, path, accept=True)
    assert (outcome.state, outcome.counts) == (State.WAITING, CellCounts(new=1, warned=1))
    assert words in outcome.sentences[0]
    assert db.read(find_received, UUID(int=1)).warnings == outcome.sentences


def test_a_correction_of_accepted_figures_waits_and_says_how_many_differ(
    db: Database, tmp_path: Path
) -> None:
    only(db, write(tmp_path / "một", made(1, 1, ONE).content), accept=True)
    second = made(2, 2, Records(figures=figures(a=36, b=9)))
    outcome = only(db, write(tmp_path / "hai", second.content), accept=True)
    assert outcome.state is State.WAITING
    assert outcome.counts == CellCounts(new=3, changed=3)
    assert outcome.sentences == ("6 số liệu khác với số đã tiếp nhận (gói lần 1).",)


def test_a_jump_from_last_year_is_told(db: Database, tmp_path: Path) -> None:
    load_catalogues(db)
    last = made(1, 1, Records(figures=figures(**{KNOWN: 300})), **of_year(2025))
    assert only(db, write(tmp_path / "một", last.content), accept=True).state is State.ACCEPTED
    now = made(2, 1, Records(figures=figures(**{KNOWN: 900})))
    outcome = only(db, write(tmp_path / "hai", now.content), accept=True)
    assert outcome.state is State.WAITING
    assert outcome.counts.warned == 3
    assert "Tăng 200 % so với cùng kỳ năm trước (300)." in outcome.sentences[0]


def test_a_part_above_its_whole_is_told(db: Database, tmp_path: Path) -> None:
    load_catalogues(db)
    known = db.read(list_indicators)
    part = next(
        one
        for one in known.values()
        if one.by_sex and one.parent in known and known[one.parent].by_sex
    )
    sent = made(1, 1, Records(figures=figures(**{part.parent: 3, part.code: 30})))
    outcome = only(db, write(tmp_path / "usb", sent.content), accept=True)
    assert outcome.state is State.WAITING
    assert "lớn hơn" in outcome.sentences[0]


def test_units_below_that_gave_nothing_are_named(db: Database, tmp_path: Path) -> None:
    below = (UnitRecord("1", "Thôn Một", True), UnitRecord("2", "Thôn Hai", False))
    path = write(tmp_path / "usb", made(1, 1, Records(units=below)).content)
    assert only(db, path).sentences == ("1 đơn vị bên dưới chưa có số liệu: Thôn Hai.",)
    assert [one.reported for one in db.read(received_units, UUID(int=1))] == [True, False]


def test_of_a_closed_collection_nothing_is_accepted_by_itself(db: Database, tmp_path: Path) -> None:
    asked = AskReport(
        duty=DUTY, period=PERIOD, name="Báo cáo năm", template=FORM, due_on=date(2026, 12, 20)
    )
    collection = db.write(ask, asked)
    db.write(close, collection, "Trần Văn Mẫu", NOW)
    outcome = only(db, write(tmp_path / "usb", made(1, 1, ONE).content), accept=True)
    assert outcome.state is State.WAITING
    assert "đã chốt" in outcome.sentences[0]


def test_an_odd_figure_that_the_unit_explains_is_told_with_its_reason(
    db: Database, tmp_path: Path
) -> None:
    load_catalogues(db)
    known = db.read(list_indicators)
    share = next(
        one
        for one in known.values()
        if one.kind is IndicatorKind.SHARE
        and one.numerator
        and one.denominator
        and one.scale == 100
        and one.numerator.code != one.denominator.code
        and one.numerator.column is one.denominator.column is Column.TOTAL
    )
    assert share.numerator is not None
    assert share.denominator is not None
    above = FigureRecord(
        share.numerator.code, Column.TOTAL, CellState.VALUE, Decimal(9), note="Gộp hai thôn"
    )
    below = FigureRecord(share.denominator.code, Column.TOTAL, CellState.VALUE, Decimal(3))
    path = write(tmp_path / "usb", made(1, 1, Records(figures=(above, below))).content)
    outcome = only(db, path, accept=True)
    assert outcome.state is State.WAITING
    assert "quá 100 %. Đơn vị giải thích: Gộp hai thôn" in outcome.sentences[0]
