"""From a closed folder to somebody at work: the password, then the name."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from app.jobs import JobContext
from app.paths import DataPaths
from app.protecting.turning import set_encrypted
from app.ui.access.gate import tries_of
from app.ui.access.login import LoginWindow
from app.ui.access.who import NewPasswordWindow, WhoWindow
from app.ui.widgets.job_window import JobWindow
from app.vault.key_file import Opened
from app.workflows.access import Access
from app.workflows.folder_keys import read_keys

_WORDS: Final = {True: "Đang mã hóa dữ liệu", False: "Đang bỏ mã hóa dữ liệu"}


def ask_key(paths: DataPaths) -> Opened | None:
    """The key of a folder, by password or recovery code; None when the officer went away.

    Raises:
        DataFileError: the key file is damaged.
    """
    key_file = read_keys(paths)
    if key_file is None:
        return None
    window = LoginWindow(key_file, tries_of(paths))
    window.exec()
    window.deleteLater()
    return window.opened


def let_in(access: Access, actor: str) -> bool:
    """Say who is at work; False when the officer went away before that was clear.

    Args:
        actor: the name in history while nobody is registered.

    Raises:
        ValidationError: the password belongs to nobody on the list.
    """
    choices = access.choices()
    if len(choices) > 1:
        window = WhoWindow(choices)
        if window.exec() != QDialog.DialogCode.Accepted:
            return False
        choices = [window.officer]
    access.work_as(choices[0] if choices else None, actor)
    if not access.needs_new_password:
        return True
    name = access.officer.name if access.officer is not None else ""
    return NewPasswordWindow(name, access.change_own).exec() == QDialog.DialogCode.Accepted


class TurningWindow(JobWindow):
    """Encrypts a closed folder, or keeps its passwords as a gate only; cancelled, it stays."""

    def __init__(
        self, root: Path, key: bytes, *, encrypted: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box.stopped.connect(self.reject)

        def work(job: JobContext) -> bool:
            set_encrypted(root, key, encrypted=encrypted, job=job)
            return True

        self.box.run(_WORDS[encrypted], work, lambda _done: self.accept(), self.fail)
