"""A second window on data that are open elsewhere: it looks, and follows what the first one writes."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.db.elsewhere import Elsewhere
from app.domain.topics import Topic
from app.errors import AppError
from app.lock import InUseError
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.widgets.labels import WrapLabel

ONLY_LOOK: Final = "Mở chỉ xem"
_EVERY_MS: Final = 3000


def wants_to_look(error: InUseError) -> bool:
    """Tell that the data are open elsewhere, and since when; whether a look is wanted."""
    question = f"{error.message} Cũng có thể mở thêm một cửa sổ chỉ để xem."
    return feedback.choose(None, question, (ONLY_LOOK, feedback.LEAVE)) == ONLY_LOOK


class ReadOnlyBand(QFrame):
    """Stands over every page of a window that only looks; hidden in any other."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "band")
        self._bus = context.bus
        self._elsewhere: Elsewhere | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        self.words = WrapLabel(
            "CHỈ XEM – sổ đang mở ở một cửa sổ khác nên ở đây không ghi được gì. Những gì cửa sổ kia "
            "ghi lại hiện ra ở đây sau vài giây.",
            parent=self,
        )
        layout.addWidget(self.words)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.follow)
        self.setVisible(context.db.read_only)
        if context.db.read_only and not context.db.server:
            self._elsewhere = Elsewhere(context.db.engine)
            self._timer.start()

    def follow(self) -> None:
        """Every page reads again when something was written elsewhere."""
        if self._elsewhere is None:
            return
        try:
            moved = self._elsewhere.moved()
        except AppError:
            # The file is being put in the place of another; the next time tells.
            return
        if moved:
            self._bus.announce(frozenset(Topic))

    def stop(self) -> None:
        """Before the data are closed."""
        self._timer.stop()
        if self._elsewhere is not None:
            self._elsewhere.close()
            self._elsewhere = None
