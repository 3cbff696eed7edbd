"""The sample year counted again from the raw tables with sqlite3 alone: nothing of the program."""

import json
import re
import sqlite3
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

FIELD = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")
SEXES = ("total", "men", "women")
SMALL = {Decimal(1), Decimal(2), Decimal(3), Decimal(4)}
Row = dict[str, Any]


def vietnamese(value: Decimal | int, places: int = 0) -> str:
    """1234.5 → "1.234,50" with two places; half up."""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{exact:,.{places}f}".translate(str.maketrans(",.", ".,"))


def spoken(value: int | None, *, money: bool = False) -> str:
    """A count in a sentence: under ten with a 0 in front, money without."""
    if value is None:
        return ""
    return f"{value:02d}" if 0 < value < 10 and not money else vietnamese(value)


def known_sum(values: list[Any]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


class RawTables:
    """Answers from one database file, for one year."""

    def __init__(self, path: Path, year: int) -> None:
        self._db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._db.row_factory = sqlite3.Row
        self.year = year

    def rows(self, query: str, *values: object) -> list[Row]:
        return [dict(row) for row in self._db.execute(query, values)]

    def catalogue(self, name: str) -> dict[str, Row]:
        """Entries in force in the year, in the order of the file, the data beside the columns."""
        found = self.rows(
            "SELECT * FROM catalogue_entry WHERE catalogue = ? AND hidden = 0 ORDER BY position",
            name,
        )
        middle = f"{self.year}-07-01"
        return {
            row["code"]: row | json.loads(row["data"])
            for row in found
            if (row["valid_from"] or "") <= middle <= (row["valid_to"] or "9999")
        }

    # -- activities ----------------------------------------------------------------------------

    @cached_property
    def kinds(self) -> dict[str, Row]:
        return self.catalogue("activity_kind")

    @cached_property
    def activities(self) -> list[Row]:
        found = self.rows("SELECT * FROM activity WHERE deleted_at IS NULL")
        for row in found:
            for table, code in (("quantity", "item_code"), ("money", "source_code")):
                lines = self.rows(
                    f"SELECT {code} AS code, amount FROM activity_{table} WHERE activity_id = ?",
                    row["id"],
                )
                row[table] = [(line["code"], line["amount"]) for line in lines]
        return found

    @cached_property
    def counted_items(self) -> dict[str, set[str]]:
        """Items whose sum is the number of a kind: named ones, else those in its own unit."""
        items = self.catalogue("quantity_item").values()
        return {
            code: set(kind.get("counted_items") or ())
            or {
                item["code"]
                for item in items
                if (item["activity_kind"], item["unit"]) == (code, kind["unit"])
            }
            for code, kind in self.kinds.items()
        }

    def year_of_work(self) -> list[Row]:
        """What began from 15/12 of the year before to 14/12."""
        first, last = f"{self.year - 1}-12-15", f"{self.year}-12-14"
        return [row for row in self.activities if first <= row["starts_on"] <= last]

    def chosen(self, asked: dict[str, str]) -> list[Row]:
        """Activities that the part of a key after "?" names."""
        tests: dict[str, Callable[[Row, str], bool]] = {
            "from": lambda row, day: row["starts_on"] >= day,
            "to": lambda row, day: row["starts_on"] <= day,
            "kind": lambda row, kind: row["kind_code"] == kind,
            "section": lambda row, name: self.kinds[row["kind_code"]]["section"] == name,
            "campaign": lambda row, key: row["campaign_id"] == key.replace("-", ""),
        }
        return [
            row
            for row in self.activities
            if all(tests[name](row, value) for name, value in asked.items())
        ]

    def count(self, measure: str, rows: list[Row]) -> int | None:
        """A measure over activities; None where nobody wrote a number."""
        head, _, rest = measure.partition(".")
        if head == "count":
            return len(rows)
        if head == "people":
            return self._people(rest, rows)
        if head == "money":
            return self._money(rest, rows)
        if head == "quantity":
            return known_sum([n for row in rows for code, n in row["quantity"] if code == rest])
        assert measure == "amount", measure
        return known_sum([self._amount(row) for row in rows])

    def _amount(self, row: Row) -> int | None:
        items = self.counted_items[row["kind_code"]]
        if not items:
            return 1
        return known_sum([n for code, n in row["quantity"] if code in items])

    def _people(self, part: str, rows: list[Row]) -> int | None:
        if part in SEXES:
            return known_sum([row[part] for row in rows])
        blank = [row for row in rows if all(row[sex] is None for sex in SEXES)]
        if part == "unknown":
            asked = [row for row in blank if self.kinds[row["kind_code"]]["has_participants"]]
            return len(asked)
        assert part == "unsplit"
        return sum(row["men"] is None or row["women"] is None for row in rows if row not in blank)

    def _money(self, part: str, rows: list[Row]) -> int | None:
        if part == "unknown":
            return sum(not row["money"] for row in rows)
        sources = self.catalogue("money_source")
        column = part.removeprefix("column.") if part.startswith("column.") else ""
        return known_sum(
            [
                amount
                for row in rows
                for code, amount in row["money"]
                if (sources[code]["column"] == column if column else part in ("", code))
            ]
        )

    def tasks(self, state: str, plan: str) -> int:
        """Tasks of the newest version of a plan; without a mark they are planned."""
        states = self.rows(
            "SELECT coalesce(p.state, 'planned') AS state FROM paper_task t"
            " JOIN paper_node n ON n.id = t.node_id"
            " JOIN paper_version v ON v.id = n.version_id"
            " LEFT JOIN task_progress p ON p.task_key = n.key"
            " WHERE v.paper_id = ?1 AND v.number ="
            " (SELECT max(number) FROM paper_version WHERE paper_id = ?1)",
            plan.replace("-", ""),
        )
        return sum(state in ("total", row["state"]) for row in states)

    # -- figures -------------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> dict[str, Row]:
        return self.catalogue("indicator")

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], Decimal | None]:
        """Indicator, period, sex; None where there is no number but a reason."""
        return {
            (row["indicator"], row["period"], row["sex"]): row["value"] and Decimal(row["value"])
            for row in self.rows("SELECT * FROM figure")
        }

    def value(self, code: str, period: str, sex: str = "total") -> Decimal | None:
        """A typed figure, or a share worked out from its raw numbers, not rounded."""
        one = self.indicators[code]
        if one["kind"] != "share":
            return self.cells.get((code, period, sex))
        above, below = (
            self.cells.get((part[0], period, part[1]))
            for part in (one["numerator"].split(":"), one["denominator"].split(":"))
        )
        if above is None or not below:
            return None
        return above * int(one.get("scale") or 100) / below

    def places(self, code: str) -> int:
        one = self.indicators[code]
        return 2 if one["kind"] == "share" else int(one.get("decimals") or 0)

    def words(self, code: str, value: Decimal | None) -> str:
        """A value as printed."""
        if value is None:
            return ""
        if self.indicators[code]["kind"] == "yes_no":
            return "có" if value else "không"
        return vietnamese(value, self.places(code))

    def form_words(self, code: str, period: str, sex: str) -> str:
        """As typed in a form: a whole amount without decimals, a sign in place of a number."""
        value = self.value(code, period, sex)
        if self.cells.get((code, period, sex), 0) is None:
            return "-"
        if value is not None and self.indicators[code]["kind"] == "amount" and not value % 1:
            return vietnamese(value)
        return self.words(code, value)

    def change(self, code: str, period: str) -> Decimal | None:
        """Between two printed numbers, so that a reader who subtracts finds the same."""
        step = Decimal(1).scaleb(-self.places(code))
        now, then = (self.value(code, str(year)) for year in (int(period), int(period) - 1))
        if now is None or then is None:
            return None
        return now.quantize(step, rounding=ROUND_HALF_UP) - then.quantize(
            step, rounding=ROUND_HALF_UP
        )

    def target(self, code: str) -> tuple[Decimal | None, bool]:
        """The target of the year, and whether it only lies on the line between two years."""
        own = self.rows(
            "SELECT value FROM indicator_target WHERE indicator = ? AND year = ? AND sex = 'total'"
            " ORDER BY set_by = 'upper'",
            code,
            self.year,
        )
        if own:
            return Decimal(own[0]["value"]), False
        stated = {
            line["year"]: Decimal(str(line["value"]))
            for line in self.indicators[code].get("targets", ())
            if line.get("column", "total") == "total"
        }
        if self.year in stated:
            return stated[self.year], False
        before = max((year for year in stated if year < self.year), default=0)
        after = min((year for year in stated if year > self.year), default=0)
        if not before or not after:
            return None, True
        first, last = stated[before], stated[after]
        return first + (last - first) * (self.year - before) / (after - before), True

    def verdict(self, code: str) -> str:
        """đạt, chưa đạt, or that nobody can tell."""
        value, (aim, _on_line) = self.value(code, str(self.year)), self.target(code)
        direction = self.indicators[code].get("direction")
        if value is None or aim is None or not direction:
            return "không đánh giá được"
        met = value >= aim if direction == "up" else value <= aim
        return "đạt" if met else "chưa đạt"

    # -- small counts of violence --------------------------------------------------------------

    @cached_property
    def guarded(self) -> set[str]:
        """Counts of violence and shares of them."""
        counts = {code for code, one in self.indicators.items() if one.get("sensitive")}
        return counts | {
            code for code, one in self.indicators.items() if set(self._parts(one)) & counts
        }

    def hidden(self, period: str) -> set[tuple[str, str]]:
        """Counts of 1 to 4, with them their whole family of parts and the shares of those.

        Of a year also what, less one half, would leave such a count for the other half.
        """
        families: dict[str, list[str]] = {}
        for code in self.guarded:
            if self.indicators[code]["kind"] != "share":
                families.setdefault(self._eldest(code), []).append(code)
        places: set[tuple[str, str]] = set()
        for family in families.values():
            values = {
                (code, sex): self.cells.get((code, period, sex)) for code in family for sex in SEXES
            }
            told = any(SMALL & self._halves(place, period) for place in values)
            if told or SMALL & set(values.values()):
                by_sex = self.indicators[family[0]].get("by_sex")
                assert len(family) > 1 or not by_sex, f"not in the sample: {family}"
                places |= {place for place, value in values.items() if value is not None}
        codes = {code for code, _sex in places}
        return places | {
            (code, "total")
            for code in self.guarded
            if set(self._parts(self.indicators[code])) & codes
        }

    def _halves(self, place: tuple[str, str], year: str) -> set[Decimal]:
        """Both halves of a year's count as a reader has them who knows one; none for other periods."""
        code, sex = place
        whole = self.cells.get((code, year, sex))
        halves = [self.cells.get((code, f"{year}-H{number}", sex)) for number in (1, 2)]
        known = [one for one in halves if one is not None]
        if whole is None or not known:
            return set()
        return set(known) if len(known) == 2 else {whole - known[0]}

    def _eldest(self, code: str) -> str:
        while (parent := self.indicators[code].get("parent")) in self.guarded:
            code = str(parent)
        return code

    def _parts(self, one: Row) -> list[str]:
        return [str(one.get(name, "")).split(":")[0] for name in ("numerator", "denominator")]

    # -- keys of the text ----------------------------------------------------------------------

    def answer(self, key: str, *, in_table: bool = False, in_form: bool = False) -> str:
        """What must stand where a bound number has this key.

        Args:
            in_table: where a count under ten has no 0 in front.
            in_form: where a figure stands as it was typed, and a sign where it has a reason.
        """
        name, _, rest = key.partition("?")
        asked = {part: values[0] for part, values in parse_qs(rest).items()}
        head, _, part = name.partition(".")
        if head == "tasks":
            return spoken(self.tasks(part, asked["plan"]))
        if head == "indicator":
            return self._figure(part, asked, in_form=in_form)
        value = self.count(name, self.chosen(asked))
        if in_table:
            return "" if value is None else vietnamese(value)
        return spoken(value, money=name.startswith("money") and name != "money.unknown")

    def _figure(self, place: str, asked: dict[str, str], *, in_form: bool) -> str:
        code, _, column = place.partition(".")
        period = asked["period"]
        assert (code in self.guarded) == ("shared" in asked), f"{code} shows small counts to others"
        places = {(code, column if column in SEXES else "total")}
        masked = self.hidden(period)
        if column == "change":
            masked |= self.hidden(str(int(period) - 1))
        if code in self.guarded and places & masked:
            return "*"
        if column == "change":
            change = self.change(code, period)
            sign = "+" if change and change > 0 else ""
            return "" if change is None else sign + vietnamese(change, self.places(code))
        if in_form:
            return self.form_words(code, period, column or "total")
        return self.words(code, self.value(code, period, column or "total"))
