"""One form for a period: read, written cell by cell, each writing a step to take back."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.db.database import Database
from app.domain.forms import Form
from app.domain.indicators import Indicator
from app.domain.periods import Period
from app.queries.figure_sheets import Around, FigureSheet, SheetRow, figure_sheet, figures_around
from app.queries.indicators import list_forms, list_indicators
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.ui.indicators.steps import Steps, step_of


class FigureKeeper:
    """Between the grid and the database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._steps = Steps()
        self._sheet: FigureSheet | None = None
        self._around: Around | None = None
        self.indicators: Mapping[str, Indicator] = {}
        self.forms: Sequence[Form] = ()

    @property
    def rows(self) -> Sequence[SheetRow]:
        """The lines of the form."""
        return self._sheet.rows if self._sheet else ()

    def learn(self, on: date) -> None:
        """Read indicators and forms in force on a day.

        Raises:
            ValidationError: a row of the catalogue that is written wrong.
        """
        self._around = None
        self.indicators = self._db.read(list_indicators, on=on)
        self.forms = self._db.read(list_forms, on=on)

    def form(self, code: str) -> Form | None:
        """The form of this code."""
        return next((form for form in self.forms if form.code == code), None)

    def read(self, form: Form, period: Period) -> tuple[FigureSheet, bool]:
        """The form as it stands, and whether it is another one than before."""
        before = self._sheet
        other = before is None or (before.form.code, before.period) != (form.code, period)
        if other:
            self._steps.clear()
        if other or self._around is None:
            self._around = self._db.read(figures_around, form, period, self.indicators)
        self._sheet = self._db.read(figure_sheet, form, period, self.indicators, self._around)
        return self._sheet, other

    def write(self, drafts: Sequence[CellDraft]) -> None:
        """Write cells as one step.

        Raises:
            ValidationError: with the cell in ``field``; nothing is written.
        """
        step = step_of(self.rows, drafts)
        self._save(drafts)
        self._steps.add(step)

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        step = self._steps.undo()
        if step is not None:
            self._save(step.before)
        return step is not None

    def redo(self) -> bool:
        """Do it again; False when nothing was taken back."""
        step = self._steps.redo()
        if step is not None:
            self._save(step.after)
        return step is not None

    def _save(self, drafts: Sequence[CellDraft]) -> None:
        if self._sheet is not None and drafts:
            command = SaveFigures(
                period=self._sheet.period, cells=tuple(drafts), indicators=self.indicators
            )
            self._db.write(save_figures, command)
