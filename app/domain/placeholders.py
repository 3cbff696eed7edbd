"""Places of a template that the unit must fill in: "[điền: …]"."""

import re
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\[\s*điền\b[^\]]*\]?", re.IGNORECASE)


def find_placeholders(text: str) -> list[str]:
    """Every "[điền: …]" of a text, in order."""
    return _PLACEHOLDER.findall(text) if "[" in text else []
