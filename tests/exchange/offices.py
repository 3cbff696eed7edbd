"""Two made-up offices, their cards, and packages between them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from app.domain.figure_rows import CellState, Column
from app.exchange.manifest import Addressee, PeriodSpan, Privacy, Template, UnitName
from app.exchange.office_cards import OfficeCard, OfficeKeys, Pin, card_of
from app.exchange.packing import MadePackage, PackageDraft, Sender, make_package
from app.exchange.reading import Desk, KnownUnit
from app.exchange.records import (
    ActivityRecord,
    DocumentRecord,
    FigureRecord,
    PaperRole,
    Records,
)

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
FIRST_ID = UUID(int=1)
PDF = b"%PDF-1.7\n" + b"khong phai van ban that\n" * 40
PAPER = "docs/bao-cao.pdf"


def keys_of(number: int) -> OfficeKeys:
    """The same keys in every run: only for tests."""
    return OfficeKeys(bytes([number]) * 32, bytes([number + 100]) * 32)


@cache
def card(number: int, code: str, name: str) -> OfficeCard:
    return card_of(keys_of(number), code, name, NOW)


COMMUNE = Sender(keys_of(1), card(1, "26734", "UBND xã Mẫu Thượng"))
PROVINCE = Sender(keys_of(2), card(2, "79", "Sở Nội vụ tỉnh Mẫu"))
OTHER = Sender(keys_of(3), card(3, "26737", "UBND xã Mẫu Hạ"))


def cells(indicator: str, men: str, women: str) -> list[FigureRecord]:
    values = {"men": Decimal(men), "women": Decimal(women)}
    values["total"] = values["men"] + values["women"]
    return [
        FigureRecord(indicator=indicator, sex=Column(sex), state=CellState.VALUE, value=value)
        for sex, value in values.items()
    ]


def records() -> Records:
    missing = FigureRecord(
        indicator="VL.02", sex=Column.TOTAL, state=CellState.MISSING, reason="chưa điều tra"
    )
    activity = ActivityRecord(
        id=UUID(int=77),
        kind="tap_huan",
        title="Tập huấn kỹ năng phòng, chống bạo lực",
        starts_on=date(2026, 11, 16),
        ends_on=date(2026, 11, 17),
        place="Nhà văn hóa thôn Mẫu",
        partners=("Hội Liên hiệp Phụ nữ xã",),
        men=20,
        women=35,
        total=55,
        quantities=(("bang_ron", 4),),
        money=(("ngan_sach_xa", 3_500_000),),
        result="Đã tập huấn xong.\nCó 55 người dự.",
    )
    paper = DocumentRecord(
        file=PAPER,
        role=PaperRole.REPORT,
        title="Báo cáo kết quả năm 2026",
        number="12",
        symbol="BC-UBND",
        day=date(2026, 12, 1),
        paper_hash="ab" * 32,
    )
    return Records(
        figures=(*cells("CT.01", "12", "15"), *cells("CT.02", "1.5", "2.25"), missing),
        activities=(activity,),
        documents=(paper,),
    )


def draft(**changes: Any) -> PackageDraft:
    usual = PackageDraft(
        package_id=FIRST_ID,
        app_version="0.1.0",
        unit=UnitName(COMMUNE.card.unit_code, COMMUNE.card.unit_name, "79"),
        receiver=Addressee(PROVINCE.card.unit_code, PROVINCE.card.unit_name),
        receiver_card=PROVINCE.card,
        duty="bao-cao-nam",
        template=Template("bieu-nam", 1),
        period=PeriodSpan("2026", date(2025, 12, 15), date(2026, 12, 14)),
        sequence=1,
        created_at=NOW,
        created_by="Nguyễn Thị Mẫu",
        salt="0123456789abcdef" * 2,
        records=records(),
        papers={PAPER: PDF},
    )
    return replace(usual, **changes)


def empty(**changes: Any) -> PackageDraft:
    return draft(**{"records": Records(), "papers": {}, **changes})


def package(**changes: Any) -> MadePackage:
    return make_package(draft(**changes), COMMUNE)


def sensitive(**changes: Any) -> MadePackage:
    return package(privacy=Privacy.SENSITIVE, **changes)


def desk(**changes: Any) -> Desk:
    usual = Desk(
        card=PROVINCE.card,
        keys=PROVINCE.keys,
        units={
            COMMUNE.card.unit_code: KnownUnit(
                COMMUNE.card.unit_code, COMMUNE.card.unit_name, Pin(COMMUNE.card, NOW)
            ),
            OTHER.card.unit_code: KnownUnit(
                OTHER.card.unit_code, OTHER.card.unit_name, Pin(OTHER.card, NOW)
            ),
        },
        templates={"bieu-nam": 1},
        indicators=frozenset({"CT.01", "CT.02", "VL.02"}),
    )
    return replace(usual, **changes)
