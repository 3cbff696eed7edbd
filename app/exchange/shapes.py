"""What may stand where in a package: one table of shapes reads, writes and describes every record."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

T = TypeVar("T")
#: Wrong places told of one part; more tell nobody more.
_MOST_WRONG: Final = 200
#: Nested this deep at most in what a newer minor version may bring.
_DEEPEST: Final = 8
_LARGEST: Final = 10**15
#: Fields of a newer minor version in one record.
_MOST_NEWER: Final = 50
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

    def each(self, values: Sequence[Any]) -> Sequence[T]:
        """All values read, the quick way where there is one."""
        if self.read_all is None or not values:
            return list(map(self.read, values))
        return self.read_all(values)


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
    compiled = re.compile(pattern)

    def read(value: Any) -> str:
        if isinstance(value, str) and len(value) <= longest and compiled.fullmatch(value):
            return value
        raise wrong(expected)

    def read_all(values: Sequence[Any]) -> Sequence[str]:
        distinct = set(values)
        if max(map(len, distinct)) > longest or not all(map(compiled.fullmatch, distinct)):
            raise wrong("")
        return values

    schema = {"type": "string", "pattern": f"^(?:{pattern})$", "maxLength": longest}
    return Shape(read, _same, schema, read_all)


def _made(
    pattern: str, expected: str, make: Callable[[str], T], write: Callable[[T], str]
) -> Shape[T]:
    bare = matching(pattern, expected)

    def read(value: Any) -> T:
        try:
            return make(bare.read(value))
        except WrongError:
            raise
        except (ValueError, ArithmeticError) as error:
            raise wrong(expected) from error

    def read_all(values: Sequence[Any]) -> Sequence[T]:
        bare.each(values)
        made = {value: make(value) for value in set(values)}
        return list(map(made.__getitem__, values))

    return Shape(read, write, bare.schema, read_all)


def _number(value: str) -> Decimal:
    if value.startswith("-") and not value.strip("-0."):
        raise ValueError(value)
    return Decimal(value)


def _uuid(value: str) -> UUID:
    return UUID(int=int(value.replace("-", ""), 16))


def _moment(value: str) -> datetime:
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


CODE: Final = matching(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,79}", "phải là mã không dấu")
CODE_OR_NONE: Final = matching(r"(?:[A-Za-z0-9][A-Za-z0-9._/-]{0,79})?", "phải là mã không dấu")
DIGEST: Final = matching(r"[0-9a-f]{64}", "phải là 64 chữ số hệ 16")
BASE64: Final = matching(r"[A-Za-z0-9+/]{4,4000}={0,2}", "phải là base64", 4002)
ID: Final = _made(_UUID, "phải là số hiệu UUID viết thường", _uuid, str)
DAY: Final = _made(_DAY, "phải là ngày năm-tháng-ngày", date.fromisoformat, date.isoformat)
MOMENT: Final = _made(
    _MOMENT, "phải là giờ UTC", _moment, lambda v: v.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
)


def decimal(digits: int = 15) -> Shape[Decimal]:
    """A decimal number written as text: so many digits before the point, at most 6 after it."""
    pattern = rf"-?(?:0|[1-9][0-9]{{0,{digits - 1}}})(?:\.[0-9]{{1,6}})?"
    return _made(pattern, "phải là số ghi trong ngoặc kép", _number, lambda value: f"{value:f}")


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

    return Shape(read, str, {"enum": list(known)}, read_all)


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

    return Shape(read, write, {"anyOf": [shape.schema, {"type": "null"}]}, read_all)


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
        lengths = list(map(len, values))
        if set(map(type, values)) != {list} or min(lengths) < least or max(lengths) > most:
            raise wrong("")
        parts = iter(shape.each(list(chain.from_iterable(values))))
        return [tuple(islice(parts, length)) for length in lengths]

    def write(value: Any) -> Any:
        return [shape.write(one) for one in value]

    schema = {"type": "array", "items": shape.schema, "minItems": least, "maxItems": most}
    return Shape(read, write, schema, read_all)


def _one_by_one(shape: Shape[T], value: list[Any]) -> tuple[T, ...]:
    """Every item by itself, so that each wrong one is named."""
    places: list[tuple[str, str]] = []
    items: list[T] = []
    for at, one in enumerate(value):
        try:
            items.append(shape.read(one))
        except WrongError as error:
            places += [(f"[{at + 1}]{place}", words) for place, words in error.places]
        if len(places) >= _MOST_WRONG:
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

    def read_all(values: Sequence[Any]) -> Sequence[tuple[Any, Any]]:
        if set(map(type, values)) != {list} or set(map(len, values)) != {2}:
            raise wrong("")
        firsts, seconds = zip(*values, strict=True)
        return list(zip(first.each(firsts), second.each(seconds), strict=True))

    items = [first.schema, second.schema]
    schema = {"type": "array", "prefixItems": items, "minItems": 2, "maxItems": 2}
    return Shape(read, write, schema, read_all)


def record(
    kind: Callable[..., T], shapes: Mapping[str, Shape[Any]], *, open_: bool = False
) -> Shape[T]:
    """An object with exactly these fields, made into ``kind``.

    ``open_``: fields of a newer minor version are kept in the attribute ``more`` and written back.
    """
    known = frozenset(shapes)
    names = _positional(kind)
    readers = [(name, shape.read) for name, shape in shapes.items()]

    def read(value: Any) -> T:
        if not isinstance(value, dict):
            raise wrong("phải là một mục có tên các trường")
        more = value.keys() - known
        if (more and not open_) or len(value) - len(more) != len(known):
            raise WrongError(_wrong_names(shapes, value, open_=open_))
        try:
            made = {name: reader(value[name]) for name, reader in readers}
        except WrongError:
            raise WrongError(_wrong_fields(shapes, value)) from None
        if more:
            made["more"] = _kept({name: value[name] for name in sorted(more)})
        return kind(**made)

    def write(value: Any) -> Any:
        row = {name: shape.write(getattr(value, name)) for name, shape in shapes.items()}
        return {**row, **dict(getattr(value, "more", ()))}

    schema = {
        "type": "object",
        "properties": {name: shape.schema for name, shape in shapes.items()},
        "required": list(shapes),
        "additionalProperties": open_,
    }

    quick = partial(_columns, kind, {name: shapes[name] for name in names})
    return Shape(read, write, schema, quick if len(names) > 1 else None)


def _columns(
    kind: Callable[..., T], shapes: Mapping[str, Shape[Any]], values: Sequence[Any]
) -> Sequence[T]:
    """Records read column by column."""
    if set(map(type, values)) != {dict} or set(map(len, values)) != {len(shapes)}:
        raise wrong("")
    columns = zip(*map(itemgetter(*shapes), values), strict=True)
    read = [shape.each(column) for shape, column in zip(shapes.values(), columns, strict=True)]
    return list(map(kind, *read))


def _positional(kind: Callable[..., Any]) -> list[str]:
    """The fields in the order in which ``kind`` takes them; none when it takes them by name."""
    own = [one for one in fields(kind) if one.name != "more"] if is_dataclass(kind) else []
    return [one.name for one in own] if not any(one.kw_only for one in own) else []


def _wrong_names(
    shapes: Mapping[str, Shape[Any]], value: dict[str, Any], *, open_: bool
) -> list[tuple[str, str]]:
    """Fields that are missing or unknown, and what else is wrong in the record."""
    places = [(f".{name}", "còn thiếu") for name in shapes if name not in value]
    if not open_:
        unknown = sorted(value.keys() - shapes.keys())
        places += [(f".{name[:40]}", "không có trong quy định") for name in unknown]
    return [*places, *_wrong_fields(shapes, value)]


def _wrong_fields(shapes: Mapping[str, Shape[Any]], value: dict[str, Any]) -> list[tuple[str, str]]:
    places: list[tuple[str, str]] = []
    for name, shape in shapes.items():
        if name in value:
            try:
                shape.read(value[name])
            except WrongError as error:
                places += [(f".{name}{place}", words) for place, words in error.places]
    return places[:_MOST_WRONG]


def _kept(more: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    if len(more) > _MOST_NEWER or any(_depth(value) > _DEEPEST for value in more.values()):
        raise wrong("có quá nhiều trường lạ")
    return tuple(more.items())


def table(
    kind: Callable[..., T], shapes: Mapping[str, Shape[Any]], most: int, *, open_: bool = False
) -> Shape[tuple[T, ...]]:
    """Records as a table: the names of the fields once, then a list of values for each record.

    Half the size of objects, and read in half the time. ``open_``: columns of a newer minor version
    stand behind the known ones and are kept in the attribute ``more``.
    """
    known = list(shapes)

    def read(value: Any) -> tuple[T, ...]:
        names, rows = _frame(value, known, most, open_=open_)
        try:
            return tuple(_from_columns(kind, shapes, names, rows))
        except NOT_ALL:
            return _row_by_row(kind, shapes, names, rows)

    def write(records: Any) -> Any:
        newer = [name for name, _ in records[0].more] if records else []
        rows = [
            [*(shapes[name].write(getattr(one, name)) for name in known), *dict(one.more).values()]
            for one in records
        ]
        return {"fields": [*known, *newer], "rows": rows}

    row = {
        "type": "array",
        "prefixItems": [{"title": name, **shape.schema} for name, shape in shapes.items()],
        "minItems": len(known),
        "maxItems": len(known),
    }
    schema = {
        "type": "object",
        "properties": {
            "fields": {"const": known},
            "rows": {"type": "array", "items": row, "minItems": 1, "maxItems": most},
        },
        "required": ["fields", "rows"],
        "additionalProperties": open_,
    }
    return Shape(read, write, schema)


def _frame(value: Any, known: list[str], most: int, *, open_: bool) -> tuple[list[str], list[Any]]:
    """Names and rows of a table."""
    if not isinstance(value, dict) or (value.keys() != {"fields", "rows"} and not open_):
        raise wrong("phải là bảng có fields và rows")
    names, rows = value.get("fields"), value.get("rows")
    if not isinstance(names, list) or names[: len(known)] != known:
        raise WrongError([(".fields", "không đúng tên hoặc thứ tự các cột")])
    newer = names[len(known) :]
    if newer and (not open_ or len(newer) > _MOST_NEWER or not all(map(_is_name, newer))):
        raise WrongError([(".fields", "có cột không có trong quy định")])
    if len(set(names)) != len(names):
        raise WrongError([(".fields", "có cột ghi hai lần")])
    if not isinstance(rows, list) or not 1 <= len(rows) <= most:
        raise WrongError([(".rows", f"phải có từ 1 đến {most} dòng")])
    return names, rows


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and name.isidentifier() and len(name) <= 40 and name != "more"


def _from_columns(
    kind: Callable[..., T], shapes: Mapping[str, Shape[Any]], names: list[str], rows: list[Any]
) -> Iterable[T]:
    if set(map(type, rows)) != {list} or set(map(len, rows)) != {len(names)}:
        raise wrong("")
    columns = list(zip(*rows, strict=True))
    read = [shape.each(column) for shape, column in zip(shapes.values(), columns, strict=False)]
    made = map(kind, *read)
    newer = names[len(shapes) :]
    if not newer:
        return made
    kept = (_kept(dict(zip(newer, row[len(shapes) :], strict=True))) for row in rows)
    return [replace(one, more=more) for one, more in zip(made, kept, strict=True)]  # type: ignore[type-var]


def _row_by_row(
    kind: Callable[..., T], shapes: Mapping[str, Shape[Any]], names: list[str], rows: list[Any]
) -> tuple[T, ...]:
    """Every row by itself, so that each wrong value is named."""
    places: list[tuple[str, str]] = []
    for at, row in enumerate(rows, start=1):
        if not isinstance(row, list) or len(row) != len(names):
            places.append((f".rows[{at}]", f"phải có {len(names)} giá trị"))
        else:
            named = dict(zip(names, row, strict=True))
            places += [
                (f".rows[{at}]{place}", words) for place, words in _wrong_fields(shapes, named)
            ]
        if len(places) >= _MOST_WRONG:
            break
    if places:
        raise WrongError(places)
    return tuple(_from_columns(kind, shapes, names, rows))


def _depth(value: Any, at: int = 0) -> int:
    if type(value) is int and abs(value) > _LARGEST:
        return _DEEPEST + 1
    if at > _DEEPEST or not isinstance(value, dict | list):
        return at
    parts = value.values() if isinstance(value, dict) else value
    return max((_depth(part, at + 1) for part in parts), default=at + 1)


@dataclass(frozen=True, slots=True)
class More:
    """A record that may carry fields of a newer minor version."""

    more: tuple[tuple[str, Any], ...] = field(default=(), kw_only=True)
