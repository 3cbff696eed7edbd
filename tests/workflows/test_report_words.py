"""How a report says things: small letters after a first part, one word for one or more annexes."""

from datetime import date

from app.db.database import Database
from app.domain.activities import ActivityDraft
from app.domain.fields import plain
from app.domain.papers import ReportType
from app.domain.periods import parse_period
from app.queries.papers import PaperRow, get_paper
from app.services.activities import record_activity
from app.workflows.reports import BuildReport, build_report
from tests.workflows.test_plans import office

__all__ = ["office"]

TODAY = date(2026, 12, 20)


def did(db: Database, kind: str, **more: object) -> None:
    draft = ActivityDraft(kind_code=kind, title="Việc", starts_on=date(2026, 3, 8), **more)
    db.write(record_activity, draft)


def built(db: Database, kind: ReportType, code: str) -> PaperRow:
    command = BuildReport(report_type=kind, year=2026, period=parse_period(code))
    return db.read(get_paper, build_report(db, command, TODAY))


def words(paper: PaperRow) -> list[str]:
    return [plain(node.text or node.heading) for node in paper.content.nodes]


def test_what_follows_in_a_remark_begins_small(office: Database) -> None:
    did(office, "to_roi", quantities=(("to_roi", 600), ("to_gap", 50)))

    annex = built(office, ReportType.YEAR, "2026").content.nodes[-1].table

    assert annex is not None
    [row] = annex["rows"]
    assert plain(row[-1]).startswith("Tờ rơi: 600 tờ; tờ gấp: 50 tờ")
