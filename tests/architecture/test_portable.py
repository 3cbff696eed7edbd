"""Nothing in the tree depends on one machine: encodings, paths, hosts, message boxes."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import APP, ROOT, calls, parsed, place, python_files, text_files

SOURCES = [*python_files("app", "migrations", "benchmarks", "tests"), ROOT / "dev.py"]
# Written in pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:" + "work|root|home" + r")/")
REGISTRY_HOST = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "deb" + r"\.debian", "npm" + "js"])
)


def is_binary(call: ast.Call) -> bool:
    modes = [argument for argument in call.args if isinstance(argument, ast.Constant)]
    modes += [
        word.value
        for word in call.keywords
        if word.arg == "mode" and isinstance(word.value, ast.Constant)
    ]
    return any(
        isinstance(mode.value, str) and re.fullmatch(r"[rwxa+]*b[rwxa+]*", mode.value)
        for mode in modes
    )


def lacks_encoding(call: ast.Call) -> bool:
    """Text is opened, read or written in the machine's own encoding."""
    if any(word.arg in {"encoding", None} for word in call.keywords):
        return False
    match call.func:
        case ast.Name("open"):
            return not is_binary(call)
        case ast.Attribute(attr="read_text"):
            return not call.args
        case ast.Attribute(attr="write_text"):
            return len(call.args) < 2
        case ast.Attribute(value=owner, attr="open"):
            # Image.open, zipfile members and webbrowser have no text encoding.
            return isinstance(owner, ast.Name) and owner.id.endswith("path") and not is_binary(call)
    return False


def test_every_text_file_is_opened_as_utf8() -> None:
    found = [
        place(path, call.lineno) for path in SOURCES for call in calls(path) if lacks_encoding(call)
    ]
    assert found == []


@pytest.mark.parametrize("forbidden", [MACHINE_PATH, REGISTRY_HOST], ids=["path", "host"])
def test_the_tree_names_no_machine(forbidden: re.Pattern[str]) -> None:
    found = []
    for path in text_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if forbidden.search(line):
                found.append(place(path, number))
    assert found == []


def names_of(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return set(re.findall(r"\bQMessageBox\b|\bprocessEvents\b", text))


def test_only_feedback_shows_message_boxes_and_nobody_pumps_events() -> None:
    found = {
        str(path.relative_to(ROOT)): names_of(path)
        for path in python_files("app")
        if path != APP / "ui" / "feedback.py" and names_of(path)
    }
    assert found == {}


def clocks_of(path: Path) -> list[str]:
    """What a file takes from the clocks; dates and the time zone are none of them."""
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name in {"time", "timeit"}]
        if isinstance(node, ast.ImportFrom):
            clocks = {"QElapsedTimer"} if node.module not in {"time", "timeit"} else None
            found += [name.name for name in node.names if clocks is None or name.name in clocks]
    return found


def test_no_test_is_a_stopwatch() -> None:
    """A slow machine fails no test: work is counted (tests/work.py), speed is for benchmarks."""
    tests = [path for path in python_files("tests") if path.name.startswith("test_")]
    assert {path: clocks for path in tests if (clocks := clocks_of(path))} == {}
