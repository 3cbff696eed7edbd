"""Records on the wire as objects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import partial
from operator import itemgetter
from typing import Any, Final, TypeVar

from app.exchange.shapes import MOST_WRONG, Shape, WrongError, wrong

T = TypeVar("T")
#: Nested this deep at most in what a newer minor version may bring.
_DEEPEST: Final = 8
_LARGEST: Final = 10**15
#: Fields of a newer minor version in one record.
MOST_NEWER: Final = 50


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
            raise WrongError(wrong_fields(shapes, value)) from None
        if more:
            made["more"] = kept({name: value[name] for name in sorted(more)})
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
    return [*places, *wrong_fields(shapes, value)]


def wrong_fields(shapes: Mapping[str, Shape[Any]], value: dict[str, Any]) -> list[tuple[str, str]]:
    """Every wrong place in the fields that are there."""
    places: list[tuple[str, str]] = []
    for name, shape in shapes.items():
        if name in value:
            try:
                shape.read(value[name])
            except WrongError as error:
                places += [(f".{name}{place}", words) for place, words in error.places]
    return places[:MOST_WRONG]


def kept(more: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Fields of a newer minor version as records carry them.

    Raises:
        WrongError: too many, or nested too deep.
    """
    if len(more) > MOST_NEWER or any(_depth(value) > _DEEPEST for value in more.values()):
        raise wrong("có quá nhiều trường lạ")
    return tuple(more.items())


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
