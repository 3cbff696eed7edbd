"""Views of a file that stand in place of a page's rows while there is something to look at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import AppError
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.widgets.wait_box import WaitBox


class StandIn(QStackedWidget):
    """Hidden until a view takes the place; ``shown_changed`` says whether one stands there."""

    shown_changed = Signal(bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.wait = WaitBox(context.jobs, self)
        self.addWidget(self.wait)
        self.hide()

    def leave(self) -> bool:
        """Give the place back; False when it was not taken."""
        shown = not self.isHidden()
        self.wait.stop(tell=False)
        self.hide()
        if shown:
            self.shown_changed.emit(False)
        return shown

    def take_place(self, view: QWidget) -> None:
        """Show one of the views."""
        self.setCurrentWidget(view)
        if self.isHidden():
            self.show()
            self.shown_changed.emit(True)

    def fail(self, error: AppError) -> None:
        """What was waited for could not be done."""
        self.leave()
        feedback.show_error(self, error)
