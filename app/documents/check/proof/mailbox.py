"""A private mailbox in an official text."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.wording import found_in

_PRIVATE: Final = re.compile(
    r"[\w.+\-]+@(?:gmail|yahoo|ymail|hotmail|outlook|live|icloud|aol|proton|protonmail|zoho|mail)\.\w{2,4}(?:\.\w{2})?",
    re.IGNORECASE,
)


def private_mailbox(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule private_mailbox."""
    if "@" not in text:
        return
    for found in _PRIVATE.finditer(text):
        why = "Đây là hộp thư cá nhân. Văn bản của cơ quan dùng thư công vụ (…gov.vn)."
        yield found_in(passage, "private_mailbox", found[0], why)
