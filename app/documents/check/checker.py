"""Every rule over a document; what a rule said of unchanged words is remembered between checks."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.documents.blocks import Document
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Severity
from app.documents.check.passages import Passage, Sheet, laid_out

#: Looks at one piece of words alone. Its findings are kept while the words stay.
TextRule = Callable[[Passage, CheckFacts], Iterable[Finding]]
#: Looks at the whole paper.
SheetRule = Callable[[Sheet, CheckFacts], Iterable[Finding]]


class Checker:
    """Checks one paper again and again while it is written."""

    def __init__(
        self,
        facts: CheckFacts,
        text_rules: Sequence[TextRule] | None = None,
        sheet_rules: Sequence[SheetRule] | None = None,
    ) -> None:
        from app.documents.check.rules import SHEET_RULES, TEXT_RULES

        self._facts = facts
        self._text_rules = tuple(TEXT_RULES if text_rules is None else text_rules)
        self._sheet_rules = tuple(SHEET_RULES if sheet_rules is None else sheet_rules)
        self._known: dict[Passage, tuple[Finding, ...]] = {}

    def check(self, document: Document) -> list[Finding]:
        """Every finding, blocking ones first, each kind in the order of the paper."""
        sheet = laid_out(document)
        order = {passage.where: at for at, passage in reversed(list(enumerate(sheet.passages)))}
        found = [*self._of_passages(sheet), *self._of_sheet(sheet)]
        unique = dict.fromkeys(found)
        return sorted(
            unique,
            key=lambda one: (one.severity is not Severity.BLOCK, order.get(one.where, -1)),
        )

    def _of_passages(self, sheet: Sheet) -> Iterator[Finding]:
        known: dict[Passage, tuple[Finding, ...]] = {}
        for passage in sheet.passages:
            found = self._known.get(passage)
            if found is None:
                found = tuple(
                    one for rule in self._text_rules for one in rule(passage, self._facts)
                )
            known[passage] = found
            yield from found
        self._known = known

    def _of_sheet(self, sheet: Sheet) -> Iterator[Finding]:
        for rule in self._sheet_rules:
            yield from rule(sheet, self._facts)
