"""Draft a report from its plan, the tasks' progress and the recorded activities."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.builders.report import fill_report
from app.documents.builders.report_facts import Counted, PlanReference, ReportFacts
from app.documents.builders.report_figures import FormFact
from app.documents.builders.report_hidden import hidden_kinds
from app.documents.builders.report_targets import TargetFact
from app.documents.readers.templates import fill_template, read_content
from app.domain.dates import format_period
from app.domain.figure_checks import value_of
from app.domain.paper_content import LeftOver, PaperContent
from app.domain.papers import PaperKind, PaperState, ReportType
from app.domain.periods import Period, between, management_year, year_before
from app.domain.report_kinds import checked_period, duties_of, kind_of, periods_of, serves_year
from app.domain.wording import next_part, reached
from app.errors import NotFoundError, ValidationError
from app.queries.activities import ActivityFilter, ActivityRow, find_activities
from app.queries.campaigns import CampaignRow, get_campaign, list_campaigns
from app.queries.duties import closing_period, duty_of_report
from app.queries.figure_cells import list_figures, sex_rows
from app.queries.figure_masks import guarded_codes, hidden_places
from app.queries.figure_sheets import figure_sheet
from app.queries.indicators import find_form, list_indicators
from app.queries.kinds import get_catalogues
from app.queries.office import OfficeRow
from app.queries.papers import get_paper, list_papers, list_versions
from app.queries.tasks import TaskListRow, as_of, list_tasks
from app.services.campaigns import ensure_action_month
from app.services.papers import CreatePaper, create_paper
from app.workflows.chart_rows import chart_rows
from app.workflows.heads import known_office, office_head, template_fields
from app.workflows.report_annexes import asked_forms, form_facts

#: The form whose targets a report judges.
_TARGETS_FORMS: Final = {
    ReportType.YEAR: "bieu_chien_luoc",
    ReportType.HALF_YEAR: "bieu_chien_luoc",
    ReportType.ACTION_MONTH: "bieu_chien_luoc",
    ReportType.PROGRAMME: "bieu_2282",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """Which report. Without ``campaign_id`` or ``plan_id`` those of the year are taken.

    ``period`` is what it is about, the usual one of its kind and ``year`` by default; its own year
    counts. ``charts``: with the annex of charts, where its template has one. ``template`` is the
    code of another outline than the usual one of its kind.
    """

    report_type: ReportType
    year: int
    period: Period | None = None
    campaign_id: UUID | None = None
    plan_id: UUID | None = None
    charts: bool = False
    template: str = ""


def build_report(db: Database, command: BuildReport, today: date) -> UUID:
    """Make the draft of a report as a new paper.

    The Action Month report counts the campaign's activities; every other report those that began
    in its period (closing days of the catalogue where it has them), the Action Month among them.

    Raises:
        NotFoundError: no office yet, or the campaign or plan is gone.
        ValidationError: a kind that is not built, or a period that does not fit it.
    """
    period = period_asked(command)
    command = replace(command, period=period, year=period.year)
    office = known_office(db)
    facts = gather_facts(db, command, office, today)
    content = report_content(db, command, office, facts)
    return db.write(
        create_paper,
        CreatePaper(
            kind=PaperKind.REPORT,
            paper_type=command.report_type,
            year=command.year,
            content=content,
            source=_source(command, facts),
            plan_id=facts.plan.paper_id if facts.plan else None,
            campaign_id=facts.campaign.id if facts.campaign else None,
            left_overs=_outside(db, facts),
            period=period.code,
        ),
    )


def period_asked(command: BuildReport) -> Period:
    """The period of a report: the one asked for, else the usual one of its kind in its year.

    Raises:
        ValidationError: a kind that is not built, or a period that does not fit it.
    """
    if command.period is not None:
        return checked_period(command.report_type, command.period)
    return periods_of(command.report_type, command.year)[0]


def gather_facts(db: Database, command: BuildReport, office: OfficeRow, today: date) -> ReportFacts:
    """Everything the report is made from."""
    period = period_asked(command)
    duties = duties_of(command.report_type, period)
    due = db.read(duty_of_report, duties, period.year, today)
    campaign = _campaign(db, command)
    plan = _plan(db, command)
    month = _counted(db, ActivityFilter(campaign_id=campaign.id)) if campaign else None
    if month and campaign and command.report_type is ReportType.ACTION_MONTH:
        first, last, counted = campaign.starts_on, campaign.ends_on, month
    else:
        first, last = db.read(closing_period, duties, period)
        counted = _counted(db, ActivityFilter(first=first, last=last))
    about = campaign if counted is month else None
    return ReportFacts(
        office=office.full_name,
        year=command.year,
        today=today,
        first=first,
        last=last,
        all=counted,
        before=_before(db, about, (first, last), today),
        month=month,
        campaign=campaign,
        plan=plan,
        tasks=_tasks(db, plan, last, today),
        targets=_targets(db, _TARGETS_FORMS.get(command.report_type), period.year),
        period=management_year(period.year).code,
        about=period,
        due=due.due if due else None,
    )


def _tasks(
    db: Database, plan: PlanReference | None, last: date, today: date
) -> tuple[TaskListRow, ...]:
    """The tasks of the plan as they are; of a period that is over as they were at its end."""
    if plan is None:
        return ()
    rows = db.read(list_tasks, today=today, paper_id=plan.paper_id)
    return tuple(as_of(row, last) for row in rows) if last < today else tuple(rows)


def _targets(db: Database, code: str | None, year: int) -> tuple[TargetFact, ...]:
    """The indicators of a form that have a target, with the figures of a year."""
    if code is None:
        return ()
    indicators = db.read(list_indicators, on=date(year, 7, 1))
    try:
        form = db.read(find_form, code, on=date(year, 7, 1))
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


def _before(
    db: Database, campaign: CampaignRow | None, days: tuple[date, date], today: date
) -> Counted | None:
    """The same days a year earlier; of a period that still runs those up to the same day.

    A campaign is laid beside the campaign of the year before, None where that had none.
    """
    first, last = days
    then = year_before(between(first, reached(first, last, today) or last))
    if campaign is None:
        return _counted(db, ActivityFilter(first=then.first, last=then.last))
    earlier = db.read(list_campaigns, year=campaign.year - 1)
    known = next((one for one in earlier if one.code == campaign.code), None)
    return _counted(db, ActivityFilter(campaign_id=known.id, last=then.last)) if known else None


def _counted(db: Database, chosen: ActivityFilter) -> Counted:
    if chosen.campaign_id:
        scope = f"campaign={chosen.campaign_id}" + (f"&to={chosen.last}" if chosen.last else "")
    else:
        scope = f"from={chosen.first}&to={chosen.last}"
    kinds = db.read(get_catalogues).kinds
    rows = tuple(db.read(find_activities, chosen))
    return Counted(rows, scope, kinds, hidden_kinds(rows, kinds))


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
        for row in db.read(list_papers, kind=PaperKind.PLAN)
        if row.paper_type in kind_of(command.report_type).plans
        and serves_year(row.paper_type, row.year, command.year)
    ]
    plans.sort(key=lambda row: row.state is not PaperState.ISSUED)
    return plans[0].paper_id if plans else None


def report_content(
    db: Database, command: BuildReport, office: OfficeRow, facts: ReportFacts
) -> PaperContent:
    """The outline of a report filled with what the office itself wrote down."""
    theme = facts.campaign.theme if facts.campaign else ""
    fields = template_fields(db, office, command.year, theme) | _period_fields(facts.about)
    text = fill_template(command.template or kind_of(command.report_type).template, fields)
    content = read_content(text, command.year)
    codes = asked_forms(content.nodes)
    facts = replace(facts, forms=_forms(db, command, codes))
    if command.charts:
        charts, uncharted = chart_rows(db, facts.year)
        facts = replace(facts, charts=charts, uncharted=uncharted)
    return replace(
        content,
        head=office_head(db, office, content.head, PaperKind.REPORT),
        nodes=fill_report(content.nodes, facts),
    )


def _source(command: BuildReport, facts: ReportFacts) -> str:
    if command.report_type is ReportType.VIOLENCE:
        return "Lập từ biểu số liệu về bạo lực"
    return f"Lập từ {len(facts.all.rows)} hoạt động đã ghi"


def _forms(db: Database, command: BuildReport, codes: Sequence[str]) -> dict[str, FormFact]:
    """The forms of the annexes; counts of violence are those of the report's own period."""
    period = period_asked(command)
    forms = form_facts(db, codes, period.year, period.last)
    if command.report_type is not ReportType.VIOLENCE:
        return forms
    fitting = {code: fact for code, fact in forms.items() if fact.period.kind is period.kind}
    if not any(fact.has_figures for fact in fitting.values()):
        raise ValidationError(
            f"Chưa có số liệu bạo lực của kỳ {period.in_words} nên chưa lập báo cáo; không có gì "
            "bị thay đổi. Hãy nhập biểu bạo lực của kỳ này ở trang Chỉ tiêu trước.",
            field="period",
        )
    return fitting


def _period_fields(period: Period | None) -> dict[str, str]:
    """What templates call the period and the one that follows it."""
    if period is None:
        return {}
    after = next_part(period)
    return {
        "ky": period.in_words,
        "ky_sau": after.in_words if after else "thời gian tới",
    }


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
