"""Two offices, each with its data folder and its window; one window is looked at at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.data_folder import DataFolder, open_data_folder
from app.db.database import Database
from app.ui import theme
from app.ui.main_window import MainWindow
from tests.e2e.officer import SCREEN


class Seat:
    """An office's folder and its window, which keeps open what it showed while another is used."""

    def __init__(
        self,
        root: Path,
        name: str,
        prepare: Callable[[Database], object],
        now: Callable[[], datetime],
    ) -> None:
        self.folder: DataFolder = open_data_folder(root / name, actor="Nguyễn Thị Mẫu")
        prepare(self.folder.db)
        self.context = bootstrap.make_context(self.folder)
        self.context.now = now
        self.window = MainWindow(self.context)
        self.window.navigate("home")

    @contextmanager
    def used(self) -> Iterator[None]:
        """The officer sits here meanwhile."""
        self.window.resize(*SCREEN)
        self.window.show()
        try:
            yield
        finally:
            self.window.hide()

    def close(self) -> None:
        """Work ends; the folder is free."""
        self.context.jobs.cancel_all()
        self.context.jobs.close()
        self.window.close()
        self.window.deleteLater()
        self.folder.close()


def clock(start: datetime) -> Callable[[], datetime]:
    """A clock that goes on from a day of the test's own."""
    shift = start - datetime.now(UTC)
    return lambda: (datetime.now(UTC) + shift).replace(microsecond=0)


def program() -> QApplication:
    """The application as the program sets it up."""
    app = bootstrap.make_app()
    theme.apply(app, "light", "medium")
    return app
