"""Reports that the office above asks for, held against our catalogue of deadlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.domain.dates import format_date
from app.domain.given_rows import CHANGED, FROM_ABOVE, KEPT, NEW, REFUSED, StandingRow
from app.domain.periods import Period, parse_period
from app.domain.report_kinds import duties_of
from app.domain.text import clean_line, clean_text
from app.errors import ValidationError
from app.exchange.records import DeadlineRecord
from app.queries.catalogue import list_entries
from app.queries.collections import TEMPLATES
from app.services.catalogue import TakenEntry
from app.workflows.parcels.given_items import GivenItem
from app.workflows.standing_rows import standing_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CATALOGUE: Final = "deadline"
#: In ``data``: for which period and on which form it was asked; the duty where the code is another.
ASKED_PERIOD: Final = "asked_period"
ASKED_FORM: Final = "asked_form"
DUTY: Final = "duty"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of ours with what the officer may have done to it."""

    row: StandingRow
    hidden: bool
    note: str


def look_at_deadlines(
    session: "Session", records: Sequence[DeadlineRecord], sender: str
) -> tuple[list[GivenItem], list[TakenEntry]]:
    """What the deadlines would do; nothing is written.

    A duty that we know gets its day in our row, so that our report carries the duty it is asked
    under; one that we do not know becomes a row of its year.

    Args:
        sender: who is to receive the reports.
    """
    rows = _rows(session) if records else {}
    items, writes = [], []
    for record in sorted(records, key=lambda one: (one.due_on, one.duty, one.period)):
        try:
            period = parse_period(record.period)
        except ValidationError:
            why = f"Kỳ “{record.period}” không phải là kỳ báo cáo mà chương trình biết."
            items.append(_item(REFUSED, record, why=why))
            continue
        code = _code(record, period, rows)
        now = rows.get(code)
        if now is not None and now.row.added:
            why = f"Mã “{code}” là việc đơn vị tự thêm (“{now.row.name}”), được giữ nguyên."
            items.append(_item(REFUSED, record, why=why))
            continue
        taken = _taken(record, period, code, (now, sender))
        if now is not None and _same(now, taken):
            items.append(_item(KEPT, record, why="đã có, không khác"))
            continue
        kind = CHANGED if now else NEW
        old = _words(now.row.data, now.row.name) if now else ""
        why = _why(record, period)
        items.append(_item(kind, record, old=old, new=_words(taken.data, taken.name), why=why))
        writes.append(taken)
        rows[code] = _after(taken, now)
    return items, writes


def _rows(session: "Session") -> dict[str, _Row]:
    standing = standing_rows(session, (_CATALOGUE,))
    return {
        row.code: _Row(standing[_CATALOGUE, row.code], row.hidden, row.note)
        for row in list_entries(session, _CATALOGUE, with_hidden=True)
    }


def _code(record: DeadlineRecord, period: Period, rows: Mapping[str, _Row]) -> str:
    """The duty itself, unless its row holds another period of the same year."""
    there = rows.get(record.duty)
    asked = str(there.row.data.get(ASKED_PERIOD, "")) if there else ""
    if asked in ("", period.code) or parse_period(asked).year < period.year:
        return record.duty
    return f"{record.duty}.{period.code}"


def _taken(
    record: DeadlineRecord, period: Period, code: str, beside: tuple[_Row | None, str]
) -> TakenEntry:
    now, sender = beside
    letter, _, note = record.note.partition("\n")
    before = dict(now.row.data) if now else _new_data(record, period)
    # Asked of us by name: whatever tier the shipped row is for.
    before.pop("tiers", None)
    data = {
        **before,
        "month": record.due_on.month,
        "day": record.due_on.day,
        "receiver": sender,
        "letter": clean_line(letter),
        ASKED_PERIOD: period.code,
        ASKED_FORM: record.template,
        FROM_ABOVE: True,
    }
    if code != record.duty:
        data[DUTY] = record.duty
    ends = date(record.due_on.year, 12, 31)
    first, last = (now.row.valid_from, now.row.valid_to) if now else (None, None)
    return TakenEntry(
        catalogue=_CATALOGUE,
        code=code,
        name=clean_line(record.name),
        source=clean_line(letter) or sender,
        valid_from=first if now else date(record.due_on.year, 1, 1),
        valid_to=max(last, ends) if last else (None if now else ends),
        data=data,
        shown=True,
        note=clean_text(note) if note.strip() or not now else None,
    )


def _new_data(record: DeadlineRecord, period: Period) -> dict[str, Any]:
    asked = next(
        (
            kind
            for kind, form in TEMPLATES.items()
            if (kind[1], form) == (period.kind, record.template)
        ),
        None,
    )
    names = duties_of(asked[0], period) if asked else ()
    return {"paper": "report", "report_kind": next(iter(names), ""), "period": period.words}


def _same(now: _Row, taken: TakenEntry) -> bool:
    row = now.row
    return (
        not now.hidden
        and (row.name, row.source, dict(row.data)) == (taken.name, taken.source, dict(taken.data))
        and row.valid_to == (taken.valid_to or row.valid_to)
        and taken.note in (None, now.note)
    )


def _after(taken: TakenEntry, now: _Row | None) -> _Row:
    """The row as it will stand, for the next deadline of the same package."""
    row = StandingRow(
        catalogue=_CATALOGUE,
        code=taken.code,
        name=taken.name,
        source=taken.source,
        valid_from=taken.valid_from,
        valid_to=taken.valid_to,
        data=taken.data,
    )
    return _Row(row, hidden=False, note=taken.note or (now.note if now else ""))


def _words(data: Mapping[str, Any], name: str) -> str:
    day = (
        f"hạn {data['day']}/{data['month']}"
        if "day" in data and "month" in data
        else "không có hạn"
    )
    parts = (name, day, str(data.get("receiver") or ""), str(data.get("letter") or ""))
    return ", ".join(filter(None, parts))


def _why(record: DeadlineRecord, period: Period) -> str:
    said = f"Kỳ {period.in_words}, hạn {format_date(record.due_on)}."
    if record.due_on.year != period.year:
        said += f" Việc hiện trong lịch năm {record.due_on.year}."
    return said


def _item(
    kind: str, record: DeadlineRecord, *, old: str = "", new: str = "", why: str = ""
) -> GivenItem:
    return GivenItem(kind=kind, code=record.duty, name=record.name, old=old, new=new, why=why)
