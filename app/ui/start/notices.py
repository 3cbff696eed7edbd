"""Questions over the open page that nobody has to answer before going on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.editor.band import Band

Answer = tuple[str, Callable[[], object]]


class Notices(QWidget):
    """One question at a time; the next one comes with its answer, so that the page keeps its room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band = Band(self)
        self._waiting: list[tuple[str, str, tuple[Answer, ...]]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.band)

    def ask(self, icon: str, words: str, *answers: Answer) -> None:
        """Ask now, or once the questions before are answered."""
        self._waiting.append((icon, words, answers))
        if len(self._waiting) == 1:
            self._show_first()

    def give_way_to(self, other: QWidget) -> None:
        """Nothing is asked while the other band is there."""
        other.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The other band comes or goes."""
        if event.type() == QEvent.Type.ShowToParent:
            self.hide()
        elif event.type() == QEvent.Type.HideToParent:
            self.show()
        return super().eventFilter(watched, event)

    def _show_first(self) -> None:
        if not self._waiting:
            self.band.hide()
            return
        icon, words, answers = self._waiting[0]
        self.band.tell(
            icon, words, *((verb, lambda work=work: self._answered(work)) for verb, work in answers)
        )

    def _answered(self, work: Callable[[], object]) -> None:
        self._waiting.pop(0)
        self._show_first()
        work()
