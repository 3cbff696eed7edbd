"""A laptop is stolen: with encryption on, strangers read nothing of what the office wrote."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import cli
from app.backups.to_folder import Data, back_up_to
from app.data_folder import DataFolder, data_paths, open_data_folder
from app.db.server import keep_server, parse_server
from app.domain.activities import ActivityDraft
from app.journal import Draft, Journal
from app.preferences import Preferences
from app.protecting.turning import turn_on
from app.services.activities import AttachFile, attach_file, record_activity
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.ui import feedback
from app.ui.crash import CrashNet
from app.vault.files import FileVault
from app.vault.key_file import Opened, new_key_file
from app.workflows.attachments import keep_content, shown_folder, shown_path
from app.workflows.folder_keys import keep_keys
from app.workflows.papers import export_paper
from app.workflows.plans import NewPlan, new_plan_from_template

PASSWORD = "ruộng bậc thang"
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
#: What records hold; none of it may be found anywhere.
SECRETS = (
    "Thôn Đoài Bí Mật",
    "Nguyễn Thị Không Ai Biết",
    "Bị chồng đánh ngày 8/3",
    "biên bản hòa giải của chị Mẫu",
    "đang gõ dở về vụ việc",
    "may-chu-bi-mat",
)


def fill(folder: DataFolder, room: Path) -> None:
    """Records, attachments, a paper with its files, a draft, choices, a look at what is kept."""
    place, person, words, name, typed, _server = SECRETS
    db, paths = folder.db, folder.paths
    signer = SignerDraft(form_code="ct", lines=("CHỦ TỊCH",), name=person)
    answers = SetUpOffice(level_code="xa", name=place, upper_unit="tỉnh Mẫu", signers=(signer,))
    db.write(set_up_office, replace(answers, receiving_office=f"Sở Nội vụ {place}"))
    draft = ActivityDraft(
        kind_code="van_ban", title=words, starts_on=date(2026, 3, 9), place=place, result=person
    )
    activity = db.write(record_activity, draft)
    content = f"{words}\n{person}\n".encode() * 200
    kept = keep_content(paths, f"{name}.txt", content, "text/plain")
    file = AttachFile(
        activity_id=activity,
        name=kept.name,
        sha256=kept.sha256,
        media_type=kept.media_type,
        size=kept.size,
    )
    db.write(attach_file, file)
    assert shown_path(paths, kept.sha256, kept.name).read_bytes() == content
    wanted = NewPlan(template_code="plan_year_commune", year=2027, today=date(2027, 1, 4))
    plan = new_plan_from_template(db, wanted)
    for suffix in ("pdf", "docx", "xlsx"):
        export_paper(db, plan, shown_folder(paths) / f"{name}.{suffix}")
    journal = Journal(paths.journal, paths.vault)
    journal.write(journal.new_place(), Draft(kind="card", where=place, page="x", words=typed), NOW)
    choices = Preferences(paths.preferences, private=paths.vault.locks)
    choices.change(first_answers={"name": place}, text_size="large")
    folder.backup_now("thu")
    back_up_to(Data(db, paths), room / "USB", now=NOW)


def crash(folder: DataFolder, qtbot: QtBot, shown: list[feedback.Message]) -> None:
    """Something unexpected, with words of a record in the error; a log and a report follow."""
    net = CrashNet(folder.paths.logs)
    net.install()
    try:
        raise KeyError(SECRETS[1])
    except KeyError as error:
        net._on_error(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    net.remove()


def found_in(place: Path, secrets: list[bytes]) -> list[str]:
    """Every file below a place in whose bytes or name a secret stands."""
    return [
        f"{path.relative_to(place)}: {secret!r}"
        for path in place.rglob("*")
        for secret in secrets
        if secret in str(path).encode() or (path.is_file() and secret in path.read_bytes())
    ]


def needles(opened: Opened, code: str) -> list[bytes]:
    words = [*SECRETS, PASSWORD, code, opened.key.hex()]
    forms = ("utf-8", "utf-16-le", "utf-16-be")
    return [*(word.encode(form) for word in words for form in forms), opened.key]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk with a temporary folder and a stick of its own."""
    for name in ("tạm", "USB"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tạm"))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    return tmp_path


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[feedback.Message]:
    found: list[feedback.Message] = []

    def show(_parent: object, message: feedback.Message) -> str:
        found.append(message)
        return message.answers[-1]

    monkeypatch.setattr(feedback.door, "show", show)
    return found


def test_the_search_finds_what_lies_open(room: Path) -> None:
    """Else the other tests would show nothing."""
    folder = open_data_folder(room / "sổ", actor=SECRETS[1])
    fill(folder, room)
    folder.close()
    opened = Opened(bytes(32), "x")
    told = found_in(room, needles(opened, "-"))
    for place in ("so-binh-dang.db", "dinh-kem", "sao-luu", "dang-go", "USB", "tuy-chon.json"):
        assert any(place in line for line in told), place


def test_born_encrypted_nothing_is_found(
    room: Path, qtbot: QtBot, shown: list[feedback.Message]
) -> None:
    key_file, opened, code = new_key_file(PASSWORD, encrypted=True)
    (room / "sổ").mkdir()
    keep_keys(data_paths(room / "sổ"), key_file)
    folder = open_data_folder(room / "sổ", actor=SECRETS[1], key=opened.key)
    fill(folder, room)
    keep_server(
        folder.paths.server, parse_server(f"postgresql://x@{SECRETS[5]}/y"), FileVault(opened.key)
    )
    crash(folder, qtbot, shown)
    # Stolen while it was open: with its log of writes beside the database.
    shutil.copytree(room / "sổ", room / "đang mở")
    assert (room / "đang mở" / "so-binh-dang.db-wal").stat().st_size > 0
    folder.close()
    assert found_in(room, needles(opened, code)) == []


def test_encrypted_later_nothing_is_found(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = open_data_folder(room / "sổ", actor=SECRETS[1])
    fill(folder, room)
    folder.close()
    shutil.rmtree(room / "USB")
    opened, code = turn_on(room / "sổ", PASSWORD)
    # A command that meets something unexpected writes a report too.
    monkeypatch.setenv("BDG_PASSWORD_FILE", str(room.parent / "mật khẩu của sổ.txt"))
    (room.parent / "mật khẩu của sổ.txt").write_text(PASSWORD, encoding="utf-8")

    def fail(*_parts: object, **_more: object) -> None:
        raise KeyError(SECRETS[1])

    monkeypatch.setattr(DataFolder, "backup_now", fail)
    assert cli.run(["--data", str(room / "sổ"), "backup"]) == 1
    assert list((room / "sổ" / "nhat-ky").glob("loi-*.txt"))
    told = capsys.readouterr()
    assert SECRETS[1] not in told.out + told.err
    assert found_in(room, needles(opened, code)) == []
