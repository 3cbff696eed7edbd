"""From a closed folder to a window at work, and from one officer to the next without closing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.data_folder import open_data_folder
from app.domain.roles import Role
from app.errors import ValidationError
from app.paths import DataPaths
from app.queries.office import get_office
from app.queries.officers import officers_at_work
from app.services.officers import OfficerDraft, give_slot
from app.ui.access.first_password import FirstPassword
from app.ui.access.login import LoginWindow
from app.ui.access.recovery_sheet import RecoveryDialog
from app.ui.access.who import NewPasswordWindow, WhoWindow
from app.ui.main_window import MainWindow
from app.ui.start import entering
from app.vault import crypt
from app.vault.key_file import NeedsPasswordError
from app.workflows.access import Access
from app.workflows.folder_keys import read_keys, unlock
from tests.ui.access.conftest import PASSWORD
from tests.ui.frame.support import folder_with_office

OTHER = "nam sau bay tam"
Step = tuple[type[QWidget], Callable[[QWidget], object]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A folder with an office; one with an administrator and a leader who have passwords, and its
    recovery code. Both are closed, and copied by every test."""
    plain, guarded = (tmp_path_factory.mktemp(name) / "sổ" for name in ("một", "hai"))
    folder_with_office(plain).close()
    shutil.copytree(plain, guarded)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(crypt._SCRYPT, "n", 2**4)
        folder = open_data_folder(guarded, actor="máy")
        access = Access(folder.db, folder.paths)
        code = access.set_password(PASSWORD)
        access.add(OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN), "", "")
        access.add(OfficerDraft(name="Lê Văn Mẫu", role=Role.LEADER), OTHER, "")
        folder.close()
    return plain, guarded, code


@pytest.fixture
def root(made: tuple[Path, Path, str], tmp_path: Path) -> Path:
    """A folder with an office, closed."""
    return shutil.copytree(made[0], tmp_path / "sổ")


@pytest.fixture
def people(made: tuple[Path, Path, str], root: Path) -> str:
    """An administrator and a leader, each with a password; the recovery code."""
    shutil.rmtree(root)
    shutil.copytree(made[1], root)
    return made[2]


@pytest.fixture
def officer(qapp: QApplication) -> Iterator[Callable[..., None]]:
    """Somebody in front of the screen who does one step after another as windows appear."""
    clock = QTimer()
    clock.setInterval(10)
    left: list[Step] = []

    def look() -> None:
        kind, act = left[0]
        windows = [one for one in qapp.topLevelWidgets() if isinstance(one, kind)]
        for window in windows:
            if window.isVisible():
                left.pop(0)
                if not left:
                    clock.stop()
                act(window)
                return

    def begin(*steps: Step) -> None:
        left.extend(steps)
        clock.start()

    clock.timeout.connect(look)
    yield begin
    clock.stop()
    assert left == []


def types(password: str) -> Step:
    def act(window: QWidget) -> None:
        assert isinstance(window, LoginWindow)
        window.gate.field.line.setText(password)
        window.gate.enter.click()

    return LoginWindow, act


def chooses(password: str) -> Step:
    def act(window: QWidget) -> None:
        assert isinstance(window, NewPasswordWindow)
        window.form.first.line.setText(password)
        window.form.second.line.setText(password)
        window.save.click()

    return NewPasswordWindow, act


def closes(kind: type[QWidget]) -> Step:
    return kind, lambda window: window.close()


def place(root: Path) -> entering.Place:
    return entering.Place(root, "máy", None)


def at_work(root: Path) -> tuple[str, Role | None]:
    entered = entering.enter(place(root), None, ask=True)
    assert entered is not None
    entered[0].close()
    return entered[0].db.actor, entered[0].db.role


def test_the_password_says_who_is_there(
    root: Path, people: str, officer: Callable[..., None]
) -> None:
    officer(types("khong phai the"), types(OTHER))
    assert at_work(root) == ("Lê Văn Mẫu", Role.LEADER)
    officer(types(PASSWORD))
    assert at_work(root) == ("Nguyễn Thị Mẫu", Role.ADMIN)


def test_who_goes_away_leaves_the_folder_free(
    root: Path, people: str, officer: Callable[..., None]
) -> None:
    officer(closes(LoginWindow))
    assert entering.enter(place(root), None, ask=True) is None
    with pytest.raises(NeedsPasswordError):
        entering.enter(place(root), None, ask=False)


def test_the_recovery_code_asks_for_a_new_password_first(
    root: Path, people: str, officer: Callable[..., None]
) -> None:
    def by_code(window: QWidget) -> None:
        assert isinstance(window, LoginWindow)
        window.forgotten.click()
        window.code.setText(people)
        window.use_code.click()

    officer((LoginWindow, by_code), closes(NewPasswordWindow))
    assert entering.enter(place(root), None, ask=True) is None
    officer((LoginWindow, by_code), chooses("moi tinh nguyen"))
    assert at_work(root) == ("Nguyễn Thị Mẫu", Role.ADMIN)
    officer(types("moi tinh nguyen"))
    assert at_work(root) == ("Nguyễn Thị Mẫu", Role.ADMIN)


def test_a_password_that_is_nobodys_any_more_is_said(
    root: Path, people: str, officer: Callable[..., None]
) -> None:
    opened = unlock(DataPaths(root), PASSWORD)
    assert opened is not None
    folder = open_data_folder(root, actor="máy", key=opened.key)
    leader = next(row for row in folder.db.read(officers_at_work) if row.role is Role.LEADER)
    folder.db.write(give_slot, leader.id, "")
    folder.close()
    officer(types(OTHER))
    with pytest.raises(ValidationError, match="không còn thuộc về ai"):
        entering.enter(place(root), None, ask=True)


def test_without_passwords_the_name_is_chosen(root: Path, officer: Callable[..., None]) -> None:
    folder = open_data_folder(root, actor="máy")
    access = Access(folder.db, folder.paths)
    access.add(OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN), "", "")
    access.add(OfficerDraft(name="Lê Văn Mẫu", role=Role.CLERK), "", "")
    folder.close()

    def second(window: QWidget) -> None:
        assert isinstance(window, WhoWindow)
        window.list.setCurrentRow(1)
        window.go_on.click()

    officer((WhoWindow, second))
    assert at_work(root) == ("Nguyễn Thị Mẫu", Role.ADMIN)
    officer(closes(WhoWindow))
    assert entering.enter(place(root), None, ask=True) is None


def test_officers_change_places_and_the_folder_is_encrypted_without_closing(
    root: Path, people: str, officer: Callable[..., None]
) -> None:
    seen: list[tuple[str, bool]] = []

    def look(window: QWidget) -> MainWindow:
        assert isinstance(window, MainWindow)
        keys = read_keys(DataPaths(root))
        assert keys is not None
        seen.append((window.context.db.actor, keys.encrypted))
        return window

    officer(
        types(OTHER),
        (MainWindow, lambda window: look(window).context.bus.switch_wanted.emit()),
        types(PASSWORD),
        (MainWindow, lambda window: look(window).context.bus.encryption_wanted.emit(True)),
        (MainWindow, lambda window: look(window).close()),
    )
    assert bootstrap.run_window(root) == 0
    assert seen == [("Lê Văn Mẫu", False), ("Nguyễn Thị Mẫu", False), ("Nguyễn Thị Mẫu", True)]
    officer(types(OTHER))
    assert at_work(root) == ("Lê Văn Mẫu", Role.LEADER)


def test_the_first_run_ends_with_a_password_or_without_one(
    root: Path, officer: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin(session: bootstrap.Session) -> None:
        assert session._context.db.read(get_office) is not None
        session._on_set_up()

    def set_it(window: QWidget) -> None:
        assert isinstance(window, FirstPassword)
        window.form.first.line.setText(PASSWORD)
        window.form.second.line.setText(PASSWORD)
        window.save.click()

    def keep(window: QWidget) -> None:
        assert isinstance(window, RecoveryDialog)
        groups = window.sheet.code.text().split()
        for number, line in window.sheet.typed.items():
            line.setText(groups[number])
        window.sheet.done.click()

    usual = bootstrap.Session._open_first_window
    monkeypatch.setattr(bootstrap.Session, "_open_first_window", begin)
    officer(
        (FirstPassword, lambda window: window.skip.click()),
        closes(MainWindow),
    )
    assert bootstrap.run_window(root) == 0
    assert read_keys(DataPaths(root)) is None

    def back_to_usual(window: QWidget) -> None:
        monkeypatch.setattr(bootstrap.Session, "_open_first_window", usual)
        keep(window)

    officer((FirstPassword, set_it), (RecoveryDialog, back_to_usual), closes(MainWindow))
    assert bootstrap.run_window(root) == 0
    keys = read_keys(DataPaths(root))
    assert keys is not None
    assert keys.encrypted
