"""Made-up communes with cards, and a year's package of each: the same numbers in every run."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from openpyxl import Workbook

from app.domain.figure_rows import CellState, Column
from app.exchange.manifest import Addressee, PeriodSpan, Privacy, Template, UnitName
from app.exchange.office_cards import OfficeKeys, Pin, card_of
from app.exchange.packing import PackageDraft, Sender, make_package
from app.exchange.reading import Desk, KnownUnit
from app.exchange.records import (
    ActivityRecord,
    DocumentRecord,
    FigureRecord,
    PaperRole,
    Records,
)

INDICATORS = 60
ACTIVITIES = 200
PDF_BYTES = 120_000
NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
FIRST, LAST = date(2025, 12, 15), date(2026, 12, 14)
PAPER = "docs/bao-cao.pdf"


@dataclass(frozen=True)
class Commune:
    """One sender and what it sends."""

    sender: Sender
    draft: PackageDraft


def office(number: int, code: str, name: str) -> Sender:
    """An office whose keys come from its number: for measuring only."""
    keys = OfficeKeys(number.to_bytes(32, "big"), (number + 1_000_000).to_bytes(32, "big"))
    return Sender(keys, card_of(keys, code, name, NOW))


PROVINCE = office(1, "79", "Sở Nội vụ tỉnh Mẫu")


def communes(count: int, privacy: Privacy = Privacy.INTERNAL) -> Iterator[Commune]:
    """So many communes; each has 60 indicators by sex, 200 activities and a PDF."""
    for number in range(count):
        sender = office(number + 10, f"{20_000 + number}", f"UBND xã Mẫu {number}")
        chance = random.Random(number)  # noqa: S311 - numbers to measure with
        records = Records(
            figures=tuple(_figures(chance)),
            activities=tuple(_activities(chance)),
            documents=(
                DocumentRecord(file=PAPER, role=PaperRole.REPORT, title="Báo cáo năm 2026"),
            ),
        )
        draft = PackageDraft(
            package_id=UUID(int=chance.getrandbits(128)),
            app_version="0",
            unit=UnitName(sender.card.unit_code, sender.card.unit_name, "79"),
            receiver=Addressee(PROVINCE.card.unit_code, PROVINCE.card.unit_name),
            receiver_card=PROVINCE.card,
            duty="bao-cao-nam",
            template=Template("bieu-nam", 1),
            period=PeriodSpan("2026", FIRST, LAST),
            sequence=1,
            created_at=NOW,
            created_by="Nguyễn Thị Mẫu",
            salt=f"{number:032x}",
            privacy=privacy,
            records=records,
            papers={PAPER: chance.randbytes(PDF_BYTES)},
        )
        yield Commune(sender, draft)


def desk(senders: list[Sender]) -> Desk:
    """The receiving office that has every card."""
    cards = [sender.card for sender in senders]
    return Desk(
        card=PROVINCE.card,
        keys=PROVINCE.keys,
        units={
            card.unit_code: KnownUnit(card.unit_code, card.unit_name, Pin(card, NOW))
            for card in cards
        },
        templates={"bieu-nam": 1},
    )


def package_of(commune: Commune) -> bytes:
    """What the commune sends."""
    return make_package(commune.draft, commune.sender).content


def workbook_of(commune: Commune) -> bytes:
    """The same figures and activities as people send them otherwise."""
    book = Workbook()
    figures, activities = book.worksheets[0], book.create_sheet("Hoạt động")
    for cell in commune.draft.records.figures:
        figures.append([cell.indicator, cell.sex.value, cell.value, cell.reason, cell.note])
    for one in commune.draft.records.activities:
        row = [str(one.id), one.kind, one.title, one.starts_on, one.ends_on, one.place]
        row += [", ".join(one.partners), one.men, one.women, one.total, one.result]
        activities.append([*row, *(amount for _, amount in (*one.quantities, *one.money))])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _figures(chance: random.Random) -> Iterator[FigureRecord]:
    for number in range(INDICATORS):
        men, women = chance.randrange(500), chance.randrange(500)
        for sex, value in zip(Column, (men + women, men, women), strict=True):
            yield FigureRecord(f"CT.{number:02d}", sex, CellState.VALUE, Decimal(value))


def _activities(chance: random.Random) -> Iterator[ActivityRecord]:
    for number in range(ACTIVITIES):
        day = FIRST + timedelta(days=chance.randrange(360))
        men, women = chance.randrange(90), chance.randrange(90)
        yield ActivityRecord(
            id=UUID(int=chance.getrandbits(128)),
            kind="tap_huan",
            title=f"Tập huấn kỹ năng phòng, chống bạo lực trên cơ sở giới, lớp {number}",
            starts_on=day,
            ends_on=day,
            place="Nhà văn hóa thôn Mẫu",
            partners=("Hội Liên hiệp Phụ nữ xã",),
            men=men,
            women=women,
            total=men + women,
            quantities=(("bang_ron", chance.randrange(9)),),
            money=(("ngan_sach_xa", chance.randrange(9_000_000)),),
            result=f"Lớp {number} đã xong, người dự hiểu và làm được.",
        )
