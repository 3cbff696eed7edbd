"""Encryption on and off for a folder in use: everything is carried over, or nothing changed."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.checking import mend
from app.data_folder import data_paths, open_data_folder
from app.db.backup import list_backups
from app.db.health import refuse_damaged
from app.db.manifest import hash_of_file, read_manifest
from app.errors import CancelledError, ConflictError, DataFileError, ValidationError
from app.jobs import JobContext
from app.models import CatalogueEntry, DutyDone
from app.paths import DataPaths
from app.preferences import Preferences
from app.protecting.turning import set_encrypted, turn_off, turn_on
from app.restoring import restore_data_folder
from app.vault.files import FileVault
from app.vault.key_file import NeedsPasswordError
from app.workflows.attachments import stored_path
from app.workflows.folder_keys import read_keys, unlock
from tests.backups.conftest import attach
from tests.vault.conftest import DAY, PASSWORD

WORDS = "Nguyễn Thị Mẫu, thôn Đoài, bị đánh"
FILES = 3


def add_duty(session: Session) -> None:
    session.add(DutyDone(id=uuid4(), year=2026, code="bao_cao", done_on=DAY, note=WORDS))


def notes(session: Session) -> list[str]:
    return list(session.scalars(select(DutyDone.note)))


def codes(session: Session) -> list[str]:
    return sorted(session.scalars(select(CatalogueEntry.code)))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record, attachments, a backup, a paper, something typed and answers."""
    root = tmp_path_factory.mktemp("mẫu") / "sổ"
    folder = open_data_folder(root, actor="Mẫu")
    paths = folder.paths
    folder.db.write(add_duty)
    for at in range(FILES):
        attach(folder, f"Tệp {at}.txt", f"{WORDS} {at}".encode())
    folder.backup_now("thu")
    folder.close()
    (paths.papers / "Công văn.txt").write_text(WORDS, encoding="utf-8")
    paths.journal.mkdir()
    paths.vault.write(paths.journal / "một.nhap", WORDS.encode())
    (root / "the-chua-ghi.json").write_text(f'["{WORDS}"]', encoding="utf-8")
    (paths.backups / "20200101-010101-cu.db").write_bytes(f"hỏng {WORDS}".encode())
    shutil.copy(paths.database, root / "so-binh-dang-cu-20260101-010101.db")
    (root / "so-binh-dang-cu-20250101-010101.db").write_bytes(f"hỏng {WORDS}".encode())
    (root / mend.SPARE_ROOM).mkdir()
    (root / mend.SPARE_ROOM / f"{'0' * 64}.txt").write_text(WORDS, encoding="utf-8")
    rescued = root / "hong-20260101-010101"
    rescued.mkdir()
    shutil.copy(paths.database, rescued / "cuu-duoc.db")
    (rescued / "so-binh-dang.db").write_bytes(f"hỏng {WORDS}".encode())
    (rescued / "so-binh-dang.db-wal").write_bytes(WORDS.encode())
    Preferences(paths.preferences).change(theme="dark", first_answers={"name": WORDS})
    return root


@pytest.fixture
def root(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path / "sổ")
    return tmp_path / "sổ"


def readable(root: Path) -> list[str]:
    """Files in which the words of records can be read, in two ways of writing."""
    needles = [WORDS.encode(form) for form in ("utf-8", "utf-16-le")]
    return [
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def holds_all(root: Path, key: bytes | None) -> DataPaths:
    """Open it, and read everything that was put in."""
    folder = open_data_folder(root, actor="Mẫu", key=key)
    try:
        assert folder.db.read(notes) == [WORDS]
        assert "cap_do" not in folder.db.read(codes)
        vault, paths = folder.paths.vault, folder.paths
        found = {vault.read(path).decode() for path in paths.attachments.iterdir()}
        assert found == {f"{WORDS} {at}" for at in range(FILES)}
        assert vault.read(paths.journal / "một.nhap").decode() == WORDS
        [backup] = [one for one in list_backups(paths.backups) if one.reason == "thu"]
        refuse_damaged(backup.path, vault.key)
        manifest = read_manifest(backup.path)
        assert manifest is not None
        assert manifest.sha256 == hash_of_file(backup.path)
        refuse_damaged(root / "so-binh-dang-cu-20260101-010101.db", vault.key)
        refuse_damaged(root / "hong-20260101-010101" / "cuu-duoc.db", vault.key)
        assert [vault.read(path).decode() for path in (root / mend.SPARE_ROOM).iterdir()] == [WORDS]
    finally:
        folder.close()
    assert not list(root.glob("dang-doi*"))
    return paths


def test_after_turning_on_nothing_can_be_read_without_the_password(root: Path) -> None:
    assert len(readable(root)) >= 8
    opened, code = turn_on(root, PASSWORD)
    assert readable(root) == []
    paths = holds_all(root, opened.key)
    assert unlock(paths, PASSWORD) == opened
    assert not any(path.read_bytes().startswith(b"SQLite") for path in root.rglob("*.db"))
    assert Preferences(paths.preferences).choices.theme == "dark"
    assert paths.vault.read(paths.journal / "the-chua-ghi").decode() == f'["{WORDS}"]'
    for path in root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(part in content for part in (opened.key, opened.key.hex().encode()))
            assert PASSWORD.encode() not in content
            assert code.encode() not in content
    with pytest.raises(ConflictError, match="đã có mật khẩu"):
        turn_on(root, PASSWORD)


def test_after_turning_off_it_is_as_before(root: Path, template: Path) -> None:
    opened, _code = turn_on(root, PASSWORD)
    turn_off(root, opened.key)
    paths = holds_all(root, None)
    assert read_keys(paths) is None
    shape = [
        sorted(path.name for path in folder.iterdir())
        for at in (root, template)
        for folder in (at / "dinh-kem", at / "van-ban")
    ]
    assert shape[:2] == shape[2:]
    assert (paths.papers / "Công văn.txt").read_text("utf-8") == WORDS
    assert WORDS.encode() in (paths.backups / "20200101-010101-cu.db").read_bytes()
    assert WORDS.encode() in (root / "so-binh-dang-cu-20250101-010101.db").read_bytes()
    kept = root / "hong-20260101-010101"
    assert (kept / "so-binh-dang.db-wal").read_bytes() == WORDS.encode()
    assert not list(root.rglob("*.khoa"))
    with pytest.raises(ConflictError, match="chưa có mật khẩu"):
        turn_off(root, opened.key)


def test_a_gate_becomes_encryption_and_a_gate_again(root: Path) -> None:
    opened, _code = turn_on(root, PASSWORD, encrypted=False)
    assert "so-binh-dang.db" in readable(root)
    holds_all(root, opened.key)
    set_encrypted(root, opened.key, encrypted=True)
    assert readable(root) == []
    holds_all(root, opened.key)
    set_encrypted(root, opened.key, encrypted=False)
    assert "so-binh-dang.db" in readable(root)
    keys = read_keys(holds_all(root, opened.key))
    assert keys is not None
    assert not keys.encrypted
    turn_off(root, opened.key)
    assert read_keys(holds_all(root, None)) is None


class Crash(BaseException):
    """The machine stops here."""


@contextmanager
def crash_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Iterator[list[str]]:
    """Every change of names on the disk is a step; before the given one the machine stops."""
    taken: list[str] = []

    def stopping(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def work(*values: object, **options: object) -> object:
            taken.append(f"{name} {values[0]}")
            if len(taken) == step:
                raise Crash
            if len(taken) > step:
                # Dead: nothing is tidied up either.
                raise OSError(5, "dead")
            return real(*values, **options)

        return work

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink", "mkdir"):
            patch.setattr(Path, name, stopping(name, getattr(Path, name)))
        for place in ("app.protecting.exchange.rmtree", "app.protecting.exchange._wipe"):
            module, _, name = place.rpartition(".")
            real = getattr(__import__(module, fromlist=[name]), name)
            patch.setattr(place, stopping(name, real))
        yield taken


def steps_of(request: pytest.FixtureRequest) -> int:
    return 1 if request.config.getoption("--stress") else 17


@pytest.mark.parametrize("way", ["on", "off"])
def test_a_crash_at_any_step_leaves_a_whole_folder(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    way: str,
) -> None:
    key: bytes | None = None
    if way == "off":
        key = turn_on(root, PASSWORD)[0].key
    before = after = 0
    step = 1
    while True:
        trial = tmp_path / f"thử {step}"
        shutil.copytree(root, trial)
        work = partial(turn_on, trial, PASSWORD) if key is None else partial(turn_off, trial, key)
        try:
            with crash_at(monkeypatch, step) as taken:
                work()
        except (Crash, DataFileError):
            pass
        if len(taken) < step:
            break
        paths = data_paths(trial)
        # As the window does: the password is asked for where it is needed.
        with suppress(NeedsPasswordError):
            open_data_folder(trial, actor="Mẫu").close()
        opened = unlock(paths, PASSWORD)
        found = holds_all(trial, opened.key if opened else None)
        if found.vault.locks:
            assert readable(trial) == []
        changed = found.vault.locks is (way == "on")
        before, after = before + (not changed), after + changed
        shutil.rmtree(trial)
        step += steps_of(request)
    assert before
    assert after


def test_a_cancel_and_a_short_password_change_nothing(root: Path) -> None:
    job = JobContext()
    job.cancel()
    with pytest.raises(CancelledError):
        turn_on(root, PASSWORD, job=job)
    with pytest.raises(ValidationError):
        turn_on(root, "ngắn")
    assert read_keys(holds_all(root, None)) is None


def test_a_full_disk_and_an_open_folder_are_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = open_data_folder(root, actor="Mẫu")
    with pytest.raises(DataFileError, match="đang mở"):
        turn_on(root, PASSWORD)
    folder.close()
    usage = shutil.disk_usage(root)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    with pytest.raises(DataFileError, match="ít chỗ"):
        turn_on(root, PASSWORD)
    holds_all(root, None)


def test_a_damaged_attachment_stops_turning_off_and_nothing_changes(root: Path) -> None:
    opened, _code = turn_on(root, PASSWORD)
    paths = data_paths(root)
    [first, *_rest] = sorted(paths.attachments.iterdir())
    whole = first.read_bytes()
    first.write_bytes(whole[:-1])
    with pytest.raises(DataFileError, match="bị hỏng"):
        turn_off(root, opened.key)
    first.write_bytes(whole)
    holds_all(root, opened.key)


def test_a_folder_with_a_change_under_way_is_not_looked_at(root: Path) -> None:
    (root / "dang-doi.json").write_text('{"coming": [], "leaving": []}', encoding="ascii")
    for choice in ({"read_only": True}, {"lock": False}):
        with pytest.raises(DataFileError, match="đang dở"):
            open_data_folder(root, actor="Mẫu", **choice)
    holds_all(root, None)


def test_the_new_names_are_those_of_the_key(root: Path) -> None:
    opened, _code = turn_on(root, PASSWORD)
    vault = FileVault(opened.key)
    paths = DataPaths(root, vault)
    content = f"{WORDS} 0".encode()
    assert stored_path(paths, FileVault().name_of(content)).name.startswith(vault.name_of(content))


def test_papers_are_locked_with_their_names_and_come_back_to_their_places(root: Path) -> None:
    paths = data_paths(root)
    (paths.papers / "Năm 2025").mkdir()
    (paths.papers / "Năm 2025" / "Chị Mẫu.pdf").write_bytes(b"%PDF\0\0x")
    (paths.papers / "Chị Mẫu.pdf").write_bytes(b"%PDF\0\0x")
    opened, _code = turn_on(root, PASSWORD)
    assert len(list(paths.papers.iterdir())) == 3
    assert not [path for path in root.rglob("*") if "Mẫu" in path.name or "Năm" in path.name]
    (paths.papers / "Chị Mẫu.pdf").write_bytes(b"x")
    turn_off(root, opened.key)
    assert (paths.papers / "Năm 2025" / "Chị Mẫu.pdf").read_bytes() == b"%PDF\0\0x"
    both = {path.read_bytes() for path in paths.papers.glob("Chị Mẫu*.pdf")}
    assert both == {b"x", b"%PDF\0\0x"}


def test_a_restore_ends_what_was_cut_short_first(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_paths: DataPaths) -> None:
        if (root / "dang-doi.json").exists():
            raise Crash

    with monkeypatch.context() as patch:
        patch.setattr("app.protecting.turning.finish_exchange", stop)
        with pytest.raises(Crash):
            turn_on(root, PASSWORD)
    assert not (root / "khoa.json").exists()
    with pytest.raises(NeedsPasswordError):
        restore_data_folder(root)
    opened = unlock(data_paths(root), PASSWORD)
    assert opened is not None
    restore_data_folder(root, key=opened.key)
    assert readable(root) == []
