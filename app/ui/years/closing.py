"""Closing a year from wherever it is offered; the status line takes it back."""

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services.years import CloseYear, ReopenYear, close_year, reopen_year
from app.ui import feedback
from app.ui.access.ask_again import after_password
from app.ui.context import UiContext


def ask_to_close(context: UiContext, owner: QWidget, year: int) -> None:
    """Say what closing means, and close."""
    question = (
        f"Khóa năm {year}? Kế hoạch, hoạt động, số liệu, báo cáo và lịch việc của năm đó chỉ còn để "
        "xem và in. Khi cần sửa thì mở lại, có ghi lý do."
    )
    if not feedback.confirm(owner, question, f"Khóa năm {year}"):
        return
    try:
        context.db.write(close_year, CloseYear(year=year, by=context.db.actor, at=context.now()))
    except AppError as error:
        feedback.show_error(owner, error)
        return
    context.status.say(f"Đã khóa năm {year}. Muốn sửa thì mở lại ở dải trên đầu trang.")


def ask_to_reopen(context: UiContext, owner: QWidget, year: int, reason: str) -> None:
    """Open a year again, once the password was typed where there is one."""

    def work() -> None:
        command = ReopenYear(year=year, by=context.db.actor, at=context.now(), reason=reason)
        try:
            context.db.write(reopen_year, command)
        except AppError as error:
            feedback.show_error(owner, error)
            return
        context.status.say(f"Đã mở lại năm {year}. Sửa xong hãy khóa lại ở Cài đặt, Khóa sổ năm.")

    after_password(context, owner, f"Mở lại năm {year} để sửa.", "Mở lại", work)
