"""Khóa sổ năm: offered on the home screen in February, once last year's report is out."""

from PySide6.QtWidgets import QWidget

from app.queries.years import year_to_close
from app.ui.context import UiContext
from app.ui.home.card import Card
from app.ui.years.closing import ask_to_close


class YearCard(Card):
    """Hidden while there is nothing to propose."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("Khóa sổ năm", parent)
        self._context = context
        self._year = 0
        self._words = self.add_words()
        self.button = self.add_button("Khóa…", self._close)
        self.refresh()

    def refresh(self) -> None:
        """Ask whether a year can be closed."""
        year = self._context.db.read(year_to_close, self._context.today())
        self.setVisible(year is not None)
        if year is not None:
            self._year = year
            self._words.setText(
                f"Báo cáo năm {year} đã ban hành. Khóa năm {year} lại thì không ai sửa nhầm; cần sửa "
                "thì mở lại, có ghi lý do."
            )
            self.button.setText(f"Khóa năm {year}…")

    def _close(self) -> None:
        ask_to_close(self._context, self, self._year)
