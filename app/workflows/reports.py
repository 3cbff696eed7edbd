"""Draft a report from its plan, the tasks' progress and the recorded activities."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.builders.report import fill_report
from app.documents.builders.report_facts import Counted, PlanReference, ReportFacts
from app.documents.builders.report_targets import TargetFact
from app.documents.readers.templates import fill_template, read_content
from app.domain.dates import format_period
from app.domain.figure_checks import value_of
from app.domain.paper_content import LeftOver, PaperContent
from app.domain.papers import PaperKind, PaperState, PlanType, ReportType
from app.domain.periods import management_year, year_before
from app.errors import NotFoundError, ValidationError
from app.queries.activities import ActivityFilter, ActivityRow, find_activities
from app.queries.campaigns import CampaignRow, get_campaign, list_campaigns
from app.queries.duties import closing_period
from app.queries.figure_cells import list_figures, sex_rows
from app.queries.figure_masks import guarded_codes, hidden_places
from app.queries.figure_sheets import figure_sheet
from app.queries.indicators import find_form, list_indicators
from app.queries.kinds import get_catalogues
from app.queries.office import OfficeRow
from app.queries.papers import get_paper, list_papers, list_versions
from app.queries.tasks import list_tasks
from app.services.campaigns import ensure_action_month
from app.services.papers import CreatePaper, create_paper
from app.workflows.chart_rows import chart_rows
from app.workflows.heads import known_office, office_head, template_fields
from app.workflows.report_annexes import asked_forms, form_facts

_TARGETS_FORM: Final = "bieu_chien_luoc"
_TEMPLATES: Final = {
    ReportType.YEAR: "report_year",
    ReportType.ACTION_MONTH: "report_action_month",
}
_PLANS: Final[dict[ReportType, tuple[PlanType, ...]]] = {
    ReportType.YEAR: (PlanType.YEAR, PlanType.RECEIVING_YEAR),
    ReportType.ACTION_MONTH: (PlanType.ACTION_MONTH,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """Which report. Without ``campaign_id`` or ``plan_id`` those of the year are taken.

    ``charts``: with the annex of charts, where its template has one.
    """

    report_type: ReportType
    year: int
    campaign_id: UUID | None = None
    plan_id: UUID | None = None
    charts: bool = False


def build_report(db: Database, command: BuildReport, today: date) -> UUID:
    """Make the draft of a report as a new paper.

    The Action Month report counts the campaign's activities; the year report those that began in
    the management year (closing days of the catalogue), the Action Month among them.

    Raises:
        NotFoundError: no office yet, or the campaign or plan is gone.
        ValidationError: a report of another kind than the two that are built.
    """
    if command.report_type not in _TEMPLATES:
        raise ValidationError("Chương trình chỉ lập báo cáo năm và báo cáo Tháng hành động.")
    office = known_office(db)
    facts = gather_facts(db, command, office, today)
    content = _content(db, command, office, facts)
    return db.write(
        create_paper,
        CreatePaper(
            kind=PaperKind.REPORT,
            paper_type=command.report_type,
            year=command.year,
            content=content,
            source=f"Lập từ {len(facts.all.rows)} hoạt động đã ghi",
            plan_id=facts.plan.paper_id if facts.plan else None,
            campaign_id=facts.campaign.id if facts.campaign else None,
            left_overs=_outside(db, facts),
        ),
    )


def gather_facts(db: Database, command: BuildReport, office: OfficeRow, today: date) -> ReportFacts:
    """Everything the report is made from."""
    campaign = _campaign(db, command)
    plan = _plan(db, command)
    month = _counted(db, ActivityFilter(campaign_id=campaign.id)) if campaign else None
    if month and campaign and command.report_type is ReportType.ACTION_MONTH:
        first, last, counted = campaign.starts_on, campaign.ends_on, month
    else:
        first, last = db.read(closing_period, command.report_type, command.year)
        counted = _counted(db, ActivityFilter(first=first, last=last))
    return ReportFacts(
        office=office.full_name,
        year=command.year,
        today=today,
        first=first,
        last=last,
        all=counted,
        month=month,
        campaign=campaign,
        plan=plan,
        tasks=tuple(db.read(list_tasks, today=today, paper_id=plan.paper_id)) if plan else (),
        targets=_targets(db, command.year),
        period=management_year(command.year).code,
    )


def _targets(db: Database, year: int) -> tuple[TargetFact, ...]:
    """The indicators of the strategy's form that have a target, with the figures of a year."""
    indicators = db.read(list_indicators, on=date(year, 7, 1))
    try:
        form = db.read(find_form, _TARGETS_FORM, on=date(year, 7, 1))
    except NotFoundError:
        return ()
    period = management_year(year)
    sheet = db.read(figure_sheet, form, period, indicators)
    rows = sex_rows(db.read(list_figures, [period.code]), period.code)
    guarded = guarded_codes(indicators)
    hidden = db.read(hidden_places, period, indicators)
    hidden_before = db.read(hidden_places, year_before(period), indicators)
    return tuple(
        TargetFact(
            indicator=row.indicator,
            value=row.value,
            before=row.before,
            aim=row.target.value if row.target is not None else row.line,
            on_line=row.target is None,
            progress=row.progress,
            why=row.why,
            above=value_of(rows, row.indicator.numerator),
            below=value_of(rows, row.indicator.denominator),
            guarded=row.indicator.code in guarded,
            hidden=hidden,
            hidden_before=hidden_before,
        )
        for row in sheet.rows
        if row.indicator is not None and (row.target is not None or row.line is not None)
    )


def _counted(db: Database, chosen: ActivityFilter) -> Counted:
    if chosen.campaign_id:
        scope = f"campaign={chosen.campaign_id}"
    else:
        scope = f"from={chosen.first}&to={chosen.last}"
    kinds = db.read(get_catalogues).kinds
    return Counted(tuple(db.read(find_activities, chosen)), scope, kinds)


def _campaign(db: Database, command: BuildReport) -> CampaignRow | None:
    if command.campaign_id is not None:
        return db.read(get_campaign, command.campaign_id)
    if command.report_type is ReportType.ACTION_MONTH:
        return db.read(get_campaign, db.write(ensure_action_month, command.year))
    return next(iter(db.read(list_campaigns, year=command.year)), None)


def _plan(db: Database, command: BuildReport) -> PlanReference | None:
    """The plan asked for, else the year's plan of the right type, issued ones first."""
    plan_id = command.plan_id or _newest_plan(db, command)
    if plan_id is None:
        return None
    # A newer draft has no number yet; the report names the version that is in force.
    issued = [row for row in db.read(list_versions, plan_id) if row.state is PaperState.ISSUED]
    head = db.read(get_paper, plan_id, issued[-1].number if issued else None).content.head
    return PlanReference(
        paper_id=plan_id,
        title=" ".join(head.title),
        number=head.number,
        symbol=head.symbol,
        day=head.day,
    )


def _newest_plan(db: Database, command: BuildReport) -> UUID | None:
    plans = [
        row
        for row in db.read(list_papers, kind=PaperKind.PLAN, year=command.year)
        if row.paper_type in _PLANS[command.report_type]
    ]
    plans.sort(key=lambda row: row.state is not PaperState.ISSUED)
    return plans[0].paper_id if plans else None


def _content(
    db: Database, command: BuildReport, office: OfficeRow, facts: ReportFacts
) -> PaperContent:
    theme = facts.campaign.theme if facts.campaign else ""
    fields = template_fields(db, office, command.year, theme)
    text = fill_template(_TEMPLATES[command.report_type], fields)
    content = read_content(text, command.year)
    codes = asked_forms(content.nodes)
    facts = replace(facts, forms=form_facts(db, codes, facts.year, facts.last))
    if command.charts:
        charts, uncharted = chart_rows(db, facts.year)
        facts = replace(facts, charts=charts, uncharted=uncharted)
    return replace(
        content,
        head=office_head(db, office, content.head, PaperKind.REPORT),
        nodes=fill_report(content.nodes, facts),
    )


def _outside(db: Database, facts: ReportFacts) -> tuple[LeftOver, ...]:
    """Activities of the campaign's days that nobody put into the campaign: to be confirmed."""
    if facts.campaign is None or facts.month is not facts.all:
        return ()
    found = db.read(find_activities, ActivityFilter(first=facts.first, last=facts.last))
    return _as_left_overs([row for row in found if row.campaign_id != facts.campaign.id])


def _as_left_overs(rows: Sequence[ActivityRow]) -> tuple[LeftOver, ...]:
    return tuple(
        LeftOver(
            where="Hoạt động",
            found=f"{row.title} ({format_period(row.starts_on, row.ends_on)})",
            why="Diễn ra trong Tháng hành động nhưng chưa được xếp vào Tháng hành động.",
        )
        for row in rows
    )
