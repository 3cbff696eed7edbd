"""Records on the wire: one by one as objects, or many as a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import partial
from operator import itemgetter
from typing import Any, Final, TypeVar

from app.exchange.shapes import MOST_WRONG, NOT_ALL, Shape, WrongError, wrong

T = TypeVar("T")
#: Nested this deep at most in what a newer minor version may bring.
_DEEPEST: Final = 8
_LARGEST: Final = 10**15
#: Fields of a newer minor version in one record.
_MOST_NEWER: Final = 50


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
    return places[:MOST_WRONG]


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
        if len(places) >= MOST_WRONG:
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
