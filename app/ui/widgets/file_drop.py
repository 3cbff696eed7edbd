"""Lets a widget take one file, or files and folders, dropped on it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal, SignalInstance
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


def dropped_file(mime: QMimeData) -> Path | None:
    """The first file among what is dropped; a folder is none."""
    for url in mime.urls():
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        if path is not None and path.is_file():
            return path
    return None


def dropped_paths(mime: QMimeData) -> list[Path]:
    """Every file and folder among what is dropped."""
    found = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in found if path.exists()]


class PathsDrop(QObject):
    """Watches a widget; ``dropped`` carries the Paths of files and folders."""

    dropped = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what lies on a disk, leave everything else alone."""
        return _take(event, dropped_paths, self.dropped)


class FileDrop(QObject):
    """Watches a widget; ``dropped`` carries the Path of the file."""

    dropped = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is a file, leave everything else alone."""
        return _take(event, dropped_file, self.dropped)


def _take(event: QEvent, read: Callable[[QMimeData], object], told: SignalInstance) -> bool:
    """Accept a drag or a drop of which something can be read; the drop is told."""
    kinds = (QEvent.Type.DragEnter, QEvent.Type.Drop)
    if event.type() not in kinds or not isinstance(event, QDropEvent):
        return False
    found = read(event.mimeData())
    if not found:
        return False
    event.acceptProposedAction()
    if event.type() == QEvent.Type.Drop:
        told.emit(found)
    return True
