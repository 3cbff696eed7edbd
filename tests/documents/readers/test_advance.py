"""A plan moved to another year: what changes, what stays, what is asked."""

from datetime import date

import pytest

from app.documents.readers.advance import YearFacts, advance_year
from app.documents.readers.templates import read_content
from app.documents.readers.years import Step, advance_text
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent
from tests.documents.readers.plans import source


def advanced(text: str, from_year: int = 2026, to_year: int = 2027) -> str:
    return advance_text(text, Step(from_year, to_year))[0]


def asked(text: str, from_year: int = 2026, to_year: int = 2027) -> list[str]:
    return [doubt.found for doubt in advance_text(text, Step(from_year, to_year))[1]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kế hoạch năm 2026", "Kế hoạch năm 2027"),
        ("từ ngày 15/11-15/12/2026", "từ ngày 15/11-15/12/2027"),
        ("từ ngày 15/11/2026 đến ngày 15/12/2026", "từ ngày 15/11/2027 đến ngày 15/12/2027"),
        ("trước ngày 15 tháng 6 năm 2026", "trước ngày 15 tháng 6 năm 2027"),
        ("Quý I/2026, tháng 3/2026", "Quý I/2027, tháng 3/2027"),
        ("6 tháng đầu năm 2026.", "6 tháng đầu năm 2027."),
        ("dự toán ngân sách năm 2026;", "dự toán ngân sách năm 2027;"),
        ("[điền: kế hoạch năm 2026 của tỉnh]", "[điền: kế hoạch năm 2027 của tỉnh]"),
    ],
)
def test_the_plans_own_year_moves_on_without_a_question(old: str, new: str) -> None:
    assert advanced(old) == new
    assert asked(old) == []


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 2282/QĐ-TTg ngày 31/12/2020 của Thủ tướng",
        "Nghị quyết số 28/NQ-CP ngày 03 tháng 3 năm 2021 của Chính phủ",
        "Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",
        "Nghị định số 70/2008/NĐ-CP",
        "Chỉ thị số 21-CT/TW ngày 20/01/2018 của Ban Bí thư",
        "giai đoạn 2021-2030",
        "giai đoạn 2021 – 2030",
        "nhiệm kỳ 2026-2031",
        "đến năm 2030, tầm nhìn 2045",
        "kinh phí 2.026.000 đồng",
        "lần thứ XIV, khóa XVI",
    ],
)
def test_what_is_not_the_plans_year_stays_without_a_question(text: str) -> None:
    assert advanced(text) == text
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("số liệu năm 2025", "số liệu năm 2025"),
        ("giai đoạn 2021-2025", "2021-2025"),
        ("nhiệm kỳ 2021-2026", "2021-2026"),
        ("chỉ tiêu đến năm 2026", "chỉ tiêu đến năm 2026"),
        ("Kế hoạch số 12/KH-UBND ngày 05/01/2026 của tỉnh", "12/KH-UBND ngày 05/01/2026"),
        ("tình hình năm 2023", "tình hình năm 2023"),
        ("phấn đấu năm 2027 đạt", "phấn đấu năm 2027"),
    ],
)
def test_doubtful_years_stay_and_are_asked(text: str, found: str) -> None:
    assert advanced(text) == text
    assert asked(text) == [found]


def test_a_cited_title_keeps_its_year_and_the_sentence_after_it_moves_on() -> None:
    text = (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của tỉnh về công tác bình đẳng giới "
        "năm 2026, Ủy ban nhân dân xã ban hành Kế hoạch năm 2026 như sau:"
    )
    assert advanced(text) == text.replace("Kế hoạch năm 2026 như", "Kế hoạch năm 2027 như")
    assert asked(text) == ["12/KH-UBND ngày 05/01/2026", "2026"]


def test_next_year_moves_along_and_is_asked() -> None:
    text = "Báo cáo tổng kết năm 2026 và kế hoạch năm 2027."
    assert advanced(text) == "Báo cáo tổng kết năm 2027 và kế hoạch năm 2028."
    assert asked(text) == ["và kế hoạch năm 2027"]


def test_several_years_at_once() -> None:
    assert advanced("năm 2019 và năm 2020", 2019, 2027) == "năm 2027 và năm 2028"


def test_a_leap_day_becomes_the_28th() -> None:
    assert advanced("trước ngày 29/02/2028", 2028, 2029) == "trước ngày 28/02/2029"
    assert asked("trước ngày 29/02/2028", 2028, 2029) == ["29/02/2029"]


def content(
    text: str = "Một.", *, task: TaskContent | None = None, signer: str = ""
) -> PaperContent:
    head = PaperHead(
        type_name="KẾ HOẠCH",
        title=("Công tác", "năm 2026"),
        number="05",
        symbol="KH-UBND",
        day=date(2026, 1, 10),
        bases=("Căn cứ Quyết định số 2232/QĐ-TTg ngày 28/12/2020 của Thủ tướng",),
        signer_name=signer,
    )
    return PaperContent(
        head=head, nodes=(NodeContent(depth=0, mark=Mark.ROMAN, text=text, task=task),)
    )


def test_number_and_day_are_cleared_and_nodes_get_new_keys() -> None:
    old = content()
    new, left_overs = advance_year(old, 2026, 2027)
    assert (new.head.number, new.head.symbol, new.head.day) == ("", "KH-UBND", None)
    assert new.head.title == ("Công tác", "năm 2027")
    assert new.nodes[0].key != old.nodes[0].key
    assert left_overs == ()


def test_task_periods_move_by_the_years() -> None:
    task = TaskContent(
        lead="Công an xã",
        starts_on=date(2024, 2, 29),
        ends_on=date(2024, 12, 15),
        budget=(("Ngân sách nhà nước", 5_000_000),),
        output="Báo cáo năm 2024",
    )
    new, left_overs = advance_year(content(task=task), 2024, 2026)
    moved = new.nodes[0].task
    assert moved is not None
    assert (moved.starts_on, moved.ends_on) == (date(2026, 2, 28), date(2026, 12, 15))
    assert moved.output == "Báo cáo năm 2026"
    assert [item.found for item in left_overs if "Số tiền" in item.why] == ["Kinh phí"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Lao động - Thương binh và Xã hội chủ trì", "Lao động - Thương binh và Xã hội"),
        ("Sở Lao động- Thương binh và Xã hội chủ trì", "Lao động- Thương binh và Xã hội"),
        ("Phòng LĐTB&XH", "LĐTB&XH"),
        ("UBND các huyện báo cáo", "huyện"),
        ("UBND THỊ XÃ AN KHÊ", "THỊ XÃ"),
    ],
)
def test_old_names_are_asked(text: str, found: str) -> None:
    _, left_overs = advance_year(content(text), 2026, 2027)
    assert [item.found for item in left_overs] == [found]
    assert left_overs[0].where.startswith("I: ")


def test_names_that_only_look_old_are_not_asked() -> None:
    for text in ("lĩnh vực thông tin và truyền thông", "P.T.T.Huyện", "quận1", "Sở Nội vụ"):
        assert advance_year(content(text), 2026, 2027)[1] == ()


def test_expired_bases_and_other_signers_are_asked() -> None:
    facts = YearFacts(
        signers=("Trần Thị Mẫu",), expired=(("2232/QĐ-TTg", "Hết hiệu lực từ 31/12/2025."),)
    )
    _, left_overs = advance_year(content(signer="Nguyễn Văn Mẫu"), 2026, 2027, facts)
    assert [(item.where, item.found) for item in left_overs] == [
        ("Căn cứ", "2232/QĐ-TTg"),
        ("Chữ ký", "Nguyễn Văn Mẫu"),
    ]
    known = YearFacts(signers=("Nguyễn Văn Mẫu",), expired=(("232/QĐ-TTg", "x"),))
    assert advance_year(content(signer="Nguyễn Văn Mẫu"), 2026, 2027, known)[1] == ()


def test_a_real_plan_moved_by_eight_years() -> None:
    old = read_content(source("song-an-2019"), 2019)
    new, left_overs = advance_year(old, 2019, 2027)
    assert new.head.title[-1].endswith("năm 2027")
    assert len(new.nodes) == len(old.nodes)
    kept = [node.text for node in new.nodes if "2019" in node.text]
    assert len(kept) == 1
    assert "47 /KH-UBND ngày 07/06/2019" in kept[0]
    found = {item.found for item in left_overs}
    assert {"Nguyễn Lê Tiến", "thị xã", "47 /KH-UBND ngày 07/06/2019", "2020-2025"} <= found


def test_the_year_moves_on_in_every_part_of_a_table_and_in_sources() -> None:
    table = {
        "columns": [["Chỉ tiêu", 2.0, "left"], ["Năm 2026", 1.0, "right"]],
        "groups": [["Kế hoạch năm 2026", 1, 1]],
        "rows": [["Tỷ lệ nữ năm 2026", "50"]],
        "total": ["Cộng năm 2026", ""],
    }
    task = TaskContent(lead="Công an xã", budget=(("Ngân sách năm 2026", 0),))
    node = NodeContent(depth=0, mark=Mark.NONE, text="Bảng", table=table, task=task)
    content = PaperContent(head=PaperHead(type_name="KẾ HOẠCH"), nodes=(node,))

    [moved] = advance_year(content, 2026, 2027)[0].nodes

    assert "2026" not in f"{moved.table} {moved.task}"
    assert moved.table is not None
    assert moved.table["columns"][1] == ["Năm 2027", 1.0, "right"]
