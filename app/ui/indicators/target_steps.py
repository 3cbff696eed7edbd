"""Targets of the unit and of the office above: written, taken away, taken back."""

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.indicators import Indicator, Target, TargetSource
from app.queries.figure_cells import list_own_targets
from app.services.figures import SetTarget, check_target, set_target


class TargetKeeper:
    """Every writing is one step that can be taken back."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._done: list[SetTarget] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    def write(self, command: SetTarget, indicator: Indicator) -> None:
        """Set or take away a target.

        Raises:
            ValidationError: a target that the indicator cannot have; nothing is written.
        """
        check_target(command, indicator)
        before = self._before(command)
        self._db.write(set_target, command)
        self._done.append(before)

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        if not self._done:
            return False
        self._db.write(set_target, self._done.pop())
        return True

    def _before(self, command: SetTarget) -> SetTarget:
        kept = self._db.read(list_own_targets).get(command.indicator, ())
        found = next((one for one in kept if _is(one, command)), None)
        return SetTarget(
            indicator=command.indicator,
            year=command.year,
            value=found.value if found else None,
            column=command.column,
            set_by=command.set_by,
            words=found.words if found else "",
        )


def taken_away(code: str, target: Target) -> SetTarget:
    """The command that takes a target away."""
    return SetTarget(
        indicator=code,
        year=target.year,
        value=None,
        column=target.column,
        set_by=target.source,
    )


def _is(target: Target, command: SetTarget) -> bool:
    key: tuple[int, Column, TargetSource] = (command.year, command.column, command.set_by)
    return (target.year, target.column, target.source) == key
