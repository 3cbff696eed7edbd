"""A province and a commune, each with its own data file, that know each other's cards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.db.engine import make_engine
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, TaskContent
from app.domain.papers import PaperKind, PlanType
from app.exchange.office_cards import card_bytes
from app.services.collections import AskReport, ask
from app.services.office import SetUpOffice, set_up_office
from app.services.papers import CreatePaper, create_paper
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.desk import own_office, set_unit_code
from app.workflows.parcels.downward import SendDown, make_down
from app.workflows.parcels.enrolment import confirm_card, keep_card
from app.workflows.parcels.sending import write_to
from app.workflows.parcels.taking import receive_given
from tests.papers import HEAD, issue_newest
from tests.shipped import load_shipped

NOW: Final = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
TODAY: Final = NOW.date()
PROVINCE, COMMUNE = "79", "26734"
_PROVINCE = SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ")
_COMMUNE = SetUpOffice(level_code="xa", name="Mẫu Thượng", upper_unit="tỉnh Mẫu")
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


@contextmanager
def two_offices(folder: Path, empty: Path) -> Iterator[Offices]:
    """Both set up, enrolled with each other: the commune reports to the province."""
    databases = []
    for name in ("tinh", "xa"):
        (folder / name).mkdir()
        path = folder / name / "so-binh-dang.db"
        shutil.copy(empty, path)
        databases.append(Database(make_engine(path), "Nguyễn Văn Mẫu"))
    offices = Offices(*databases)
    try:
        _begin(offices.province, _PROVINCE, PROVINCE)
        _begin(offices.commune, _COMMUNE, COMMUNE)
        _know(offices.province, offices.commune, COMMUNE, "Mẫu Thượng", "xa")
        _know(offices.commune, offices.province, PROVINCE, "Mẫu", "tinh", above=True)
        yield offices
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
