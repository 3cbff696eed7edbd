"""Indicators and forms given from above, held against those that stand: new, changed, kept.

What is counted differently takes the place of the old row from a day on; the old one stays for the
years before. A new name, new words and targets alone are put into the row that stands: the figures
of the years before count the same, and are compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

INDICATOR: Final = "indicator"
FORM: Final = "form"
#: What becomes of a row of the file.
NEW: Final = "new"
CHANGED: Final = "changed"
KEPT: Final = "kept"
REFUSED: Final = "refused"
#: In ``data`` of rows that came in this way.
FROM_ABOVE: Final = "from_above"
#: With any of these changed an indicator is another one.
_COUNTING: Final = {
    "unit": "",
    "kind": "count",
    "by_sex": False,
    "decimals": 0,
    "numerator": "",
    "denominator": "",
    "scale": 100,
    "parent": "",
    "breakdown": "",
}
_OWN_HEADING: Final = "Chỉ tiêu của đơn vị"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """A row of the catalogue; ``place`` says where it stands in the file.

    ``as_code`` is the code that the office above gave to this version of the row: a version made
    of it here bears the same, so that figures of both offices meet.
    """

    catalogue: str
    code: str
    name: str
    as_code: str = ""
    source: str = ""
    valid_from: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow(GivenRow):
    """A row that stands; ``added`` by the unit itself."""

    valid_to: date | None = None
    replaced_by: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of a row.

    ``row`` is what is written, None for nothing; with ``replaces`` it takes the place of that code
    from its ``valid_from`` on, otherwise it is written into the row of its own code.
    """

    given: GivenRow
    kind: str
    why: str
    row: GivenRow | None = None
    replaces: str = ""


def outcomes(
    given: Sequence[GivenRow], standing: Sequence[StandingRow], day: date
) -> list[Outcome]:
    """What the rows of a file do, then what follows for rows that name a replaced indicator.

    Args:
        day: from which on changed rows count, where the file says nothing else.
    """
    rows = _Standing(standing, day)
    found: dict[tuple[str, str], Outcome] = {}
    renamed = rows.renamed()
    for _round in range(len(given) + len(standing) + 1):
        before = dict(renamed)
        begins = {one.row.code: one.row.valid_from for one in found.values() if one.row}
        for one in (*given, *_followers(given, rows, renamed, begins)):
            made = _outcome(one, rows, renamed)
            found[one.catalogue, one.code] = made
            if one.catalogue == INDICATOR and made.replaces and made.row is not None:
                older = [code for code, later in renamed.items() if later == made.replaces]
                renamed |= dict.fromkeys((one.code, made.replaces, *older), made.row.code)
        if renamed == before:
            break
    return list(found.values())


class _Standing:
    """The rows that count on a day, found by any code that they ever had."""

    def __init__(self, rows: Sequence[StandingRow], day: date) -> None:
        self.day = day
        self._rows = {(row.catalogue, row.code): row for row in rows}

    def now(self, catalogue: str, code: str) -> StandingRow | None:
        """The last version of a row."""
        row = self._rows.get((catalogue, code))
        seen = {code}
        while row is not None and row.replaced_by and row.replaced_by not in seen:
            seen.add(row.replaced_by)
            later = self._rows.get((catalogue, row.replaced_by))
            if later is None:
                break
            row = later
        return row

    def in_force(self) -> Iterator[StandingRow]:
        """The last versions that still count."""
        for row in self._rows.values():
            if not row.replaced_by and (row.valid_to is None or row.valid_to >= self.day):
                yield row

    def renamed(self) -> dict[str, str]:
        """The last code of every indicator that was replaced."""
        found = {}
        for catalogue, code in self._rows:
            now = self.now(catalogue, code)
            if catalogue == INDICATOR and now is not None and now.code != code:
                found[code] = now.code
        return found

    def has(self, catalogue: str, code: str) -> bool:
        """Whether a code is taken."""
        return (catalogue, code) in self._rows


def _outcome(one: GivenRow, rows: _Standing, renamed: Mapping[str, str]) -> Outcome:
    now = rows.now(one.catalogue, one.code)
    made = _renamed(one, renamed)
    if now is None:
        row = replace(made, data={**made.data, FROM_ABOVE: True})
        return Outcome(given=one, kind=NEW, why="", row=row)
    if one.catalogue == FORM:
        return _form(one, made, now, rows)
    return _indicator(one, made, now, rows)


def _indicator(one: GivenRow, made: GivenRow, now: StandingRow, rows: _Standing) -> Outcome:
    """What the file does not say of an indicator stays as it is."""
    data = {**now.data, **made.data}
    targets = _targets(now.data.get("targets", ()), made.data.get("targets", ()))
    if targets:
        data["targets"] = targets
    full = replace(made, name=made.name or now.name, source=made.source or now.source, data=data)
    counted = [
        key
        for key, usual in _COUNTING.items()
        if (data.get(key) or usual) != (now.data.get(key) or usual)
    ]
    if counted:
        words = ", ".join(_WORDS[key] for key in counted)
        return _version(one, full, now, rows, f"đổi {words}")
    if data == dict(now.data) and full.name == now.name:
        return Outcome(given=one, kind=KEPT, why="đã có, không khác")
    if now.added and not now.data.get(FROM_ABOVE):
        return _refused(one, now)
    changed = (
        ("tên", full.name != now.name),
        ("mục tiêu", targets != list(now.data.get("targets", ()))),
    )
    what = ", ".join(words for words, differs in changed if differs) or "lời giải thích"
    row = replace(full, code=now.code, valid_from=now.valid_from)
    return Outcome(given=one, kind=CHANGED, why=f"đổi {what}; cách tính như cũ", row=row)


def _form(one: GivenRow, made: GivenRow, now: StandingRow, rows: _Standing) -> Outcome:
    made = replace(made, name=made.name or now.name, source=made.source or now.source)
    own = [line for line in now.data.get("rows", ()) if _is_own(line, rows)]
    given = list(made.data.get("rows", ()))
    missing = [line for line in own if line not in given]
    if missing:
        given += [{"heading": _OWN_HEADING}, *missing]
    data = {**now.data, **made.data, "rows": given}
    before = [line for line in now.data.get("rows", ()) if line != {"heading": _OWN_HEADING}]
    after = [line for line in given if line != {"heading": _OWN_HEADING}]
    rest = {key: value for key, value in data.items() if key not in ("rows", FROM_ABOVE)}
    old = {key: value for key, value in now.data.items() if key not in ("rows", FROM_ABOVE)}
    if before == after and rest == old and made.name == now.name:
        return Outcome(given=one, kind=KEPT, why="đã có, không khác")
    kept = f"; giữ {len(own)} chỉ tiêu của đơn vị" if own else ""
    return _version(one, replace(made, data=data), now, rows, f"biểu đổi{kept}")


def _version(one: GivenRow, made: GivenRow, now: StandingRow, rows: _Standing, why: str) -> Outcome:
    """The row in place of the old one; taken a second time it is written into the same."""
    if now.added and not now.data.get(FROM_ABOVE):
        return _refused(one, now)
    begins = made.valid_from or rows.day
    data = {**made.data, FROM_ABOVE: True}
    if now.valid_from == begins and now.data.get(FROM_ABOVE):
        row = replace(made, code=now.code, valid_from=begins, data=data)
        return Outcome(given=one, kind=CHANGED, why=why, row=row)
    code = _free_code(one, rows, begins.year)
    if one.as_code and not rows.has(one.catalogue, one.as_code):
        code = one.as_code
    row = replace(made, code=code, valid_from=begins, data=data)
    return Outcome(given=one, kind=CHANGED, why=why, row=row, replaces=now.code)


def _refused(one: GivenRow, now: StandingRow) -> Outcome:
    why = f"mã “{now.code}” là của đơn vị tự thêm (“{now.name}”)"
    return Outcome(given=one, kind=REFUSED, why=why)


def _free_code(one: GivenRow, rows: _Standing, year: int) -> str:
    code, number = f"{one.code}_{year}", 2
    while rows.has(one.catalogue, code):
        code, number = f"{one.code}_{year}_{number}", number + 1
    return code


def _followers(
    given: Sequence[GivenRow],
    rows: _Standing,
    renamed: Mapping[str, str],
    begins: Mapping[str, date | None],
) -> Iterator[GivenRow]:
    """Rows that are not in the file but name an indicator that was replaced, from its day on."""
    here = {(one.catalogue, one.code) for one in given}
    here |= {
        (one.catalogue, now.code) for one in given if (now := rows.now(one.catalogue, one.code))
    }
    for row in rows.in_force():
        if (row.catalogue, row.code) in here or not _named(row) & renamed.keys():
            continue
        days = [begins.get(renamed[code]) for code in _named(row) & renamed.keys()]
        yield GivenRow(
            catalogue=row.catalogue,
            code=row.code,
            name=row.name,
            source=row.source,
            valid_from=max((day for day in days if day), default=None),
            data=row.data,
        )


def _named(row: GivenRow) -> set[str]:
    """The codes of indicators that a row names."""
    if row.catalogue == FORM:
        return {line.get("indicator", "") for line in row.data.get("rows", ())} - {""}
    refs = (str(row.data.get(key, "")) for key in ("numerator", "denominator", "parent"))
    return {ref.partition(":")[0] for ref in refs} - {""}


def _renamed(one: GivenRow, renamed: Mapping[str, str]) -> GivenRow:
    if not _named(one) & renamed.keys():
        return one
    data = dict(one.data)
    if one.catalogue == FORM:
        data["rows"] = [
            {"indicator": renamed.get(line["indicator"], line["indicator"])}
            if line.get("indicator")
            else line
            for line in data["rows"]
        ]
    for key in ("numerator", "denominator", "parent"):
        if data.get(key):
            code, colon, column = str(data[key]).partition(":")
            data[key] = f"{renamed.get(code, code)}{colon}{column}"
    return replace(one, data=data)


def _is_own(line: Mapping[str, Any], rows: _Standing) -> bool:
    now = rows.now(INDICATOR, str(line.get("indicator", ""))) if line.get("indicator") else None
    return now is not None and now.added and not now.data.get(FROM_ABOVE)


def _targets(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The new ones in place of those of the same year, sex and maker; the others stay."""

    def key(one: Mapping[str, Any]) -> tuple[Any, ...]:
        return one.get("year"), one.get("column", "total"), one.get("source", "national")

    found = {key(one): one for one in old} | {key(one): one for one in new}
    return sorted(found.values(), key=lambda one: (one["year"], str(key(one))))


_WORDS: Final = {
    "unit": "đơn vị tính",
    "kind": "cách có số",
    "by_sex": "việc tách nam, nữ",
    "decimals": "số chữ số lẻ",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "scale": "hệ số nhân",
    "parent": "dòng lớn hơn",
    "breakdown": "cách chia",
}
