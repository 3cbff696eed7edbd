"""The last net: written down without contents, told once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import DataFileError
from app.ui import feedback
from app.ui.crash import CrashNet, report_words


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[feedback.Message]:
    found: list[feedback.Message] = []

    def show(_parent: object, message: feedback.Message) -> str:
        found.append(message)
        return message.answers[-1]

    monkeypatch.setattr(feedback.door, "show", show)
    return found


def broken(secret: str) -> Exception:
    try:
        raise KeyError(secret)
    except KeyError as error:
        return error


def test_report_holds_the_place_but_no_contents() -> None:
    words = report_words(broken("Nguyễn Thị Bí Mật"))

    assert "test_crash.py" in words
    assert "KeyError" in words
    assert "Bí Mật" not in words


def test_same_fault_is_told_once(
    qtbot: QtBot, tmp_path: Path, shown: list[feedback.Message]
) -> None:
    net = CrashNet(tmp_path)
    error = broken("x")

    for _time in range(3):
        net._on_error(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))

    assert len(shown) == 1
    assert len(list(tmp_path.glob("loi-*.txt"))) == 1


def test_expected_failure_is_shown_in_its_own_words(
    qtbot: QtBot, tmp_path: Path, shown: list[feedback.Message]
) -> None:
    net = CrashNet(tmp_path)
    error = DataFileError("Đĩa đầy. Dữ liệu đã ghi vẫn còn.")

    net._on_error(type(error), error, None)
    qtbot.waitUntil(lambda: bool(shown))

    assert shown[0].text.startswith("Đĩa đầy")
    assert list(tmp_path.glob("loi-*.txt")) == []


def test_net_gives_back_what_was_there(qtbot: QtBot, tmp_path: Path) -> None:
    import sys

    before = sys.excepthook
    net = CrashNet(tmp_path)

    net.install()
    assert sys.excepthook is not before
    net.remove()

    assert sys.excepthook is before
