"""The home screen in one read: duties, the year's plan at a glance, the campaign, the next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.campaigns import FIRST_DAY, LAST_DAY
from app.domain.duties import DutyState, day_in_year, duty_state
from app.domain.next_step import NextStep, Situation, next_step
from app.domain.papers import PaperKind, PaperState, PlanType, ReportType, TaskState
from app.models import CatalogueEntry, Office, PaperNode
from app.queries.activities import days_of_campaign, list_activities
from app.queries.campaigns import CampaignRow, list_campaigns
from app.queries.duties import DutyRow, list_duties
from app.queries.papers import PaperListRow, list_papers
from app.queries.progress import ProgressCounts, count_progress
from app.queries.tasks import TaskListRow, list_tasks

_YEAR_PLANS = (PlanType.YEAR, PlanType.RECEIVING_YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """Everything the home screen shows.

    ``tasks_unknown`` have no progress written down yet; ``progress`` are the strategy's targets.
    """

    duties: tuple[DutyRow, ...]
    year_plan: PaperListRow | None
    tasks_total: int
    tasks_done: int
    tasks_late: int
    tasks_unknown: int
    campaign: CampaignRow | None
    campaign_days: dict[date, int]
    campaign_count: int
    activity_count: int
    progress: ProgressCounts
    next_step: NextStep

    def due(self, state: DutyState) -> int:
        """How many duties are in a state."""
        return sum(duty.state is state for duty in self.duties)


def get_home(session: Session, *, today: date, year: int) -> HomeRow:
    """The home screen of a year, with what is late of the year before.

    In the last weeks of this year also what is near in the next one.
    """
    before = list_duties(session, today=today, year=year - 1)
    late = [duty for duty in before if duty.state is DutyState.LATE]
    near = _near_next_year(session, today) if year == today.year else []
    duties = (*late, *list_duties(session, today=today, year=year), *near)
    papers = list_papers(session, year=year)
    plan = _newest(papers, PaperKind.PLAN, _YEAR_PLANS)
    tasks = list_tasks(session, today=today, paper_id=plan.paper_id) if plan else []
    campaign = next(iter(list_campaigns(session, year=year)), None)
    inside = list_activities(session, campaign_id=campaign.id) if campaign else []
    return HomeRow(
        duties=duties,
        year_plan=plan,
        tasks_total=len(tasks),
        tasks_done=sum(task.state is TaskState.DONE for task in tasks),
        tasks_late=sum(task.late for task in tasks),
        tasks_unknown=sum(task.state is TaskState.PLANNED for task in tasks),
        campaign=campaign,
        campaign_days=days_of_campaign(session, campaign.id) if campaign else {},
        campaign_count=len(inside),
        activity_count=len(list_activities(session, year=year)),
        progress=count_progress(session, year),
        next_step=_step(
            session, _Known(today, year, duties, papers, plan, tasks, campaign, len(inside))
        ),
    )


def _near_next_year(session: Session, today: date) -> list[DutyRow]:
    year = today.year + 1
    if duty_state(date(year, 1, 1), today, done=False) is DutyState.LATER:
        return []
    near = (DutyState.WEEK, DutyState.MONTH)
    return [one for one in list_duties(session, today=today, year=year) if one.state in near]


@dataclass(frozen=True, slots=True)
class _Known:
    today: date
    year: int
    duties: Sequence[DutyRow]
    papers: Sequence[PaperListRow]
    plan: PaperListRow | None
    tasks: Sequence[TaskListRow]
    campaign: CampaignRow | None
    inside: int


def _step(session: Session, known: _Known) -> NextStep:
    campaign, year, papers = known.campaign, known.year, known.papers
    return next_step(
        Situation(
            today=known.today,
            year=year,
            has_office=session.scalars(select(Office.id)).first() is not None,
            year_plan=known.plan.state if known.plan else None,
            open_places=_open_places(session, known.plan),
            month_first=campaign.starts_on if campaign else _day(session, FIRST_DAY, year),
            month_last=campaign.ends_on if campaign else _day(session, LAST_DAY, year),
            month_plan=_state(papers, PaperKind.PLAN, PlanType.ACTION_MONTH),
            theme_known=bool(campaign and campaign.theme),
            month_activities=known.inside,
            year_report=_state(papers, PaperKind.REPORT, ReportType.YEAR),
            year_report_due=_due(known.duties, ReportType.YEAR),
            month_report=_state(papers, PaperKind.REPORT, ReportType.ACTION_MONTH),
            late_tasks=sum(task.late for task in known.tasks),
        )
    )


def _newest(
    papers: Sequence[PaperListRow], kind: PaperKind, types: Sequence[str]
) -> PaperListRow | None:
    """The paper of these types that is issued, else the one changed last."""
    found = [paper for paper in papers if paper.kind is kind and paper.paper_type in types]
    return next(
        (paper for paper in found if paper.state is PaperState.ISSUED), found[0] if found else None
    )


def _state(papers: Sequence[PaperListRow], kind: PaperKind, paper_type: str) -> PaperState | None:
    paper = _newest(papers, kind, [paper_type])
    return paper.state if paper else None


def _due(duties: Sequence[DutyRow], report_type: str) -> date | None:
    return next(
        (duty.due for duty in duties if (duty.kind, duty.paper_type) == ("report", report_type)),
        None,
    )


def _open_places(session: Session, plan: PaperListRow | None) -> int:
    if plan is None:
        return 0
    open_text = or_(PaperNode.text.contains("[điền"), PaperNode.heading.contains("[điền"))
    asked = select(func.count(PaperNode.id)).where(
        PaperNode.version_id == plan.version_id, open_text
    )
    return (session.scalar(asked) or 0) + plan.left_over_count


def _day(session: Session, meaning: str, year: int) -> date | None:
    entries = session.scalars(select(CatalogueEntry).where(CatalogueEntry.catalogue == "deadline"))
    for entry in entries:
        if entry.data.get("report_kind") == meaning:
            return day_in_year(entry.data, year)
    return None
