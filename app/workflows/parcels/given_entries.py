"""Catalogue rows of a package from above held against ours: forms, indicators, other catalogues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.domain.dates import format_date
from app.domain.given_rows import (
    CHANGED,
    FORM,
    FROM_ABOVE,
    INDICATOR,
    KEPT,
    NEW,
    REFUSED,
    GivenRow,
    Outcome,
    StandingRow,
    outcomes,
)
from app.domain.text import clean_line
from app.errors import AppError
from app.exchange.records import EntryRecord
from app.services.catalogue import TakenEntry
from app.workflows.catalogue_checks import check_row
from app.workflows.parcels.down_records import CATALOGUES
from app.workflows.parcels.entry_fields import data_of, first_code_of
from app.workflows.parcels.given_items import GivenItem
from app.workflows.standing_rows import Standing, standing_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REFERS: Final = ("numerator", "denominator", "parent")
_MOST_NAMED: Final = 5
_SHOWN: Final = {
    "unit": "đơn vị tính",
    "kind": "cách có số",
    "by_sex": "tách nam, nữ",
    "decimals": "số chữ số lẻ",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "scale": "hệ số nhân",
    "parent": "dòng lớn hơn",
    "meaning": "giải thích",
    "collector": "nơi thu thập",
    "period": "kỳ",
    "receiver": "nơi nhận",
}


@dataclass(frozen=True, slots=True)
class LookedEntries:
    """Rows for the officer, and what taking over writes.

    ``codes`` are our codes of the indicators by those of the package.
    """

    items: tuple[GivenItem, ...]
    writes: tuple[TakenEntry, ...]
    codes: Mapping[str, str]


def look_at_entries(session: "Session", entries: Sequence[EntryRecord], day: date) -> LookedEntries:
    """What the rows would do; nothing is written.

    Args:
        day: from which on changed forms count where the package does not say so.
    """
    if not entries:
        return LookedEntries((), (), {})
    standing = standing_rows(session, (INDICATOR, FORM, *CATALOGUES))
    given, wrong = _read(entries)
    over = [one for one in given if _is_over(one, standing, day)]
    counted = [one for one in given if one.catalogue in (INDICATOR, FORM) and one not in over]
    told = [one for one in given if one.catalogue in CATALOGUES]
    rows = [row for row in standing.values() if row.catalogue in (INDICATOR, FORM)]
    own = {code: row.name for (name, code), row in standing.items() if name == INDICATOR}
    named = _named(counted, standing)
    found = outcomes([_known_as(one, named) for one in counted], rows, day)
    found = [
        *_checked(found, own),
        *(_other(one, standing) for one in told),
        *(Outcome(given=one, kind=KEPT, why="đã thôi dùng") for one in over),
    ]
    names = own | {one.row.code: one.row.name for one in found if one.row}
    return LookedEntries(
        items=(*wrong, *(_item(one, standing, names) for one in found)),
        writes=tuple(_taken(one) for one in found if one.row is not None),
        codes=_final_codes(found, named),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given(GivenRow):
    first: str
    valid_to: date | None


def _read(entries: Iterable[EntryRecord]) -> tuple[list[_Given], list[GivenItem]]:
    rows, wrong = [], []
    for one in entries:
        try:
            if one.catalogue not in (INDICATOR, FORM, *CATALOGUES):
                raise KeyError(one.catalogue)
            data = _shaped(data_of(one.fields))
        except KeyError:
            why = f"Danh mục “{one.catalogue}” không nhận từ cấp trên."
        except ValueError:
            why = "Nội dung của dòng này ghi sai nên không đọc được. Hãy báo cho cấp trên."
        else:
            rows.append(
                _Given(
                    catalogue=one.catalogue,
                    code=one.code,
                    name=clean_line(one.name),
                    as_code=one.code,
                    source=clean_line(one.source),
                    valid_from=one.valid_from,
                    valid_to=one.valid_to,
                    data=data,
                    place=f"Mã {one.code}",
                    first=first_code_of(one.fields),
                )
            )
            continue
        wrong.append(GivenItem(kind=REFUSED, code=one.code, name=one.name, why=why))
    return rows, wrong


def _shaped(data: dict[str, Any]) -> dict[str, Any]:
    """The data, when the lines of a form and the targets of an indicator are such.

    Raises:
        ValueError: something else stands there.
    """
    for key in ("rows", "targets"):
        lines = data.get(key, [])
        if not isinstance(lines, list) or not all(map(_is_line, lines)):
            raise ValueError(key)
    if not all(isinstance(line.get("indicator", ""), str) for line in data.get("rows", ())):
        raise ValueError("indicator")
    if not all(isinstance(line.get("year"), int) for line in data.get("targets", ())):
        raise ValueError("year")
    if not all(isinstance(data.get(key, ""), str) for key in _REFERS):
        raise ValueError("refers")
    return data


def _is_over(one: "_Given", standing: Standing, day: date) -> bool:
    """Whether it stopped counting before the day, and we have it: older forms name it still."""
    counted = one.catalogue in (INDICATOR, FORM) and (one.catalogue, one.code) in standing
    return counted and one.valid_to is not None and one.valid_to < day


def _is_line(line: Any) -> bool:
    return isinstance(line, dict) and not any(
        isinstance(value, (dict, list)) for value in line.values()
    )


def _named(rows: Iterable[_Given], standing: Standing) -> dict[tuple[str, str], str]:
    """By which code of ours each row is found: that of its first version where we know it."""
    found = {}
    for one in rows:
        known = one.first and (one.catalogue, one.first) in standing
        found[one.catalogue, one.code] = one.first if known else one.code
    return found


def _known_as(one: _Given, named: Mapping[tuple[str, str], str]) -> GivenRow:
    """The row under that code, and so every indicator it names."""
    data = dict(one.data)
    if "rows" in data:
        data["rows"] = [_line_as(line, named) for line in data["rows"]]
    for key in _REFERS:
        if data.get(key):
            code, colon, column = data[key].partition(":")
            data[key] = f"{named.get((INDICATOR, code), code)}{colon}{column}"
    return replace(one, code=named[one.catalogue, one.code], data=data)


def _line_as(line: Mapping[str, Any], named: Mapping[tuple[str, str], str]) -> Mapping[str, Any]:
    code = line.get("indicator")
    return {**line, "indicator": named.get((INDICATOR, code), code)} if code else line


def _checked(found: Sequence[Outcome], own: Iterable[str]) -> list[Outcome]:
    """Rows that the other pages could not read are refused, and so is what is built on them."""
    rows = {(one.given.catalogue, one.given.code): one for one in found}
    for _round in range(len(rows) + 1):
        bad = {
            code
            for one in rows.values()
            if one.kind == REFUSED and one.given.catalogue == INDICATOR
            for code in (one.given.code, one.given.as_code)
        }
        known = set(own) | {
            one.row.code for one in rows.values() if one.row and one.row.catalogue == INDICATOR
        }
        before = len(bad), sum(one.kind == REFUSED for one in rows.values())
        for key, one in rows.items():
            why = _wrong(one, bad, known - bad)
            if why:
                rows[key] = replace(one, kind=REFUSED, why=why, row=None, replaces="")
        if before == (len(bad), sum(one.kind == REFUSED for one in rows.values())):
            break
    return list(rows.values())


def _wrong(one: Outcome, bad: Iterable[str], known: Iterable[str]) -> str:
    row = one.row
    if row is None:
        return ""
    on = sorted(_uses(row.data) & set(bad))
    if on:
        return f"Dùng chỉ tiêu không nhận được: {', '.join(on[:_MOST_NAMED])}."
    try:
        if not row.name:
            return "Chưa ghi tên."
        check_row(row.catalogue, row.code, row.name, row.data, set(known))
    except AppError as error:
        return error.message
    return ""


def _uses(data: Mapping[str, Any]) -> set[str]:
    codes = {str(line["indicator"]) for line in data.get("rows", ()) if line.get("indicator")}
    return codes | {str(data[key]).partition(":")[0] for key in _REFERS if data.get(key)}


def _other(one: _Given, standing: Standing) -> Outcome:
    """A row of a catalogue that nothing is counted by: new, changed in place, or the unit's own."""
    now = standing.get((one.catalogue, one.code))
    row = replace(one, data={**one.data, FROM_ABOVE: True})
    if now is None:
        return Outcome(given=one, kind=NEW, why="", row=row)
    if _same(one, now):
        return Outcome(given=one, kind=KEPT, why="đã có, không khác")
    if now.added:
        why = f"mã “{one.code}” là của đơn vị tự thêm (“{now.name}”)"
        return Outcome(given=one, kind=REFUSED, why=why)
    return Outcome(given=one, kind=CHANGED, why="", row=row)


def _same(one: _Given, now: StandingRow) -> bool:
    plain = {key: value for key, value in now.data.items() if key != FROM_ABOVE}
    days = (one.valid_from, one.valid_to or now.valid_to) == (now.valid_from, now.valid_to)
    return days and (one.name, one.source, dict(one.data)) == (now.name, now.source, plain)


def _item(one: Outcome, standing: Standing, names: Mapping[str, str]) -> GivenItem:
    now = _now(one, standing)
    row = one.row
    why = one.why[:1].upper() + one.why[1:]
    if one.replaces and row is not None and row.valid_from:
        why += f"; dùng từ {format_date(row.valid_from)}, các năm trước vẫn theo bản cũ."
    if one.kind == REFUSED and now is not None and now.added:
        why += ", được giữ nguyên."
    old, new = _beside(now, row, names) if one.kind == CHANGED and now and row else ("", "")
    return GivenItem(
        kind=one.kind,
        code=(row or one.given).code,
        name=(row or one.given).name or (now.name if now else ""),
        old=old,
        new=new,
        why=why,
    )


def _now(one: Outcome, standing: Standing) -> StandingRow | None:
    code = one.replaces or (one.row.code if one.row else one.given.code)
    return standing.get((one.given.catalogue, code))


def _beside(now: StandingRow, row: GivenRow, names: Mapping[str, str]) -> tuple[str, str]:
    """What differs, the old and the new side in the same words."""
    old, new = [], []
    if now.name != row.name:
        old.append(now.name)
        new.append(row.name)
    for key, words in _SHOWN.items():
        before, after = now.data.get(key), row.data.get(key)
        if (before or "") != (after or ""):
            old.append(f"{words}: {_value(key, before, names)}")
            new.append(f"{words}: {_value(key, after, names)}")
    if row.catalogue == FORM:
        parted, joined, anew = _lines_changed(now.data, row.data, names)
        old += _listed("bỏ", parted)
        new += [*_listed("thêm", joined), *_listed("bản mới của", anew)]
    return "; ".join(old), "; ".join(new)


def _lines_changed(
    old: Mapping[str, Any], new: Mapping[str, Any], names: Mapping[str, str]
) -> tuple[list[str], list[str], list[str]]:
    """Names of lines that a form loses, that it gets, and that it has in another version."""
    before = {code: names.get(code, code) for code in _codes(old)}
    after = {code: names.get(code, code) for code in _codes(new)}
    came = [name for code, name in after.items() if code not in before]
    went = [name for code, name in before.items() if code not in after]
    anew = [name for name in came if name in went]
    return (
        [name for name in went if name not in anew],
        [name for name in came if name not in anew],
        anew,
    )


def _value(key: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, bool) or value in (None, ""):
        return "có" if value else "không"
    if key in _REFERS:
        code = str(value).partition(":")[0]
        return f"{names.get(code, code)} ({value})"
    return str(value)


def _codes(data: Mapping[str, Any]) -> list[str]:
    return [line["indicator"] for line in data.get("rows", ()) if line.get("indicator")]


def _listed(word: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = f" và {len(names) - _MOST_NAMED} dòng khác" if len(names) > _MOST_NAMED else ""
        yield f"{word} {', '.join(names[:_MOST_NAMED])}{more}"


def _taken(one: Outcome) -> TakenEntry:
    row = one.row
    assert row is not None
    return TakenEntry(
        catalogue=row.catalogue,
        code=row.code,
        name=row.name,
        source=row.source,
        valid_from=row.valid_from,
        replaces=one.replaces,
        data=row.data,
        valid_to=row.valid_to if isinstance(row, _Given) and not one.replaces else None,
    )


def _final_codes(found: Sequence[Outcome], named: Mapping[tuple[str, str], str]) -> dict[str, str]:
    made = {
        one.given.code: one.row.code
        for one in found
        if one.row is not None and one.given.catalogue == INDICATOR
    }
    return {sent: made.get(ours, ours) for (name, sent), ours in named.items() if name == INDICATOR}
