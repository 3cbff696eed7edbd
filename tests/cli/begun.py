"""Commands on an office that is set up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import run

Bdg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bdg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bdg:
    """Run a command on an office: exit status, output, error output."""
    data = tmp_path / "Dữ liệu"

    def command(*words: object) -> tuple[int, str, str]:
        status = run(["--data", str(data), *map(str, words)])
        said = capsys.readouterr()
        return status, said.out, said.err

    assert command("init", "--name", "Mẫu", "--level", "xa", "--upper", "tỉnh Mẫu")[0] == 0
    return command
