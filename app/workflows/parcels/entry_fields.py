"""The data of a catalogue row as pairs of name and text, and back without loss.

Each part of the data is a pair: "data/" and its name, then its value as JSON. A value too long for
one text goes on in the next pair of the same name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from app.domain.given_rows import FROM_ABOVE

Pairs = tuple[tuple[str, str], ...]
_DATA: Final = "data/"
_FIRST_CODE: Final = "first_code"
#: As much as one text of a package may hold, with room to spare.
_LONGEST: Final = 19_000


def fields_of(data: Mapping[str, Any], first_code: str = "") -> Pairs:
    """The pairs of a row.

    Args:
        first_code: of a row that took the place of others the code of the first of them.
    """
    pairs = [(_FIRST_CODE, first_code)] if first_code else []
    for name, value in data.items():
        if name != FROM_ABOVE:
            pairs += [(f"{_DATA}{name}", piece) for piece in _pieces(value)]
    return tuple(pairs)


def data_of(fields: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The data of a row.

    Raises:
        ValueError: a text that is no JSON.
    """
    texts: dict[str, str] = {}
    for name, text in fields:
        if name.startswith(_DATA):
            key = name.removeprefix(_DATA)
            texts[key] = texts.get(key, "") + text
    try:
        return {key: json.loads(text, parse_constant=_no_number) for key, text in texts.items()}
    except RecursionError as error:
        raise ValueError("too deep") from error


def first_code_of(fields: Iterable[tuple[str, str]]) -> str:
    """The code of the first row of which this one is a later version; empty for the first."""
    return next((text for name, text in fields if name == _FIRST_CODE), "")


def _pieces(value: Any) -> Iterator[str]:
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > _LONGEST:
        # Cut between plain signs only: no mark is parted from its letter.
        text = json.dumps(value)
    for start in range(0, len(text), _LONGEST):
        yield text[start : start + _LONGEST]


def _no_number(text: str) -> Any:
    raise ValueError(text)
