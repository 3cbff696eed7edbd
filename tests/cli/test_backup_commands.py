"""bdg backup --to, bdg restore: a stick, a list, a new laptop, a passphrase in a file."""

from pathlib import Path

import pytest

from app.cli import run
from tests.cli.test_commands import INIT, Bdg, bdg, data, done, refused

__all__ = ["bdg", "data"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "mật khẩu.txt"
    file.write_text("con đò lá trúc\n", encoding="utf-8")
    return file


def test_out_to_a_stick_and_onto_a_new_laptop(
    bdg: Bdg, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done(bdg(*INIT))
    said = done(bdg("backup", "--to", stick)).splitlines()
    assert Path(said[0]).parent == stick / "SoBinhDang-xa-song-an"
    assert said[1] == "0 tệp đính kèm, 0 tệp mới chép. Có thể rút USB."
    [row] = done(bdg("restore", stick, "--list")).splitlines()
    assert row.split("\t")[0] == said[0]
    assert row.split("\t")[3] == "0 văn bản, 0 hoạt động, 0 tệp"

    laptop = str(tmp_path / "máy mới")
    assert run(["--data", laptop, "restore", str(stick)]) == 0
    assert capsys.readouterr().out == f"Đã phục hồi từ {Path(said[0]).name}.\n"
    assert run(["--data", laptop, "office", "show"]) in (0, 2)


def test_with_a_passphrase(bdg: Bdg, stick: Path, secret: Path) -> None:
    done(bdg(*INIT))
    file = done(bdg("backup", "--to", stick, "--passphrase-file", secret)).splitlines()[0]
    assert refused(bdg("restore", file)).startswith("Bản sao lưu này có mật khẩu.")
    said = done(bdg("restore", file, "--passphrase-file", secret))
    assert "được giữ lại" in said
    assert "bdg password on" in said
    for key_file in Path(file).parent.rglob("khoa.json"):
        key_file.unlink()
    assert "khoa.json" in bdg("restore", file, "--passphrase-file", secret)[2]


def test_what_is_typed_wrong(bdg: Bdg, stick: Path, secret: Path) -> None:
    assert "Không có bản sao lưu" in refused(bdg("restore"))
    assert "--to" in refused(bdg("backup", "--passphrase-file", secret))
    done(bdg(*INIT))
    assert "Không thấy bản sao lưu" in refused(bdg("restore", stick))
    done(bdg("backup"))
    assert len(done(bdg("restore", "--list")).splitlines()) == 2


def test_the_password_of_the_folder_is_asked(
    bdg: Bdg, data: Path, secret: Path, stick: Path
) -> None:
    done(bdg(*INIT))
    with_password = ("--password-file", str(secret))
    on = run(["--data", str(data), "password", "on", "--new-password-file", str(secret)])
    assert on == 0
    assert run(["--data", str(data), *with_password, "backup", "--to", str(stick)]) == 0
    assert "mật khẩu" in bdg("restore")[2]
    assert run(["--data", str(data), *with_password, "restore"]) == 0
    laptop = stick / "máy mới"
    given = ["restore", str(stick), "--passphrase-file", str(secret)]
    assert run(["--data", str(laptop), *given]) == 0
    # The new laptop asks for the same password.
    assert run(["--data", str(laptop), "plan", "list"]) != 0
