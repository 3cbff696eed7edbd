"""The task runner: what it reads from pytest, what it asks of the machine, what it prints."""

from types import ModuleType

import pytest

from tests.architecture.tree import dev_module


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    return dev_module()


@pytest.mark.parametrize(
    ("closing", "counted"),
    [
        ("======= 3 failed, 120 passed, 2 skipped in 61.02s (0:01:01) =======", (120, 3, 2)),
        ("======= 7 passed in 0.12s =======", (7, 0, 0)),
        ("======= 1 failed, 5 passed, 2 errors in 3.0s =======", (5, 3, 0)),
        ("======= no tests ran in 0.01s =======", (0, 0, 0)),
    ],
)
def test_the_closing_line_is_counted(
    dev: ModuleType, closing: str, counted: tuple[int, int, int]
) -> None:
    tally = dev.Tally()
    tally.read(["tests/x.py ..F 5 passed", closing, ""])
    assert (tally.passed, tally.failed, tally.skipped) == counted


def test_the_last_line_reads_like_that_of_pytest(dev: ModuleType) -> None:
    line = dev.closing_line(dev.Tally(passed=1322, failed=3, skipped=1), 61.5)
    assert line == "==== 3 failed, 1322 passed, 1 skipped in 61.50s ===="
    tally = dev.Tally()
    tally.read([line])
    assert tally == dev.Tally(passed=1322, failed=3, skipped=1)


def test_one_broken_stage_is_enough(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "ensure_packages", lambda tools: True)
    monkeypatch.setattr(dev, "try_server", lambda: None)
    monkeypatch.setattr(dev, "setup", lambda: None)
    monkeypatch.setattr(
        dev, "stages", lambda count: [("tốt", lambda: 0), ("xấu", lambda: 3), ("tốt", lambda: 0)]
    )
    assert dev.verb_test([]) == 1
    assert "HỎNG  xấu" in capsys.readouterr().out

    monkeypatch.setattr(dev, "stages", lambda count: [("tốt", lambda: 0)])
    assert dev.verb_test([]) == 0


def test_missing_packages_are_named_once_in_one_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(dev.shutil, "which", lambda tool: None)
    monkeypatch.setattr(dev, "administrator_prefix", lambda: None)

    packages = dev.missing_packages(dev.SCREEN_TOOLS)

    assert packages == ["libegl1", "xvfb"]
    assert dev.install_packages(packages) is False
    assert "--no-install-recommends libegl1 xvfb" in capsys.readouterr().out


def test_without_a_server_its_tests_are_skipped_and_that_is_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(dev, "is_debian", lambda: True)
    monkeypatch.setattr(dev, "install_packages", lambda packages: asked.append(packages) or True)
    monkeypatch.setattr(dev.shutil, "which", lambda tool: tool)
    dev.try_server()
    assert (asked, capsys.readouterr().out) == ([], "")

    monkeypatch.setattr(dev.shutil, "which", lambda tool: None)
    monkeypatch.setattr(dev.Path, "glob", lambda folder, pattern: iter(()))
    dev.try_server()
    assert (asked, capsys.readouterr().out) == ([["postgresql"]], "")

    monkeypatch.setattr(dev, "is_debian", lambda: False)
    dev.try_server()
    assert "bỏ qua" in capsys.readouterr().out


def test_an_unknown_chore_shows_the_list(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "speak_utf8", lambda: None)
    assert dev.main(["bay"]) == 2
    assert dev.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(verb in shown for verb in dev.VERBS)


def test_children_speak_utf8_and_need_no_screen(dev: ModuleType) -> None:
    env = dev.environment(offscreen=True)
    assert (env["PYTHONUTF8"], env["QT_QPA_PLATFORM"]) == ("1", "offscreen")
    assert env["PATH"].startswith(str(dev.PYTHON.parent))
