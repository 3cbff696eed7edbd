"""The one door to message boxes and file dialogs; tests put their own people behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from app.errors import AppError, CancelledError, DataFileError


class Kind(StrEnum):
    """How a message looks."""

    INFO = "info"
    WARN = "warn"
    ERROR = "error"
    QUESTION = "question"


class Pick(StrEnum):
    """What a file dialog asks for."""

    OPEN = "open"
    SAVE = "save"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Message:
    """What is shown; the last answer is the safe one and the one of Esc."""

    text: str
    kind: Kind = Kind.INFO
    answers: tuple[str, ...] = ("Đã hiểu",)
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """A file dialog: ``filters`` like "Văn bản PDF (*.pdf)"."""

    pick: Pick
    title: str
    suggested: Path
    filters: tuple[str, ...] = ()


RETRY: Final = "Thử lại"
OTHER_NAME: Final = "Lưu tên khác"
LEAVE: Final = "Thôi"
_ICONS: Final = {
    Kind.INFO: QMessageBox.Icon.Information,
    Kind.WARN: QMessageBox.Icon.Warning,
    Kind.ERROR: QMessageBox.Icon.Critical,
    Kind.QUESTION: QMessageBox.Icon.Question,
}


def _show(parent: QWidget | None, message: Message) -> str:
    box = QMessageBox(parent)
    box.setWindowTitle("Sổ Bình Đẳng")
    box.setIcon(_ICONS[message.kind])
    box.setText(message.text)
    buttons: dict[object, str] = {}
    for answer in message.answers:
        role = (
            QMessageBox.ButtonRole.RejectRole
            if answer == message.answers[-1]
            else QMessageBox.ButtonRole.AcceptRole
        )
        button = box.addButton(answer, role)
        buttons[button] = answer
        box.setEscapeButton(button)
    if message.detail:
        _add_copy(box, message)
    box.exec()
    return buttons.get(box.clickedButton(), message.answers[-1])


def _add_copy(box: QMessageBox, message: Message) -> None:
    copy = QPushButton("Chép chi tiết", box)
    box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
    # Copying must not close the box.
    copy.clicked.disconnect()
    words = f"{message.text}\n\n{message.detail}"
    copy.clicked.connect(partial(QGuiApplication.clipboard().setText, words))


def _ask_file(parent: QWidget | None, question: FileQuestion) -> Path | None:
    start, filters = str(question.suggested), ";;".join(question.filters)
    match question.pick:
        case Pick.OPEN:
            name, _ = QFileDialog.getOpenFileName(parent, question.title, start, filters)
        case Pick.SAVE:
            name, _ = QFileDialog.getSaveFileName(parent, question.title, start, filters)
        case Pick.FOLDER:
            name = QFileDialog.getExistingDirectory(parent, question.title, start)
    return Path(name) if name else None


class _Door:
    """Who answers: the real boxes, or a test."""

    show: Callable[[QWidget | None, Message], str] = staticmethod(_show)
    ask_file: Callable[[QWidget | None, FileQuestion], Path | None] = staticmethod(_ask_file)


door: Final = _Door()


def tell(parent: QWidget | None, text: str) -> None:
    """Something the officer must know before going on."""
    door.show(parent, Message(text))


def show_error(parent: QWidget | None, error: Exception) -> None:
    """An expected failure: what happened, what is safe, what to do. Anything else is raised."""
    if isinstance(error, CancelledError):
        return
    if not isinstance(error, AppError):
        raise error
    door.show(parent, Message(error.message, Kind.ERROR, detail=error.detail))


def confirm(parent: QWidget | None, question: str, action: str) -> bool:
    """Whether the officer wants it; ``action`` is the verb on the button."""
    answer = door.show(parent, Message(question, Kind.QUESTION, (action, LEAVE)))
    return answer == action


def choose(parent: QWidget | None, question: str, answers: tuple[str, ...]) -> str:
    """One of several answers; the last one is the safe one."""
    return door.show(parent, Message(question, Kind.QUESTION, answers))


def ask_open(parent: QWidget | None, title: str, start: Path, *filters: str) -> Path | None:
    """A file to read; None when the officer changed their mind."""
    return door.ask_file(parent, FileQuestion(Pick.OPEN, title, start, filters))


def ask_folder(parent: QWidget | None, title: str, start: Path) -> Path | None:
    """A folder or a stick; None when the officer changed their mind."""
    return door.ask_file(parent, FileQuestion(Pick.FOLDER, title, start))


def ask_save(parent: QWidget | None, title: str, suggested: Path, *filters: str) -> Path | None:
    """Where to write; None when the officer changed their mind. The suggested suffix is kept."""
    path = door.ask_file(parent, FileQuestion(Pick.SAVE, title, suggested, filters))
    if path is not None and path.suffix.lower() != suggested.suffix.lower():
        path = path.with_name(path.name + suggested.suffix)
    return path


def save_ladder(
    parent: QWidget | None, path: Path, write: Callable[[Path], None], *filters: str
) -> Path | None:
    """Write a file; while it cannot be written: try again, another name, or leave it.

    Returns:
        where it was written; None when the officer left it.
    """
    target: Path | None = path
    while target is not None:
        try:
            write(target)
        except DataFileError as error:
            target = _next_step(parent, target, error, filters)
        else:
            return target
    return None


def ask_after_failure(
    parent: QWidget | None, path: Path, error: DataFileError, *filters: str
) -> Path | None:
    """After a job could not write ``path``: where to try next; None to leave it."""
    return _next_step(parent, path, error, filters)


def _next_step(
    parent: QWidget | None, path: Path, error: DataFileError, filters: tuple[str, ...]
) -> Path | None:
    answers = (RETRY, OTHER_NAME, LEAVE)
    answer = door.show(parent, Message(error.message, Kind.WARN, answers, error.detail))
    if answer == RETRY:
        return path
    if answer == OTHER_NAME:
        return ask_save(parent, OTHER_NAME, path, *filters)
    return None
