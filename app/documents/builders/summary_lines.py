"""Sentences of a receiving office's report: who reported, the main sums, units beside each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.documents.builders.report_facts import two_digits
from app.documents.builders.report_results import results
from app.documents.builders.summary_facts import SummaryFacts, printed
from app.domain.figure_rows import Column
from app.domain.figures import format_number
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.numbering import Mark
from app.domain.outliers import median
from app.domain.parcels import ORIGIN_WORDS, ParcelOrigin
from app.domain.text import upper_first
from app.queries.total_sources import Absent
from app.queries.total_tables import TotalLine, UnitLine

Line = tuple[Mark, str]


def reporters(facts: SummaryFacts) -> list[Line]:
    """Who reported and how, who did not and why, and what was not added twice."""
    sources = facts.sources
    how = Counter(part.origin for part in sources.parts)
    ways = ", ".join(
        f"{two_digits(how[origin])} đơn vị bằng {_way(origin)}"
        for origin in ParcelOrigin
        if how[origin]
    )
    said = facts.units("reported", len(sources.parts))
    words = f"Có {said}/{two_digits(sources.asked)} đơn vị có số liệu được tiếp nhận"
    lines: list[Line] = [(Mark.DASH, f"{words}{f' ({ways})' if ways else ''}.")]
    direct = [one for one in sources.absent if not one.under]
    if direct:
        lines.append(
            (Mark.DASH, f"Chưa có số liệu của {two_digits(len(direct))} đơn vị: {_named(direct)}.")
        )
    for above in dict.fromkeys(one.under for one in sources.absent if one.under):
        below = [one for one in sources.absent if one.under == above]
        lines.append((Mark.DASH, f"Số liệu của {above} chưa gồm: {_named(below, why=False)}."))
    if sources.absent:
        lines.append(
            (Mark.NONE, "Các số liệu dưới đây không gồm những đơn vị chưa có số liệu nêu trên.")
        )
    if sources.left_out:
        named = "; ".join(f"{one.part.unit_name} ({one.why})" for one in sources.left_out)
        lines.append((Mark.DASH, f"Không cộng lại lần nữa số liệu của: {named}."))
    return lines


def main_sums(facts: SummaryFacts) -> list[Line]:
    """The shares of the forms, each with its raw numbers, from sums and never from shares."""
    lines = [
        (Mark.DASH, _share_sentence(facts, line))
        for found in facts.lines.values()
        for line in found
        if line.indicator is not None
        and line.indicator.kind is IndicatorKind.SHARE
        and line.value is not None
    ]
    return list(dict.fromkeys(lines))


def unit_activities(facts: SummaryFacts, group: str) -> list[Line]:
    """What the units did in one section, by kind, with participants and money."""
    return results(facts.activities.of_section(group))


def unit_money(facts: SummaryFacts) -> list[Line]:
    """Money that the units spent, by source."""
    counted = facts.activities
    if counted.number("money") is None:
        return []
    spent = f"Các đơn vị đã chi {counted.shown('money')} đồng"
    done = f"{counted.shown('count')} hoạt động của {two_digits(facts.active)} đơn vị"
    lines: list[Line] = [(Mark.DASH, f"{spent} cho {done}.")]
    for code, name in {line.code: line.name for row in counted.rows for line in row.money}.items():
        lines.append((Mark.PLUS, f"{name}: {counted.shown(f'money.{code}')} đồng."))
    if counted.number("money.unknown"):
        words = f"Còn {counted.shown('money.unknown')} hoạt động chưa ghi kinh phí."
        lines.append((Mark.DASH, words))
    return lines


def between_units(facts: SummaryFacts) -> list[Line]:
    """Highest, lowest and middle of each share, and units to look at."""
    lines: list[Line] = []
    for indicator, units in facts.compared:
        known = [one for one in units if one.value is not None]
        if len(known) < 2:
            continue
        lines.append((Mark.DASH, _spread_sentence(indicator, known)))
        lines += [
            (Mark.PLUS, f"{upper_first(one.name)}: {'; '.join(one.remarks)}.")
            for one in known
            if one.remarks
        ]
    return lines


def beside_last_year(facts: SummaryFacts) -> list[Line]:
    """Sums that changed much since last year; how many units each year's are of."""
    if facts.before is None:
        return []
    now = len(facts.sources.parts)
    words = (
        f"Số liệu cùng kỳ năm trước là của {two_digits(facts.before)} đơn vị, năm nay của "
        f"{facts.units('reported', now)} đơn vị"
    )
    if facts.before != now:
        words += "; số đơn vị khác nhau nên chỉ so sánh để tham khảo"
    lines: list[Line] = [(Mark.NONE, f"{words}.")]
    changes = [_change_sentence(facts, line) for found in facts.lines.values() for line in found]
    return lines + [(Mark.DASH, words) for words in dict.fromkeys(filter(None, changes))]


def _way(origin: ParcelOrigin) -> str:
    words = ORIGIN_WORDS[origin]
    return f"cách {words}" if origin is ParcelOrigin.PAPER else words


def _named(absent: Sequence[Absent], *, why: bool = True) -> str:
    return "; ".join(f"{one.unit_name} ({one.why})" if why else one.unit_name for one in absent)


def _share_sentence(facts: SummaryFacts, line: TotalLine) -> str:
    indicator = line.indicator
    if indicator is None:
        return ""
    before = facts.number_before(line)
    words = f"{indicator.name}: {facts.number(line)}{_unit(indicator)}{_raw(facts, line)}"
    if before:
        words += f" (cùng kỳ năm trước {before}{_unit(indicator)})"
    return f"{'; '.join([words, *facts.remarks(line)])}."


def _raw(facts: SummaryFacts, line: TotalLine) -> str:
    """ " (111/311)": both sums, where the share may be printed."""
    code = line.indicator.code if line.indicator else ""
    if line.raw is None or code in facts.guarded:
        return ""
    above, below = (format_number(one, 0 if not one % 1 else 1) for one in line.raw)
    return f" ({above}/{below})"


def _unit(indicator: Indicator) -> str:
    return f" {indicator.unit}" if indicator.unit else ""


def _spread_sentence(indicator: Indicator, known: Sequence[UnitLine]) -> str:
    ordered = sorted(known, key=lambda one: (one.value or Decimal(0), one.name))
    lowest, highest = ordered[0], ordered[-1]
    middle = printed(median([one.value for one in ordered if one.value is not None]), indicator)
    return (
        f"{indicator.name}: mức giữa của {two_digits(len(known))} đơn vị là {middle}{_unit(indicator)}; "
        f"cao nhất {_at(highest, indicator)}, thấp nhất {_at(lowest, indicator)}."
    )


def _at(unit: UnitLine, indicator: Indicator) -> str:
    value = printed(unit.value, indicator) if unit.value is not None else ""
    return f"{unit.name} ({value}{_unit(indicator)})"


def _change_sentence(facts: SummaryFacts, line: TotalLine) -> str:
    """A large change of a total, where neither year's number is hidden."""
    indicator = line.indicator
    if indicator is None or line.group or indicator.code in facts.guarded:
        return ""
    change = next((one for one in _changes(line)), "")
    return (
        f"{indicator.name}: {facts.number(line, Column.TOTAL)}{_unit(indicator)}, {change}."
        if change
        else ""
    )


def _changes(line: TotalLine) -> Iterator[str]:
    yield from (one for one in line.remarks if one.startswith(("tăng ", "giảm ")))
