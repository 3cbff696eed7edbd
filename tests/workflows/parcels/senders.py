"""Made-up packages of one commune and another, by number, and the desk that reads them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.exchange.manifest import PackageKind, PeriodSpan, Template
from app.exchange.office_cards import OfficeCard, Pin
from app.exchange.packing import MadePackage, Sender, make_package
from app.exchange.reading import Desk, KnownUnit
from app.exchange.records import FigureRecord, Records
from app.jobs import JobContext
from app.workflows.parcels.receiving import Received, receive
from tests.exchange.offices import COMMUNE, OTHER, PROVINCE, draft

NOW = datetime(2026, 12, 16, 3, 0, tzinfo=UTC)
UNIT, DUTY, PERIOD, FORM = "26734", "report_year", "2026", "bieu_nam"
LINE = (UNIT, DUTY, PERIOD)
#: An indicator of the catalogue that ships, counted by sex.
KNOWN = "dan_so"


def figures(**totals: int) -> tuple[FigureRecord, ...]:
    """Cells of indicators, women a third of the total."""
    return tuple(cell for code, total in totals.items() for cell in row(code, total))


def row(code: str, total: int) -> list[FigureRecord]:
    women = total // 3
    values = ((Column.TOTAL, total), (Column.MEN, total - women), (Column.WOMEN, women))
    return [FigureRecord(code, sex, CellState.VALUE, Decimal(value)) for sex, value in values]


def made(number: int, sequence: int, records: Records, **changes: Any) -> MadePackage:
    """A package with an id of its own; corrections take the place of ``number`` - 1."""
    sender: Sender = changes.pop("sender", COMMUNE)
    kind = changes.pop("kind", PackageKind.ORIGINAL if sequence == 1 else PackageKind.CORRECTION)
    follows = kind in (PackageKind.CORRECTION, PackageKind.WITHDRAWAL)
    usual = draft(
        package_id=UUID(int=number),
        duty=DUTY,
        template=Template(FORM, 1),
        sequence=sequence,
        kind=kind,
        supersedes=UUID(int=number - 1) if follows else None,
        reason="Sửa số liệu" if follows else "",
        records=records,
        papers={},
    )
    unit = replace(usual.unit, code=sender.card.unit_code, name=sender.card.unit_name)
    return make_package(replace(usual, unit=unit, **changes), sender)


def of_year(year: int) -> dict[str, Any]:
    """The period of another year."""
    from app.domain.periods import management_year

    period = management_year(year)
    return {"period": PeriodSpan(period.code, period.first, period.last)}


def desk(*more: OfficeCard, **changes: Any) -> Desk:
    """The receiving office, which knows both communes."""
    cards = (COMMUNE.card, OTHER.card, *more)
    units = {
        card.unit_code: KnownUnit(card.unit_code, card.unit_name, Pin(card, NOW)) for card in cards
    }
    usual = Desk(
        card=PROVINCE.card,
        keys=PROVINCE.keys,
        units=units,
        templates={FORM: 1, "van_ban": 1, "cap_tren": 1},
    )
    return replace(usual, **changes)


def folder_of(folder: Path, packages: Mapping[str, MadePackage] | list[MadePackage]) -> Path:
    """A folder with packages, under names of their own when given."""
    folder.mkdir(exist_ok=True)
    named = packages if isinstance(packages, Mapping) else {one.file_name: one for one in packages}
    for name, one in named.items():
        (folder / name).write_bytes(one.content)
    return folder


def take(db: Database, *paths: Path, accept: bool = False, now: datetime = NOW) -> Received:
    """Receive as the province does."""
    return receive(db, paths, desk(), JobContext(), now, accept)
