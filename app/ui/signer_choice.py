"""Who signs: one of the office's signers, whose lines and name can then be changed by hand."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from app.queries.office import SignerRow
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.inputs import ChoiceBox


def signer_fields(words: str) -> tuple[Field, ...]:
    """The fields of a form that ``SignerChoice`` fills; ``words`` stand over the list."""
    return (
        Field(name="signer", label=words, kind=FieldKind.CHOICE),
        Field(
            name="signature_lines", label="Thẩm quyền, chức vụ", kind=FieldKind.LIST, required=True
        ),
        Field(name="signer_name", label="Họ tên người ký", required=True),
    )


_AS_WRITTEN: Final = ("", "Như trong văn bản")


class SignerChoice(QObject):
    """Fills lines and name when a signer is chosen."""

    def __init__(self, form: FieldForm) -> None:
        super().__init__(form)
        self._form = form
        self._signers: tuple[SignerRow, ...] = ()
        form.control("signer").left.connect(self._take)

    def offer(self, signers: Sequence[SignerRow]) -> None:
        """Signers to choose from; what stands in the form is not touched."""
        self._signers = tuple(signers)
        box = self._form.control("signer")
        if isinstance(box, ChoiceBox):
            box.set_choices([_AS_WRITTEN, *((str(row.id), row.name) for row in signers)])

    def _take(self) -> None:
        wanted = str(self._form.control("signer").value())
        row = next((row for row in self._signers if str(row.id) == wanted), None)
        if row is not None:
            self._form.show_values({"signature_lines": row.lines, "signer_name": row.name})
