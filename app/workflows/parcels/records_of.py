"""What a report says as records of a package, from the database as it stands now."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.documents.builders.report_figures import FORM_MARKER
from app.documents.readers.templates import find_template
from app.domain.figure_rows import CellState, Column
from app.domain.figures import People
from app.domain.forms import Form
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.papers import PaperKind, ReportType
from app.domain.periods import Period
from app.domain.report_kinds import REPORT_KINDS
from app.errors import NotFoundError
from app.exchange.records import (
    ActivityRecord,
    DocumentRecord,
    FigureRecord,
    Origin,
    PaperRole,
    Records,
)
from app.paths import resource
from app.queries.activities import ActivityFilter, ActivityRow, find_activities
from app.queries.campaigns import list_campaigns
from app.queries.figure_cells import FigureRow, list_figures
from app.queries.indicators import find_form, list_indicators
from app.queries.papers import PaperRow
from app.queries.report_duties import ReportDuty
from app.workflows.parcels.forward_records import codes_of_the_office, unit_records
from app.workflows.report_annexes import period_for

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Forms whose numbers stand in the text or the annexes of a report without being printed whole.
_BEHIND: Final = {
    ReportType.YEAR: ("bieu_chien_luoc",),
    ReportType.ACTION_MONTH: ("bieu_thang_hanh_dong",),
}
#: A package without a form.
NO_FORM: Final = "van_ban"
PDF: Final = "docs/van-ban.pdf"
DOCX: Final = "docs/van-ban.docx"
_ROLES: Final = {PaperKind.REPORT: PaperRole.REPORT, PaperKind.PLAN: PaperRole.PLAN}


@dataclass(frozen=True, slots=True)
class AskedForm:
    """A form that a report carries, for its own period, and its typed indicators."""

    form: Form
    period: Period
    indicators: tuple[Indicator, ...]

    @property
    def cells(self) -> int:
        """How many cells it asks for."""
        return sum(len(one.columns) for one in self.indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything a report says, and the days of it.

    ``periods`` tells of which period an indicator's figures are; ``left_out`` are indicators of
    the office alone, whose codes no other office knows; ``later`` counts figures that were changed
    after the paper was issued; ``uncounted`` activities without a number of people.
    """

    forms: tuple[AskedForm, ...]
    records: Records
    first: date
    last: date
    periods: Mapping[str, str]
    left_out: tuple[str, ...]
    later: int
    uncounted: int


def told_by(session: "Session", row: PaperRow, duty: ReportDuty) -> Told:
    """The records of a report or plan as the database has them now."""
    forms = forms_of(session, row, duty)
    kept = _figures(session, forms)
    alone = codes_of_the_office(session)
    figures = [one for one in kept if one.indicator not in alone]
    rows = _activities(session, row, duty)
    issued = row.issued_at
    return Told(
        forms=forms,
        records=Records(
            figures=tuple(_figure(one) for one in figures),
            activities=tuple(_activity(one, _campaigns(session)) for one in rows),
            documents=tuple(_documents(row)),
            units=unit_records(session, row.paper_id),
        ),
        # What was put into a campaign may have begun before it; the span holds all of it.
        first=min([duty.first, *(one.starts_on for one in rows)]),
        last=max([duty.last, *(one.ends_on for one in rows)]),
        periods={one.indicator: one.period for one in figures},
        left_out=tuple(sorted({one.indicator for one in kept} & alone)),
        later=sum(issued is not None and one.updated_at > issued for one in figures),
        uncounted=sum(one.counts_people and one.people == People() for one in rows),
    )


def forms_of(session: "Session", row: PaperRow, duty: ReportDuty) -> tuple[AskedForm, ...]:
    """The forms a report carries, those of its own period first."""
    if row.kind is not PaperKind.REPORT or row.paper_type not in REPORT_KINDS:
        return ()
    kind = ReportType(row.paper_type)
    codes = dict.fromkeys([*(found[1] for found in _annexes(kind)), *_BEHIND.get(kind, ())])
    day = date(duty.period.year, 7, 1)
    indicators = list_indicators(session, on=day, with_hidden=True)
    found = [
        AskedForm(form, period, tuple(_typed(form, indicators)))
        for form in _known(session, codes, day)
        for period in [period_for(form.period, duty.period.year, duty.period.last)]
    ]
    if kind is ReportType.VIOLENCE:
        found = [one for one in found if one.period == duty.period]
    return tuple(sorted(found, key=lambda one: one.period != duty.period))


def is_restricted(paper_type: str) -> bool:
    """Whether a report prints counts that are hidden elsewhere: it never travels unsealed."""
    if paper_type not in REPORT_KINDS:
        return False
    return any(found[2] for found in _annexes(ReportType(paper_type)))


def _annexes(kind: ReportType) -> Iterator[re.Match[str]]:
    """The forms that the report's template prints as annexes."""
    path = resource("templates") / find_template(REPORT_KINDS[kind].template).file
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := FORM_MARKER.fullmatch(line.strip()):
            yield found


def _known(session: "Session", codes: Iterable[str], day: date) -> Iterator[Form]:
    for code in codes:
        try:
            yield find_form(session, code, on=day)
        except NotFoundError:
            continue


def _typed(form: Form, indicators: Mapping[str, Indicator]) -> Iterator[Indicator]:
    """What is typed for a form: its counts, and the numbers its shares are worked out from."""
    codes: dict[str, None] = {}
    for one in (indicators[code] for code in form.indicators if code in indicators):
        if one.kind is not IndicatorKind.SHARE:
            codes[one.code] = None
            continue
        codes |= {ref.code: None for ref in (one.numerator, one.denominator) if ref}
    return (indicators[code] for code in codes if code in indicators)


def _figures(session: "Session", forms: Iterable[AskedForm]) -> list[FigureRow]:
    """Each cell once: of an indicator on two forms that of the first, the report's own period."""
    chosen: dict[str, tuple[str, Indicator]] = {}
    for asked in forms:
        for one in asked.indicators:
            chosen.setdefault(one.code, (asked.period.code, one))
    rows = list_figures(session, {period for period, _one in chosen.values()}, set(chosen))
    order = {code: place for place, code in enumerate(chosen)}
    columns = list(Column)
    found = [
        row
        for row in rows
        if row.period == chosen[row.indicator][0] and row.column in chosen[row.indicator][1].columns
    ]
    return sorted(found, key=lambda row: (order[row.indicator], columns.index(row.column)))


def _figure(row: FigureRow) -> FigureRecord:
    known = {str(one) for one in Origin}
    return FigureRecord(
        indicator=row.indicator,
        sex=row.column,
        state=row.state,
        value=row.value if row.state is CellState.VALUE else None,
        reason=row.reason if row.state is CellState.MISSING else "",
        origin=Origin(row.origin) if row.origin in known else Origin.TYPED,
        worked_out=row.worked_out,
        note=row.note,
    )


def _activities(session: "Session", row: PaperRow, duty: ReportDuty) -> list[ActivityRow]:
    if row.kind is not PaperKind.REPORT or row.paper_type == ReportType.VIOLENCE:
        return []
    if duty.campaign:
        return find_activities(session, ActivityFilter(campaign_id=row.campaign_id))
    return find_activities(session, ActivityFilter(first=duty.first, last=duty.last))


def _campaigns(session: "Session") -> dict[object, str]:
    return {one.id: one.code for one in list_campaigns(session)}


def _activity(row: ActivityRow, campaigns: Mapping[object, str]) -> ActivityRecord:
    return ActivityRecord(
        id=row.id,
        kind=row.kind_code,
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        place=row.place,
        campaign=campaigns.get(row.campaign_id, ""),
        lead=row.lead,
        partners=row.partners,
        target_group=row.target_group,
        men=row.men,
        women=row.women,
        total=row.total,
        quantities=tuple((line.code, line.amount) for line in row.quantities),
        money=tuple((line.code, line.amount) for line in row.money),
        result=row.result,
    )


def _documents(row: PaperRow) -> Iterator[DocumentRecord]:
    """The issued paper, once to read and once to work on."""
    head = row.content.head
    for file in (PDF, DOCX):
        yield DocumentRecord(
            file=file,
            role=_ROLES.get(row.kind, PaperRole.OTHER),
            title=" ".join([head.type_name, *head.title]).strip()[:500] or row.paper_type,
            number=head.number,
            symbol=head.symbol,
            day=head.day,
            paper_hash=row.content_hash,
        )
