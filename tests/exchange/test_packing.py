"""Making packages: what is refused before it leaves, what the names and the summary say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from app.domain.figure_rows import CellState, Column
from app.errors import ValidationError
from app.exchange.manifest import Direction, PackageKind, PeriodSpan, Privacy, UnitName
from app.exchange.office_cards import Pin
from app.exchange.packing import make_package, new_salt
from app.exchange.reading import KnownUnit, read_package
from app.exchange.records import (
    DeadlineRecord,
    EntryRecord,
    FigureRecord,
    NodeRecord,
    Origin,
    Records,
    TargetRecord,
    UnitRecord,
)
from tests.exchange.offices import (
    COMMUNE,
    FIRST_ID,
    NOW,
    OTHER,
    PAPER,
    PDF,
    desk,
    draft,
    empty,
    package,
    records,
)

CORRECTION = {
    "package_id": UUID(int=2),
    "kind": PackageKind.CORRECTION,
    "sequence": 2,
    "supersedes": FIRST_ID,
    "reason": "Sửa số nữ",
}


def test_the_same_draft_makes_the_same_bytes() -> None:
    assert package().content == package().content
    assert len({new_salt() for _ in range(9)}) == 9


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": PackageKind.CORRECTION}, "cần lý do"),
        ({**CORRECTION, "reason": " "}, "cần lý do"),
        ({**CORRECTION, "kind": PackageKind.WITHDRAWAL}, "không mang số liệu"),
        ({"papers": {}}, "không khớp"),
        ({"papers": {PAPER: PDF, "docs/b.pdf": PDF}}, "không khớp"),
        ({"unit": UnitName("26737", "Xã khác")}, "thẻ cơ quan"),
        ({"receiver_card": OTHER.card}, "mã nơi nhận"),
        ({"receiver_card": None, "privacy": Privacy.SENSITIVE}, "mật khẩu"),
        ({"period": PeriodSpan("2026", date(2026, 2, 1), date(2026, 1, 1))}, "ngày cuối"),
        ({"duty": "báo cáo năm"}, "manifest.duty"),
        ({"salt": ""}, "content.salt"),
        ({"created_by": "x" * 201}, "manifest.created_by dài quá 200"),
    ],
)
def test_a_draft_that_breaks_a_rule(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        package(**changes)


def test_all_wrong_places_are_told_together() -> None:
    cell = replace(records().figures[0], value=Decimal("1E+20"), note="y" * 3000)
    with pytest.raises(ValidationError) as caught:
        package(records=replace(records(), figures=(cell,)), duty="")
    for words in ("manifest.duty", "figures.rows[1].value", "figures.rows[1].note"):
        assert words in caught.value.message


def test_a_short_passphrase_and_a_package_too_large() -> None:
    with pytest.raises(ValidationError, match="ít nhất 8"):
        make_package(draft(privacy=Privacy.SENSITIVE), COMMUNE, "ngắn")
    with pytest.raises(ValidationError, match="50 MB"):
        package(papers={PAPER: b"%PDF" + bytes(50_000_000)})


def test_names_of_files_say_what_is_in_them() -> None:
    assert package().file_name == "26734_bao-cao-nam_2026_lan-1.bdg-goi"
    assert package(**CORRECTION).file_name == "26734_bao-cao-nam_2026_lan-2-dinh-chinh.bdg-goi"
    trial = package(
        kind=PackageKind.TEST, duty="a/b..c", period=replace(draft().period, code="2026-H1")
    )
    assert trial.file_name == "26734_a-b-c_2026-H1_lan-1-gui-thu.bdg-goi"


def test_the_summary_is_for_people() -> None:
    text = read_package(package(**CORRECTION).content, desk()).summary
    for words in (
        "gói đính chính",
        "Sửa số nữ",
        "7 ô số liệu",
        "CT.02: 3 ô, cộng 7.50",
        "21/11/2026",
    ):
        assert words in text
    withdrawn = make_package(empty(**{**CORRECTION, "kind": PackageKind.WITHDRAWAL}), COMMUNE)
    assert "không có số liệu" in read_package(withdrawn.content, desk()).summary


def test_the_summary_calls_things_by_their_names() -> None:
    names = {"CT.02": "Ngân sách cho bình đẳng giới", draft().duty: "Báo cáo năm"}
    text = read_package(package(names=names).content, desk()).summary
    assert f"Báo cáo: Báo cáo năm ({draft().duty})" in text
    assert "Ngân sách cho bình đẳng giới (CT.02): 3 ô" in text


def test_hidden_signs_of_the_officers_text_do_not_stop_the_package() -> None:
    one = replace(records().activities[0], title="Mít\u200btinh\t❤\ufe0f", result="a\r\nb")
    made = package(records=replace(records(), activities=(one,)))
    read = read_package(made.content, desk()).records.activities[0]
    assert (read.title, read.result) == ("Míttinh ❤", "a\nb")


def test_a_package_from_above_and_one_with_units_below() -> None:
    below = FigureRecord(
        indicator="CT.01", sex=Column.TOTAL, state=CellState.VALUE, value=Decimal(3),
        unit="26740", origin=Origin.SUM,
    )  # fmt: skip
    rows = Records(
        figures=(*records().figures, below),
        units=(
            UnitRecord(
                code="26740", name="Xã Mẫu", reported=True, origin=Origin.PAPER,
                package_id=FIRST_ID, sequence=2,
            ),
            UnitRecord(code="26741", name="Xã Mẫu Trung", reported=False),
        ),
        targets=(TargetRecord(indicator="CT.01", year=2027, sex=Column.WOMEN, value=Decimal("35.5")),),
        deadlines=(
            DeadlineRecord(
                duty="bao-cao-nam", name="Báo cáo năm", template="bieu-nam", period="2026",
                due_on=date(2026, 12, 20),
            ),
        ),
        entries=(
            EntryRecord(
                catalogue="theme", code="2026", name="Chủ đề năm", valid_from=date(2026, 11, 1),
                fields=(("slogan", "Một\nHai"),),
            ),
        ),
        nodes=(NodeRecord(key=UUID(int=6), depth=0, mark="roman", heading="NHIỆM VỤ", lead="Sở Mẫu"),),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="gói gửi xuống"):
        package(records=rows, papers={})
    made = package(records=rows, papers={}, direction=Direction.DOWN)
    above = {"26734": KnownUnit("26734", "UBND xã", Pin(COMMUNE.card, NOW), above=True)}
    read = read_package(made.content, desk(units=above))
    assert read.records == rows
    assert read.manifest.direction is Direction.DOWN
    assert read.manifest.counts == rows.counts


def test_the_decimals_are_kept_to_the_digit() -> None:
    cell = replace(records().figures[0], value=Decimal("12.500000"), sex=Column.TOTAL)
    read = read_package(package(records=replace(records(), figures=(cell,))).content, desk())
    assert str(read.records.figures[0].value) == "12.500000"
    assert [str(one.total) for one in read.content.totals] == ["12.500000"]
