"""Puts the window together: data folder, look, pages; takes it apart again at the end."""

import getpass
import logging
import sys
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.data_folder import DataFolder, data_paths
from app.db.backup import list_backups
from app.db.health import DamagedFileError
from app.db.server import Server
from app.errors import AppError, DataFileError, ValidationError
from app.jobs import JobContext
from app.paths import default_data_dir
from app.preferences import Preferences
from app.queries.office import get_office
from app.restoring import restore_data_folder
from app.services.bin import empty_bin
from app.services.campaigns import ensure_action_month
from app.ui import feedback, icons, theme
from app.ui.access.guard import Guard
from app.ui.access.way_in import TurningWindow, ask_key
from app.ui.change_bus import ChangeBus
from app.ui.context import UiContext
from app.ui.crash import CrashNet
from app.ui.job_runner import JobRunner
from app.ui.qt_words import QtWords
from app.ui.ready import ready_line, when_ready
from app.ui.start.beginning import Beginning
from app.ui.start.entering import Place, enter, here
from app.ui.start.moving_window import move_here
from app.ui.status import Status
from app.vault.key_file import Opened
from app.workflows.access import Access

#: The sample office lives in a room of its own inside the officer's folder.
SAMPLE_FOLDER: Final = "du-lieu-mau"
#: The verb of the button that puts the newest backup in the place of damaged data.
RESTORE: Final = "Phục hồi"
OTHER_BACKUP: Final = "Chọn bản khác…"
FROM_STICK: Final = "Phục hồi từ USB…"
RESCUE: Final = "Cứu từ tệp hỏng…"
_FIRST_BACKUP_MS: Final = 1500
_LONGEST_PAINT_MS: Final = 30_000
_log = logging.getLogger(__name__)


def run_window(
    data_dir: Path,
    *,
    exit_when_ready: bool = False,
    actor: str = "",
    server: Server | None = None,
) -> int:
    """Open the window on a data folder and stay until it is closed.

    Args:
        exit_when_ready: print one line of JSON when the window is usable, then leave.
        actor: name written into history; the user of this machine when empty.
        server: where the data lie this time, instead of what the folder's setting says.

    Returns:
        exit status.

    Raises:
        AppError: only with ``exit_when_ready``, where nobody can read a message box.
    """
    app = make_app()
    folder: Path | None = here(data_dir, ask=not exit_when_ready)
    data_dir = folder or data_dir
    status = 0
    known: Opened | None = None
    while folder is not None:
        theme.apply(app, *_look(folder))
        there = Place(folder, actor or _actor(), server if folder == data_dir else None)
        proved, known = known, None  # holds for this folder and for once
        try:
            entered = enter(there, proved, ask=not exit_when_ready)
            if entered is None:
                folder = data_dir if folder != data_dir else None
                continue
            session = Session(app, *entered, root=there.root, home=data_dir)
        except AppError as error:
            if exit_when_ready:
                raise
            if _restored(there.root, error):
                continue
            # A sample that cannot be opened leads back to the officer's own data.
            folder, status = (data_dir, 0) if folder != data_dir else (None, 1)
            continue
        folder = session.run(measure=exit_when_ready)
        known = session.turn_encryption()
        if session.moves:
            data_dir = folder = move_here(session.root, default_data_dir())
        if session.restores:
            choose_backup(session.root, entered[0].key)
    return status


def _restored(folder: Path, error: AppError) -> bool:
    """Show why the folder does not open; True when a backup took the place of damaged data."""
    if not isinstance(error, DamagedFileError):
        feedback.show_error(None, error)
        return False
    if not list_backups(data_paths(folder).backups):
        answer = feedback.choose(None, error.message, (FROM_STICK, RESCUE, feedback.LEAVE))
    else:
        answers = (RESTORE, OTHER_BACKUP, RESCUE, feedback.LEAVE)
        answer = feedback.choose(None, error.message, answers)
    if answer == RESCUE:
        return _rescued(folder)
    if answer in (OTHER_BACKUP, FROM_STICK):
        return choose_backup(folder)
    if answer != RESTORE:
        return False
    try:
        restored = restore_data_folder(folder, key=_key(folder))
    except AppError as trouble:
        feedback.show_error(None, trouble)
        return False
    feedback.tell(
        None,
        f"Đã phục hồi từ {restored.backup.name}. Tệp bị hỏng vẫn được giữ trong thư mục dữ liệu.",
    )
    return True


def _rescued(folder: Path) -> bool:
    """Read what can be read of a damaged file; whether it is used from now on."""
    from app.ui.data_check.rescue_window import RescueWindow

    try:
        window = RescueWindow(folder, _key(folder))
    except AppError as error:
        feedback.show_error(None, error)
        return False
    try:
        window.start()
        return bool(window.exec())
    finally:
        window.deleteLater()


def _key(folder: Path) -> bytes | None:
    opened = ask_key(data_paths(folder))
    return opened.key if opened is not None else None


def choose_backup(folder: Path, key: bytes | None = None) -> bool:
    """Let the officer go back to a backup of their choice; whether they did."""
    from app.ui.restore.window import RestoreWindow

    window = RestoreWindow(folder, key or _key(folder))
    try:
        return bool(window.exec())
    finally:
        window.deleteLater()


def make_app() -> QApplication:
    """The one application object, with Qt's own words in Vietnamese."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("SoBinhDang")
    app.setApplicationDisplayName("Sổ Bình Đẳng")
    app.setWindowIcon(icons.program_icon())
    words = QtWords(app)
    app.installTranslator(words)
    app.focusChanged.connect(_press_with_enter)
    return app


def _press_with_enter(_before: QWidget | None, now: QWidget | None) -> None:
    """Enter presses the button that has the focus, as Space does."""
    if isinstance(now, QPushButton):
        now.setAutoDefault(True)


def make_context(folder: DataFolder) -> UiContext:
    """What pages are given, on an open folder."""
    bus = ChangeBus()
    folder.db.announce_to(bus.announce)
    return UiContext(
        db=folder.db,
        bus=bus,
        jobs=JobRunner(),
        preferences=Preferences(
            folder.paths.preferences,
            private=folder.paths.vault.locks,
            kept=not folder.db.read_only,
        ),
        paths=folder.paths,
        status=Status(),
        today=_today,
    )


def show_window_once(folder: DataFolder) -> tuple[int, int]:
    """Show the main window on an open folder until it is painted, then take it away.

    Returns:
        width and height of what was painted.

    Raises:
        DataFileError: nothing was painted in half a minute.
    """
    from app.ui.main_window import MainWindow

    app = make_app()
    theme.apply(app, *_look(folder.paths.root))
    context = make_context(folder)
    window = MainWindow(context)
    window.navigate("home")
    try:
        return _painted_size(app, window)
    finally:
        window.hide()
        context.jobs.cancel_all()
        context.jobs.close()
        window.deleteLater()


def _painted_size(app: QApplication, window: QWidget) -> tuple[int, int]:
    painted: list[tuple[int, int]] = []

    def take() -> None:
        picture = window.grab()
        painted.append((picture.width(), picture.height()))
        app.quit()

    window.show()
    when_ready(window, take)
    QTimer.singleShot(_LONGEST_PAINT_MS, window, app.quit)
    app.exec()
    if not painted:
        raise DataFileError("Cửa sổ không hiện ra.")
    return painted[0]


class Session:
    """One open data folder with its window, from opening to closing."""

    def __init__(
        self, app: QApplication, folder: DataFolder, access: Access, *, root: Path, home: Path
    ) -> None:
        self._app = app
        self.root, self._home = root, home
        #: Once it has run: whether the officer wants to go back to a backup.
        self.restores = False
        self._folder = folder
        self._net = CrashNet(self._folder.paths.logs)
        self._net.install()
        self._context = make_context(self._folder)
        self._context.access = access
        self._guard: Guard | None = None
        self._encrypt: bool | None = None
        self._context.restore = self._leave_for_restore
        self._beginning = Beginning(self._context, mine=root == home)
        #: Once it has run: whether the officer wants the folder on this machine.
        self.moves = False
        self._window: QWidget | None = None
        self._next: Path | None = None
        self._measured = False
        self._first_backup = QTimer()
        self._first_backup.setSingleShot(True)
        self._first_backup.timeout.connect(self._back_up_today)

    def run(self, *, measure: bool) -> Path | None:
        """Show the window until it is closed; the folder to open next is answered."""
        self._measured = measure
        try:
            self._open_first_window()
            if measure and self._window is not None:
                when_ready(self._window, self._print_and_leave)
            self._app.exec()
        finally:
            self._close()
        return self._next

    def turn_encryption(self) -> Opened | None:
        """Once closed: encrypt the folder, or end that, when it was asked for.

        Returns:
            what opens the folder again at once; None when nothing was asked for.
        """
        opened = self._context.access.opened
        if self._encrypt is None or opened is None or self._next is None:
            return None
        TurningWindow(self.root, opened.key, encrypted=self._encrypt).exec()
        return opened

    def _open_first_window(self) -> None:
        office = self._context.db.read(get_office)
        if office is None and not self._folder.db.read_only:
            self._open_questions()
        else:
            sample = office is not None and office.sample
            self._open_main("" if sample else self._context.preferences.choices.page)

    def _open_questions(self) -> None:
        from app.ui.first_run.window import FirstRunWindow

        window = FirstRunWindow(self._context)
        window.finished.connect(self._on_set_up)
        window.sample_wanted.connect(self._make_sample)
        self._show(window)

    def _open_main(self, code: str) -> None:
        from app.ui.main_window import MainWindow
        from app.ui.navigation import PAGES

        # The strip on the home screen needs this year's Action Month; an office that emptied the
        # catalogue of deadlines goes without.
        with suppress(ValidationError):
            self._context.db.write(ensure_action_month, self._context.today().year)
        window = MainWindow(self._context, may_leave_sample=self.root != self._home)
        window.own_office_wanted.connect(lambda: self._go_to(self._home))
        self._guard = Guard(self._context, window, window.outer)
        self._context.bus.switch_wanted.connect(lambda: self._go_to(self.root))
        self._context.bus.encryption_wanted.connect(self._on_encryption)
        known = {page.code for page in PAGES}
        window.navigate(code if code in known else "home")
        self._show(window)
        self._beginning.show(window, self._leave_to_move)
        if not self._measured and not self._folder.db.read_only:
            self._first_backup.start(_FIRST_BACKUP_MS)

    def _leave_to_move(self) -> None:
        self.moves = True
        self._go_to(self.root)
        # A page with something unsaved may have kept the window.
        self.moves = self._next is not None

    def _show(self, window: QWidget) -> None:
        before, self._window = self._window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _on_set_up(self) -> None:
        if self._context.db.server or self._context.access.has_password:
            self._open_main("home")
            return
        from app.ui.access.first_password import FirstPassword

        window = FirstPassword(self._context)
        window.finished.connect(self._on_protected)
        self._show(window)

    def _on_protected(self, encrypt: bool) -> None:
        if encrypt:
            self._on_encryption(encrypt)
        else:
            self._open_main("home")

    def _on_encryption(self, encrypt: bool) -> None:
        """The files are turned while nobody has them open; the window comes back by itself."""
        self._encrypt = encrypt
        self._go_to(self.root)

    def _go_to(self, root: Path) -> None:
        if self._window is None:
            return
        if self._window.close():
            self._next = root
            self._app.quit()
        elif self._window.isHidden():
            feedback.tell(None, "Có chỗ đang gõ chưa ghi được. Hãy mở khóa để xem chỗ ấy trước.")

    def _leave_for_restore(self) -> None:
        self.restores = True
        self._go_to(self.root)
        # A page with something unsaved may have kept the window.
        self.restores = self._next is not None

    def _make_sample(self) -> None:
        root = self._folder.paths.root / SAMPLE_FOLDER
        if data_paths(root).database.exists():
            self._go_to(root)
            return

        def work(_job: JobContext) -> None:
            from app.workflows.sample import make_sample

            make_sample(root)

        owner = self._window or QWidget()
        self._context.jobs.start(
            owner,
            work,
            on_success=lambda _made: self._go_to(root),
            on_failure=lambda error: feedback.show_error(self._window, error),
            name="Lập dữ liệu mẫu",
        )

    def _back_up_today(self) -> None:
        self._context.jobs.start(
            self._context.bus,
            lambda _job: self._first_chores(),
            on_success=lambda _done: self._tell_backup(),
            on_failure=self._on_backup_failed,
        )

    def _first_chores(self) -> None:
        """The day's backup, then the bin: what goes for good lies in that backup."""
        self._folder.backup_today()
        if not self._context.db.read_only:
            self._context.db.write(empty_bin, self._context.now())

    def _tell_backup(self) -> None:
        from app.ui.main_window import MainWindow

        if isinstance(self._window, MainWindow):
            self._window.show_backup()

    def _on_backup_failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._context.status.say(f"Chưa sao lưu được hôm nay: {error.message}")

    def _print_and_leave(self) -> None:
        print(ready_line(), flush=True)
        self._app.quit()

    def _close(self) -> None:
        # A window closed within its first second must not start a job on a lane that has ended.
        self._first_backup.stop()
        if self._guard is not None:
            self._guard.lock.drop()
        if self._window is not None:
            self._window.hide()
        self._context.jobs.cancel_all()
        self._context.jobs.close()
        self._beginning.end()
        try:
            may_back_up = not self._measured and not self._folder.db.read_only
            self._folder.close(backup=may_back_up and self._is_set_up())
        except AppError as error:
            feedback.show_error(None, error)
        finally:
            self._net.remove()
            if self._window is not None:
                self._window.deleteLater()

    def _is_set_up(self) -> bool:
        with suppress(AppError):
            return self._context.db.read(get_office) is not None
        return False


def _look(root: Path) -> tuple[str, str]:
    choices = Preferences(data_paths(root).preferences).choices
    return choices.theme, choices.text_size


def _today() -> date:
    return datetime.now().astimezone().date()


def _actor() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "người dùng"
