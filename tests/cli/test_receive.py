"""bdg receive, package read, receipt write: the receiving office from the command line."""

from pathlib import Path

import pytest

from app.cli import run
from app.data_folder import open_data_folder
from app.documents.sheets import read_block
from app.exchange.office_cards import card_bytes
from app.exchange.receipt import Result, read_receipt
from app.exchange.records import Records
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.desk import set_unit_code
from app.workflows.parcels.enrolment import confirm_card, keep_card
from tests.cli.begun import Bdg
from tests.exchange.offices import COMMUNE
from tests.workflows.parcels.senders import NOW, figures, folder_of, made

FIRST = made(1, 1, Records(figures=figures(dan_so=300)), receiver_card=None)
SECOND = made(2, 2, Records(figures=figures(dan_so=330)), receiver_card=None)


@pytest.fixture
def bdg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bdg:
    """Commands of a province that knows one commune."""
    data = tmp_path / "Dữ liệu"
    init = ("init", "--name", "Mẫu", "--level", "tinh", "--upper", "Chính phủ")
    assert run(["--data", str(data), *init]) == 0
    folder = open_data_folder(data, actor="Trần Văn Mẫu")
    set_unit_code(folder.db, "79")
    folder.db.write(save_unit, UnitDraft(code="26734", name="Mẫu Thượng", level_code="xa"))
    keep_card(folder.db, card_bytes(COMMUNE.card), NOW)
    heard = COMMUNE.card.short_code
    confirm_card(folder.db, "26734", COMMUNE.card.fingerprint, heard, NOW)
    folder.close()
    capsys.readouterr()

    def command(*words: object) -> tuple[int, str, str]:
        status = run(["--data", str(data), *map(str, words)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def test_receive_read_return_and_accept(bdg: Bdg, tmp_path: Path) -> None:
    usb = folder_of(tmp_path / "usb", [FIRST])
    status, out, _ = bdg("package", "read", usb / FIRST.file_name)
    assert status == 0
    assert "gói lần đầu, lần 1, UBND xã Mẫu Thượng (mã 26734), Báo cáo năm, Năm 2026" in out
    assert "mới\tDân số\tTổng\t\t300" in out

    report = tmp_path / "ra.xlsx"
    status, out, _ = bdg("receive", usb, "--accept-clean", "--report", report)
    assert (status, out.splitlines()[0].split("\t")[:2]) == (0, ["Đã tiếp nhận", FIRST.file_name])
    assert out.splitlines()[-1] == "1 tệp: 1 đã tiếp nhận."
    assert read_block(report)[2][:2] == [FIRST.file_name, "Đã tiếp nhận"]

    folder_of(usb, [SECOND])
    status, out, _ = bdg("receive", usb, "--accept-clean")
    assert status == 0
    assert "3 số liệu khác với số đã tiếp nhận" in out
    assert "Gói này đã nhận ngày" in out
    point = "dan_so:women=Số nữ?"
    words = ("--result", "returned", "--point", point, "--deadline", "20/12/2099", "--to", usb)
    status, out, err = bdg("receipt", "write", SECOND.manifest.check_code, *words)
    assert (status, err) == (0, "")
    receipt = read_receipt(Path(out.strip()).read_bytes()).receipt
    assert (receipt.result, receipt.points[0].words) == (Result.RETURNED, "Số nữ?")
    again = bdg("receipt", "write", str(SECOND.manifest.package_id), "--to", usb)
    assert again == (0, out, "")
    status, out, _ = bdg("package", "read", usb / SECOND.file_name)
    assert (status, "đã nhận" in out) == (0, True)


def test_a_refused_file_is_told_and_the_status_says_so(bdg: Bdg, tmp_path: Path) -> None:
    usb = folder_of(tmp_path / "usb", [FIRST])
    (usb / "hỏng.bdg-goi").write_bytes(FIRST.content[:-20])
    status, out, _ = bdg("receive", usb)
    assert status == 1
    assert "Không nhận\thỏng.bdg-goi" in out
    assert bdg("package", "read", usb / "hỏng.bdg-goi")[0] == 1
    status, out, _ = bdg("receive", "--again")
    assert (status, out.splitlines()[-1]) == (1, "1 tệp: 1 không nhận.")
    for words in ((usb / "không có",), (), (usb, "--again")):
        assert bdg("receive", *words)[0] == 2


def test_what_is_typed_wrong_is_told(bdg: Bdg, tmp_path: Path) -> None:
    bdg("receive", folder_of(tmp_path / "usb", [FIRST]))
    code = FIRST.manifest.check_code
    for words in (
        ("--point", "Số nữ?"),
        ("--point", "a b=Số nữ?", "--result", "returned"),
        ("--note", "x"),
        ("--result", "withdrawn"),
    ):
        assert bdg("receipt", "write", code, *words, "--to", tmp_path)[0] == 2
    assert bdg("receipt", "write", "00000000", "--to", tmp_path)[0] == 2
    whole = ("--result", "returned", "--point", "=Xem lại cả biểu", "--to", tmp_path)
    assert bdg("receipt", "write", code, *whole)[0] == 0
