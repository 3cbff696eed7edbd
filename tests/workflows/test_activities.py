"""Activities in from pasted cells and Excel, out to Excel: nothing dropped unsaid, totals agree."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.db.database import Database
from app.domain.activities import ActivityDraft
from app.errors import ValidationError
from app.queries.activities import ActivityFilter, activity_totals, list_activities
from app.queries.kinds import get_catalogues
from app.services.activities import record_activity
from app.services.campaigns import ensure_action_month
from app.workflows.activities import (
    PastePreview,
    export_activities,
    preview_block,
    preview_file,
    record_pasted,
)
from app.workflows.catalogues import load_catalogues

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _catalogues(db: Database) -> None:
    load_catalogues(db)


def _preview(db: Database, rows: list[list[Any]]) -> PastePreview:
    return preview_block(rows, db.read(get_catalogues), TODAY, db.read(list_activities))


def test_columns_are_known_by_their_names_in_any_order(db: Database) -> None:
    preview = _preview(
        db,
        [
            ["BẢNG HOẠT ĐỘNG CỦA XÃ"],
            [
                "Nữ",
                "HOẠT ĐỘNG",
                "Ngày",
                "Loại hoạt động",
                "Địa điểm",
                "Tổng số",
                "NSNN",
                "Xã hội hoá",
            ],
            ["42", "Nói chuyện", "20/11/2026", "Nói chuyện", "Thôn 1", "60", "1.500.000", "-"],
            ["", "Tổng cộng", "", "", "", "60", "1.500.000", ""],
        ],
    )

    [row] = preview.rows
    assert row.errors == ()
    assert row.draft is not None
    assert (row.draft.men, row.draft.women, row.draft.total) == (18, 42, 60)
    assert row.draft.money == (("ngan_sach", 1_500_000),)
    assert (row.draft.kind_code, row.draft.place) == ("noi_chuyen", "Thôn 1")
    assert preview.skipped == ("BẢNG HOẠT ĐỘNG CỦA XÃ", "Tổng cộng 60 1.500.000")
    assert preview.unknown_columns == ()


def test_without_a_header_the_standard_order_is_read(db: Database) -> None:
    preview = _preview(
        db, [["20/11/2026", "Treo băng rôn", "băng rôn", "Trụ sở", "", "", "", "4.200.000"]]
    )

    [draft] = preview.drafts
    assert (draft.kind_code, draft.total, draft.money) == (
        "bang_ron",
        None,
        (("ngan_sach", 4_200_000),),
    )


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("20/11/2026", date(2026, 11, 20), date(2026, 11, 20)),
        ("1.2.2026", date(2026, 2, 1), date(2026, 2, 1)),
        ("2026-11-20 00:00:00", date(2026, 11, 20), date(2026, 11, 20)),
        (46346, date(2026, 11, 20), date(2026, 11, 20)),
        ("46346", date(2026, 11, 20), date(2026, 11, 20)),
        (46346.0, date(2026, 11, 20), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 8), date(2026, 11, 20), date(2026, 11, 20)),  # noqa: DTZ001
        (date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 20)),
        ("15/11/2026 - 20/11/2026", date(2026, 11, 15), date(2026, 11, 20)),
    ],
)
def test_days_as_officers_and_excel_write_them(
    db: Database, cell: Any, first: date, last: date
) -> None:
    [row] = _preview(db, [["Ngày", "Hoạt động", "Loại"], [cell, "x", "khac"]]).rows

    assert row.draft is not None
    assert (row.draft.starts_on, row.draft.ends_on) == (first, last)


@pytest.mark.parametrize(
    ("column", "cell", "beside"),
    [
        ("Ngày", "30/02/2026", "Ngày"),
        ("Ngày", "20/11", "Ngày"),
        ("Ngày", "", "Ngày"),
        ("Ngày", "20/11/2062", "Ngày"),
        ("Ngày", "20/11/0206", "Ngày"),
        ("Loại", "", "Loại"),
        ("Loại", "bay lên trời", "Loại"),
        ("Loại", "hỗ trợ", "Loại"),
        ("Nam", "mười", "Nam"),
        ("Nam", -3, "Nam"),
        ("Nam", 2.5, "Nam"),
        ("Nam", "2.5", "Nam"),
        ("Nam", "3,0", "Nam"),
        ("Nam", True, "Nam"),
        ("Tổng", "7", "Tổng"),
        ("Hoạt động", " ", "Hoạt động"),
    ],
)
def test_a_wrong_cell_is_told_beside_its_column_and_gives_no_draft(
    db: Database, column: str, cell: Any, beside: str
) -> None:
    good: dict[str, Any] = {
        "Ngày": "20/11/2026",
        "Hoạt động": "x",
        "Loại": "Tập huấn",
        "Nam": "3",
        "Nữ": "5",
        "Tổng": "8",
    }
    bad = good | {column: cell}

    [row] = _preview(db, [list(good), list(bad.values())]).rows

    assert row.draft is None
    assert [title for title, _ in row.errors] == [beside]


def test_columns_that_will_not_be_read_are_told(db: Database) -> None:
    preview = _preview(
        db,
        [
            [
                "STT",
                "Ngày",
                "Hoạt động",
                "Loại",
                "Thời tiết",
                "Kinh phí",
                "Xã hội hóa",
                "Nam",
                "Nam",
            ],
            ["1", "20/11/2026", "x", "khac", "mưa", "9", "5", "1", "2"],
        ],
    )

    assert preview.unknown_columns == ("Thời tiết", "Kinh phí", "Nam")
    [draft] = preview.drafts
    assert (draft.money, draft.men) == ((("xa_hoi_hoa", 5),), 1)


def test_a_row_that_is_there_already_is_marked_and_left_out(db: Database) -> None:
    there = ActivityDraft(kind_code="khac", title="Lễ phát động", starts_on=date(2026, 11, 15))
    db.write(record_activity, there)
    header = ["Ngày", "Hoạt động", "Loại"]

    preview = _preview(
        db,
        [header, ["15/11/2026", "LỄ PHÁT ĐỘNG", "khac"], *[["16/11/2026", "Mới", "khac"]] * 2],
    )

    assert [row.repeats for row in preview.rows] == [True, False, True]
    assert [draft.title for draft in preview.drafts] == ["Mới"]


def test_pasted_rows_join_the_campaign_of_their_day_all_or_none(db: Database) -> None:
    campaign = db.write(ensure_action_month, 2026)
    inside = ActivityDraft(kind_code="khac", title="trong", starts_on=date(2026, 11, 15))
    outside = ActivityDraft(kind_code="khac", title="ngoài", starts_on=date(2026, 11, 14))
    wrong = ActivityDraft(kind_code="mất", title="sai", starts_on=date(2026, 11, 14))

    with pytest.raises(ValidationError):
        db.write(record_pasted, [inside, wrong])
    assert db.read(list_activities) == []

    db.write(record_pasted, [inside, outside])
    assert [row.campaign_id for row in db.read(list_activities)] == [None, campaign]


def test_what_goes_out_to_excel_comes_back_the_same(db: Database, tmp_path: Path) -> None:
    drafts = [
        ActivityDraft(
            kind_code="noi_chuyen",
            title="=HYPERLINK(1) nói chuyện",
            starts_on=date(2026, 11, 20),
            place="Thôn 1",
            lead="Trạm Y tế",
            partners=("Hội Phụ nữ", "Công an xã"),
            target_group="Nam giới",
            men=10,
            women=2,
            quantities=(("to_roi", 60),),
            money=(("ngan_sach", 1_500_000), ("quy_hoi", 1)),
            result="Tốt\nRất tốt",
        ),
        ActivityDraft(
            kind_code="bang_ron",
            title="Băng rôn",
            starts_on=date(2026, 11, 15),
            ends_on=date(2026, 12, 15),
            quantities=(("bang_ron", 0),),
        ),
    ]
    for draft in drafts:
        db.write(record_activity, draft)
    before = db.read(list_activities)

    path = tmp_path / "Hoạt động.xlsx"
    assert export_activities(db, path, ActivityFilter(year=2026)) == 2
    preview = preview_file(db, path, TODAY)

    assert preview.unknown_columns == ()
    assert [row.errors for row in preview.rows] == [(), ()]
    assert all(row.repeats for row in preview.rows)
    assert [row.draft for row in preview.rows] == [row.draft() for row in before]
    [total] = [text for text in preview.skipped if text.startswith("Tổng cộng")]
    totals = activity_totals(before)
    assert total.split()[2:] == [
        str(number)
        for number in (
            10,
            2,
            12,
            *(m.amount for m in totals.money),
            *(q.amount for q in totals.quantities),
        )
    ]


def test_the_same_work_in_two_hamlets_on_one_day_is_two_activities(db: Database) -> None:
    header = ["Ngày", "Hoạt động", "Loại", "Địa điểm"]
    rows = [["15/11/2026", "Treo băng rôn", "khac", place] for place in ("Thôn 1", "Thôn 2")]

    preview = _preview(db, [header, *rows])

    assert [row.repeats for row in preview.rows] == [False, False]
    assert [draft.place for draft in preview.drafts] == ["Thôn 1", "Thôn 2"]
