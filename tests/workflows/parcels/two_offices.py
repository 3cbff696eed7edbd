"""A province and a commune, each with its own data file, that know each other's cards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.db.database import Database
from app.db.engine import make_engine
from app.domain.given_rows import FROM_ABOVE
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, TaskContent
from app.domain.papers import PaperKind, PlanType
from app.exchange.office_cards import card_bytes
from app.queries.catalogue import EntryRow, find_entry
from app.services.catalogue import SaveEntry, save_entry
from app.services.collections import AskReport, ask
from app.services.office import SetUpOffice, set_up_office
from app.services.papers import CreatePaper, create_paper
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.desk import own_office, set_unit_code
from app.workflows.parcels.downward import SendDown, make_down
from app.workflows.parcels.enrolment import confirm_card, keep_card
from app.workflows.parcels.given_items import GivenItem, Part
from app.workflows.parcels.sending import write_to
from app.workflows.parcels.taking import look_at_down, receive_given
from tests.papers import HEAD, issue_newest
from tests.shipped import load_shipped

NOW: Final = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
TODAY: Final = NOW.date()
PROVINCE, COMMUNE = "79", "26734"
FILES: Final = ("tỉnh/so-binh-dang.db", "xã/so-binh-dang.db")
_PROVINCE = SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ")
_COMMUNE = SetUpOffice(level_code="xa", name="Mẫu Thượng", upper_unit="tỉnh Mẫu")
COUNT = {"unit": "người", "kind": "count", "by_sex": True, "meaning": "Đếm ngày 14/12."}
TASK = TaskContent(
    lead="Ủy ban nhân dân các xã",
    partners=("Hội Liên hiệp Phụ nữ",),
    starts_on=date(2026, 3, 1),
    ends_on=date(2026, 9, 30),
    output="Mỗi xã 01 lớp tập huấn",
)


@dataclass(frozen=True)
class Offices:
    """Two data files."""

    province: Database
    commune: Database


def begin_both(folder: Path, empty: Path) -> None:
    """Both set up, enrolled with each other: the commune reports to the province."""
    for name in FILES:
        (folder / name).parent.mkdir()
        shutil.copy(empty, folder / name)
    with opened(folder) as offices:
        begin_and_enrol(offices)


def begin_and_enrol(offices: Offices) -> None:
    """The same in data that are open, wherever they lie."""
    _begin(offices.province, _PROVINCE, PROVINCE)
    _begin(offices.commune, _COMMUNE, COMMUNE)
    _know(offices.province, offices.commune, COMMUNE, "Mẫu Thượng", "xa")
    _know(offices.commune, offices.province, PROVINCE, "Mẫu", "tinh", above=True)


@contextmanager
def opened(folder: Path) -> Iterator[Offices]:
    """The two files of a folder while a test runs."""
    databases = [Database(make_engine(folder / name), "Nguyễn Văn Mẫu") for name in FILES]
    try:
        yield Offices(*databases)
    finally:
        for database in databases:
            database.close()


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def hand_down(offices: Offices, stick: Path, command: SendDown, now: datetime = NOW) -> UUID:
    """Made by the province, carried on a stick, taken in by the commune."""
    (sent,) = make_down(offices.province, command, [COMMUNE], now)
    written = write_to(offices.province, sent.id, stick, now)
    return receive_given(offices.commune, written.path, now)


def ask_report(db: Database, **changes: object) -> None:
    usual = {
        "duty": "report_year",
        "period": "2026",
        "name": "Báo cáo năm 2026",
        "template": "bieu_nam",
        "due_on": date(2026, 12, 5),
        "letter": "Công văn số 12/UBND-VX ngày 01/11/2026",
        "note": "Gửi kèm biểu có chữ ký.",
    }
    db.write(ask, AskReport(**{**usual, **changes}))  # type: ignore[arg-type]


def plan_content(*texts: str, tasks: bool = True) -> PaperContent:
    """A section with a task for each text."""
    nodes = [NodeContent(depth=0, mark=Mark.ROMAN, heading="NHIỆM VỤ")]
    nodes += [
        NodeContent(depth=1, mark=Mark.ARABIC, text=text, task=TASK if tasks else None)
        for text in texts
    ]
    return PaperContent(head=HEAD, nodes=tuple(nodes))


def make_plan(db: Database, content: PaperContent, *, issued: bool = True) -> UUID:
    command = CreatePaper(kind=PaperKind.PLAN, paper_type=PlanType.YEAR, year=2026, content=content)
    paper_id = db.write(create_paper, command)
    if issued:
        db.write(issue_newest, paper_id)
    return paper_id


def _begin(db: Database, answers: SetUpOffice, code: str) -> None:
    db.write(load_shipped)
    db.write(set_up_office, answers)
    set_unit_code(db, code)


def _know(
    db: Database, other: Database, code: str, name: str, level: str, *, above: bool = False
) -> None:
    db.write(save_unit, UnitDraft(code=code, name=name, level_code=level, above=above))
    card = own_office(other, NOW).card
    keep_card(db, card_bytes(card), NOW)
    confirm_card(db, code, card.fingerprint, card.short_code, NOW)


def add(db: Database, catalogue: str, code: str, name: str, **data: Any) -> None:
    db.write(save_entry, SaveEntry(catalogue=catalogue, code=code, name=name, data=data))


def add_form(db: Database, code: str = "bieu_tinh", **more: Any) -> None:
    """Two indicators of the province's own and a share of them, on a form of its own."""
    add(db, "indicator", "t_can_bo", "Cán bộ thôn", **COUNT)
    share = {"unit": "%", "kind": "share", "numerator": "t_can_bo:women"}
    add(
        db, "indicator", "t_ty_le", "Tỷ lệ nữ cán bộ thôn", **share, denominator="t_can_bo:total",
        targets=[{"year": 2030, "value": "40.5", "source": "upper"}],
    )  # fmt: skip
    rows = [{"heading": "I. “Cán bộ”\\thôn"}, {"indicator": "t_ty_le"}, {"indicator": "dan_so"}]
    add(db, "form", code, "Biểu của tỉnh", period="year", rows=rows, **more)


def kinds(items: Any) -> dict[str, str]:
    return {one.code: one.kind for one in items}


def of_part(offices: Offices, package_id: Any, part: Part) -> dict[str, GivenItem]:
    preview = look_at_down(offices.commune, package_id, NOW)
    found = preview.part(part)
    assert found is not None
    return {one.code: one for one in found.items}


def entry(db: Database, catalogue: str, code: str) -> EntryRow:
    found = db.read(find_entry, catalogue, code)
    assert found is not None
    return found


def plain(data: Any) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != FROM_ABOVE}
