"""Personal data taken out of history: the mark that stands in their place, and who may put it there.

A line of history keeps its link, so whoever changes it outside the program is found. A redaction
rewrites only what a line holds and is recorded by a later line of the same chain: which link, and
what the link of the line would be as it stands now (docs/adr/0027).
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

#: Stands where a name, a number or an address of a person stood.
MARK: Final = "đã ẩn danh"
#: ``Change.action`` and ``Change.record_type`` of the line that records a redaction.
REDACT: Final = "redact"
REDACTED_TYPE: Final = "change"


def hidden(value: Any) -> Any:
    """The value with every word in it replaced by the mark; what is no text stays."""
    if isinstance(value, str):
        return MARK if value.strip() else value
    if isinstance(value, list):
        return [hidden(part) for part in value]
    if isinstance(value, dict):
        return {name: hidden(part) for name, part in value.items()}
    return value


def without(value: Any, name: str) -> Any:
    """The value with one name replaced by the mark wherever its words hold it."""
    if isinstance(value, str):
        return value.replace(name, MARK)
    if isinstance(value, list):
        return [without(part, name) for part in value]
    if isinstance(value, dict):
        return {key: without(part, name) for key, part in value.items()}
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
