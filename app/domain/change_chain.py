"""The chain of history: each line holds a hash over itself and the line before it.

A line that was changed, taken out or put in outside the program breaks the chain there.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

#: What a link covers, in this order; ``at`` as ISO text in UTC to the second.
LINKED: Final = ("at", "actor", "action", "record_type", "record_id", "field", "old", "new")


def link(before: str, line: Mapping[str, Any]) -> str:
    """The hash (hex) of a line that follows the one with the hash ``before`` (empty: the first)."""
    covered = [before, *(line[name] for name in LINKED)]
    return sha256(json.dumps(covered, ensure_ascii=False).encode("utf-8")).hexdigest()
