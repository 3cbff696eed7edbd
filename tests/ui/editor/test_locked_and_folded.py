"""Fields that are folded open when they are gone to; an issued paper takes no fields and no notes."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain import fields
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperForm
from app.domain.papers import PaperKind, Urgency
from app.queries.papers import get_paper
from app.services.issue import IssuePaper, issue_paper
from app.ui.context import UiContext
from app.ui.editor.form_fields import FormFields
from app.ui.editor.note_box import NoteBox
from app.ui.editor.outline_edit import OutlineEdit
from tests.ui.editor.papers import keep_plan, open_plan
from tests.ui.editor.texts import at


@pytest.fixture
def form_fields(qtbot: QtBot, look: None) -> FormFields:
    made = FormFields()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_field_that_is_gone_to_is_unfolded(form_fields: FormFields) -> None:
    form_fields.show_form(PaperForm(), PaperKind.PLAN)
    contact = form_fields.extra.boxes["contact"]
    assert not contact.isVisible()
    form_fields.unfold_for("authority")
    assert not contact.isVisible()
    form_fields.unfold_for("contact")
    assert contact.isVisible()


def test_what_has_a_value_is_seen_whatever_the_kind(form_fields: FormFields) -> None:
    form_fields.show_form(
        PaperForm(urgency=Urgency.URGENT, second_name="Lê Thị Mẫu"), PaperKind.PLAN
    )
    assert form_fields.extra.boxes["urgency"].isVisible()
    assert form_fields.own.boxes["second_name"].isVisible()
    assert not form_fields.own.boxes["authority"].isVisible()


def test_an_issued_paper_takes_no_fields_and_no_footnotes(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.note_box.ask()
    assert page.view.note_box.isVisible()
    page.view.note_box.leave()
    assert page.view.head.form_fields.extra.isEnabled()

    assert page.row is not None
    order = IssuePaper(version_id=page.row.version_id, number="5", day=date(2027, 1, 5))
    context.db.write(issue_paper, order)
    page.reload()
    assert context.db.read(get_paper, page.row.paper_id).content.head.number == "5"
    page.view.note_box.ask()
    assert not page.view.note_box.isVisible()
    for part in (page.view.head.form_fields.own, page.view.head.form_fields.extra):
        assert not part.isEnabled()


def test_a_footnote_asked_for_inside_a_bound_number_stands_behind_it(
    qtbot: QtBot, look: None
) -> None:
    number = fields.bind("people.total", "1.234")
    editor = OutlineEdit()
    qtbot.addWidget(editor)
    editor.set_nodes([NodeContent(depth=0, mark=Mark.DASH, text=f"Có {number} người.")])
    box = NoteBox(editor)
    qtbot.addWidget(box)
    at(editor, 0, len("Có 1.2"))
    box.ask()
    box.words.setText("Ước tính")
    box.write.click()
    assert editor.nodes()[0].text == f"Có {number}^[Ước tính] người."
