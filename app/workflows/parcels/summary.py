"""The report of a receiving office: its own work, and the totals of the units that report to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.builders.report_facts import Counted
from app.documents.builders.report_hidden import hidden_kinds
from app.documents.builders.summary import SUMS_MARKER, fill_summary
from app.documents.builders.summary_facts import SummaryFacts
from app.documents.readers.templates import find_template
from app.domain.forms import Form
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.papers import PaperKind, ReportType
from app.domain.periods import Period, year_before
from app.domain.report_kinds import asked_by, checked_period
from app.errors import NotFoundError, ValidationError
from app.paths import resource
from app.queries.catalogue import list_entries
from app.queries.figure_masks import guarded_codes
from app.queries.indicators import find_form, list_indicators
from app.queries.kinds import get_catalogues
from app.queries.received_activities import active_units, received_activities
from app.queries.total_masks import hidden_totals
from app.queries.total_tables import UnitLine, total_lines, unit_lines
from app.queries.totals import Totals, totals
from app.services.papers import CreatePaper, create_paper
from app.services.totals import keep_basis
from app.workflows.heads import known_office
from app.workflows.reports import BuildReport, gather_facts, report_content

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Outlines of reports made from totals.
TEMPLATES: Final = {
    ReportType.YEAR: "report_summary_year",
    ReportType.HALF_YEAR: "report_summary_half_year",
    ReportType.ACTION_MONTH: "report_summary_action_month",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """Which report, and which duty of the units it is added up from."""

    report_type: ReportType
    duty: str
    period: Period


def asked_by_duty(db: Database, duty: str) -> ReportType | None:
    """The kind of report that the units' report of a duty is added up to; None for another."""
    entry = next((row for row in db.read(list_entries, "deadline") if row.code == duty), None)
    found = asked_by(str(entry.data.get("report_kind", ""))) if entry else None
    return found[0] if found and found[0] in TEMPLATES else None


def build_summary(db: Database, command: BuildSummary, today: date, now: datetime) -> UUID:
    """Make the draft of a report from the units' accepted figures, and keep what it is made of.

    Raises:
        NotFoundError: no office yet.
        ValidationError: a kind that is not made from totals, a period that does not fit it, or
            nobody has reported.
    """
    template = TEMPLATES.get(command.report_type)
    if template is None:
        raise ValidationError(
            "Báo cáo tổng hợp từ các đơn vị chỉ lập cho báo cáo năm, 6 tháng và Tháng hành động.",
            field="report_type",
        )
    period = checked_period(command.report_type, command.period)
    sums = db.read(summary_facts, command.duty, period, template)
    if not sums.sources.parts:
        raise ValidationError(
            "Chưa đơn vị nào có số liệu được tiếp nhận cho kỳ này nên chưa lập báo cáo tổng hợp; "
            "không có gì bị thay đổi."
        )
    office = known_office(db)
    build = BuildReport(
        report_type=command.report_type, year=period.year, period=period, template=template
    )
    facts = gather_facts(db, build, office, today)
    content = report_content(db, build, office, facts)
    content = replace(content, nodes=fill_summary(content.nodes, sums))
    paper = CreatePaper(
        kind=PaperKind.REPORT,
        paper_type=command.report_type,
        year=period.year,
        content=content,
        source=f"Tổng hợp từ {len(sums.sources.parts)}/{sums.sources.asked} đơn vị",
        plan_id=facts.plan.paper_id if facts.plan else None,
        campaign_id=facts.campaign.id if facts.campaign else None,
        period=period.code,
    )
    return db.write(_keep, paper, sums, now)


def summary_facts(
    session: "Session", duty: str, period: Period, template: str = ""
) -> SummaryFacts:
    """Everything a report says of the units; forms are those that the template names."""
    found = totals(session, duty, period.code)
    earlier = totals(session, duty, year_before(period).code)
    before = earlier if earlier.sources.parts else None
    indicators = list_indicators(session, on=date(period.year, 7, 1), with_hidden=True)
    guarded = guarded_codes(indicators)
    forms = {code: form for code in _asked(template) for form in _form(session, code, period)}
    rows = tuple(received_activities(session, duty, period.code, found.sources))
    kinds = get_catalogues(session).kinds
    scope = f"duty={duty}&period={period.code}"
    return SummaryFacts(
        sources=found.sources,
        forms=forms,
        lines={
            code: tuple(total_lines(form, found, before, indicators))
            for code, form in forms.items()
        },
        activities=Counted(rows, scope, kinds, hidden_kinds(rows, kinds)),
        active=active_units(session, found.sources),
        compared=tuple(_compared(forms, found, before, indicators)),
        before=len(before.sources.parts) if before else None,
        guarded=guarded,
        hidden=hidden_totals(found, indicators),
        hidden_before=hidden_totals(earlier, indicators),
    )


def _keep(session: "Session", paper: CreatePaper, sums: SummaryFacts, now: datetime) -> UUID:
    made = create_paper(session, paper)
    line = (sums.sources.duty, sums.sources.period.code)
    keep_basis(session, made, line, sums.sources.basis, now)
    return made


def _asked(template: str) -> list[str]:
    """Codes of the forms whose sums a template prints."""
    if not template:
        return []
    path = resource("templates") / find_template(template).file
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (SUMS_MARKER.fullmatch(line.strip()) for line in lines)
    return [one[1] for one in found if one]


def _form(session: "Session", code: str, period: Period) -> Iterator[Form]:
    try:
        yield find_form(session, code, on=date(period.year, 7, 1))
    except NotFoundError:
        return


def _compared(
    forms: Mapping[str, Form],
    found: Totals,
    before: Totals | None,
    indicators: Mapping[str, Indicator],
) -> Iterator[tuple[Indicator, tuple[UnitLine, ...]]]:
    """The shares of the forms, unit by unit; guarded ones are for the officer alone."""
    guarded = guarded_codes(indicators)
    codes = dict.fromkeys(code for form in forms.values() for code in form.indicators)
    for code in codes:
        one = indicators.get(code)
        if one is not None and one.kind is IndicatorKind.SHARE and code not in guarded:
            yield one, tuple(unit_lines(found, before, one))
