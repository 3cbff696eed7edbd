"""Counting people and things: whole numbers, Vietnamese number form, men + women = total."""

import re
from dataclasses import dataclass
from decimal import Decimal

from app.errors import ValidationError

_WHOLE = re.compile(r"^(?:[0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,4})$")


@dataclass(frozen=True, slots=True)
class People:
    """Participants by sex; None is "not known", never zero."""

    men: int | None = None
    women: int | None = None
    total: int | None = None


def complete(people: People) -> People:
    """Any two of men, women, total give the third.

    Raises:
        ValidationError: a negative number, or three numbers that do not add up.
    """
    men, women, total = people.men, people.women, people.total
    if any(value is not None and value < 0 for value in (men, women, total)):
        raise ValidationError("Số người không thể là số âm.", field="total")
    if men is not None and women is not None:
        if total is not None and total != men + women:
            raise ValidationError(
                f"Nam {men} + nữ {women} = {men + women}, khác tổng đã ghi là {total}. "
                "Hãy sửa một trong ba số.",
                field="total",
            )
        return People(men, women, men + women)
    if total is None:
        return people
    known = men if men is not None else women
    if known is not None and known > total:
        raise ValidationError(
            f"Tổng {total} nhỏ hơn số nam hoặc nữ đã ghi là {known}.", field="total"
        )
    if men is not None:
        return People(men, total - men, total)
    if women is not None:
        return People(total - women, women, total)
    return people


def add_people(parts: list[People]) -> People:
    """Sum by column; a column where nobody gave a number stays unknown.

    The total counts every known total, so it may exceed men + women when some
    records know only their total.
    """

    def column(values: list[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    return People(
        column([part.men for part in parts]),
        column([part.women for part in parts]),
        column([part.total for part in parts]),
    )


def format_number(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """1.234,5: dot between thousands, comma before decimals; an empty text for None."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def format_money(amount: int | None) -> str:
    """1.500.000 đồng; an empty text for None."""
    return "" if amount is None else f"{format_number(amount)} đồng"


def parse_number(text: str) -> int | None:
    """A whole number typed with or without dots between thousands; None for an empty text.

    Raises:
        ValidationError: anything else.
    """
    bare = text.replace(" ", "").replace("\u00a0", "").removesuffix("đồng")
    if not bare:
        return None
    # A dot stands between groups of three digits only: "2.5" is no 25.
    if not _WHOLE.match(bare):
        raise ValidationError(f"“{text.strip()}” không phải là số nguyên.")
    return int(bare.replace(".", ""))
