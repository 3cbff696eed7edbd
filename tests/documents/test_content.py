"""Content ↔ document: tasks printed where the officer wants them, annexes, markers, periods."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.blocks import Annex, Document, Node, Table, TableColumn, TaskInfo, walk
from app.documents.builders.content import PrintChoices, content_of, document_of
from app.documents.builders.task_words import period_words, task_info
from app.documents.readers.outline import outline_lines
from app.documents.readers.task_line import parse_period
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent
from tests.documents.sample_paper import long_plan

YEAR = PrintChoices(year=2027)
BARE = PrintChoices(year=2027, show_assignments=False, show_task_annex=False)


def node(depth: int, mark: Mark, heading: str = "", text: str = "", **more: Any) -> NodeContent:
    return NodeContent(depth=depth, mark=mark, heading=heading, text=text, **more)


def task(lead: str, **more: Any) -> TaskContent:
    return TaskContent(lead=lead, **more)


TASKS = (
    node(0, Mark.ROMAN, "NHIỆM VỤ"),
    node(
        1,
        Mark.LETTER,
        text="Mở lớp tập huấn.",
        task=task(
            "Phòng Văn hóa - Xã hội",
            partners=("Trạm Y tế", "Công an xã"),
            starts_on=date(2027, 4, 1),
            ends_on=date(2027, 6, 30),
            budget=(("Ngân sách nhà nước", 5_000_000), ("Xã hội hóa", 0)),
            output="01 lớp",
        ),
    ),
    node(1, Mark.LETTER, text="Khám sức khỏe;", task=task("Trạm Y tế", all_year=True)),
    node(1, Mark.LETTER, text="Vận động hội viên", task=task("Hội Phụ nữ xã", asked=True)),
)
ORGANISATION = (
    node(0, Mark.ROMAN, "TỔ CHỨC THỰC HIỆN"),
    node(1, Mark.ARABIC, "Trạm Y tế:", "thường trực."),
    node(1, Mark.ARABIC, "Công an xã"),
    node(2, Mark.LETTER, text="Bảo đảm an ninh."),
)
CLOSING = (node(0, Mark.NONE, text="Trên đây là Kế hoạch./."),)


def paper(*nodes: NodeContent) -> PaperContent:
    return PaperContent(head=PaperHead(type_name="KẾ HOẠCH"), nodes=nodes)


def lines(content: PaperContent, **choices: Any) -> list[str]:
    return outline_lines(document_of(content, PrintChoices(year=2027, **choices)))


def test_tasks_stand_once_when_nothing_else_is_chosen() -> None:
    document = document_of(paper(*TASKS, *ORGANISATION, *CLOSING), BARE)
    assert document.annexes == ()
    assert sum("tập huấn" in line for line in outline_lines(document)) == 1


def test_tasks_by_agency_go_below_its_entry_or_get_one() -> None:
    content = paper(*TASKS, *ORGANISATION, *CLOSING)
    assert lines(content, show_task_annex=False)[4:] == [
        "II. TỔ CHỨC THỰC HIỆN",
        "  1. Trạm Y tế:",
        "    - Thường trực.",
        "    - Khám sức khỏe (cả năm).",
        "  2. Công an xã",
        "    a) Bảo đảm an ninh.",
        "  3. Phòng Văn hóa - Xã hội",
        "    - Mở lớp tập huấn (quý II/2027).",
        "  4. Đề nghị Hội Phụ nữ xã",
        "    - Vận động hội viên",
        "Trên đây là Kế hoạch./.",
    ]


def test_tasks_go_where_the_marker_stands() -> None:
    marker = node(1, Mark.NONE, text="@nhiem_vu_theo_co_quan")
    other = node(1, Mark.ARABIC, "Chế độ báo cáo")
    found = lines(paper(*TASKS, ORGANISATION[0], marker, other), show_task_annex=False)
    assert [line for line in found if line.startswith("  ") and line[2].isdigit()] == [
        "  1. Phòng Văn hóa - Xã hội",
        "  2. Trạm Y tế",
        "  3. Đề nghị Hội Phụ nữ xã",
        "  4. Chế độ báo cáo",
    ]


def test_an_entry_that_asks_is_the_same_agency() -> None:
    asked = node(1, Mark.ARABIC, "Đề nghị Hội Phụ nữ xã:")
    found = lines(paper(*TASKS, ORGANISATION[0], asked), show_task_annex=False)
    assert sum("Hội Phụ nữ" in line for line in found) == 1
    assert "    - Vận động hội viên" in found


def test_the_annex_holds_every_task_and_is_announced() -> None:
    document = document_of(
        paper(*TASKS, *ORGANISATION, *CLOSING), PrintChoices(year=2027, show_assignments=False)
    )
    [annex] = document.annexes
    assert annex.landscape
    table = annex.nodes[0].table
    assert table is not None
    assert table.rows[0] == (
        "1",
        "Mở lớp tập huấn.",
        "Phòng Văn hóa - Xã hội",
        "Trạm Y tế; Công an xã",
        "Quý II/2027",
        "Ngân sách nhà nước: 5.000.000 đồng; Xã hội hóa",
        "01 lớp",
    )
    assert [row[0] for row in table.rows] == ["1", "2", "3"]
    announcing = [line for line in outline_lines(document) if "Phụ lục kèm theo Kế hoạch" in line]
    assert len(announcing) == 1
    assert outline_lines(document).index(announcing[0]) == 5


def test_without_a_section_the_annex_is_announced_before_the_closing_words() -> None:
    found = lines(paper(*TASKS, *CLOSING), show_assignments=False)
    assert "Phụ lục" in found[-2]
    assert found[-1] == "Trên đây là Kế hoạch./."


def test_a_plan_without_tasks_has_no_annex() -> None:
    assert document_of(paper(*ORGANISATION), YEAR).annexes == ()


def test_marker_lines_are_never_printed() -> None:
    marked = node(1, Mark.NONE, text="@ket_qua nhom=training")
    assert not any("@" in line for line in lines(paper(*ORGANISATION, marked)))


def test_a_kept_annex_follows_the_task_annex() -> None:
    kept = node(
        0,
        Mark.NONE,
        "TỔNG HỢP",
        "@phu_luc",
        table={"columns": [["STT", 0.5, "center"], ["Tên", 2.0, "left"]], "rows": [["1", "x"]]},
    )
    document = document_of(paper(*TASKS, *ORGANISATION, kept), YEAR)
    assert [annex.title for annex in document.annexes] == ["BẢNG PHÂN CÔNG NHIỆM VỤ", "TỔNG HỢP"]
    assert any("tại Phụ lục I kèm theo" in line for line in outline_lines(document))
    assert not any("TỔNG HỢP" in line for line in outline_lines(document))


def test_a_document_survives_being_kept() -> None:
    document = long_plan()
    again = document_of(content_of(document), PrintChoices(year=document.year))
    assert outline_lines(again)[:-1] == [
        line for line in outline_lines(document)[:-1] if "@" not in line
    ]
    assert [annex.title for annex in again.annexes] == [annex.title for annex in document.annexes]
    assert [annex.landscape for annex in again.annexes] == [True, False]
    assert again.annexes[0].nodes[0].table == document.annexes[0].nodes[0].table
    assert (again.bases, again.recipients) == (document.bases, document.recipients)
    assert again.signature == document.signature
    assert again.day == document.day


def test_tables_survive_being_kept() -> None:
    table = Table(
        columns=(TableColumn("Nội dung", 3.0), TableColumn("Nam"), TableColumn("Nữ")),
        rows=(("a", "1", "2"),),
        groups=(("Số người", 1, 2),),
        total=("Cộng", "1", "2"),
    )
    document = Document(type_name="A", nodes=(Node(table=table),), annexes=(
        Annex(title="B", nodes=(Node(text="x"), Node(table=table))),))  # fmt: skip
    again = document_of(content_of(document), YEAR)
    assert again.nodes[0].table == table
    assert [inner.table for inner in again.annexes[0].nodes] == [None, table]


def test_printed_words_of_tasks_are_read_back() -> None:
    info = TaskInfo(
        lead="Trạm Y tế",
        partners=("A", "B"),
        period="01/3 - 31/10/2027",
        budget="Ngân sách nhà nước: 5.000.000 đồng; Xã hội hóa",
        output="01 lớp",
        asked=True,
    )
    document = Document(type_name="A", nodes=(Node(text="x", task=info),))
    [kept] = content_of(document).nodes
    assert kept.task is not None
    assert (kept.task.starts_on, kept.task.ends_on) == (date(2027, 3, 1), date(2027, 10, 31))
    assert kept.task.budget == (("Ngân sách nhà nước", 5_000_000), ("Xã hội hóa", 0))
    assert task_info(kept.task) == info


def test_words_that_are_no_period_lose_nothing_else() -> None:
    info = TaskInfo(lead="Trạm Y tế", period="khi có kinh phí", output="01 lớp")
    [kept] = content_of(Document(type_name="A", nodes=(Node(text="x", task=info),))).nodes
    assert kept.task == TaskContent(lead="Trạm Y tế", output="01 lớp")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (date(2027, 3, 1), date(2027, 10, 31), "01/3 - 31/10/2027"),
        (date(2027, 1, 15), date(2027, 2, 5), "15/01 - 05/02/2027"),
        (date(2027, 1, 1), date(2027, 3, 31), "Quý I/2027"),
        (date(2027, 10, 1), date(2027, 12, 31), "Quý IV/2027"),
        (date(2027, 2, 1), date(2027, 2, 28), "Tháng 2/2027"),
        (date(2027, 3, 8), date(2027, 3, 8), "08/3/2027"),
        (None, date(2027, 6, 15), "Trước ngày 15/6/2027"),
        (date(2027, 6, 15), None, "Từ ngày 15/6/2027"),
        (date(2026, 12, 1), date(2027, 1, 5), "01/12/2026 - 05/01/2027"),
    ],
)
def test_periods(first: date | None, last: date | None, words: str) -> None:
    assert period_words(task("A", starts_on=first, ends_on=last)) == words


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 500))
def test_a_printed_period_is_read_back(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    period = parse_period(period_words(task("A", starts_on=first, ends_on=last)), last.year)
    assert (period.starts_on, period.ends_on) == (first, last)


def test_marks_are_computed_anew() -> None:
    document = document_of(paper(*TASKS, *ORGANISATION), YEAR)
    marks = [placed.mark for placed in walk(document.nodes) if placed.depth == 0]
    assert marks == ["I.", "II."]


def test_one_agency_spelled_two_ways_keeps_all_its_tasks() -> None:
    again = node(1, Mark.LETTER, text="Tư vấn tại nhà.", task=task("Trạm y tế"))
    found = lines(paper(*TASKS, again, *ORGANISATION), show_task_annex=False)
    at = found.index("  1. Trạm Y tế:")
    assert found[at + 1 : at + 4] == [
        "    - Thường trực.",
        "    - Khám sức khỏe (cả năm).",
        "    - Tư vấn tại nhà.",
    ]
