"""A closed folder with an office, made once and copied for each test."""

from pathlib import Path

import pytest

from tests.ui.frame.support import copy_folder, folder_with_office


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The original."""
    folder = folder_with_office(tmp_path_factory.mktemp("cơ quan") / "Sổ")
    folder.close()
    return folder.paths.root


@pytest.fixture
def closed(begun: Path, tmp_path: Path) -> Path:
    """A copy that nobody has open."""
    return copy_folder(begun, tmp_path / "USB" / "Sổ")
