"""One form for some periods: read, written cell by cell, each writing a step to take back."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.db.database import Database
from app.domain.forms import Form
from app.domain.indicators import Indicator
from app.domain.periods import Period
from app.queries.figure_sheets import Around, FigureSheet, figure_sheet, figures_around
from app.queries.indicators import list_forms, list_indicators
from app.queries.receipts import open_remarks
from app.services.figures import SaveFigures, save_periods
from app.ui.indicators.asked import NOTHING, Asked, asked_of
from app.ui.indicators.steps import Drafts, Mark, Step, Steps, step_of


class FigureKeeper:
    """Between the grid and the database; a period is read again when something was written in it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._steps = Steps()
        self._asked: tuple[str, tuple[Period, ...]] = ("", ())
        self._sheets: dict[str, FigureSheet] = {}
        self._around: dict[str, Around] = {}
        self.indicators: Mapping[str, Indicator] = {}
        self.forms: Sequence[Form] = ()
        self.asked: Asked = NOTHING

    def learn(self, on: date) -> None:
        """Read indicators, forms in force on a day, and points of returned reports.

        Figures are read again when asked for.

        Raises:
            ValidationError: a row of the catalogue that is written wrong.
        """
        self._forget()
        self.indicators = self._db.read(list_indicators, on=on)
        self.asked = asked_of(self._db.read(open_remarks))
        self.forms = self._db.read(list_forms, on=on)

    def form(self, code: str) -> Form | None:
        """The form of this code."""
        return next((form for form in self.forms if form.code == code), None)

    def read(self, form: Form, periods: tuple[Period, ...]) -> tuple[list[FigureSheet], bool]:
        """The form as it stands in each period, and whether it is another one than before."""
        asked = (form.code, periods)
        other = asked != self._asked
        if other:
            self._asked = asked
            self._steps.clear()
            self._forget()
        return [self._sheet(form, period) for period in periods], other

    def write(self, drafts: Drafts, marks: Sequence[Mark] = ()) -> None:
        """Write cells as one step; ``marks`` are the cells that were left out of it.

        Raises:
            ValidationError: with the cell in ``field``; nothing is written.
        """
        step = step_of(self._sheets, drafts, marks)
        self._save(step.after)
        self._steps.add(step)

    def undo(self) -> Step | None:
        """Take the last step back; None when there is none."""
        step = self._steps.undo()
        if step is not None:
            self._save(step.before)
        return step

    def redo(self) -> Step | None:
        """Do it again; None when nothing was taken back."""
        step = self._steps.redo()
        if step is not None:
            self._save(step.after)
        return step

    def _sheet(self, form: Form, period: Period) -> FigureSheet:
        code, read = period.code, self._db.read
        if code not in self._around:
            self._around[code] = read(figures_around, form, period, self.indicators)
        if code not in self._sheets:
            around = self._around[code]
            self._sheets[code] = read(figure_sheet, form, period, self.indicators, around)
        return self._sheets[code]

    def _save(self, drafts: Drafts) -> None:
        commands = [
            SaveFigures(
                period=self._sheets[period].period, cells=tuple(cells), indicators=self.indicators
            )
            for period, cells in drafts.items()
        ]
        self._db.write(save_periods, commands)
        for period in drafts:
            del self._sheets[period]

    def _forget(self) -> None:
        self._sheets.clear()
        self._around.clear()
