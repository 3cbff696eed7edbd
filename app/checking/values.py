"""Values as tables keep them and as history tells them, made comparable."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, Uuid

from app.models.base import UtcDateTime


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that its column cannot hold; equal to nothing that was ever written."""

    raw: str

    def __str__(self) -> str:
        return f"{self.raw} (không đúng kiểu)"


def plain_of(column: Column[Any]) -> Callable[[Any], Any]:
    """A function that makes a raw value of a column, from a table or from history, comparable."""
    make = _maker(column)

    def plain(value: Any) -> Any:
        if value is None:
            return None
        try:
            return make(value)
        except (ValueError, TypeError, ArithmeticError, AttributeError):
            return Odd(str(value))

    return plain


def _maker(column: Column[Any]) -> Callable[[Any], Any]:
    match column.type:
        case Uuid():
            return lambda value: str(UUID(str(value)))
        case UtcDateTime():
            return _moment
        case Date():
            return _day
        case Boolean():
            return _truth
        case Integer():
            return _whole
        case JSON():
            return _parsed
        case LargeBinary():
            return bytes
    return _text


def _moment(value: Any) -> str:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat()


def _day(value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()


def _truth(value: Any) -> bool:
    if value not in (0, 1):
        raise ValueError(value)
    return bool(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def moment_in(raw: Any) -> str:
    """ "14:05 ngày 21/11/2026" on this machine's clock; what is no moment stays."""
    try:
        return f"{datetime.fromisoformat(_moment(raw)).astimezone():%H:%M ngày %d/%m/%Y}"
    except (ValueError, TypeError):
        return str(raw)


def stored_of(column: Column[Any], value: Any) -> Any:
    """A value as history tells it, as SQLite keeps it in a column.

    Raises:
        ValueError, TypeError: the column cannot hold it.
    """
    if value is None:
        return None
    made = _maker(column)(value)
    match column.type:
        case Uuid():
            return UUID(made).hex
        case UtcDateTime():
            return f"{datetime.fromisoformat(made):%Y-%m-%d %H:%M:%S.%f}"
        case JSON():
            return json.dumps(made, ensure_ascii=False)
    return made
