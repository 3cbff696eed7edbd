"""People who were helped after violence are few: a report does not let them be counted."""

from datetime import date

from app.db.database import Database
from app.domain.activities import ActivityDraft
from app.domain.fields import plain
from app.domain.papers import ReportType
from app.queries.papers import get_paper
from app.services.activities import record_activities
from app.workflows.reports import BuildReport, build_report
from tests.workflows.test_plans import office

__all__ = ["office"]

TODAY = date(2026, 12, 20)


def did(kind: str, men: int, women: int, **more: object) -> ActivityDraft:
    day = date(2026, 5, 8)
    return ActivityDraft(
        kind_code=kind, title="Việc mẫu", starts_on=day, men=men, women=women, **more
    )


def report(db: Database, *drafts: ActivityDraft) -> tuple[list[str], dict[str, list[str]]]:
    """The sentences, and the rows of the annex of activities by the name of the kind."""
    db.write(record_activities, list(drafts))
    paper = build_report(db, BuildReport(report_type=ReportType.YEAR, year=2026), TODAY)
    nodes = db.read(get_paper, paper).content.nodes
    table = next(node.table for node in nodes if node.text == "@phu_luc_hoat_dong")
    assert table is not None
    rows = [[plain(cell) for cell in row] for row in [*table["rows"], table["total"]]]
    return [plain(node.text) for node in nodes], {row[1]: row for row in rows}


HELPED = "Hỗ trợ người bị bạo lực trên cơ sở giới"
GIFTS = "Thăm hỏi, tặng quà"


def test_few_people_helped_are_hidden_with_another_kind_beside_them(office: Database) -> None:
    sentences, rows = report(
        office,
        did("ho_tro_nan_nhan", 0, 3, quantities=(("luot_ho_tro", 2),)),
        did("tham_tang_qua", 2, 18),
        did("kham_suc_khoe", 0, 85),
        did("noi_chuyen", 20, 30),
    )
    helped = next(text for text in sentences if text.startswith(HELPED))
    assert helped == f"{HELPED}: * lượt; số người không nêu (số nhỏ được che)."
    assert rows[HELPED][3:7] == ["*", "*", "*", "*"]
    # The one with the fewest people: 158 - 85 - 50 no longer gives the three.
    gifts = next(text for text in sentences if text.startswith(GIFTS))
    assert "số người không nêu" in gifts
    assert rows[GIFTS][4:7] == ["*", "*", "*"]
    assert rows["Tổng cộng"][4:7] == ["158", "22", "136"]
    assert "Đã ghi nhận 03 hoạt động, 108 lượt người tham gia (nam 02, nữ 106)." in sentences


def test_alone_in_its_section_it_takes_one_of_another_section(office: Database) -> None:
    sentences, rows = report(
        office,
        did("ho_tro_nan_nhan", 0, 3),
        did("noi_chuyen", 20, 30),
        did("mang_xa_hoi", 40, 60),
    )
    hidden = [name for name, row in rows.items() if row[4] == "*"]
    assert len(hidden) == 2
    assert HELPED in hidden
    assert rows["Tổng cộng"][4] == "153"
    # The sum of that section would give it away.
    assert "Đã ghi nhận 02 hoạt động, số người không nêu (số nhỏ được che)." in sentences


def test_with_nobody_else_no_sum_is_told(office: Database) -> None:
    sentences, rows = report(office, did("ho_tro_nan_nhan", 1, 3))
    assert rows["Tổng cộng"][4:7] == ["*", "*", "*"]
    assert not any(text.startswith("Lượt người tham gia") for text in sentences)


def test_many_people_helped_are_told(office: Database) -> None:
    sentences, rows = report(office, did("ho_tro_nan_nhan", 6, 12), did("tham_tang_qua", 2, 18))
    assert rows[HELPED][4:7] == ["18", "6", "12"]
    assert rows[GIFTS][4:7] == ["20", "2", "18"]
    assert any(text.startswith(HELPED) and "18 lượt người" in text for text in sentences)
