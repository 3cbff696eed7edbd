"""The proofreader: mistakes of writing, citing and counting."""

from typing import Final

from app.documents.check.checker import SheetRule, TextRule

TEXT_RULES: Final[tuple[TextRule, ...]] = ()
SHEET_RULES: Final[tuple[SheetRule, ...]] = ()
