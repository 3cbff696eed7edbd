"""Ticking a duty off and taking the tick back, each with its way back."""

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.queries.duties import DutyRow
from app.services.duties import tick_duty, untick_duty
from app.ui import feedback
from app.ui.context import UiContext


def tick(context: UiContext, owner: QWidget, duty: DutyRow) -> None:
    """Done today, outside the program."""
    db, year, code = context.db, duty.year, duty.code
    try:
        db.write(tick_duty, year=year, code=code, done_on=context.today())
    except AppError as error:
        feedback.show_error(owner, error)
        return
    context.status.offer_undo(
        f"Đã đánh dấu xong: {duty.name}.", lambda: db.write(untick_duty, year=year, code=code)
    )


def untick(context: UiContext, duty: DutyRow) -> None:
    """Not done after all; the day of the tick comes back with undo."""
    db, year, code, day = context.db, duty.year, duty.code, duty.done_on
    db.write(untick_duty, year=year, code=code)
    if day is not None:
        context.status.offer_undo(
            f"Đã bỏ đánh dấu: {duty.name}.",
            lambda: db.write(tick_duty, year=year, code=code, done_on=day),
        )
