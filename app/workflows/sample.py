"""A filled sample office "mẫu" in a data folder of its own, to look at and to try on."""

import re
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from app.data_folder import DataFolder, open_data_folder
from app.db.database import Database
from app.domain.activities import ActivityDraft
from app.domain.paper_content import NodeContent, PaperContent
from app.domain.papers import ReportType, TaskState
from app.domain.text import fold
from app.errors import ConflictError
from app.queries.campaigns import get_campaign
from app.queries.office import get_office
from app.queries.papers import get_paper
from app.queries.tasks import TaskListRow, list_tasks
from app.services.activities import AttachFile, attach_file, record_activities
from app.services.campaigns import SetCampaign, ensure_action_month, set_campaign
from app.services.issue import IssuePaper, issue_paper
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.papers import (
    SaveContent,
    SetTaskProgress,
    confirm_left_over,
    save_content,
    set_task_progress,
)
from app.workflows.attachments import keep_file
from app.workflows.plans import NewPlan, new_plan_from_last_year, new_plan_from_template
from app.workflows.reports import BuildReport, build_report
from app.workflows.sample_data import (
    ACTIVITIES,
    ANSWERS,
    ANY_ANSWER,
    MESSAGES,
    THEME,
    YEAR,
    SampleActivity,
)
from app.workflows.sample_figures import write_sample_figures
from app.workflows.sample_year import LAST_YEAR, OTHER_MONTHS

#: The day the sample is looked at: in the middle of the Action Month.
SAMPLE_DAY: Final = date(2026, 11, 21)
_PLACE: Final = re.compile(r"\[\s*điền\b:?([^\]]*)\]", re.IGNORECASE)
_MAYOR: Final = SignerDraft(
    form_code="tm_ubnd_ct", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Nguyễn Văn Mẫu"
)
_VICE: Final = SignerDraft(
    form_code="tm_ubnd_kt_pct",
    lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    name="Trần Thị Mẫu",
)
_OFFICE: Final = SetUpOffice(
    level_code="xa",
    name="Mẫu",
    upper_unit="tỉnh Mẫu",
    receiving_office="Sở Nội vụ tỉnh Mẫu",
    drafting_office="Phòng Văn hóa - Xã hội",
    drafting_symbol="VHXH",
    place_name="Mẫu",
    signers=(_MAYOR, _VICE),
    sample=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleResult:
    """What was made."""

    folder: Path
    year_plan: UUID
    next_plan: UUID
    month_plan: UUID
    campaign: UUID
    month_report: UUID
    year_report: UUID
    activities: int


def make_sample(data_dir: Path, *, today: date = SAMPLE_DAY) -> SampleResult:
    """Fill a data folder with the sample office; what happened after ``today`` is left out.

    Raises:
        ConflictError: the folder already holds an office; nothing in it is touched.
        DataFileError: the folder cannot be opened or written.
    """
    folder = open_data_folder(data_dir, actor=_VICE.name)
    try:
        office = folder.db.read(get_office)
        if office is not None:
            raise ConflictError(
                f"Thư mục này đã có dữ liệu của {office.full_name} nên không làm bản mẫu vào đây; "
                "dữ liệu giữ nguyên. Hãy chọn một thư mục trống."
            )
        return _fill(folder, today)
    finally:
        folder.close()


def _fill(folder: DataFolder, today: date) -> SampleResult:
    db = folder.db
    db.write(set_up_office, _OFFICE)
    campaign = _campaign(db)
    plan = _issued_plan(db, "plan_year_commune", "12", date(YEAR, 2, 10))
    month_plan = _issued_plan(db, "plan_action_month", "98", date(YEAR, 11, 5), campaign)
    tasks = db.read(list_tasks, today=today, year=YEAR)
    for paper in (plan, month_plan):
        _progress(db, [task for task in tasks if task.paper_id == paper], today)
    done = [one for one in (*ACTIVITIES, *OTHER_MONTHS, *LAST_YEAR) if one.day <= today]
    ids = db.write(record_activities, [_draft(activity, campaign, tasks) for activity in done])
    if ids:
        _attach(folder, ids[0])
    write_sample_figures(db, today)
    return SampleResult(
        folder=folder.paths.root,
        year_plan=plan,
        next_plan=new_plan_from_last_year(db, plan, YEAR + 1, today=today),
        month_plan=month_plan,
        campaign=campaign,
        month_report=build_report(
            db, BuildReport(report_type=ReportType.ACTION_MONTH, year=YEAR), today
        ),
        year_report=build_report(db, BuildReport(report_type=ReportType.YEAR, year=YEAR), today),
        activities=len(ids),
    )


def _campaign(db: Database) -> UUID:
    row = db.read(get_campaign, db.write(ensure_action_month, YEAR))
    command = SetCampaign(
        campaign_id=row.id,
        seen_revision=row.revision,
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        theme=THEME,
        messages=MESSAGES,
    )
    db.write(set_campaign, command)
    return row.id


def _issued_plan(
    db: Database, template: str, number: str, day: date, campaign: UUID | None = None
) -> UUID:
    command = NewPlan(template_code=template, year=YEAR, campaign_id=campaign, today=day)
    plan = new_plan_from_template(db, command)
    row = db.read(get_paper, plan)
    content = _answered(row.content)
    db.write(
        save_content,
        SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content),
    )
    for _ in row.left_overs:
        db.write(confirm_left_over, row.version_id, 0)
    db.write(issue_paper, IssuePaper(version_id=row.version_id, number=number, day=day))
    return plan


def _answered(content: PaperContent) -> PaperContent:
    """Every "[điền: …]" filled with the sample's answer."""
    bases = tuple(_PLACE.sub(_answer, base) for base in content.head.bases)
    nodes = tuple(_answered_node(node) for node in content.nodes)
    return replace(content, head=replace(content.head, bases=bases), nodes=nodes)


def _answered_node(node: NodeContent) -> NodeContent:
    return replace(
        node, heading=_PLACE.sub(_answer, node.heading), text=_PLACE.sub(_answer, node.text)
    )


def _answer(place: re.Match[str]) -> str:
    asked = fold(place[1])
    return next((answer for words, answer in ANSWERS if words in asked), ANY_ANSWER)


def _progress(db: Database, tasks: list[TaskListRow], today: date) -> None:
    """Most of what was due is done; one is given up, one late, some under way."""
    due = [task for task in tasks if task.ends_on is not None and task.ends_on < today]
    for number, task in enumerate(due):
        if number % 9 == 4:
            continue
        command = SetTaskProgress(
            task_key=task.task_key, state=TaskState.DONE, done_on=task.ends_on
        )
        if number % 9 == 7:
            reason = "Chưa bố trí được kinh phí, chuyển sang năm 2027"
            command = replace(command, state=TaskState.NOT_DONE, done_on=None, note=reason)
        db.write(set_task_progress, command)
    under_way = [task for task in tasks if task.ends_on is None or task.ends_on >= today]
    for task in under_way[::2]:
        db.write(set_task_progress, SetTaskProgress(task_key=task.task_key, state=TaskState.DOING))


def _draft(activity: SampleActivity, campaign: UUID, tasks: list[TaskListRow]) -> ActivityDraft:
    wanted = activity.task
    key = next((task.task_key for task in tasks if wanted and wanted in fold(task.title)), None)
    return replace(
        activity.draft, campaign_id=campaign if activity.in_month else None, task_key=key
    )


def _attach(folder: DataFolder, activity: UUID) -> None:
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "Ghi chú mẫu.txt"
        source.write_text("Tệp minh chứng mẫu.\n", encoding="utf-8")
        kept = keep_file(folder.paths, source)
    folder.db.write(
        attach_file,
        AttachFile(
            activity_id=activity,
            name=kept.name,
            sha256=kept.sha256,
            media_type=kept.media_type,
            size=kept.size,
        ),
    )
