"""Cited documents in all their written forms."""

from datetime import date

import pytest

from app.documents.check.proof.citations import citations_of
from app.documents.check.proof.cited_days import days_of, like_written

FORMS = [
    ("Kế hoạch số 47 /KH-UBND ngày 07/06/2019 của UBND thị xã", "Kế hoạch", "47/KH-UBND", (2019, 6, 7), "UBND thị xã"),
    ("Chương trình hành động số 32 -CTr/TU ngày 13/2/2008 của Tỉnh ủy", "Chương trình hành động", "32-CTr/TU", (2008, 2, 13), "Tỉnh ủy"),
    ("Quyết định 178/QĐ-TTg ngày 18 tháng 02 năm 2021 của Thủ tướng Chính phủ về việc", "Quyết định", "178/QĐ-TTg", (2021, 2, 18), "Thủ tướng Chính phủ"),
    ("theo công văn 1563/UBND-KGVX, ngày 7-6-2019", "Công văn", "1563/UBND-KGVX", (2019, 6, 7), ""),
    ("Công văn số 739/BNV-CTTN&BĐG ngày 28 tháng 3 năm 2025 của Bộ Nội vụ", "Công văn", "739/BNV-CTTN&BĐG", (2025, 3, 28), "Bộ Nội vụ"),
    ("60-KH/TU", "", "60-KH/TU", None, ""),
    ("Luật số 73/2006/QH11", "Luật", "73/2006/QH11", None, ""),
    ("Nghị quyết số 1210/2016/UBTVQH13 của Ủy ban Thường vụ Quốc hội", "Nghị quyết", "1210/2016/UBTVQH13", None, "Ủy ban Thường vụ Quốc hội"),
    ("Thông tư số 10/2019/TT-BKHĐT của Bộ trưởng Bộ Kế hoạch và Đầu tư quy định", "Thông tư", "10/2019/TT-BKHĐT", None, "Bộ trưởng Bộ Kế hoạch và Đầu tư"),
    ("Nghị định số 48/2009/NĐ-CP của Chính phủ và các văn bản", "Nghị định", "48/2009/NĐ-CP", None, "Chính phủ"),
    ("Kế hoạch của Ủy ban nhân dân tỉnh số 12/KH-UBND (ngày 05/01/2026)", "Kế hoạch", "12/KH-UBND", (2026, 1, 5), ""),
    ("Kế hoạch của xã và Quyết định số 5/QĐ-UBND", "Quyết định", "5/QĐ-UBND", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_word", "number", "day", "issuer"), FORMS)
def test_a_citation_is_read_in_any_form(
    text: str, type_word: str, number: str, day: tuple[int, int, int] | None, issuer: str
) -> None:
    (found,) = citations_of(text)

    assert (found.type_word, found.number, found.issuer) == (type_word, number, issuer)
    assert (found.day.day if found.day else None) == (date(*day) if day else None)
    assert text[found.start : found.end].endswith(
        issuer or (found.day.written if found.day else found.written)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Từ ngày 15/11-15/12/2026",
        "giai đoạn 2026-UBND",
        "đạt 87/510 người",
        "năm 2025 - UBND xã",
        "Số: /KH-UBND",
        "tỷ lệ 3/4",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert citations_of(text) == ()


def test_the_name_follows_the_issuer() -> None:
    (found,) = citations_of(
        "Nghị quyết số 28/NQ-CP ngày 03/3/2021 của Chính phủ ban hành Chiến lược; các văn bản khác"
    )
    assert found.name == "ban hành Chiến lược"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("24/12/2009", "24/12/2010"),
        ("5/6/2009", "24/12/2010"),
        ("24 tháng 12 năm 2009", "24 tháng 12 năm 2010"),
        ("03-02-2009", "24-12-2010"),
    ],
)
def test_a_day_is_mended_in_its_own_form(written: str, expected: str) -> None:
    assert like_written(written, date(2010, 12, 24)) == expected


def test_days_are_found_with_their_year_only() -> None:
    text = "ngày 30/4, 01/5/2026, 31/02/2026, ngày 2 tháng 9 năm 2026, mã 1/2/3/2026"

    assert [(one.written, one.day is not None) for one in days_of(text)] == [
        ("01/5/2026", True),
        ("31/02/2026", False),
        ("2 tháng 9 năm 2026", True),
    ]
