"""Starts beside and after each other: nobody finds the lock of somebody who is gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.data_folder import open_data_folder
from app.lock import InUseError
from app.paths import DataPaths, default_data_dir, program_root

HOLD = """
import sys
from pathlib import Path
from app.data_folder import open_data_folder
folder = open_data_folder(Path(sys.argv[1]), actor="Nguyễn Văn Mẫu")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are copied by fork")
def test_starts_one_after_the_other_leave_no_lock(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    count, every = (10_000, 20) if request.config.getoption("--stress") else (50, 25)
    open_data_folder(tmp_path, actor="Mẫu").close()

    done = subprocess.run(
        [sys.executable, "-m", "tests.alternating", str(tmp_path), str(count), str(every)],
        cwd=program_root(),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.stdout == "0\n"


def test_two_programs_on_one_folder_the_second_looks(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=program_root(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        with pytest.raises(InUseError, match=r"cửa sổ khác \(mở lúc "):
            open_data_folder(tmp_path, actor="Trần Thị Mẫu")
        looking = open_data_folder(tmp_path, actor="Trần Thị Mẫu", read_only=True)
        looking.close()
        program.kill()
    open_data_folder(tmp_path, actor="Trần Thị Mẫu").close()


@pytest.mark.parametrize(
    ("platform", "variable", "rest"),
    [
        ("win32", "LOCALAPPDATA", "SoBinhDang"),
        ("linux", "XDG_DATA_HOME", "SoBinhDang"),
    ],
)
def test_two_users_of_one_machine_have_folders_of_their_own(
    platform: str, variable: str, rest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BDG_DATA", raising=False)
    found = []
    for user in ("canbo1", "canbo2"):
        monkeypatch.setenv(variable, str(tmp_path / user))
        found.append(default_data_dir(platform))
    assert found == [tmp_path / user / rest for user in ("canbo1", "canbo2")]
    # Both work at once.
    folders = [open_data_folder(root, actor=root.parent.name) for root in found]
    assert folders[0].paths.database != folders[1].paths.database
    for folder in folders:
        folder.close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept by Windows itself")
def test_the_lock_of_a_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_data_folder(tmp_path, actor="Mẫu").close()
    assert DataPaths(tmp_path).lock.stat().st_mode & 0o077 == 0
