"""Changes some answers of the office and leaves the others as they are."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import AppError, ConflictError, NotFoundError, ValidationError
from app.queries.office import OfficeRow, get_office
from app.services.office import ChangeOffice, SetUpOffice, change_office
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.forms import FieldForm


def known_office(context: UiContext) -> OfficeRow:
    """The office; the settings are not reachable without one."""
    office = context.db.read(get_office)
    if office is None:
        raise NotFoundError("Chưa có cơ quan. Hãy trả lời năm câu hỏi ban đầu trước.")
    return office


def answers_of(office: OfficeRow) -> SetUpOffice:
    """The stored answers as a command; signers stay as they are."""
    return SetUpOffice(
        level_code=office.level_code,
        name=office.name,
        upper_unit=office.upper_unit,
        reporting_line=office.reporting_line,
        receiving_office=office.receiving_office,
        drafting_office=office.drafting_office,
        drafting_symbol=office.drafting_symbol,
        body_symbol=office.body_symbol,
        place_name=office.place_name,
        recipients=office.recipients,
        addressees=office.addressees,
        letterhead=office.letterhead,
        print_options=office.print_options,
        sample=office.sample,
    )


def keep(context: UiContext, form: FieldForm, **changes: Any) -> bool:
    """Store the changed answers; False when something is wrong, which the form then says."""
    office = known_office(context)
    before = answers_of(office)
    answers = replace(before, **changes)
    if answers == before:
        return True
    command = ChangeOffice(seen_revision=office.revision, answers=answers)
    try:
        context.db.write(change_office, command)
    except ValidationError as error:
        return _refused(form, error)
    except (ConflictError, AppError) as error:
        feedback.show_error(form, error)
        return False
    context.status.saved()
    return True


def _refused(form: FieldForm, error: ValidationError) -> bool:
    owner: QWidget = form
    if not form.show_error(error):
        feedback.show_error(owner, error)
    return False
