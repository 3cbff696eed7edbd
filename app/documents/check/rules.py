"""Which rules there are; each family lies in a package of its own."""

from typing import Final

from app.documents.check import form, proof
from app.documents.check.checker import SheetRule, TextRule

TEXT_RULES: Final[tuple[TextRule, ...]] = (*form.TEXT_RULES, *proof.TEXT_RULES)
SHEET_RULES: Final[tuple[SheetRule, ...]] = (*form.SHEET_RULES, *proof.SHEET_RULES)
