"""tăng, giảm, bằng beside the two numbers they speak of."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.sums import NUMBER, number_of
from app.documents.check.proof.wording import found_in
from app.domain.wording import against_words, way

_CHANGE: Final = re.compile(
    rf"(?<![\d/.,])(?P<now>{NUMBER})(?P<unit>[^\d.;()]{{0,30}}?),\s*"
    r"(?P<said>(?P<way>tăng|giảm|bằng)(?: so với)? (?P<against>(?:cùng kỳ )?năm \d{4}))\s*"
    rf"\((?P<then>{NUMBER})(?P<of>[^\d()]{{0,20}})\)"
)


def changes(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule change_word: "20, tăng so với cùng kỳ năm 2025 (05)"."""
    if "(" not in text:
        return
    for found in _CHANGE.finditer(text):
        if found["unit"].strip() not in ("", found["of"].strip()):
            continue
        right = way(number_of(found["now"]), number_of(found["then"]))
        if right != found["way"]:
            why = f"{found['now']} so với {found['then']} là {right}, trong câu ghi {found['way']}."
            new = against_words(right, found["against"])
            yield found_in(passage, "change_word", found["said"], why, new)
