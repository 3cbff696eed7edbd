"""How a report says things: small letters after a first part, one word for one or more annexes."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from app.db.database import Database
from app.documents.builders.report_targets import TargetFact, target_lines
from app.domain.activities import ActivityDraft
from app.domain.fields import plain
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import IndicatorKind, Progress
from app.domain.papers import ReportType
from app.domain.periods import parse_period
from app.queries.indicators import list_indicators
from app.queries.papers import PaperRow, get_paper
from app.services.activities import record_activity
from app.services.figures import CellDraft, SaveFigures, save_figures
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


def target(db: Database, kind: IndicatorKind, value: int, progress: Progress) -> TargetFact:
    one = next(row for row in db.read(list_indicators).values() if row.kind is kind)
    return TargetFact(
        indicator=one,
        value=Decimal(value),
        before=None,
        aim=Decimal(1),
        on_line=True,
        progress=progress,
    )


def test_a_question_is_told_by_its_answer_and_what_there_is_none_of_is_not_told(
    office: Database,
) -> None:
    facts = [
        target(office, IndicatorKind.YES_NO, 1, Progress.MET),
        target(office, IndicatorKind.YES_NO, 0, Progress.UNKNOWN),
    ]

    summary, yes, no = (plain(text) for _mark, text in target_lines(facts, "2026", 2026))

    assert summary == (
        "Trong 02 chỉ tiêu theo dõi: 01 chỉ tiêu đạt, 01 chỉ tiêu không đánh giá được."
    )
    assert yes.endswith(": có; đạt.")
    assert no.endswith(": không; không đánh giá được.")


def count_cases(db: Database, code: str) -> None:
    period = parse_period(code)
    cell = CellDraft(
        indicator="bao_luc", column=Column.TOTAL, state=CellState.VALUE, value=Decimal(8)
    )
    indicators = db.read(list_indicators, on=period.last)
    db.write(save_figures, SaveFigures(period=period, cells=(cell,), indicators=indicators))


def test_one_annex_is_named_alone_and_several_together(office: Database) -> None:
    did(office, "noi_chuyen", women=20)
    money = "Chi tiết từng loại hoạt động theo {}Phụ lục kèm theo Báo cáo này."
    sexes = "số liệu trong kỳ tách theo giới tính ở {}Phụ lục kèm theo Báo cáo này."

    alone = " ".join(words(built(office, ReportType.HALF_YEAR, "2026-H1")))
    count_cases(office, "2026-H1")
    together = " ".join(words(built(office, ReportType.HALF_YEAR, "2026-H1")))

    assert [line.format("") in alone for line in (money, sexes)] == [True, True]
    assert [line.format("các ") in together for line in (money, sexes)] == [True, True]


def test_every_heading_of_an_ad_hoc_report_is_summed_up_once(office: Database) -> None:
    for kind in ("noi_chuyen", "to_roi", "tap_huan", "hoi_nghi_toa_dam", "kiem_tra", "doi_thoai"):
        did(office, kind, women=20)

    nodes = built(office, ReportType.AD_HOC, "2026-H1").content.nodes

    headings = [number for number, node in enumerate(nodes) if node.heading]
    parts = [nodes[at:end] for at, end in pairwise([*headings, len(nodes)])]
    sums = [sum("Đã ghi nhận" in plain(node.text) for node in part) for part in parts]
    assert max(sums) == 1
    assert sum(sums) > 1
