"""The line under a task: fields, periods, sums, and what is said about mistakes."""

from datetime import date

import pytest

from app.documents.readers.task_line import Period, parse_period, parse_task_line
from app.domain.paper_content import TaskContent
from app.errors import ValidationError


def test_every_field() -> None:
    line = (
        "> Chủ trì: Đài Truyền thanh | Phối hợp: Công an xã; Trạm Y tế | Thời gian: 01/02-30/6 | "
        "Kinh phí: Ngân sách nhà nước 5.000.000; Xã hội hóa: 2.000.000 đồng; Nguồn khác | "
        "Sản phẩm: Ít nhất 16 tin, bài; mỗi quý 04 tin | Cách giao: Đề nghị"
    )
    assert parse_task_line(line, 2026) == TaskContent(
        lead="Đài Truyền thanh",
        partners=("Công an xã", "Trạm Y tế"),
        asked=True,
        starts_on=date(2026, 2, 1),
        ends_on=date(2026, 6, 30),
        budget=(("Ngân sách nhà nước", 5_000_000), ("Xã hội hóa", 2_000_000), ("Nguồn khác", 0)),
        output="Ít nhất 16 tin, bài; mỗi quý 04 tin",
    )


def test_the_lead_alone() -> None:
    assert parse_task_line("Chủ trì: Công an xã", 2026) == TaskContent(lead="Công an xã")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Tháng 3", (2026, 3, 1), (2026, 3, 31)),
        ("Tháng 2", (2026, 2, 1), (2026, 2, 28)),
        ("Tháng 4 - Tháng 6", (2026, 4, 1), (2026, 6, 30)),
        ("Tháng 11/2027", (2027, 11, 1), (2027, 11, 30)),
        ("Quý I", (2026, 1, 1), (2026, 3, 31)),
        ("quý IV", (2026, 10, 1), (2026, 12, 31)),
        ("Quý II - Quý III", (2026, 4, 1), (2026, 9, 30)),
        ("6 tháng đầu năm", (2026, 1, 1), (2026, 6, 30)),
        ("15/11-15/12", (2026, 11, 15), (2026, 12, 15)),
        ("15/11/2026 - 15/12/2026", (2026, 11, 15), (2026, 12, 15)),
        ("15/12/2026 – 15/01/2027", (2026, 12, 15), (2027, 1, 15)),
        ("Từ 01/3 đến 31/10", (2026, 3, 1), (2026, 10, 31)),
        ("Từ ngày 01/3 đến hết ngày 31/10", (2026, 3, 1), (2026, 10, 31)),
        ("Ngày 20/10", (2026, 10, 20), (2026, 10, 20)),
        ("08/3", (2026, 3, 8), (2026, 3, 8)),
    ],
)
def test_periods(words: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert parse_period(words, 2026) == Period(date(*first), date(*last))


@pytest.mark.parametrize("words", ["Cả năm", "cả năm.", "Thường xuyên", "Hằng năm"])
def test_all_year(words: str) -> None:
    assert parse_period(words, 2026) == Period(all_year=True)


@pytest.mark.parametrize("words", ["Trước 15/6", "Trước ngày 15/06/2026", "chậm nhất 15/6"])
def test_a_last_day_only(words: str) -> None:
    assert parse_period(words, 2026) == Period(None, date(2026, 6, 15))


def test_no_period() -> None:
    assert parse_period("", 2026) == Period()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Phối hợp: Công an xã", "cơ quan chủ trì"),
        ("Chủ trì: ", "cơ quan chủ trì"),
        ("Chủ trì: A | Người làm: B", "“Người làm: B”"),
        ("Chủ trì: A | linh tinh", "“linh tinh”"),
        ("Chủ trì: A | Chủ trì: B", "hai lần"),
        ("Chủ trì: A | Thời gian: mùa hè", "“mùa hè”"),
        ("Chủ trì: A | Thời gian: 31/02", "“31/02”"),
        ("Chủ trì: A | Thời gian: Tháng 13", "“Tháng 13”"),
        ("Chủ trì: A | Thời gian: 15/12-15/11", "“15/12-15/11”"),
        ("Chủ trì: A | Kinh phí: 5.000.000", "chưa ghi nguồn"),
        ("Chủ trì: A | Cách giao: Ép buộc", "“Đề nghị”"),
    ],
)
def test_mistakes_name_the_line_and_the_words(line: str, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_task_line(line, 2026, number=12)
    assert caught.value.message.startswith("Dòng 12: ")
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("words", "budget"),
    [
        ("Ngân sách nhà nước năm 2027", ("Ngân sách nhà nước năm 2027", 0)),
        ("Ngân sách nhà nước 1,5", ("Ngân sách nhà nước 1,5", 0)),
        ("Chương trình 1719", ("Chương trình 1719", 0)),
        ("Ngân sách nhà nước: 500000", ("Ngân sách nhà nước", 500_000)),
        ("Ngân sách nhà nước 500000 đồng", ("Ngân sách nhà nước", 500_000)),
        ("Ngân sách năm 2027: 5.000.000 đồng.", ("Ngân sách năm 2027", 5_000_000)),
    ],
)
def test_a_year_in_the_name_of_a_source_is_no_sum(words: str, budget: tuple[str, int]) -> None:
    read = parse_task_line(f"Chủ trì: Công an xã | Kinh phí: {words}", 2027)
    assert read.budget == (budget,)
