"""Passwords that cost next to nothing to try, and folders that are ready made."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from app.data_folder import DataFolder, data_paths, open_data_folder
from app.vault import crypt
from app.vault.key_file import Opened, new_key_file
from app.workflows.folder_keys import keep_keys

PASSWORD: Final = "ruộng bậc thang"
DAY: Final = date(2026, 11, 20)
_CHEAP: Final = 2**4
#: A folder at this place, open, and its recovery code.
NewFolder: TypeAlias = Callable[..., tuple[DataFolder, str]]


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a guess is looked at in one test, which sets it back."""
    monkeypatch.setitem(crypt._SCRYPT, "n", _CHEAP)


@pytest.fixture
def tries(request: pytest.FixtureRequest) -> int:
    """How many wrong passwords are tried: a few, or a thousand in the long run."""
    return 1000 if request.config.getoption("--stress") else 20


@pytest.fixture(scope="session")
def _born(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, tuple[Path, Opened, str]]:
    """Folders born with a password: encrypted, and with a gate only."""
    made = {}
    for encrypted in (True, False):
        root = tmp_path_factory.mktemp("sinh ra")
        with pytest.MonkeyPatch.context() as cheap:
            cheap.setitem(crypt._SCRYPT, "n", _CHEAP)
            key_file, opened, code = new_key_file(PASSWORD, encrypted=encrypted)
        keep_keys(data_paths(root), key_file)
        open_data_folder(root, actor="Mẫu", key=opened.key).close()
        made[encrypted] = (root, opened, code)
    return made


@pytest.fixture
def new_folder(_born: dict[bool, tuple[Path, Opened, str]]) -> NewFolder:
    """A folder born with a password, open."""

    def make(root: Path, *, encrypted: bool = True) -> tuple[DataFolder, str]:
        source, opened, code = _born[encrypted]
        shutil.copytree(source, root)
        return open_data_folder(root, actor="Mẫu", key=opened.key), code

    return make


@pytest.fixture(scope="session")
def _plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("không khóa")
    open_data_folder(root, actor="Mẫu").close()
    return root


@pytest.fixture
def plain_root(_plain: Path, tmp_path: Path) -> Path:
    """A closed folder without a password."""
    shutil.copytree(_plain, tmp_path / "sổ")
    return tmp_path / "sổ"
