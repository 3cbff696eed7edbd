"""The whole loop between offices, by commands alone: cards, package, receipt, correction, totals, up."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.e2e.command_office import CommandOffice, Counts, introduce

YEAR = ("--duty", "report_year", "--period", "2026")
BOTH = ("--point", "dan_so:women=Số nữ nhiều hơn năm trước?",
        "--point", "ho=Số hộ chưa khớp với công an", "--deadline", "20/12/2099")  # fmt: skip
#: What the two communes count: total and women; the second corrects two of them.
UPPER = {"dan_so": (9000, 4600), "ho": (2400, None), "sinh": (120, 57)}
UPPER_MENDED = {**UPPER, "dan_so": (9000, 4400), "ho": (2410, None)}
LOWER = {"dan_so": (7000, 3550), "ho": (1900, None)}


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """What is carried between them."""
    folder = tmp_path / "USB của chị Mẫu"
    folder.mkdir()
    return folder


def office(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> CommandOffice:
    return CommandOffice(root / name, capsys)


def list_units(receiver: CommandOffice, room: Path, *rows: tuple[str, ...]) -> None:
    """The list of units as Excel: written empty, filled in, looked at, read back."""
    path = room / "đơn vị.xlsx"
    receiver.do("unit", "export", path)
    book = openpyxl.load_workbook(path)
    for row in rows:
        book.active.append(row)
    book.save(path)
    lines = receiver.do("unit", "import", path, "--dry-run").splitlines()
    assert [line.split("\t")[:2] for line in lines] == [["Mới", row[0]] for row in rows]
    assert receiver.do("unit", "list") == ""
    receiver.do("unit", "import", path)


def to_mend(office: CommandOffice) -> list[str]:
    """The cells of the year's form that a receipt opened, and in whose words."""
    form = ("--form", "bieu_nam", "--period", "2026")
    lines = office.bdg("figures", "check", *form)[1].splitlines()
    return [line.partition("\t")[2] for line in lines if line.startswith("Nơi nhận yêu cầu sửa")]


def totals(office: CommandOffice) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(office.do("totals", *YEAR, "--json"))
    return found


def sums(of: Iterable[Counts]) -> dict[str, tuple[str, str | None]]:
    """Added up by plain Python: total and women of each indicator."""
    added: dict[str, tuple[int, int | None]] = {}
    for figures in of:
        for code, (total, women) in figures.items():
            before, before_women = added.get(code, (0, None))
            both = women if before_women is None else before_women + (women or 0)
            added[code] = (before + total, both)
    return {
        code: (str(total), None if women is None else str(women))
        for code, (total, women) in added.items()
    }


def shown(found: Mapping[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Total and women of what was counted; shares are worked out of those."""
    counted = [row for row in found["rows"] if "total" in row]
    return {row["indicator"]: (row["total"], row["women"]) for row in counted}


def test_from_cards_to_totals_and_up(
    tmp_path: Path, usb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commune, province = (office(tmp_path, name, capsys) for name in ("xã", "tỉnh"))
    commune.begin("Mẫu Thượng", "xa", "26734", "tỉnh Mẫu")
    province.begin("Mẫu", "tinh", "79", "Chính phủ")
    list_units(
        province, tmp_path, ("26734", "Mẫu Thượng", "xã", "79"), ("26737", "Mẫu Hạ", "xã", "79")
    )
    introduce(province, commune, usb)
    province.do("wall", "--ask", "report_year", "--year", "2026")

    # The first report, sent and returned with two cells.
    commune.count(UPPER, tmp_path)
    report = commune.report("12", "20/11/2026", tmp_path)
    refused(commune, 2, "Hãy mở bản tiếp theo", "report", "renew", report)
    first = commune.send(usb, "--reason", "Còn biểu chưa đủ số")
    said = province.do("package", "inspect", first)
    assert "Báo cáo: Báo cáo năm (report_year)" in said
    assert "Dân số (dan_so): 3 ô, cộng 18000" in said
    out = province.do("receive", usb)
    assert "Đã nhận, chờ xem\t26734_report-year_2026_lan-1.bdg-goi\t26734" in out
    assert shown(totals(province)) == {}
    receipt = province.answer(first, usb, "returned", *BOTH)
    lines = commune.do("receipt", "read", receipt).splitlines()
    assert "trả lại để sửa" in lines[0]
    assert lines[1:] == [
        "mend\tdan_so\twomen\tSố nữ nhiều hơn năm trước?",
        "mend\tho\t\tSố hộ chưa khớp với công an",
        "Hạn mới\t20/12/2099",
    ]
    assert shown(totals(province)) == {}

    assert to_mend(commune) == [
        "dan_so\tDân số\tUBND tỉnh Mẫu: Nữ: Số nữ nhiều hơn năm trước?",
        "ho\tHộ gia đình\tUBND tỉnh Mẫu: Số hộ chưa khớp với công an",
    ]
    year = ("package", "write", *YEAR, "--to", usb)
    assert "Gói này đã bị trả lại" in commune.bdg(*year)[2]

    # Both cells mended, the next version issued, sent and accepted.
    commune.count(UPPER_MENDED, tmp_path)
    commune.next(report, "13", "21/11/2026", "Sửa hai số bị trả lại")
    second = commune.send(usb)
    assert to_mend(commune) == []
    assert second.name == "26734_report-year_2026_lan-2-dinh-chinh.bdg-goi"
    out = province.do("receive", usb)
    assert "lan-2-dinh-chinh.bdg-goi\t26734 UBND xã Mẫu Thượng\tmới 0, thay đổi 3, như cũ 4" in out
    receipt = province.answer(second, usb, "accepted")
    assert "đã tiếp nhận (lần 2)" in commune.do("receipt", "read", receipt)

    found = totals(province)
    assert shown(found) == sums([UPPER_MENDED])
    assert [(one["unit"], one["sequence"]) for one in found["reporters"]] == [("26734", 2)]
    assert [one["unit"] for one in found["non_reporters"]] == ["26737"]
    wall = province.do("wall", "--year", "2026").splitlines()
    assert "1/2 đơn vị đã gửi, 1 đã tính vào tổng" in wall[-1]

    # Sums taken over, reported, and carried further up.
    province.do("unit", "add", "bnv=Bộ Nội vụ", "--above")
    assert province.do("totals", *YEAR, "--take") == "7"
    up = province.report("5", "15/12/2026", tmp_path, "totals", *YEAR, "--report", "year")
    package = Path(province.do("package", "write", "--report", up, "--to", usb, "--with-units",
                               "--reason", "Còn một xã chưa gửi"))  # fmt: skip
    assert carried(package, unit="") == sums([UPPER_MENDED])
    assert carried(package, unit="26734") == sums([UPPER_MENDED])
    units = {one["code"]: one["reported"] for one in rows(package, "units")}
    assert units == {"26734": True, "26737": False}


def test_three_tiers_count_nothing_twice(
    tmp_path: Path, usb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("xã Thượng", "xã Hạ", "huyện", "tỉnh")
    upper, lower, district, province = (office(tmp_path, name, capsys) for name in names)
    three = ("--line", "three_tier")
    upper.begin("Mẫu Thượng", "xa", "26734", "huyện Mẫu Đông", *three)
    lower.begin("Mẫu Hạ", "xa", "26737", "huyện Mẫu Đông", *three)
    district.begin("Mẫu Đông", "huyen", "769", "tỉnh Mẫu", *three)
    province.begin("Mẫu", "tinh", "79", "Chính phủ", *three)
    communes = [
        (code, name, "xã", "769")
        for code, name in (("26734", "Mẫu Thượng"), ("26737", "Mẫu Hạ"), ("26740", "Mẫu Trung"))
    ]
    districts = [("769", "Mẫu Đông", "huyện", "79"), ("770", "Mẫu Tây", "huyện", "79")]
    list_units(district, tmp_path, *communes)
    list_units(province, tmp_path, *districts, *communes)
    for above, below in ((district, upper), (district, lower), (province, district)):
        introduce(above, below, usb)
    for above in (district, province):
        above.do("wall", "--ask", "report_year", "--year", "2026")

    for below, figures in ((upper, UPPER), (lower, LOWER)):
        below.count(figures, tmp_path)
        below.report("12", "20/11/2026", tmp_path)
        sent = below.send(usb, "--reason", "Còn biểu chưa đủ số")
        district.do("receive", sent)
        district.answer(sent, usb, "accepted")
    assert shown(totals(district)) == sums([UPPER, LOWER])
    district.do("totals", *YEAR, "--take")
    district.report("20", "25/11/2026", tmp_path, "totals", *YEAR, "--report", "year")
    plain = district.send(usb, "--reason", "Còn xã Mẫu Trung chưa gửi")
    assert {one["unit"] for one in rows(plain, "figures")} == {""}
    whole = district.send(usb, "--with-units", "--reason", "Kèm số của từng xã")
    assert {one["unit"] for one in rows(whole, "figures")} == {"", "26734", "26737"}
    assert carried(whole, unit="26737") == sums([LOWER])

    for sent in (plain, whole):
        assert "xã Mẫu Trung" in province.do("package", "read", sent)
        province.do("receive", sent)
        province.answer(sent, usb, "accepted")
        found = totals(province)
        assert shown(found) == sums([UPPER, LOWER])
        assert [one["unit"] for one in found["reporters"]] == ["769"]
        absent = [(one["name"], one["under"]) for one in found["non_reporters"]]
        assert absent == [("huyện Mẫu Tây", ""), ("xã Mẫu Trung", "huyện Mẫu Đông")]


def test_what_goes_wrong_on_the_way(
    tmp_path: Path, usb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commune, province = (office(tmp_path, name, capsys) for name in ("xã", "tỉnh"))
    commune.begin("Mẫu Thượng", "xa", "26734", "tỉnh Mẫu")
    province.begin("Mẫu", "tinh", "79", "Chính phủ")
    above, heard_above = province.card(usb)
    commune.do("office", "enrol", above, "--above", "--code-heard", heard_above)
    commune.count(UPPER, tmp_path)
    commune.report("12", "20/11/2026", tmp_path)
    trial = commune.send(usb, "--test", "--reason", "Thử đường gửi")
    sent = commune.send(usb, "--reason", "Còn biểu chưa đủ số")
    card, heard = commune.card(usb)

    refused(province, 1, "chưa có trong danh sách đơn vị báo cáo", "receive", sent)
    list_units(province, tmp_path, ("26734", "Mẫu Thượng", "xã", "79"))
    refused(province, 1, "Hãy gọi điện cho đơn vị, nghe đọc mã thẻ", "receive", sent)
    wrong = heard[:-1] + ("2" if heard[-1] != "2" else "3")
    enrol = ("office", "enrol", card, "--code-heard")
    refused(province, 1, "Mã thẻ nghe được không khớp", *enrol, wrong)
    refused(province, 1, "Chưa có thẻ cơ quan của đơn vị gửi", "receive", sent)
    province.do(*enrol, heard)

    damaged = spoilt(sent, usb / "hỏng.bdg-goi")
    refused(province, 1, "đã hỏng", "package", "verify", damaged)
    refused(province, 1, "đã hỏng. Chưa có số liệu nào được ghi vào sổ", "receive", damaged)
    decide = ("receipt", "write", commune.check_code(sent), "--result", "accepted", "--to", usb)
    refused(province, 2, "Không có gói số liệu nào mang mã", *decide)

    assert "Số liệu của gói này không tính vào đâu" in province.do("receive", trial)
    assert "Đã nhận, chờ xem" in province.do("receive", sent)
    assert "Gói này đã nhận ngày" in province.do("receive", sent)
    assert shown(totals(province)) == {}
    receipt = Path(province.do(*decide))
    assert shown(totals(province)) == sums([UPPER])
    assert "Gói này đã nhận ngày" in province.do("receive", sent, trial)
    assert shown(totals(province)) == sums([UPPER])
    refused(province, 1, "", "receipt", "read", receipt)


def refused(office: CommandOffice, status: int, sentence: str, *words: object) -> None:
    found, said = office.refuse(*words)
    assert (found, sentence in said) == (status, True), said


def spoilt(package: Path, into: Path) -> Path:
    """A copy with one bit turned over in its middle."""
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    into.write_bytes(content)
    return into


def rows(package: Path, kind: str) -> list[dict[str, Any]]:
    """The records of one kind in a package that is not sealed, as any program may read them."""
    with ZipFile(package) as file:
        said = json.loads(file.read(f"data/{kind}.json"))
    return [dict(zip(said["fields"], row, strict=True)) for row in said["rows"]]


def carried(package: Path, unit: str) -> dict[str, tuple[str, str | None]]:
    """Total and women of each indicator in a package, of one unit below or of the sender."""
    cells = {
        (one["indicator"], one["sex"]): one["value"]
        for one in rows(package, "figures")
        if one["unit"] == unit
    }
    return {
        code: (value, cells.get((code, "women")))
        for (code, sex), value in cells.items()
        if sex == "total"
    }
