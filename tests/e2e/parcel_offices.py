"""Two offices with packages for looking at: a commune that sends, a province with twelve units."""

import random
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.exchange.office_cards import card_bytes, card_of
from app.exchange.packing import Sender
from app.exchange.records import FigureRecord, Records
from app.jobs import JobContext
from app.queries.indicators import find_form, list_indicators
from app.services.collections import AskReport, ask
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.workflows.parcels.desk import desk_of, own_office, set_unit_code
from app.workflows.parcels.downward import SendDown, make_down
from app.workflows.parcels.enrolment import confirm_card, keep_card, keep_upper_card
from app.workflows.parcels.receiving import receive
from app.workflows.parcels.sending import write_to
from tests.exchange.offices import PROVINCE, keys_of
from tests.ui.returned import add_returned
from tests.workflows.parcels.received import make_received, make_unit
from tests.workflows.parcels.senders import made

NOW: Final = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
_DUTY, _YEAR, _FORM = "report_year", "2026", "bieu_nam"
_ASKED: Final = (
    AskReport(
        duty="report_six_month",
        period="2026-H1",
        name="Báo cáo 6 tháng đầu năm",
        template="bieu_nua_nam",
        due_on=date(2026, 6, 15),
        letter="Công văn số 61/SNV-BĐG ngày 20/5/2026",
    ),
    AskReport(
        duty=_DUTY,
        period=_YEAR,
        name="Báo cáo năm",
        template=_FORM,
        due_on=date(2026, 11, 18),
        letter="Công văn số 142/SNV-BĐG ngày 15/10/2026",
    ),
)
_NAMES: Final = (
    "Mẫu Thượng", "Mẫu Hạ", "Mẫu Trung", "Mẫu Đông", "Mẫu Tây", "Mẫu Nam", "Mẫu Bắc",
    "Thử An", "Thử Bình", "Thử Hòa", "Thử Lâm", "Thử Sơn",
)  # fmt: skip
_CODES: Final = tuple(str(26734 + 3 * at) for at in range(len(_NAMES)))
#: The unit whose number of people has grown three times.
WITH_A_JUMP: Final = _CODES[0]
#: Units whose packages are real files; the others' stand in the tables.
_SENDERS: Final = tuple(
    Sender(keys_of(at + 1), card_of(keys_of(at + 1), _CODES[at], f"UBND xã {_NAMES[at]}", NOW))
    for at in range(2)
)


def fill_commune(db: Database) -> None:
    """The sample commune knows its receiver; its year's report came back with points."""
    set_unit_code(db, "26999")
    card = PROVINCE.card
    keep_upper_card(db, card_bytes(card), NOW)
    confirm_card(db, card.unit_code, card.fingerprint, card.short_code, NOW)
    points = [
        {"indicator": "dan_so", "sex": "women", "words": "Số nữ chưa khớp với biểu năm trước"},
        {"indicator": "dan_so", "words": "Ghi rõ tính đến ngày nào", "kind": "note"},
        {"words": "Thiếu phụ lục danh sách lớp tập huấn"},
    ]
    add_returned(db, points)


def fill_province(db: Database) -> None:
    """Twelve units: most accepted, some waiting, returned, late, keyed in; two that just came."""
    signer = SignerDraft(form_code="gd", lines=("GIÁM ĐỐC",), name="Nguyễn Văn Mẫu")
    office = SetUpOffice(
        level_code="tinh",
        name="Mẫu",
        upper_unit="Chính phủ",
        receiving_office="Bộ Nội vụ",
        signers=(signer,),
    )
    db.write(set_up_office, office)
    set_unit_code(db, "79")
    db.write(_add_units)
    for sender in _SENDERS:
        keep_card(db, card_bytes(sender.card), NOW)
        card = sender.card
        confirm_card(db, card.unit_code, card.fingerprint, card.short_code, NOW)
    db.write(_add_received)
    _receive_files(db)
    with tempfile.TemporaryDirectory(prefix="bdg ") as room:
        sent = make_down(db, SendDown(year=2026, forms=(_FORM,), deadlines=2026), _CODES[:2], NOW)
        for row in sent:
            write_to(db, row.id, Path(room), NOW)


def _add_units(session: Session) -> None:
    for code, name in zip(_CODES, _NAMES, strict=True):
        make_unit(session, code, name, email=f"xa{code}@mau.example")
    make_unit(session, "26600", "Mẫu Cũ", last=date(2025, 6, 30))
    for report in _ASKED:
        ask(session, report)


def _add_received(session: Session) -> None:
    counted = _counted(session)
    for at, code in enumerate(_CODES):
        last, half = _at(2025, 12, 8), _at(2026, 6, 9 + at % 4)
        _received(session, code, _DUTY, "2025", _cells(counted, at, 2025), at=last)
        if code != _CODES[-1]:
            cells = _cells(counted, at, 2026)
            _received(session, code, "report_six_month", "2026-H1", cells, at=half)
    said = {
        2: ReceivedState.ACCEPTED, 3: ReceivedState.ACCEPTED, 4: ReceivedState.ACCEPTED,
        5: ReceivedState.ACCEPTED_WITH_WARNINGS, 6: ReceivedState.ACCEPTED,
        7: ReceivedState.WAITING, 8: ReceivedState.RETURNED,
    }  # fmt: skip
    for at, state in said.items():
        cells, came = _cells(counted, at, 2026), _at(2026, 11, 13 + at)
        _received(session, _CODES[at], _DUTY, _YEAR, cells, state=state, at=came)
    paper, came = ParcelOrigin.PAPER, _at(2026, 11, 17)
    cells = _cells(counted, 9, 2026)
    _received(session, _CODES[9], _DUTY, _YEAR, cells, origin=paper, at=came)


def _received(session: Session, code: str, duty: str, *rest: Any, **more: Any) -> None:
    """As if a package of this unit had come, under the name that it writes itself."""
    name = f"UBND xã {_NAMES[_CODES.index(code)]}"
    make_received(session, code, duty, *rest, name=name, **more)


def _receive_files(db: Database) -> None:
    """Two packages to be looked at, a test, and two files that cannot be taken."""
    desk = desk_of(db, own_office(db, NOW))
    counted = db.read(_counted)
    open_ = _cells([one for one in counted if not one.sensitive], 0, 2026).keys()
    with tempfile.TemporaryDirectory(prefix="bdg ") as room:
        folder = Path(room)
        for at, sender in enumerate(_SENDERS):
            cells = _cells(counted, at, 2026)
            if at == 0:
                jump = {"dan_so": 29_000, "dan_so:men": 14_300, "dan_so:women": 14_700}
                cells.update(jump)
            records = Records(
                figures=tuple(_record(key, cells[key]) for key in cells if key in open_)
            )
            package = made(at + 1, 1, records, sender=sender, receiver_card=desk.card)
            (folder / package.file_name).write_bytes(package.content)
            if at == 0:
                half = package.content[: len(package.content) // 2]
                (folder / "26740-bao-cao-nam.bdg-goi").write_bytes(half)
        stranger = Sender(keys_of(7), card_of(keys_of(7), _CODES[10], "UBND xã Thử Lâm", NOW))
        package = made(7, 1, Records(), sender=stranger, receiver_card=desk.card)
        (folder / package.file_name).write_bytes(package.content)
        receive(db, [folder], desk, JobContext(), NOW)


def _counted(session: Session) -> list[Indicator]:
    known = list_indicators(session)
    form = find_form(session, _FORM)
    found = [known[code] for code in form.indicators if code in known]
    return [one for one in found if one.kind is not IndicatorKind.SHARE]


def _at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 2, 30, tzinfo=UTC)


def _cells(counted: list[Indicator], unit: int, year: int) -> dict[str, int]:
    """Made-up numbers, the same in every run; a unit's are like those of its other years."""
    cells: dict[str, int] = {}
    for place, one in enumerate(counted):
        size = random.Random(1000 * unit + place)
        # Parts stand under their whole in the form, so numbers grow smaller.
        most = 9000 if one.code == "dan_so" else 2400 // (1 + place // 4)
        total = 1 if one.kind is IndicatorKind.YES_NO else size.randint(most // 2, most)
        total += (year - 2024) * size.randint(0, total // 50)
        cells[one.code] = total
        if one.by_sex:
            women = total * size.randint(30, 60) // 100
            cells[f"{one.code}:men"], cells[f"{one.code}:women"] = total - women, women
    return cells


def _record(key: str, value: int) -> FigureRecord:
    code, _, sex = key.partition(":")
    return FigureRecord(code, Column(sex or "total"), CellState.VALUE, Decimal(value))
