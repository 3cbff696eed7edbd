"""bdg password …: all of it from the command line, with no secret on it."""

from pathlib import Path

import pytest

from app import cli
from app.data_folder import data_paths, open_data_folder
from app.domain.roles import Role
from app.queries.officers import officer_of_slot
from app.services.officers import OfficerDraft, add_officer
from app.vault.key_file import RECOVERY
from app.workflows.folder_keys import read_keys, unlock

PASSWORD, OTHER = "ruộng bậc thang", "đồi chè xanh"


@pytest.fixture
def root(plain_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("BDG_PASSWORD_FILE", raising=False)
    (tmp_path / "cũ.txt").write_text(f"{PASSWORD}\n", encoding="utf-8")
    (tmp_path / "mới.txt").write_text(f"{OTHER}\n", encoding="utf-8")
    return plain_root


class Bdg:
    """The program, as it is called."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.capsys = root, capsys

    def __call__(self, *words: str, old: str = "") -> tuple[int, str]:
        before = ["--data", str(self.root)]
        before += ["--password-file", str(self.root.parent / old)] if old else []
        status = cli.run([*before, *words])
        told = self.capsys.readouterr()
        return status, told.out + told.err

    def new(self, name: str) -> tuple[str, str]:
        return "--new-password-file", str(self.root.parent / name)


@pytest.fixture
def bdg(root: Path, capsys: pytest.CaptureFixture[str]) -> Bdg:
    return Bdg(root, capsys)


def code_in(told: str) -> str:
    return next(line for line in told.splitlines() if "Mã khôi phục" in line).rsplit(" ", 1)[1]


def test_on_change_recover_and_off(bdg: Bdg, root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "tờ mã.pdf"
    status, told = bdg("password", "on", *bdg.new("cũ.txt"), "--sheet", str(sheet))
    assert status == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    code = code_in(told)
    assert not (root / "so-binh-dang.db").read_bytes().startswith(b"SQLite")
    assert bdg("password", "status")[1].startswith("Số mật khẩu mở được sổ: 1\nDữ liệu, tệp")

    status, told = bdg("backup")
    assert status == 2
    assert "--password-file" in told
    assert bdg("backup", old="mới.txt")[0] == 1
    assert bdg("backup", old="cũ.txt")[0] == 0

    assert bdg("password", "change", *bdg.new("mới.txt"), old="cũ.txt")[0] == 0
    assert bdg("backup", old="cũ.txt")[0] == 1
    assert bdg("backup", old="mới.txt")[0] == 0

    (tmp_path / "mã.txt").write_text(code.lower(), encoding="utf-8")
    by_code = ("password", "recover", "--code-file", str(tmp_path / "mã.txt"))
    assert bdg(*by_code, *bdg.new("cũ.txt"))[0] == 0
    assert bdg("backup", old="cũ.txt")[0] == 0

    status, told = bdg("password", "new-recovery", old="cũ.txt")
    assert status == 0
    assert code_in(told) != code
    status, told = bdg(*by_code, *bdg.new("cũ.txt"))
    assert (status, "thay bằng mã mới" in told) == (1, True)

    assert bdg("password", "off", old="cũ.txt")[0] == 0
    assert bdg("backup")[0] == 0
    assert "không có mật khẩu" in bdg("password", "status")[1]
    assert bdg("password", "off")[0] == 2
    assert bdg(*by_code, *bdg.new("cũ.txt"))[0] == 2


def test_a_gate_leaves_the_files_as_they_are(bdg: Bdg, root: Path) -> None:
    assert bdg("password", "on", "--gate", *bdg.new("cũ.txt"))[0] == 0
    assert (root / "so-binh-dang.db").read_bytes().startswith(b"SQLite")
    assert "chỉ chặn cửa" in bdg("password", "status")[1]
    assert bdg("password", "on", *bdg.new("cũ.txt"), old="cũ.txt")[0] == 2


def test_the_environment_names_the_file(bdg: Bdg, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bdg("password", "on", *bdg.new("cũ.txt"))[0] == 0
    monkeypatch.setenv("BDG_PASSWORD_FILE", str(bdg.root.parent / "cũ.txt"))
    assert bdg("backup")[0] == 0
    monkeypatch.setenv("BDG_PASSWORD_FILE", str(bdg.root.parent / "không có"))
    status, told = bdg("backup")
    assert (status, "Không đọc được tệp mật khẩu" in told) == (2, True)


def test_a_password_is_typed_unseen_and_twice(bdg: Bdg, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, OTHER, PASSWORD, PASSWORD, PASSWORD])
    monkeypatch.setattr("app.commands.unlocking.getpass", lambda _words: next(typed))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    status, told = bdg("password", "on")
    assert (status, "không giống nhau" in told) == (2, True)
    assert bdg("password", "on")[0] == 0
    assert bdg("backup")[0] == 0


def test_with_several_people_a_name_is_asked_and_keeps_its_password(bdg: Bdg, root: Path) -> None:
    folder = open_data_folder(root, actor="Mẫu")
    folder.db.write(add_officer, OfficerDraft(name="Trần Thị Mẫu", role=Role.ADMIN))
    folder.db.write(add_officer, OfficerDraft(name="Lê Văn Mẫu", role=Role.CLERK))
    folder.close()
    status, told = bdg("password", "on", *bdg.new("cũ.txt"))
    assert (status, "Trần Thị Mẫu" in told) == (2, True)
    on = ("password", "on", *bdg.new("cũ.txt"), "--name")
    status, told = bdg(*on, "Lê Văn Mẫu")
    assert (status, read_keys(data_paths(root))) == (2, None)
    assert bdg(*on, "Trần Thị Mẫu")[0] == 0
    opened = unlock(data_paths(root), PASSWORD)
    assert opened is not None
    assert opened.slot != RECOVERY
    folder = open_data_folder(root, actor="Mẫu", key=opened.key)
    found = folder.db.read(officer_of_slot, opened.slot)
    folder.close()
    assert found is not None
    assert found.name == "Trần Thị Mẫu"
    assert bdg("backup", old="cũ.txt")[0] == 0
