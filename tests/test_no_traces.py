"""What the program leaves outside the data: no words of records, no secrets, nowhere.

Logs, crash reports, the command line, the temporary folder, titles of windows, lists of recent files.
The data folder itself, encrypted, is searched by tests/vault/test_turning.py.
"""

import argparse
import ast
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.cli import _parser, run
from app.data_folder import DataFolder, open_data_folder
from app.db.backup import make_backup
from app.jobs import JobContext
from app.models import Signer, Unit
from app.preferences import Choices
from app.queries.activities import ActivityFilter
from app.queries.papers import list_papers
from app.services.activities import ActivityDraft, record_activity
from app.support_file import gather, write_support_file
from app.ui.crash import report_words, write_log
from app.workflows.activity_sheet import export_activities
from app.workflows.papers import export_paper, paper_bytes
from tests.architecture.tree import ROOT, calls, python_files
from tests.papers import create

WORDS = "Nguyễn Thị Mẫu bị đánh ngày 08/3"
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, tzinfo=UTC)
#: Who may use the temporary folder, and for what: a room for shown copies (emptied at closing and
#: at the next start), made-up words, the test of itself, a report of a crash without a data folder,
#: its name to be hidden or to be warned of.
MAY_USE_TEMP = {
    "app/vault/shown.py",
    "app/workflows/sample.py",
    "app/selftest.py",
    "app/cli.py",
    "app/support_file.py",
    "app/place.py",
}
_watched: list[str] = []
_room: list[str] = []


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _room and event in {"open", "os.mkdir", "os.rename", "sqlite3.connect"}:
        place = os.fsdecode(args[0]) if isinstance(args[0], str | bytes) else ""
        if place.startswith(_room[-1]):
            _watched.append(place)


sys.addaudithook(_hear)


@pytest.fixture
def touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Everything that is opened in the temporary folder meanwhile, also what is gone afterwards."""
    room = tmp_path / "tạm"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    _watched.clear()
    _room.append(str(room))
    yield _watched
    _room.pop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    opened = open_data_folder(tmp_path_factory.mktemp("sổ") / "mẫu", actor="Trần Văn Mẫu")
    opened.db.write(create)
    talk = ActivityDraft(kind_code="noi_chuyen", title=WORDS, starts_on=TODAY)
    opened.db.write(record_activity, talk)
    yield opened
    opened.close()


# Crash reports and logs.


def from_python(_folder: DataFolder) -> None:
    words = WORDS
    raise RuntimeError(words)


def from_a_cause(_folder: DataFolder) -> None:
    words = WORDS
    error = ValueError(words)
    error.add_note(words)
    try:
        raise error
    except ValueError as caught:
        raise KeyError(words) from caught


def from_the_database(folder: DataFolder) -> None:
    def twice(session: Session) -> None:
        for _ in range(2):
            session.add(Unit(code=WORDS, name=WORDS, search=WORDS, level_code="xa"))
            session.flush()

    folder.db.write(twice)


def from_a_wrong_value(folder: DataFolder) -> None:
    words = WORDS

    def wrong(session: Session) -> None:
        session.add(Signer(form_code=words, lines={words}, name=words))

    folder.db.write(wrong)


@pytest.mark.parametrize(
    "fault", [from_python, from_a_cause, from_the_database, from_a_wrong_value]
)
def test_a_crash_report_tells_where_and_no_words(
    folder: DataFolder, fault: Callable[[DataFolder], None]
) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever comes is what is reported
        fault(folder)
    told = report_words(caught.value)
    assert "test_no_traces.py" in told
    assert WORDS not in told
    assert WORDS.encode("unicode_escape").decode() not in told


def modules_with(pattern: str) -> set[str]:
    """Modules of the program in whose text a pattern is found."""
    wanted = re.compile(pattern)
    return {
        str(path.relative_to(ROOT))
        for path in python_files("app")
        if wanted.search(path.read_text(encoding="utf-8"))
    }


def test_nothing_but_the_crash_net_writes_into_the_log() -> None:
    writing = r"\w*log\w*\.(debug|info|warning|error|exception|critical|log)\("
    assert modules_with(writing) == {"app/ui/crash.py"}


def test_the_log_holds_what_it_is_told_and_no_more(folder: DataFolder, tmp_path: Path) -> None:
    handler = write_log(tmp_path)
    try:
        with pytest.raises(Exception):  # noqa: B017, PT011 - as above
            from_the_database(folder)
        for row in folder.db.read(list_papers)[:1]:
            export_paper(folder.db, row.paper_id, tmp_path / "x.docx")
    finally:
        handler.close()
    assert [path for path in tmp_path.glob("*.log*") if path.stat().st_size] == []


# The command line.


def every_parser(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from every_parser(below)


def test_no_command_takes_a_secret_in_words() -> None:
    secret = re.compile(r"password|passphrase|passwd|secret|recovery|pin\b", re.IGNORECASE)
    taken = {
        action.dest: action.type
        for parser in every_parser(_parser())
        for action in parser._actions
        if secret.search(action.dest) or any(secret.search(name) for name in action.option_strings)
    }
    assert {"password_file", "passphrase_file"} <= taken.keys()
    assert [name for name in taken if not name.endswith("_file")] == []


def test_a_mistake_on_the_command_line_does_not_repeat_a_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["plan", "list", "--db", "postgresql+psycopg://mau:rat-bi-mat@may/so"])
    assert "rat-bi-mat" not in "".join(capsys.readouterr())


def test_no_other_program_is_started_with_words() -> None:
    started = r"\b(subprocess|os\.system|QProcess|startDetached|ShellExecute)\b"
    assert modules_with(started) == set()


# The temporary folder.


def test_files_are_made_without_the_temporary_folder(
    folder: DataFolder, touched: list[str], tmp_path: Path
) -> None:
    row = folder.db.read(list_papers)[0]
    for suffix in (".pdf", ".docx", ".xlsx"):
        export_paper(folder.db, row.paper_id, tmp_path / f"văn bản{suffix}")
    paper_bytes(folder.db, row.paper_id, ".pdf")
    paper_bytes(folder.db, row.paper_id, ".docx")
    export_activities(folder.db, tmp_path / "hoạt động.xlsx", ActivityFilter())
    make_backup(folder.db.engine, folder.paths.backups, reason="thu", now=NOW)
    made = gather(folder.db, folder.paths, JobContext(), now=NOW, choices=Choices(), window={})
    write_support_file(folder.db, made, tmp_path / "hỗ trợ.zip")
    assert touched == []


def test_only_some_modules_know_the_temporary_folder() -> None:
    assert modules_with(r"\b(import tempfile|from tempfile|QTemporary\w+)\b") <= MAY_USE_TEMP


# What others see on the screen and in lists of the system.


def test_titles_of_windows_name_no_record() -> None:
    own = []
    for name in sorted(modules_with("setWindow(Title|FilePath)")):
        for call in calls(ROOT / name):
            named = isinstance(call.func, ast.Attribute) and call.func.attr
            if named in {"setWindowTitle", "setWindowFilePath"} and not all(
                isinstance(one, ast.Constant) for one in call.args
            ):
                own.append((name, ast.unparse(call.args[0])))
    # The window is called after its page: titles of pages stand in the table of pages.
    assert own == [("app/ui/main_window.py", "f'{entry(code).title} – Sổ Bình Đẳng'")]


def test_no_list_of_recent_files_is_kept() -> None:
    kept = r"\b(QSettings|SHAddToRecentDocs|recent_files|recentFiles|winreg)\b"
    assert modules_with(kept) == set()
