"""Fields typed in a page and not saved yet: into the journal, and back after a crash."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.journal import Draft
from app.ui.forms import FieldForm
from app.ui.widgets.step_box import StepBox

FORM: Final = "form"
_OWN_WAY: Final = "journaled"


def page_draft(page: QWidget, code: str, title: str, target: Mapping[str, str]) -> Draft | None:
    """What is typed in the forms and boxes that are seen on a page; None when all is saved."""
    forms = [_plain_form(form) for form in _forms(page) if form.unsaved()]
    boxes = list(_loose_words(page))
    if not forms and not boxes:
        return None
    typed = [words for form in forms for _before, words in form["words"].values()]
    return Draft(
        kind=FORM,
        where=f"{title}, {forms[0]['label'] if forms else boxes[0][0]}",
        page=code,
        target=target,
        words="\n".join(one for one in (*typed, *(words for _name, words in boxes)) if one),
        typed={"forms": forms, "boxes": boxes},
    )


def take_back_fields(page: QWidget, typed: Mapping[str, Any]) -> bool:
    """Put words into the very forms they were typed in; False when one of them is not there."""
    if typed["boxes"]:
        return False
    shown = {tuple(form.boxes): form for form in _forms(page)}
    if not all(tuple(one["names"]) in shown for one in typed["forms"]):
        return False
    for one in typed["forms"]:
        pairs = {name: (str(before), str(words)) for name, (before, words) in one["words"].items()}
        shown[tuple(one["names"])].take_back(pairs)
    return True


def keeps_itself(part: QWidget) -> None:
    """What is typed in a part reaches the journal by a way of its own."""
    part.setProperty(_OWN_WAY, True)


def _forms(page: QWidget) -> list[FieldForm]:
    found = page.findChildren(FieldForm)
    return [form for form in found if form.isVisibleTo(page) and not _has_own_way(form, page)]


def _plain_form(form: FieldForm) -> dict[str, Any]:
    words = {name: list(pair) for name, pair in form.unsaved().items()}
    first = form.boxes[next(iter(words))].field
    return {"names": list(form.boxes), "label": first.label, "words": words}


def _loose_words(page: QWidget) -> Iterator[tuple[str, str]]:
    """Boxes of a step and texts of several lines that stand in no form.

    A single line elsewhere is a filter; what is hidden while it is typed stays in memory alone.
    """
    lines = [line for box in page.findChildren(StepBox) for line in box.findChildren(QLineEdit)]
    for line in lines:
        shown = line.echoMode() is QLineEdit.EchoMode.Normal and line.isVisibleTo(page)
        if shown and line.isModified() and line.text().strip() and not _in_form(line, page):
            yield line.accessibleName(), line.text()
    for text in page.findChildren(QPlainTextEdit):
        shown = text.isVisibleTo(page) and text.document().isModified()
        if shown and text.toPlainText().strip() and not _in_form(text, page):
            yield text.accessibleName(), text.toPlainText()


def _in_form(widget: QWidget, page: QWidget) -> bool:
    return any(isinstance(one, FieldForm) for one in _above(widget, page)) or _has_own_way(
        widget, page
    )


def _has_own_way(widget: QWidget, page: QWidget) -> bool:
    return any(one.property(_OWN_WAY) for one in _above(widget, page))


def _above(widget: QWidget, page: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None and above is not page:
        yield above
        above = above.parentWidget()
