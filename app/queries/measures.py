"""One place that counts activities: sentences, annex and the click on a number all ask here."""

from collections.abc import Iterable, Mapping

from app.domain.figures import People, add_people
from app.queries.activity_rows import ActivityRow
from app.queries.kinds import KindRow


def measure(name: str, rows: Iterable[ActivityRow], kinds: Mapping[str, KindRow]) -> int | None:
    """A number over some activities; None when nobody wrote it down.

    Args:
        name: "count", "people.men|women|total", "people.unknown|unsplit" (records without
            numbers), "money", "money.<source>", "money.column.state|mobilised", "money.unknown",
            "quantity.<item>", "amount" (so many of the unit of each activity's kind) or
            "amount.unknown".

    Raises:
        KeyError: no such measure.
    """
    rows = list(rows)
    head, _, rest = name.partition(".")
    match head:
        case "count":
            return len(rows)
        case "people":
            return _people(rest, rows)
        case "money":
            return _money(rest, rows)
        case "quantity":
            return _sum(line.amount for row in rows for line in row.quantities if line.code == rest)
        case "amount":
            amounts = [kind_amount(row, kinds.get(row.kind_code)) for row in rows]
            return amounts.count(None) if rest == "unknown" else _sum(amounts)
        case _:
            raise KeyError(name)


def kind_amount(row: ActivityRow, kind: KindRow | None) -> int | None:
    """How many units of its kind one activity stands for: its counted items, else one."""
    if kind is None or not kind.items:
        return 1
    return _sum(line.amount for line in row.quantities if line.code in kind.items)


def _people(part: str, rows: list[ActivityRow]) -> int | None:
    if part == "unknown":
        return sum(row.counts_people and row.people == People() for row in rows)
    if part == "unsplit":
        return sum(
            row.people != People() and (row.men is None or row.women is None) for row in rows
        )
    if part not in ("men", "women", "total"):
        raise KeyError(part)
    found: int | None = getattr(add_people([row.people for row in rows]), part)
    return found


def _money(part: str, rows: list[ActivityRow]) -> int | None:
    if part == "unknown":
        return sum(not row.money for row in rows)
    lines = [line for row in rows for line in row.money]
    if part.startswith("column."):
        lines = [line for line in lines if line.column == part.removeprefix("column.")]
    elif part:
        lines = [line for line in lines if line.code == part]
    return _sum(line.amount for line in lines)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
