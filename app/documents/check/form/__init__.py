"""The decree's form, rule by rule (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from typing import Final

from app.documents.check.checker import SheetRule, TextRule

TEXT_RULES: Final[tuple[TextRule, ...]] = ()
SHEET_RULES: Final[tuple[SheetRule, ...]] = ()
