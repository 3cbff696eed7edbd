"""Forms and indicators from above: new, changed, kept; older years keep their form."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.db.database import Database
from app.domain.given_rows import CHANGED, KEPT, NEW
from app.domain.indicators import TargetSource
from app.errors import DataFileError, ValidationError
from app.queries.catalogue import find_entry
from app.queries.indicators import find_form, list_forms, list_indicators
from app.queries.progress import STRATEGY_FORM
from app.services.catalogue import SaveEntry, save_entry
from app.workflows.catalogues import load_catalogues
from app.workflows.chart_rows import chart_rows
from app.workflows.given_forms import GivenForms, given_lines, read_given, take_given
from tests.shipped import load_shipped

OLD, YEAR = date(2026, 7, 1), date(2027, 7, 1)
HEAD: list[list[object]] = [
    ["Mã biểu", "bieu_thu"],
    ["Tên biểu:", "Biểu thử"],
    ["Kỳ số liệu: Năm"],
    ["Hiệu lực từ", date(2027, 1, 1)],
    ["Căn cứ", "Công văn 12/SNV"],
]
COLUMNS = ["Mã", "Tên", "ĐVT", "Kiểu", "Tách giới", "Tử số", "Mẫu số", "Hướng", "Mục tiêu"]
ROWS: list[list[object]] = [
    [None, "I. Cán bộ"],
    ["t_can_bo", "Cán bộ xã", "người", "số đếm", "có"],
    ["t_ty_le", "Tỷ lệ nữ cán bộ", "%", "tỷ lệ", None, "t_can_bo: nữ", "t_can_bo: tổng", "tăng",
     "2027: 30; 2030: 40,5 (trung ương)"],
]  # fmt: skip


@pytest.fixture
def shipped(db: Database) -> Database:
    db.write(load_shipped)
    return db


def sheet(
    path: Path,
    rows: list[list[object]],
    head: list[list[object]] = HEAD,
    columns: list[str] = COLUMNS,
) -> Path:
    book = Workbook()
    book.active.title = "Bìa"
    page = book.create_sheet("Biểu")
    for row in (*head, columns, *rows):
        page.append(row)
    book.save(path)
    return path


def kinds(given: GivenForms) -> dict[str, str]:
    return {one.given.code: one.kind for one in given.outcomes}


def add_own(db: Database, catalogue: str, code: str, name: str, **data: Any) -> None:
    db.write(save_entry, SaveEntry(catalogue=catalogue, code=code, name=name, data=data))


def test_a_new_form_with_its_indicators_is_taken_over(shipped: Database, tmp_path: Path) -> None:
    given = read_given(shipped, sheet(tmp_path / "biểu.xlsx", ROWS))
    assert given.problems == ()
    assert kinds(given) == {"t_can_bo": NEW, "t_ty_le": NEW, "bieu_thu": NEW}
    assert find_codes(shipped, YEAR).count("bieu_thu") == 0

    assert take_given(shipped, given) == 3
    form = shipped.read(find_form, "bieu_thu")
    assert [row.heading or row.indicator for row in form.rows] == [
        "I. Cán bộ",
        "t_can_bo",
        "t_ty_le",
    ]
    assert form.source == "Công văn 12/SNV"
    share = shipped.read(list_indicators)["t_ty_le"]
    assert (share.numerator and share.numerator.code, share.direction) == ("t_can_bo", "up")
    assert [(one.year, float(one.value), one.source) for one in share.targets] == [
        (2027, 30.0, TargetSource.UPPER),
        (2030, 40.5, TargetSource.NATIONAL),
    ]
    assert "bieu_thu" in find_codes(shipped, YEAR)
    assert "bieu_thu" not in find_codes(shipped, OLD)


def find_codes(db: Database, on: date) -> list[str]:
    return [form.code for form in db.read(list_forms, on=on)]


def test_the_same_file_again_changes_nothing(shipped: Database, tmp_path: Path) -> None:
    path = sheet(tmp_path / "biểu.xlsx", ROWS)
    take_given(shipped, read_given(shipped, path))
    again = read_given(shipped, path)
    assert set(kinds(again).values()) == {KEPT}
    assert take_given(shipped, again) == 0


def test_a_changed_form_counts_from_its_day_and_keeps_what_the_unit_added(
    shipped: Database, tmp_path: Path
) -> None:
    add_own(shipped, "indicator", "cua_xa", "Chỉ tiêu riêng", unit="người")
    row = shipped.read(find_entry, "form", "bieu_nam")
    assert row is not None
    lines = [*row.data["rows"][:5], {"indicator": "cua_xa"}]
    shipped.write(
        save_entry,
        SaveEntry(
            catalogue="form", code=row.code, name=row.name, entry_id=row.id,
            seen_revision=row.revision, data={**row.data, "rows": lines},
        ),
    )  # fmt: skip
    head = [["Mã biểu", "bieu_nam"], ["Tên biểu", "Biểu năm mới"], *HEAD[2:]]
    given = read_given(shipped, sheet(tmp_path / "b.xlsx", [["ho"], ["dan_so"]], head))
    assert given.problems == ()
    assert kinds(given) == {"ho": KEPT, "dan_so": KEPT, "bieu_nam": CHANGED}
    assert "giữ 1 chỉ tiêu của đơn vị" in "".join(given_lines(given))

    take_given(shipped, given)
    old = shipped.read(find_form, "bieu_nam", on=OLD)
    new = shipped.read(find_form, "bieu_nam", on=YEAR)
    assert (old.code, len(old.rows)) == ("bieu_nam", 6)
    assert (new.code, new.name) == ("bieu_nam_2027", "Biểu năm mới")
    assert new.indicators == ("ho", "dan_so", "cua_xa")
    assert shipped.read(find_form, "bieu_nam_2027", on=OLD).code == "bieu_nam"
    assert "bieu_nam" in find_codes(shipped, OLD)
    assert "bieu_nam" not in find_codes(shipped, YEAR)
    load_catalogues(shipped)
    assert shipped.read(find_form, "bieu_nam", on=YEAR).code == "bieu_nam_2027"


def test_what_is_counted_otherwise_is_another_indicator_in_every_form(
    shipped: Database, tmp_path: Path
) -> None:
    """Forms and shares that are not in the file go over to the new indicator with it."""
    head = [["Mã biểu", "bieu_x"], ["Tên biểu", "Biểu X"], *HEAD[2:]]
    rows: list[list[object]] = [["dang_vien", "Lượt đảng viên", "lượt"]]
    given = read_given(shipped, sheet(tmp_path / "b.xlsx", rows, head))
    take_given(shipped, given)

    known = shipped.read(list_indicators, on=YEAR)
    assert "dang_vien" not in known
    assert known["dang_vien_2027"].by_sex, "what the file does not say stays"
    form = shipped.read(find_form, "bieu_nam", on=YEAR)
    assert "dang_vien_2027" in form.indicators
    assert set(form.indicators) <= known.keys()
    shares = [
        one for one in known.values() if one.denominator and one.denominator.code in form.indicators
    ]
    assert shares
    for one in known.values():
        for ref in (one.numerator, one.denominator):
            assert ref is None or ref.code in known
        assert not one.parent or one.parent in known
    old = shipped.read(list_indicators, on=OLD)
    assert set(shipped.read(find_form, "bieu_nam", on=OLD).indicators) <= old.keys()
    assert "dang_vien_2027" not in old


def test_a_new_name_alone_stays_the_same_indicator(shipped: Database, tmp_path: Path) -> None:
    given = read_given(shipped, sheet(tmp_path / "b.xlsx", [["ho", "Hộ dân cư"]]))
    take_given(shipped, given)
    assert next(one.why for one in given.outcomes).startswith("đổi tên")
    assert shipped.read(list_indicators, on=YEAR)["ho"].name == "Hộ dân cư"
    assert "ho" in shipped.read(list_indicators, on=OLD)


def test_a_target_alone_goes_into_the_row_that_stands(shipped: Database, tmp_path: Path) -> None:
    columns = ["Mã", "Tên", "Mục tiêu"]
    rows: list[list[object]] = [["ty_le_nu_cap_uy", None, "2027: 33"]]
    code = next(c for c, one in shipped.read(list_indicators).items() if one.targets)
    rows[0][0] = code
    before = shipped.read(list_indicators)[code].targets
    take_given(shipped, read_given(shipped, sheet(tmp_path / "b.xlsx", rows, HEAD, columns)))
    after = shipped.read(list_indicators, on=OLD)[code].targets
    assert set(before) < set(after)
    assert [(one.year, one.source) for one in set(after) - set(before)] == [
        (2027, TargetSource.UPPER)
    ]


def test_every_fault_names_row_and_column(shipped: Database, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Mã Sai!", "Một"],
        ["t_hai", "Hai", "người", "đo"],
        ["t_ba", "Ba", "%", "tỷ lệ", None, "t_khong: nữ", "t_khong: tổng"],
        ["t_bon", None, "người"],
        ["t_nam", "Năm", "người", None, None, None, None, None, "hai mươi"],
        ["t_nam", "Năm", "người"],
        [None, "Có đơn vị mà không mã", "người"],
        ["t_sau", "Sáu", "%", "tỷ lệ"],
    ]
    given = read_given(shipped, sheet(tmp_path / "b.xlsx", rows, HEAD[:3], [*COLUMNS, "Màu"]))
    said = "\n".join(given.problems)
    for words in (
        "Dòng 4, cột “Màu”",
        "Dòng 5, cột “Mã”",
        "Dòng 6, cột “Kiểu”",
        "Dòng 7, cột “Tử số”",
        "Dòng 8, cột “Tên”",
        "Dòng 9, cột “Mục tiêu”",
        "Dòng 10, cột “Mã”: mã “t_nam” có hai lần",
        "Dòng 11, cột “Mã”: chưa ghi mã",
        "Dòng 12, cột “Tử số”",
    ):
        assert words in said
    with pytest.raises(ValidationError, match="chưa nhận biểu nào"):
        take_given(shipped, given)
    assert "bieu_thu" not in find_codes(shipped, YEAR)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ([["Tên biểu", "Thiếu mã"]], "Mã biểu"),
        ([["Mã biểu", "Biểu năm"]], "Dòng 1, cột “Mã biểu”"),
        ([["Mã biểu", "b"], ["Kỳ số liệu", "thập kỷ"]], "Dòng 2, cột “Kỳ số liệu”"),
        ([["Mã biểu", "b"], ["Hiệu lực từ", "sang năm"]], "không phải là ngày"),
    ],
)
def test_faults_above_the_table(
    shipped: Database, tmp_path: Path, head: list[list[object]], said: str
) -> None:
    given = read_given(shipped, sheet(tmp_path / "b.xlsx", ROWS, head))
    assert said in "\n".join(given.problems)


def test_a_change_needs_a_day(shipped: Database, tmp_path: Path) -> None:
    path = sheet(tmp_path / "b.xlsx", [["ho"]], [["Mã biểu", "bieu_nam"]])
    assert "ngày có hiệu lực" in read_given(shipped, path).problems[-1]
    assert read_given(shipped, path, date(2028, 1, 1)).problems == ()


def test_a_code_of_the_unit_is_not_overwritten(shipped: Database, tmp_path: Path) -> None:
    add_own(shipped, "indicator", "t_can_bo", "Cán bộ thôn", unit="người")
    given = read_given(shipped, sheet(tmp_path / "b.xlsx", ROWS))
    assert "của đơn vị tự thêm (“Cán bộ thôn”)" in given.problems[0]
    assert given.problems[0].startswith("Dòng 8")


TOML = """
valid_from = 2027-01-01
source = "Công văn 12/SNV"
[[entry]]
catalogue = "indicator"
code = "t_moi"
name = "Chỉ tiêu mới"
data = { unit = "người", by_sex = true }
[[entry]]
catalogue = "form"
code = "bieu_toml"
name = "Biểu từ tỉnh"
data = { period = "half", rows = [{ heading = "I" }, { indicator = "t_moi" }, { indicator = "ho" }] }
"""


def test_the_catalogues_own_form_is_read(shipped: Database, tmp_path: Path) -> None:
    path = tmp_path / "biểu.toml"
    path.write_text(TOML, encoding="utf-8")
    given = read_given(shipped, path)
    assert (given.problems, given.day) == ((), date(2027, 1, 1))
    take_given(shipped, given)
    assert shipped.read(find_form, "bieu_toml").indicators == ("t_moi", "ho")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = \nb = 1", "Dòng 1, cột 5"),
        ("a = ", "Cuối tệp"),
        ("title = 'x'", "không có mục nào"),
        ("[[entry]]\ncode='a'", "Mục 1: danh mục"),
        ("[[entry]]\ncatalogue='form'\ncode='A b'", "Mục 1: mã"),
        ("[[entry]]\ncatalogue='form'\ncode='a'\nlạ=1", "Dòng 4"),
        ("[[entry]]\ncatalogue='form'\ncode='a'\nla=1", "không rõ phần “la”"),
        ("entry=[1]", "Mục 1: ghi chưa đúng"),
        ("[[entry]]\ncatalogue='form'\ncode='a'\nname='A'", "Mục 1 (mã a)"),
        ("[[entry]]\ncatalogue='form'\ncode='a'\nvalid_from='mai'", "ngày có hiệu lực"),
        (
            "[[entry]]\ncatalogue='form'\ncode='a'\nname='A'\ndata={rows=[{indicator='khong_co'}]}",
            "khong_co",
        ),
    ],
)
def test_faults_of_the_catalogues_own_form(
    shipped: Database, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "biểu.toml"
    path.write_text(text, encoding="utf-8")
    assert said in "\n".join(read_given(shipped, path).problems)


def test_files_that_are_none(shipped: Database, tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Danh sách họp"
    book.save(tmp_path / "khác.xlsx")
    assert "Không thấy dòng đầu bảng" in read_given(shipped, tmp_path / "khác.xlsx").problems[0]
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "x.xls").write_bytes(b"<html><table></table>")
    for name in ("x.toml", "x.xls", "không có.toml"):
        with pytest.raises(DataFileError):
            read_given(shipped, tmp_path / name)
    with pytest.raises(ValidationError, match="không phải là tệp biểu"):
        read_given(shipped, tmp_path / "x.docx")


def test_a_corrected_file_for_the_same_day_goes_into_the_same_row(
    shipped: Database, tmp_path: Path
) -> None:
    head = [["Mã biểu", "bieu_nam"], ["Tên biểu", "Biểu năm mới"], *HEAD[2:]]
    take_given(shipped, read_given(shipped, sheet(tmp_path / "a.xlsx", [["ho"]], head)))
    take_given(shipped, read_given(shipped, sheet(tmp_path / "b.xlsx", [["ho"], ["sinh"]], head)))
    assert shipped.read(find_form, "bieu_nam", on=YEAR).indicators == ("ho", "sinh")
    later = [*head[:3], ["Hiệu lực từ", "01/01/2028"]]
    take_given(shipped, read_given(shipped, sheet(tmp_path / "c.xlsx", [["sinh"]], later)))
    assert shipped.read(find_form, "bieu_nam", on=date(2028, 7, 1)).indicators == ("sinh",)
    assert shipped.read(find_form, "bieu_nam", on=YEAR).indicators == ("ho", "sinh")
    assert len(shipped.read(find_form, "bieu_nam", on=OLD).indicators) > 100


def test_progress_of_a_year_is_read_from_the_form_of_that_year(
    shipped: Database, tmp_path: Path
) -> None:
    head = [["Mã biểu", STRATEGY_FORM], *HEAD[2:]]
    kept = shipped.read(find_form, STRATEGY_FORM).indicators[:2]
    path = sheet(tmp_path / "b.xlsx", [[code] for code in kept], head)
    take_given(shipped, read_given(shipped, path))
    before, _left = chart_rows(shipped, 2026)
    after, _left = chart_rows(shipped, 2027)
    assert {row.indicator.code for row in after} <= set(kept)
    assert len(before) > len(after)
