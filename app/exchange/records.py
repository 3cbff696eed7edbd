"""The records of a package (format 1.0): figures, activities, papers and what comes from above."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final
from uuid import UUID

from app.domain.figure_rows import CellState, Column
from app.exchange import shapes as s
from app.exchange.manifest import ControlTotal, Counts, total_shape
from app.exchange.record_shapes import More, record
from app.exchange.shapes import Shape
from app.exchange.tables import Table, table

CONTENT: Final = "data/content.json"
#: The most records of one kind in one package: a district with all its units.
MOST_RECORDS: Final = 100_000


class Origin(StrEnum):
    """Where a figure comes from."""

    TYPED = "typed"
    ACTIVITIES = "activities"
    FILE = "file"
    PAPER = "paper"
    SUM = "sum"


class PaperRole(StrEnum):
    """What a document of a package is."""

    REPORT = "report"
    PLAN = "plan"
    LETTER = "letter"
    ANNEX = "annex"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FigureRecord(More):
    """One cell. ``unit`` is empty for the sender's own, else a unit below it; so is ``group``
    for a cell without a breakdown besides sex. Exactly one of value and reason speaks."""

    indicator: str
    sex: Column
    state: CellState
    value: Decimal | None = None
    reason: str = ""
    group: str = ""
    unit: str = ""
    origin: Origin = Origin.TYPED
    worked_out: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActivityRecord(More):
    """One activity; None is "not known", never zero; money in đồng."""

    id: UUID
    kind: str
    title: str
    starts_on: date
    ends_on: date
    place: str = ""
    campaign: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    target_group: str = ""
    men: int | None = None
    women: int | None = None
    total: int | None = None
    quantities: tuple[tuple[str, int], ...] = ()
    money: tuple[tuple[str, int], ...] = ()
    result: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRecord(More):
    """A paper in ``docs/``; ``paper_hash`` is of the issued version's words, empty for others."""

    file: str
    role: PaperRole
    title: str
    number: str = ""
    symbol: str = ""
    day: date | None = None
    paper_hash: str = ""


@dataclass(frozen=True, slots=True)
class UnitRecord(More):
    """A unit below the sender: whether its figures are in the totals, and from which package."""

    code: str
    name: str
    reported: bool
    origin: Origin | None = None
    package_id: UUID | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class TargetRecord(More):
    """A target that the office above sets."""

    indicator: str
    year: int
    sex: Column
    value: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineRecord(More):
    """A report the office above asks for, with its form and day."""

    duty: str
    name: str
    template: str
    period: str
    due_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class EntryRecord(More):
    """A row of a catalogue; ``fields`` are pairs of name and text."""

    catalogue: str
    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NodeRecord(More):
    """A node of the sender's own plan, in order; ``depth`` from 0; ``lead`` makes it a task."""

    key: UUID
    depth: int
    mark: str
    heading: str = ""
    text: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    output: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything a package says, apart from its manifest and the bytes of its papers."""

    figures: tuple[FigureRecord, ...] = ()
    activities: tuple[ActivityRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    units: tuple[UnitRecord, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    deadlines: tuple[DeadlineRecord, ...] = ()
    entries: tuple[EntryRecord, ...] = ()
    nodes: tuple[NodeRecord, ...] = ()

    @property
    def counts(self) -> Counts:
        """How many of each kind."""
        counted: dict[str, Any] = {name: len(getattr(self, name)) for name in KINDS}
        return Counts(**counted)

    @property
    def totals(self) -> tuple[ControlTotal, ...]:
        """The control totals: raw sums by indicator over every cell, in the order of codes."""
        cells = self.figures
        return control_totals([one.indicator for one in cells], [one.value for one in cells])


def control_totals(
    indicators: Sequence[str], values: Iterable[Decimal | None]
) -> tuple[ControlTotal, ...]:
    """Of every indicator the number of cells and the plain sum of their values, by code."""
    cells = Counter(indicators)
    sums = dict.fromkeys(cells, Decimal(0))
    for indicator, value in zip(indicators, values, strict=True):
        if value:
            sums[indicator] += value
    return tuple(ControlTotal(code, cells[code], sums[code]) for code in sorted(cells))


@dataclass(frozen=True, slots=True)
class Content(More):
    """What stands beside the records: the salt of the content hash, and the control totals."""

    salt: str
    totals: tuple[ControlTotal, ...]


_TEXT: Final = s.text(20_000, lines=True)
_LINE: Final = s.text(500)
_NAME: Final = s.text(500, blank=False)
_AMOUNT: Final = s.whole(0, 10**15 - 1)
_PEOPLE: Final = s.optional(s.whole(0, 10**9))
_YEAR: Final = s.whole(2000, 2100)
_PAPER_FILE: Final = s.matching(r"docs/[a-z0-9][a-z0-9._-]{0,99}", "phải là tên tệp trong docs/")
_AMOUNTS: Final = s.list_of(s.pair(s.CODE, _AMOUNT), 200)
_PARTNERS: Final = s.list_of(_LINE, 100)
_DAY_OR_NONE: Final = s.optional(s.DAY)

_FIELDS: Final[Mapping[str, tuple[type[More], Mapping[str, Shape[Any]]]]] = {
    "figures": (
        FigureRecord,
        {
            "indicator": s.CODE,
            "sex": s.choice(Column),
            "state": s.choice(CellState),
            "value": s.optional(s.decimal()),
            "reason": s.text(2000, lines=True),
            "group": s.CODE_OR_NONE,
            "unit": s.CODE_OR_NONE,
            "origin": s.choice(Origin),
            "worked_out": s.FLAG,
            "note": s.text(2000, lines=True),
        },
    ),
    "activities": (
        ActivityRecord,
        {
            "id": s.ID,
            "kind": s.CODE,
            "title": _NAME,
            "starts_on": s.DAY,
            "ends_on": s.DAY,
            "place": _LINE,
            "campaign": s.CODE_OR_NONE,
            "lead": _LINE,
            "partners": _PARTNERS,
            "target_group": _LINE,
            "men": _PEOPLE,
            "women": _PEOPLE,
            "total": _PEOPLE,
            "quantities": _AMOUNTS,
            "money": _AMOUNTS,
            "result": _TEXT,
            "unit": s.CODE_OR_NONE,
        },
    ),
    "documents": (
        DocumentRecord,
        {
            "file": _PAPER_FILE,
            "role": s.choice(PaperRole),
            "title": _NAME,
            "number": s.text(40),
            "symbol": s.text(80),
            "day": _DAY_OR_NONE,
            "paper_hash": s.matching(r"(?:[0-9a-f]{64})?", "phải là 64 chữ số hệ 16"),
        },
    ),
    "units": (
        UnitRecord,
        {
            "code": s.CODE,
            "name": _NAME,
            "reported": s.FLAG,
            "origin": s.optional(s.choice(Origin)),
            "package_id": s.optional(s.ID),
            "sequence": s.optional(s.whole(1, 9999)),
        },
    ),
    "targets": (
        TargetRecord,
        {
            "indicator": s.CODE,
            "year": _YEAR,
            "sex": s.choice(Column),
            "value": s.decimal(),
            "words": _TEXT,
        },
    ),
    "deadlines": (
        DeadlineRecord,
        {
            "duty": s.CODE,
            "name": _NAME,
            "template": s.CODE,
            "period": s.CODE,
            "due_on": s.DAY,
            "note": _TEXT,
        },
    ),
    "entries": (
        EntryRecord,
        {
            "catalogue": s.CODE,
            "code": s.CODE,
            "name": s.text(2000, blank=False),
            "valid_from": _DAY_OR_NONE,
            "valid_to": _DAY_OR_NONE,
            "source": s.text(2000),
            "fields": s.list_of(s.pair(s.CODE, _TEXT), 100),
        },
    ),
    "nodes": (
        NodeRecord,
        {
            "key": s.ID,
            "depth": s.whole(0, 20),
            "mark": s.CODE,
            "heading": s.text(2000),
            "text": _TEXT,
            "lead": _LINE,
            "partners": _PARTNERS,
            "starts_on": _DAY_OR_NONE,
            "ends_on": _DAY_OR_NONE,
            "output": _TEXT,
        },
    ),
}
#: The kinds of records in the order of the manifest; each stands in ``data/<kind>.json``.
KINDS: Final = tuple(_FIELDS)


def member_of(kind: str) -> str:
    """The name of the file that holds the records of a kind."""
    return f"data/{kind}.json"


@cache
def records_shape(kind: str, *, open_: bool = False) -> Shape[Table[Any]]:
    """The file of one kind of records; ``open_`` keeps columns of a newer minor version.

    Read as a table, written from records.
    """
    made, fields = _FIELDS[kind]
    return table(made, fields, MOST_RECORDS, open_=open_)


@cache
def content_shape(*, open_: bool = False) -> Shape[Content]:
    """The file ``data/content.json``."""
    totals = s.list_of(total_shape(open_=open_), 2000)
    salt = s.matching(r"[0-9a-f]{32}", "phải là 32 chữ số hệ 16")
    return record(Content, {"salt": salt, "totals": totals}, open_=open_)


def listed(kind: str, rows: tuple[Any, ...]) -> dict[str, Any]:
    """The file of one kind of records as plain data."""
    written: dict[str, Any] = records_shape(kind).write(rows)
    return written


def records_of(tables: Mapping[str, Table[Any]]) -> Records:
    """All records of a package's tables, by kind."""
    return Records(**{kind: rows.records() for kind, rows in tables.items()})


def filled(records: Records) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The kinds that have records."""
    for kind in KINDS:
        rows = getattr(records, kind)
        if rows:
            yield kind, rows
