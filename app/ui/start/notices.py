"""Questions over the open page that nobody has to answer before going on."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.editor.band import Band


class Notices(QWidget):
    """One band under the other; each goes with its answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def ask(self, icon: str, words: str, *answers: tuple[str, Callable[[], object]]) -> Band:
        """Show one more; a button does its work once the band is gone."""
        band = Band(self)
        self._layout.addWidget(band)

        def answered(work: Callable[[], object]) -> None:
            band.hide()
            band.deleteLater()
            work()

        band.tell(
            icon, words, *((verb, lambda work=work: answered(work)) for verb, work in answers)
        )
        return band
