"""Figures that are typed and not written yet: into the journal, and back after a crash."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from app.journal import Draft

if TYPE_CHECKING:
    from app.ui.indicators.page import IndicatorsPage

FIGURES: Final = "figures"


class TypingKept(QObject):
    """Serves the grid of one page: words that could not be written, and the cell being typed."""

    def __init__(self, page: "IndicatorsPage") -> None:
        super().__init__(page)
        self._page = page
        page.context.journal.watch(self, self.draft)

    def draft(self) -> Draft | None:
        """What is not written; None when everything is."""
        page = self._page
        cells = {one.place: one.words for one in page.model.marks.values()}
        here = page.model.place(page.grid.currentIndex()) if page.grid.isVisible() else None
        typing = page.grid.typed_words() if here is not None else None
        if here is not None and typing:
            cells[here] = typing
        shown = [(place, words) for place, words in cells.items() if words.strip()]
        if not shown:
            return None
        return Draft(
            kind=FIGURES,
            where=f"Chỉ tiêu, {page.form.currentText()}, {page.period.currentText()}",
            page="indicators",
            target={"form": str(page.form.value()), "period": str(page.period.value())},
            words=", ".join(words for _place, words in shown),
            typed={"cells": [[*place, words] for place, words in shown]},
        )

    def take_back(self, typed: Mapping[str, Any]) -> bool:
        """Look at the words before they are written, beside what stands in their cells now.

        False when none of the cells is shown any more.
        """
        model = self._page.model
        found = [
            (model.index_of(indicator, column, period), words)
            for indicator, column, period, words in typed["cells"]
        ]
        shown = [(index, words) for index, words in found if index is not None]
        if shown:
            self._page.look_at(shown)
        return bool(shown)
