"""bdg package and bdg receipt: a package is written, looked into, verified, answered."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from app.cli import run
from app.data_folder import DataFolder, open_data_folder
from app.domain.papers import ReportType
from app.domain.parcels import SentState
from app.exchange.receipt import Result
from app.queries.sent import list_sent
from tests.exchange.offices import COMMUNE, OTHER, package
from tests.workflows.parcels.commune import (
    draft_report,
    enrol,
    issue_report,
    issued_report,
    next_version,
    settle,
)
from tests.workflows.parcels.test_answers import answer

BY_DUTY = ("package", "write", "--duty", "report_year", "--period", "2026")


class Office:
    """A data folder and its commands."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys

    @contextmanager
    def open(self) -> Iterator[DataFolder]:
        """The folder while no command runs."""
        folder = open_data_folder(self.data, actor="Trần Thị Mẫu")
        try:
            yield folder
        finally:
            folder.close()

    def bdg(self, *words: object) -> tuple[int, str, str]:
        """Run a command: exit status, output, error output."""
        status = run(["--data", str(self.data), *map(str, words)])
        said = self._capsys.readouterr()
        return status, said.out, said.err


@pytest.fixture(scope="module")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("xa") / "Dữ liệu"
    folder = open_data_folder(data, actor="Trần Thị Mẫu")
    settle(folder.db)
    enrol(folder.db)
    issued_report(folder.db)
    folder.close()
    return data


@pytest.fixture
def office(tmp_path: Path, _filled: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """A commune with an issued report of the year and a known receiver."""
    shutil.copytree(_filled, tmp_path / "Dữ liệu")
    return Office(tmp_path / "Dữ liệu", capsys)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def report_of(office: Office) -> UUID:
    with office.open() as folder:
        [row] = folder.db.read(list_sent)
        assert row.paper_id is not None
        return row.paper_id


def test_written_by_duty_and_period(office: Office, stick: Path) -> None:
    status, out, err = office.bdg(*BY_DUTY, "--to", stick)

    path = stick / "26734_report-year_2026_lan-1.bdg-goi"
    assert (status, out) == (0, f"{path}\n")
    assert "ô còn để trống" in err
    assert path.exists()


def test_again_gives_the_very_package(office: Office, stick: Path, tmp_path: Path) -> None:
    office.bdg(*BY_DUTY, "--to", stick)
    other = tmp_path / "usb 2"
    other.mkdir()
    report = str(report_of(office))[:8]

    status, out, err = office.bdg("package", "write", "--report", report, "--to", other)

    assert (status, err) == (0, "Chép lại đúng gói lần 1.\n")
    [first], [second] = list(stick.iterdir()), list(other.iterdir())
    assert out.strip() == str(second)
    assert first.read_bytes() == second.read_bytes()
    status, out, _err = office.bdg(*BY_DUTY, "--to", stick, "--reason", "Nơi nhận xin gói mới")
    assert status == 0
    assert out.strip().endswith("lan-2-dinh-chinh.bdg-goi")


def test_as_a_letter_and_as_a_test(office: Office, stick: Path) -> None:
    status, out, _err = office.bdg(*BY_DUTY, "--to", stick, "--mail", "--test")

    assert (status, out.strip()) == (0, str(stick / "26734_report-year_2026_lan-1-gui-thu.eml"))
    assert (stick / "26734_report-year_2026_lan-1-gui-thu").is_dir()


def test_sensitive_without_card(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], stick: Path
) -> None:
    office = Office(tmp_path / "Dữ liệu", capsys)
    with office.open() as folder:
        settle(folder.db)
        issued_report(folder.db, sensitive=True)
    status, out, err = office.bdg(*BY_DUTY, "--to", stick)
    assert (status, out) == (2, "")
    assert "xin thẻ cơ quan" in err

    secret = tmp_path / "mat-khau.txt"
    secret.write_text("một câu dễ nhớ\n", encoding="utf-8")
    status, out, _err = office.bdg(*BY_DUTY, "--to", stick, "--passphrase-file", secret)
    assert status == 0
    secret.write_bytes(b"\xff\xfe\x00")
    status, _out, err = office.bdg(
        *BY_DUTY, "--to", stick, "--reason", "Lại", "--passphrase-file", secret
    )
    assert (status, "Không đọc được tệp mật khẩu" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--duty", "report_year"), "--period"),
        (("--duty", "report_six_month", "--period", "2026-H1"), "Chưa có báo cáo đã ban hành"),
        (("--report", "00000000"), "Không có văn bản"),
    ],
)
def test_what_is_not_there(office: Office, stick: Path, words: tuple[str, ...], said: str) -> None:
    status, out, err = office.bdg("package", "write", *words, "--to", stick)
    assert (status, out) == (2, "")
    assert said in err


def test_two_reports_of_one_duty(office: Office, stick: Path) -> None:
    with office.open() as folder:
        issue_report(folder.db, draft_report(folder.db, ReportType.YEAR), "15")
    status, _out, err = office.bdg(*BY_DUTY, "--to", stick)
    assert (status, "Có 2 báo cáo như vậy" in err) == (2, True)


def test_a_stick_that_is_not_there(office: Office, stick: Path) -> None:
    status, out, err = office.bdg(*BY_DUTY, "--to", stick / "khong-co")
    assert (status, out) == (1, "")
    assert "cắm lại USB" in err
    with office.open() as folder:
        assert [row.state for row in folder.db.read(list_sent)] == [SentState.MADE]


def test_a_package_is_looked_into(office: Office, stick: Path) -> None:
    path = office.bdg(*BY_DUTY, "--to", stick)[1].strip()

    status, out, _err = office.bdg("package", "inspect", path)
    assert status == 0
    assert out.startswith("GÓI SỐ LIỆU BÌNH ĐẲNG GIỚI\n")
    assert "data/figures.json\t" in out
    status, out, _err = office.bdg("package", "inspect", path, "--json")
    assert (json.loads(out)["duty"], json.loads(out)["sequence"]) == ("report_year", 1)


def test_a_package_is_verified(office: Office, stick: Path) -> None:
    path = Path(office.bdg(*BY_DUTY, "--to", stick)[1].strip())

    status, out, _err = office.bdg("package", "verify", path)
    assert status == 0
    assert out.startswith("Gói nguyên vẹn, chữ ký đúng.\nNơi ký\tUBND xã Mẫu (mã 26734)\n")
    assert "gói của chính đơn vị mình" in out

    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    status, out, err = office.bdg("package", "verify", path)
    assert (status, out) == (1, "")
    assert err


def test_a_package_of_a_stranger_is_whole_but_unknown(office: Office, stick: Path) -> None:
    (stick / "la.bdg-goi").write_bytes(package().content)
    status, out, _err = office.bdg("package", "verify", stick / "la.bdg-goi")
    assert status == 0
    assert "chưa ghi nhận thẻ cơ quan này" in out
    assert COMMUNE.card.short_code in out


def test_a_receipt_is_read_once(office: Office, stick: Path) -> None:
    office.bdg(*BY_DUTY, "--to", stick)
    slip = stick / "tra-loi.bdg-phieu"
    with office.open() as folder:
        [row] = folder.db.read(list_sent)
        slip.write_bytes(answer(folder.db, row))

    status, out, _err = office.bdg("receipt", "read", slip)
    assert status == 0
    lines = out.splitlines()
    assert "trả lại để sửa" in lines[0]
    assert lines[1:] == [
        "mend\tdan_so\twomen\tSố nữ có đúng không?",
        "note\t\t\tThiếu chữ ký ở phụ lục",
        "Hạn mới\t20/12/2026",
    ]
    assert "đã đọc rồi" in office.bdg("receipt", "read", slip)[1]

    with office.open() as folder:
        next_version(folder.db, row.paper_id)
    status, out, _err = office.bdg(*BY_DUTY, "--to", stick)
    assert (status, out.strip().endswith("lan-2-dinh-chinh.bdg-goi")) == (0, True)


def test_receipts_that_are_none(office: Office, stick: Path) -> None:
    office.bdg(*BY_DUTY, "--to", stick)
    slip = stick / "la.bdg-phieu"
    with office.open() as folder:
        [row] = folder.db.read(list_sent)
        slip.write_bytes(answer(folder.db, row, Result.ACCEPTED, (), sender=OTHER))
    status, out, err = office.bdg("receipt", "read", slip)
    assert (status, out) == (1, "")
    assert "vẫn giữ nguyên" in err
    assert office.bdg("receipt", "read", stick / "khong-co")[0] == 2
