"""Figures from an Excel form and from paper; the unit's own package takes their place."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from app.db.database import Database
from app.documents.sheets import read_block
from app.domain.figure_rows import CellState, Column
from app.domain.parcel_cells import CellCounts, CellOutcome, Place
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.domain.periods import management_year
from app.errors import NotFoundError, ValidationError
from app.exchange.manifest import PackageKind
from app.exchange.receipt import Result
from app.exchange.records import Records
from app.queries.history import list_changes
from app.queries.indicators import find_form
from app.queries.kept_files import read_kept
from app.queries.received import find_received, list_received, received_cells
from app.services.collections import AskReport, ask, close
from app.services.figures import CellDraft
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.units import UnitDraft, save_unit
from app.workflows.catalogues import load_catalogues
from app.workflows.figure_forms import export_form
from app.workflows.parcels.by_hand import TypedReport, take_excel, take_typed
from app.workflows.parcels.deciding import Decide, decide, write_receipt
from app.workflows.parcels.preview import look_at, preview_page, save_preview
from app.workflows.parcels.slips import slip
from tests.exchange.offices import PROVINCE
from tests.exchange.offices import records as full_records
from tests.workflows.parcels.senders import (
    DUTY,
    FORM,
    KNOWN,
    NOW,
    PERIOD,
    UNIT,
    figures,
    folder_of,
    made,
    of_year,
    take,
)

PART = "dan_so_10_19"


@pytest.fixture(autouse=True)
def _units(db: Database) -> None:
    load_catalogues(db)
    db.write(save_unit, UnitDraft(code=UNIT, name="xã Mẫu Thượng", level_code="xa"))


def drafts(**totals: int | None) -> tuple[CellDraft, ...]:
    """Total and women of indicators; None: not available."""
    found = []
    for code, total in totals.items():
        for column in (Column.TOTAL, Column.WOMEN):
            part = None if total is None else total if column is Column.TOTAL else total // 3
            found.append(
                CellDraft(
                    indicator=code,
                    column=column,
                    state=CellState.MISSING if part is None else CellState.VALUE,
                    value=None if part is None else Decimal(part),
                    reason="chưa điều tra" if part is None else "",
                )
            )
    return tuple(found)


def typed(**totals: int | None) -> TypedReport:
    return TypedReport(unit=UNIT, duty=DUTY, period=PERIOD, drafts=drafts(**totals), form=FORM)


def test_what_is_keyed_in_counts_until_the_package_is_accepted(
    db: Database, tmp_path: Path
) -> None:
    taken = take_typed(db, typed(dan_so=300, dan_so_10_19=60), NOW)
    assert (taken.counts, taken.warnings) == (True, ())
    row = db.read(find_received, taken.package_id)
    assert (row.origin, row.sequence, row.state, row.template) == (
        ParcelOrigin.PAPER,
        0,
        ReceivedState.ACCEPTED,
        FORM,
    )
    cells = db.read(received_cells, [row.id])[row.id]
    men = cells[Place(KNOWN, "men")]
    assert (len(cells), men.value) == (6, Decimal(200))
    assert [one.record_type for one in db.read(list_changes, row.id)] == [
        "received_package",
        "received_package",
    ]

    sent = made(1, 1, Records(figures=figures(dan_so=330, dan_so_10_19=60)))
    (outcome,) = take(db, folder_of(tmp_path / "usb", [sent]), accept=True).outcomes
    assert outcome.sentences == ("3 số liệu khác với số đã tiếp nhận (nhập từ bản giấy).",)
    preview = look_at(db, UUID(int=1))
    assert (preview.earlier, preview.earlier_counts) == ("nhập từ bản giấy", True)
    assert preview.counts == CellCounts(changed=3, same=3)
    first = preview.changes[0]
    assert (first.name, first.sex, first.outcome) == ("Dân số", "Tổng", CellOutcome.CHANGED)
    assert first.before is not None
    assert first.now is not None
    assert (first.before.value, first.now.value) == (300, 330)
    decide(db, Decide(package_id=UUID(int=1), result=Result.ACCEPTED, signer="A"), NOW, PROVINCE)
    counting = {one.id: one.counts for one in db.read(list_received)}
    assert counting == {UUID(int=1): True, taken.package_id: False}
    assert db.read(find_received, UUID(int=1)).changed == 3


def test_what_is_keyed_in_after_the_package_is_kept_and_does_not_count(
    db: Database, tmp_path: Path
) -> None:
    take(
        db,
        folder_of(tmp_path / "usb", [made(1, 1, Records(figures=figures(dan_so=30)))]),
        accept=True,
    )
    taken = take_typed(db, typed(dan_so=33), NOW)
    assert not taken.counts
    assert "không thay gói đó" in taken.warnings[0]
    assert db.read(find_received, UUID(int=1)).counts


def test_the_same_keyed_in_twice_is_there_once_and_the_later_counts(db: Database) -> None:
    first = take_typed(db, typed(dan_so=30), NOW)
    again = take_typed(db, typed(dan_so=30), NOW)
    assert (again.already, again.package_id) == (True, first.package_id)
    later = take_typed(db, typed(dan_so=33), NOW + timedelta(hours=1))
    assert later.counts
    assert len(db.read(list_received)) == 2
    assert db.read(find_received, later.package_id).changed == 3


def test_a_report_by_hand_is_answered_on_paper(db: Database, tmp_path: Path) -> None:
    taken = take_typed(db, typed(dan_so=None), NOW)
    assert "không có số liệu" in taken.warnings[0]
    row = db.read(find_received, taken.package_id)
    assert row.state is ReceivedState.ACCEPTED_WITH_WARNINGS
    decide(db, Decide(package_id=row.id, result=Result.RETURNED, note="Ghi lại", signer="A"), NOW)
    paper = slip(db, row.id)
    assert any("nhập từ bản giấy" in node.text for node in paper.nodes)
    with pytest.raises(NotFoundError):
        write_receipt(db, row.id, tmp_path)


def test_what_cannot_be_is_refused_whole(db: Database) -> None:
    wrong = (
        TypedReport(unit=UNIT, duty=DUTY, period=PERIOD, drafts=()),
        typed(**{"không có": 3}),
        TypedReport(
            unit=UNIT,
            duty=DUTY,
            period=PERIOD,
            drafts=(
                CellDraft(
                    indicator=KNOWN, column=Column.TOTAL, state=CellState.VALUE, value=Decimal(3)
                ),
                CellDraft(
                    indicator=KNOWN, column=Column.MEN, state=CellState.VALUE, value=Decimal(9)
                ),
            ),
        ),
    )
    for report in wrong:
        with pytest.raises(ValidationError):
            take_typed(db, report, NOW)
    nobody = TypedReport(unit="99999", duty=DUTY, period=PERIOD, drafts=drafts(dan_so=3))
    with pytest.raises(NotFoundError):
        take_typed(db, nobody, NOW)
    asked = AskReport(duty=DUTY, period=PERIOD, name="Năm", template=FORM, due_on=NOW.date())
    db.write(close, db.write(ask, asked), "A", NOW)
    with pytest.raises(ValidationError) as caught:
        take_typed(db, typed(dan_so=3), NOW)
    assert caught.value.field == "closed"
    assert not db.read(list_received)


def commune_form(db: Database, path: Path, name: str, rows: dict[str, tuple[int, int]]) -> None:
    """The form as the commune fills it: total and women of some indicators."""
    from openpyxl import load_workbook

    signer = SignerDraft(
        name="Trần Văn Mẫu", form_code="tm_ubnd_ct", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    )
    db.write(
        set_up_office,
        SetUpOffice(
            level_code="xa",
            name=name,
            upper_unit="tỉnh Mẫu",
            receiving_office="Sở Nội vụ tỉnh Mẫu",
            drafting_office="Phòng Văn hóa - Xã hội",
            drafting_symbol="VHXH",
            signers=(signer,),
        ),
    )
    export_form(db, FORM, management_year(2026), path, blank=True)
    book = load_workbook(path)
    page = book["Biểu"]
    for line in page.iter_rows(min_row=5):
        total, women = rows.get(str(line[7].value), (None, None))
        if total is not None:
            line[3].value, line[5].value = total, women
    book.save(path)


def test_the_form_of_a_unit_is_taken_with_its_file(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "biểu.xlsx"
    code = db.read(find_form, FORM).indicators[0]
    commune_form(db, path, "Mẫu Thượng", {code: (30, 10)})
    taken = take_excel(db, path, UNIT, DUTY, PERIOD, NOW)
    row = db.read(find_received, taken.package_id)
    assert (row.origin, row.file_name, row.counts) == (ParcelOrigin.EXCEL, "biểu.xlsx", True)
    assert row.file_sha256 is not None
    assert db.read(read_kept, row.file_sha256) == path.read_bytes()
    cells = db.read(received_cells, [row.id])[row.id]
    assert cells[Place(code, "total")].value == 30
    assert take_excel(db, path, UNIT, DUTY, PERIOD, NOW).already
    with pytest.raises(ValidationError, match="chưa đúng"):
        take_excel(db, path, UNIT, DUTY, "2025", NOW)


def test_the_form_of_another_unit_is_refused(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "biểu.xlsx"
    code = db.read(find_form, FORM).indicators[0]
    commune_form(db, path, "Mẫu Hạ", {code: (30, 10)})
    with pytest.raises(ValidationError) as caught:
        take_excel(db, path, UNIT, DUTY, PERIOD, NOW)
    assert "Mẫu Hạ" in caught.value.detail


def test_the_preview_shows_last_year_what_is_gone_and_what_to_ask(
    db: Database, tmp_path: Path
) -> None:
    last = made(9, 1, Records(figures=figures(dan_so=300)), **of_year(2025))
    take(db, folder_of(tmp_path / "trước", [last]), accept=True)
    first = made(1, 1, Records(figures=figures(dan_so=330, dan_so_10_19=60)))
    take(db, folder_of(tmp_path / "một", [first]), accept=True)
    second = made(2, 2, Records(figures=figures(dan_so=600)))
    take(db, folder_of(tmp_path / "hai", [second]))
    preview = look_at(db, UUID(int=2))
    assert preview.counts == CellCounts(changed=3, gone=3, warned=3)
    total = preview.cells[0]
    assert total.last_year is not None
    assert (total.last_year.value, total.change) == (300, 100)
    assert "Tăng 100 %" in total.words
    assert "trả lại ô này" in total.mend
    assert [one.outcome for one in preview.cells[3:]] == [CellOutcome.GONE] * 3
    assert len(preview.warned) == 3
    # The older one is seen beside nothing: what came later is not before it.
    assert look_at(db, UUID(int=1)).earlier == ""

    page = preview_page(preview)
    assert page.table.rows[0][3:6] == ("330", "600", "300")
    path = tmp_path / "đối chiếu.xlsx"
    save_preview(preview, path)
    rows = [row for row in read_block(path) if row and row[0] == "Dân số"]
    assert rows[0][5:10] == ["thay đổi", 330, 600, 300, 100]


def test_the_preview_tells_activities_that_are_new_changed_or_gone(
    db: Database, tmp_path: Path
) -> None:
    one = full_records().activities[0]
    others = [replace(one, id=UUID(int=number), title=f"Lớp {number}") for number in (1, 2, 3)]
    first = made(1, 1, Records(activities=(one, others[0])))
    take(db, folder_of(tmp_path / "một", [first]), accept=True)
    changed = replace(one, women=36, total=56)
    second = made(2, 2, Records(activities=(others[1], changed)))
    take(db, folder_of(tmp_path / "hai", [second]))
    preview = look_at(db, UUID(int=2))
    assert [(one.outcome, one.activity.title) for one in preview.changed_activities] == [
        (CellOutcome.NEW, "Lớp 2"),
        (CellOutcome.CHANGED, one.title),
        (CellOutcome.GONE, "Lớp 1"),
    ]


def test_what_is_typed_after_a_withdrawal_says_that_it_does_not_count(
    db: Database, tmp_path: Path
) -> None:
    gone = made(2, 2, Records(), kind=PackageKind.WITHDRAWAL)
    take(db, folder_of(tmp_path / "usb", [made(1, 1, Records(figures=figures(dan_so=30))), gone]))
    decide(db, Decide(package_id=UUID(int=2), result=Result.WITHDRAWN), NOW, PROVINCE)

    done = take_typed(
        db, TypedReport(unit=UNIT, duty=DUTY, period=PERIOD, drafts=drafts(dan_so=60)), NOW
    )

    assert not done.counts
    assert any("rút lại" in one for one in done.warnings)
