"""The decree's form, rule by rule (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Iterator
from typing import Final

from app.documents.check.checker import SheetRule, TextRule
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.form import (
    bases,
    blanks,
    ending,
    kinds,
    names,
    number,
    outline,
    receivers,
    signature,
    signer,
    tasks,
)
from app.documents.check.passages import Sheet
from app.domain.placeholders import find_placeholders


def _settled(rule: SheetRule) -> SheetRule:
    """The rule without what it says of words that must still be filled in."""

    def look(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
        for found in rule(sheet, facts):
            if found.rule == "blank" or not find_placeholders(found.quote):
                yield found

    return look


TEXT_RULES: Final[tuple[TextRule, ...]] = (blanks.blanks, blanks.letters)
_RULES: Final[tuple[SheetRule, ...]] = (
    names.letterhead,
    names.type_name,
    names.title,
    names.title_year,
    number.number,
    number.symbol,
    number.symbol_kind,
    number.symbol_body,
    number.place,
    kinds.framed,
    receivers.addressees,
    bases.bases_missing,
    bases.bases,
    kinds.decision,
    kinds.minutes,
    outline.outline,
    outline.tables,
    tasks.tasks,
    blanks.blanks_around,
    ending.end_mark,
    ending.annexes,
    receivers.same_above,
    receivers.recipients,
    receivers.keeping,
    signature.signature,
    signature.signature_order,
    signer.signer,
    kinds.copied,
)
SHEET_RULES: Final[tuple[SheetRule, ...]] = tuple(map(_settled, _RULES))
