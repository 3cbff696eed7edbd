"""Personal data taken out of history: the mark that stands in their place, and who may put it there.

A line of history keeps its link, so whoever changes it outside the program is found. A redaction
rewrites only what a line holds and is recorded by a later line of the same chain: which link, and
what the link of the line would be as it stands now (docs/adr/0027).
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.domain.text import clean_line
from app.errors import ValidationError

#: Stands where a name, a number or an address of a person stood.
MARK: Final = "đã ẩn danh"
#: ``Change.action`` and ``Change.record_type`` of the line that records a redaction.
REDACT: Final = "redact"
REDACTED_TYPE: Final = "change"
_SHORTEST: Final = 6


def hidden(value: Any) -> Any:
    """The value with every word in it replaced by the mark; what is no text stays."""
    if isinstance(value, str):
        return MARK if value.strip() else value
    if isinstance(value, list):
        return [hidden(part) for part in value]
    if isinstance(value, dict):
        return {name: hidden(part) for name, part in value.items()}
    return value


def pattern_of(typed: str) -> re.Pattern[str]:
    """What finds a person by name, phone number or mail address, whatever the letters' size.

    Raises:
        ValidationError: too little to tell one person from others; ``field`` is "name".
    """
    name = clean_line(typed)
    if len(name) < _SHORTEST or not (" " in name or any(ch.isdigit() or ch == "@" for ch in name)):
        raise ValidationError(
            "Hãy ghi đủ họ và tên, số điện thoại hoặc địa chỉ thư của người cần ẩn danh; ghi một chữ thì "
            "sẽ thay nhầm người khác.",
            field="name",
        )
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def holds(value: Any, pattern: re.Pattern[str]) -> str:
    """The first words in a value that hold the person; empty when none do."""
    if isinstance(value, str):
        return value if pattern.search(value) else ""
    parts: Iterable[Any] = ()
    if isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, list):
        parts = value
    return next(filter(None, (holds(part, pattern) for part in parts)), "")


def without(value: Any, pattern: re.Pattern[str]) -> Any:
    """The value with a person replaced by the mark wherever its words hold one."""
    if isinstance(value, str):
        return pattern.sub(MARK, value)
    if isinstance(value, list):
        return [without(part, pattern) for part in value]
    if isinstance(value, dict):
        return {key: without(part, pattern) for key, part in value.items()}
    return value


def record(reason: str, lines: Mapping[str, str]) -> str:
    """``Change.new`` of the line that records a redaction.

    Args:
        lines: by the link that a line keeps, the link it would have as it stands now.
    """
    return json.dumps({"reason": reason, "lines": dict(lines)}, ensure_ascii=False)


def redactions(recorded: Iterable[str]) -> dict[str, str]:
    """All recorded redactions, from ``Change.new`` of their lines in order; a later one wins."""
    known: dict[str, str] = {}
    for told in recorded:
        known.update(json.loads(told)["lines"])
    return known
