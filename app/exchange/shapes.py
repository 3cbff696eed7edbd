"""What may stand where in a package: shapes that read, write and describe single values and lists."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

T = TypeVar("T")
#: Wrong places told of one part; more tell nobody more.
MOST_WRONG: Final = 200
_UUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_DAY: Final = r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
_MOMENT: Final = rf"{_DAY}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z"


class WrongError(ValueError):
    """A value does not have its shape: every wrong place with what is expected there."""

    def __init__(self, places: Iterable[tuple[str, str]]) -> None:
        self.places = list(places)
        super().__init__(len(self.places))


@dataclass(frozen=True)
class Shape(Generic[T]):
    """How one value is read from the wire, written to it and described in the JSON Schema.

    ``read`` raises WrongError; its places are relative to the value.
    """

    read: Callable[[Any], T]
    write: Callable[[Any], Any]
    schema: Mapping[str, Any]
    #: Many values at once, in a fraction of the time; raises one of ``NOT_ALL`` when any is wrong,
    #: and then they are read one by one to name the places. None: there is no such way.
    read_all: Callable[[Sequence[Any]], Sequence[T]] | None = None
    #: Many values looked at as strictly as ``read_all`` does, for values that cost more to make
    #: than to check; nothing is made.
    check_all: Callable[[Sequence[Any]], object] | None = None

    def each(self, values: Sequence[Any]) -> Sequence[T]:
        """All values read, the quick way where there is one."""
        if self.read_all is None or not values:
            return list(map(self.read, values))
        return self.read_all(values)

    def check(self, values: Sequence[Any]) -> None:
        """All values looked at; raises one of ``NOT_ALL`` as ``each`` does."""
        if values:
            (self.check_all or self.each)(values)


#: What the quick way raises for a wrong value.
NOT_ALL: Final = (WrongError, TypeError, KeyError, ValueError, ArithmeticError)


def _same(value: Any) -> Any:
    return value


def wrong(expected: str) -> WrongError:
    """The value itself is wrong."""
    return WrongError([("", expected)])


def text(longest: int = 500, *, lines: bool = False, blank: bool = True) -> Shape[str]:
    """A text of so many characters; one line unless ``lines``."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise wrong("phải là chữ")
        if len(value) > longest:
            raise wrong(f"dài quá {longest} chữ cái")
        if "\n" in value and not lines:
            raise wrong("không được xuống dòng")
        if not blank and not value.strip():
            raise wrong("không được để trống")
        return value

    def read_all(values: Sequence[Any]) -> Sequence[str]:
        _check_texts(values, longest, lines=lines, blank=blank)
        return values

    pattern = {
        (False, True): r"^[^\n]*$",
        (False, False): r"^(?=.*\S)[^\n]*$",
        (True, False): r"\S",
    }
    schema: dict[str, Any] = {"type": "string", "maxLength": longest}
    if (lines, blank) in pattern:
        schema["pattern"] = pattern[lines, blank]
    return Shape(read, _same, schema, read_all)


def _check_texts(values: Sequence[Any], longest: int, *, lines: bool, blank: bool) -> None:
    joined = "".join(values)
    if "\n" in joined and not lines:
        raise wrong("")
    if max(map(len, values)) > longest or not (blank or all(map(str.strip, values))):
        raise wrong("")


def matching(pattern: str, expected: str, longest: int = 80) -> Shape[str]:
    """A text that fits a pattern as a whole."""
    compiled, lines = re.compile(pattern), re.compile(rf"(?>(?:{pattern})\n)*+")

    def read(value: Any) -> str:
        if isinstance(value, str) and len(value) <= longest and compiled.fullmatch(value):
            return value
        raise wrong(expected)

    def read_all(values: Sequence[Any]) -> Sequence[str]:
        distinct = set(values)
        joined = "\n".join(distinct) + "\n"
        if joined.count("\n") != len(distinct) or max(map(len, distinct)) > longest:
            raise wrong("")
        if not lines.fullmatch(joined):
            raise wrong("")
        return values

    schema = {"type": "string", "pattern": f"^(?:{pattern})$", "maxLength": longest}
    return Shape(read, _same, schema, read_all)


def _made(
    pattern: str,
    expected: str,
    make: Callable[[str], T],
    write: Callable[[T], str],
    *,
    make_all: Callable[[Sequence[str]], Sequence[T]] | None = None,
    late: bool = False,
) -> Shape[T]:
    """``late``: what fits the pattern can be made, so that checking does not need to make it."""
    bare = matching(pattern, expected)

    def read(value: Any) -> T:
        try:
            return make(bare.read(value))
        except WrongError:
            raise
        except (ValueError, ArithmeticError) as error:
            raise wrong(expected) from error

    def read_all(values: Sequence[Any]) -> Sequence[T]:
        return make_all(bare.each(values)) if make_all else list(map(make, bare.each(values)))

    return Shape(read, write, bare.schema, read_all, bare.each if late else None)


def _number(value: str) -> Decimal:
    made = Decimal(value)
    if not made and made.is_signed():
        raise ValueError(value)
    return made


def _numbers(values: Sequence[str]) -> Sequence[Decimal]:
    return list(map(_number if "-" in "".join(values) else Decimal, values))


CODE: Final = matching(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,79}", "phải là mã không dấu")
CODE_OR_NONE: Final = matching(r"(?:[A-Za-z0-9][A-Za-z0-9._/-]{0,79})?", "phải là mã không dấu")
DIGEST: Final = matching(r"[0-9a-f]{64}", "phải là 64 chữ số hệ 16")
BASE64: Final = matching(r"[A-Za-z0-9+/]{4,4000}={0,2}", "phải là base64", 4002)
ID: Final = _made(_UUID, "phải là số hiệu UUID viết thường", UUID, str, late=True)
DAY: Final = _made(_DAY, "phải là ngày năm-tháng-ngày", date.fromisoformat, date.isoformat)
MOMENT: Final = _made(
    _MOMENT,
    "phải là giờ UTC",
    datetime.fromisoformat,
    lambda v: v.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
)


def decimal(digits: int = 15) -> Shape[Decimal]:
    """A decimal number written as text: so many digits before the point, at most 6 after it."""
    pattern = rf"-?(?:0|[1-9][0-9]{{0,{digits - 1}}})(?:\.[0-9]{{1,6}})?"
    return _made(
        pattern,
        "phải là số ghi trong ngoặc kép",
        _number,
        lambda value: f"{value:f}",
        make_all=_numbers,
    )


def whole(low: int, high: int) -> Shape[int]:
    """A whole number between two bounds, both allowed."""

    def read(value: Any) -> int:
        if type(value) is int and low <= value <= high:
            return value
        raise wrong(f"phải là số nguyên từ {low} đến {high}")

    def read_all(values: Sequence[Any]) -> Sequence[int]:
        if set(map(type, values)) != {int} or min(values) < low or max(values) > high:
            raise wrong("")
        return values

    return Shape(read, int, {"type": "integer", "minimum": low, "maximum": high}, read_all)


def _flag(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    raise wrong("phải là true hoặc false")


def _flags(values: Sequence[Any]) -> Sequence[bool]:
    if set(map(type, values)) != {bool}:
        raise wrong("")
    return values


FLAG: Final = Shape(_flag, bool, {"type": "boolean"}, _flags)


def choice(words: type[StrEnum]) -> Shape[Any]:
    """One of the words of an enumeration."""
    known = {word.value: word for word in words}

    def read(value: Any) -> StrEnum:
        found = known.get(value) if isinstance(value, str) else None
        if found is None:
            raise wrong("phải là một trong: " + ", ".join(known))
        return found

    def read_all(values: Sequence[Any]) -> Sequence[StrEnum]:
        return list(map(known.__getitem__, values))

    def check_all(values: Sequence[Any]) -> None:
        if not known.keys() >= set(values):
            raise wrong("")

    return Shape(read, str, {"enum": list(known)}, read_all, check_all)


def optional(shape: Shape[T]) -> Shape[T | None]:
    """The value or null."""

    def read(value: Any) -> T | None:
        return None if value is None else shape.read(value)

    def write(value: Any) -> Any:
        return None if value is None else shape.write(value)

    def read_all(values: Sequence[Any]) -> Sequence[T | None]:
        if None not in values:
            return shape.each(values)
        there = iter(shape.each([value for value in values if value is not None]))
        return [None if value is None else next(there) for value in values]

    def check_all(values: Sequence[Any]) -> None:
        shape.check([value for value in values if value is not None])

    schema = {"anyOf": [shape.schema, {"type": "null"}]}
    return Shape(read, write, schema, read_all, check_all if shape.check_all else None)


def list_of(shape: Shape[T], most: int, *, least: int = 0) -> Shape[tuple[T, ...]]:
    """A list; every wrong item is told."""

    def read(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise wrong("phải là danh sách")
        if not least <= len(value) <= most:
            raise wrong(f"phải có từ {least} đến {most} mục")
        try:
            return tuple(shape.each(value))
        except NOT_ALL:
            return _one_by_one(shape, value)

    def read_all(values: Sequence[Any]) -> Sequence[tuple[T, ...]]:
        parts = iter(shape.each(_flat(values, least, most)))
        return [tuple(islice(parts, length)) for length in map(len, values)]

    def check_all(values: Sequence[Any]) -> None:
        shape.check(_flat(values, least, most))

    def write(value: Any) -> Any:
        return [shape.write(one) for one in value]

    schema = {"type": "array", "items": shape.schema, "minItems": least, "maxItems": most}
    return Shape(read, write, schema, read_all, check_all)


def _flat(values: Sequence[Any], least: int, most: int) -> list[Any]:
    """The items of many lists behind each other, every list of a right length."""
    lengths = set(map(len, values))
    if set(map(type, values)) != {list} or min(lengths) < least or max(lengths) > most:
        raise wrong("")
    return list(chain.from_iterable(values))


def _one_by_one(shape: Shape[T], value: list[Any]) -> tuple[T, ...]:
    """Every item by itself, so that each wrong one is named."""
    places: list[tuple[str, str]] = []
    items: list[T] = []
    for at, one in enumerate(value):
        try:
            items.append(shape.read(one))
        except WrongError as error:
            places += [(f"[{at + 1}]{place}", words) for place, words in error.places]
        if len(places) >= MOST_WRONG:
            break
    if places:
        raise WrongError(places)
    return tuple(items)


def pair(first: Shape[Any], second: Shape[Any]) -> Shape[tuple[Any, Any]]:
    """A list of exactly two, such as a code and an amount."""

    def read(value: Any) -> tuple[Any, Any]:
        if not isinstance(value, list) or len(value) != 2:
            raise wrong("phải là cặp hai giá trị")
        return first.read(value[0]), second.read(value[1])

    def write(value: Any) -> Any:
        return [first.write(value[0]), second.write(value[1])]

    def halves(values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        if set(map(type, values)) != {list} or set(map(len, values)) != {2}:
            raise wrong("")
        return zip(*values, strict=True)

    def read_all(values: Sequence[Any]) -> Sequence[tuple[Any, Any]]:
        firsts, seconds = halves(values)
        return list(zip(first.each(firsts), second.each(seconds), strict=True))

    def check_all(values: Sequence[Any]) -> None:
        firsts, seconds = halves(values)
        first.check(firsts)
        second.check(seconds)

    items = [first.schema, second.schema]
    schema = {"type": "array", "prefixItems": items, "minItems": 2, "maxItems": 2}
    return Shape(read, write, schema, read_all, check_all)
