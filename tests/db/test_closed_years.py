"""A closed year refuses every change, whoever makes it; opened again it takes them."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.db.closed_years import _GUARDED
from app.db.database import Database
from app.db.engine import make_engine
from app.domain.closed_years import ClosedYearError
from app.domain.figure_rows import CellState, Column
from app.domain.papers import PaperKind, PaperState, ReportType, TaskState
from app.domain.periods import management_year
from app.domain.roles import Role
from app.errors import ConflictError, ValidationError
from app.models import Paper, PaperVersion
from app.models.base import Base
from app.queries.activities import get_activity
from app.queries.change_log import LogFilter, list_log
from app.queries.indicators import list_indicators
from app.queries.papers import get_paper, list_papers
from app.queries.years import find_year, list_years, year_to_close
from app.services.activities import (
    ActivityDraft,
    AttachFile,
    ChangeActivity,
    attach_file,
    change_activity,
    delete_activity,
    record_activity,
)
from app.services.campaigns import ensure_action_month
from app.services.duties import tick_duty
from app.services.figures import CellDraft, SaveFigures, SetTarget, save_figures, set_target
from app.services.papers import (
    SaveContent,
    SetTaskProgress,
    delete_paper,
    mark_checked,
    mark_printed,
    save_content,
    set_task_progress,
)
from app.services.waivers import WaiveFinding, waive_finding
from app.services.years import CloseYear, ReopenYear, close_year, reopen_year
from tests.papers import create, issue_newest, with_text
from tests.shipped import load_shipped

YEAR = 2026
NOW = datetime(2027, 2, 15, 3, tzinfo=UTC)
DAY = date(YEAR, 5, 20)
DRAFT = ActivityDraft(kind_code="khac", title="Họp", starts_on=DAY)
CLOSE = CloseYear(year=YEAR, by="Trần Thị Mẫu", at=NOW)


@pytest.fixture(scope="module")
def _closed_file(_empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan, an activity, figures and a duty of 2026, which is closed."""
    path = tmp_path_factory.mktemp("năm đã khóa") / "so.db"
    shutil.copy(_empty_file, path)
    db = Database(make_engine(path), "Nguyễn Văn Mẫu")
    db.write(load_shipped)
    db.write(create)
    db.write(record_activity, DRAFT)
    db.write(close_year, CLOSE)
    db.close()
    return path


@pytest.fixture
def book(_closed_file: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "so.db"
    shutil.copy(_closed_file, path)
    db = Database(make_engine(path), "Nguyễn Văn Mẫu")
    yield db
    db.close()


def plan(session: Session) -> UUID:
    return list_papers(session)[0].paper_id


def activity(session: Session) -> UUID:
    rows = list_log(session, LogFilter()).rows
    return UUID(next(row.record_id for row in rows if row.record_type == "activity"))


def save(session: Session) -> None:
    row = get_paper(session, plan(session))
    content = with_text(row.content, 1, "Câu mới.")
    save_content(
        session,
        SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content),
    )


def change(session: Session, to: date = DAY) -> None:
    row = get_activity(session, activity(session))
    draft = ActivityDraft(kind_code="khac", title="Họp lại", starts_on=to)
    change_activity(
        session, ChangeActivity(activity_id=row.id, seen_revision=row.revision, draft=draft)
    )


def attach(session: Session) -> None:
    file = AttachFile(
        activity_id=activity(session), name="a.pdf", sha256="0" * 64, media_type="x", size=1
    )
    attach_file(session, file)


def figure(session: Session) -> None:
    cell = CellDraft(
        indicator="dan_so", column=Column.TOTAL, state=CellState.VALUE, value=Decimal(9)
    )
    save_figures(
        session,
        SaveFigures(
            period=management_year(YEAR), cells=(cell,), indicators=list_indicators(session)
        ),
    )


def progress(session: Session) -> None:
    key = get_paper(session, plan(session)).content.nodes[3].key
    set_task_progress(session, SetTaskProgress(task_key=key, state=TaskState.DONE))


def target(session: Session, year: int = YEAR) -> None:
    set_target(session, SetTarget(indicator="dan_so", year=year, value=Decimal(10)))


def waive(session: Session) -> None:
    command = WaiveFinding(paper_id=plan(session), rule="dấu", quote="x", reason="cố ý")
    waive_finding(session, command)


CHANGES: dict[str, Callable[[Session], object]] = {
    "new plan": create,
    "text of the plan": save,
    "plan checked": lambda s: mark_checked(s, get_paper(s, plan(s)).version_id),
    "plan issued": lambda s: issue_newest(s, plan(s)),
    "plan into the bin": lambda s: delete_paper(s, plan(s)),
    "finding let stand": waive,
    "progress of a task": progress,
    "new activity": lambda s: record_activity(s, DRAFT),
    "activity changed": change,
    "activity moved out": lambda s: change(s, date(YEAR + 1, 1, 5)),
    "activity into the bin": lambda s: delete_activity(s, activity(s)),
    "file attached": attach,
    "figure": figure,
    "target": target,
    "duty": lambda s: tick_duty(s, year=YEAR, code="plan_year", done_on=DAY),
    "Action Month": lambda s: ensure_action_month(s, YEAR),
}


def test_a_closed_year_refuses_every_change_and_loses_nothing(book: Database) -> None:
    before = book.read(list_log, LogFilter(quiet=True)).total
    for name, use_case in CHANGES.items():
        with pytest.raises(ClosedYearError, match=r"Năm 2026 đã khóa \(ngày 15/02/2027, Trần") as e:
            book.write(use_case)
        assert e.value.year == YEAR, name
    assert book.read(list_log, LogFilter(quiet=True)).total == before


def test_another_year_and_printing_go_on(book: Database) -> None:
    book.write(
        record_activity, ActivityDraft(kind_code="khac", title="Mới", starts_on=date(2027, 1, 9))
    )
    book.write(target, YEAR + 1)
    version = book.read(lambda s: get_paper(s, plan(s)).version_id)
    book.write(mark_printed, version)
    assert book.read(lambda s: get_paper(s, plan(s)).state) is PaperState.PRINTED


def test_opened_again_with_a_reason_it_takes_corrections(book: Database) -> None:
    wanted = ReopenYear(year=YEAR, by="Trần Thị Mẫu", at=NOW, reason="Sở yêu cầu sửa số")
    with pytest.raises(ValidationError, match="lý do"):
        book.write(reopen_year, ReopenYear(year=YEAR, by="x", at=NOW, reason=" "))
    book.write(reopen_year, wanted)
    for name in ("figure", "text of the plan", "activity changed", "progress of a task"):
        book.write(CHANGES[name])
    row = book.read(find_year, YEAR)
    assert (row.closed, row.reason) == (False, "Sở yêu cầu sửa số")
    with pytest.raises(ConflictError, match="đang mở"):
        book.write(reopen_year, wanted)
    told = book.read(list_log, LogFilter()).rows
    assert any(line.after == "Sở yêu cầu sửa số" and line.record == "2026" for line in told)
    book.write(close_year, CLOSE)
    assert book.read(find_year, YEAR).closed


def test_who_may_open_a_year_again(book: Database) -> None:
    wanted = ReopenYear(year=YEAR, by="x", at=NOW, reason="sửa")
    book.work_as("Lê Văn Mẫu", Role.OFFICER)
    with pytest.raises(ValidationError, match="Người quản trị"):
        book.write(reopen_year, wanted)
    book.work_as("Trần Thị Mẫu", Role.ADMIN)
    book.write(reopen_year, wanted)


def test_only_a_year_that_is_over_is_closed_once(db: Database) -> None:
    with pytest.raises(ValidationError, match="chưa hết"):
        db.write(close_year, CloseYear(year=2027, by="x", at=NOW))
    db.write(close_year, CLOSE)
    with pytest.raises(ConflictError, match="đã khóa rồi"):
        db.write(close_year, CLOSE)


def test_closing_is_proposed_in_february_once_the_report_of_the_year_is_out(db: Database) -> None:
    def report(session: Session) -> UUID:
        paper = create(session)
        found = session.get_one(Paper, paper)
        found.kind, found.paper_type = PaperKind.REPORT, ReportType.YEAR
        return paper

    paper = db.write(report)
    february = date(2027, 2, 3)
    assert db.read(year_to_close, february) is None
    db.write(issue_newest, paper)
    assert db.read(year_to_close, february) == YEAR
    assert db.read(year_to_close, date(2027, 3, 1)) is None
    assert [row.year for row in db.read(list_years, february)] == [YEAR]
    assert not db.read(list_years, date(YEAR, 12, 1))
    db.write(close_year, CLOSE)
    assert db.read(year_to_close, february) is None


def test_every_table_of_a_year_is_guarded() -> None:
    """A new table with a year, or a part of a guarded record, must say where it belongs."""
    free = {"year_closing", "upper_task", "report_seal", "totals_basis", "sent_package"}
    guarded = {str(inspect(model).local_table) for model in _GUARDED}
    loose = set()
    for table in Base.metadata.tables.values():
        owners = {key.column.table.name for key in table.foreign_keys}
        if ("year" in table.c or owners & guarded) and table.name not in guarded | free:
            loose.add(table.name)
    assert loose == set()
    assert PaperVersion.__tablename__ in guarded
