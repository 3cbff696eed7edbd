"""Sentences of a report about direction, results, the Action Month and money."""

from collections.abc import Callable
from datetime import date

from app.documents.builders.report_facts import Counted, ReportFacts
from app.domain.dates import document_number, format_date, format_period, long_date
from app.domain.numbering import Mark
from app.domain.text import upper_first
from app.queries.activity_rows import ActivityRow
from app.queries.kinds import KindRow

Line = tuple[Mark, str]
_SHOWN_EVENTS = 4
SMALL_HIDDEN = "số nhỏ được che"


def direction(facts: ReportFacts) -> list[Line]:
    """The plan, the theme, and what was done to direct the work."""
    lines: list[Line] = [(Mark.DASH, _plan_sentence(facts))]
    if facts.campaign is not None and facts.month is facts.all:
        lines.append((Mark.DASH, _theme_sentence(facts)))
    counted = facts.all.of_section("direction")
    for kind in counted.known_kinds():
        lines.append((Mark.DASH, _kind_sentence(counted.of_kind(kind.code), kind)))
        lines.extend(_events(counted.of_kind(kind.code)))
    return lines


def results(counted: Counted) -> list[Line]:
    """What was done in one section: a summary, one line per kind, what is not known.

    Empty when nothing was written down.
    """
    if not counted.rows:
        return []
    kinds = counted.known_kinds()
    lines: list[Line] = []
    if len(kinds) > 1:
        lines.append(
            (Mark.NONE, f"Đã ghi nhận {counted.shown('count')} hoạt động{_people(counted)}.")
        )
    lines += [(Mark.DASH, _kind_sentence(counted.of_kind(kind.code), kind)) for kind in kinds]
    return lines + _unknown_people(counted)


def month_part(facts: ReportFacts) -> list[Line]:
    """The Action Month inside the year report."""
    campaign, counted = facts.campaign, facts.month
    if campaign is None or counted is None:
        return []
    period = f"từ ngày {format_date(campaign.starts_on)} đến ngày {format_date(campaign.ends_on)}"
    lines: list[Line] = [(Mark.DASH, f"Tổ chức Tháng hành động {period}. {_theme_sentence(facts)}")]
    if counted.rows:
        done = (
            f"Đã thực hiện {counted.shown('count')} hoạt động{_people(counted)}{_spent(counted)}."
        )
        lines.append((Mark.DASH, done))
        lines.extend(_unknown_people(counted))
    else:
        lines.append((Mark.DASH, "Chưa ghi nhận hoạt động nào của Tháng hành động."))
    if facts.today <= campaign.ends_on:
        lines.append((Mark.DASH, _still_running(facts.today, campaign.ends_on)))
    return lines


def money(facts: ReportFacts) -> list[Line]:
    """Money spent, by source; how many records say nothing about money."""
    counted = facts.all
    if not counted.rows:
        return []
    annex = "Chi tiết từng loại hoạt động theo Phụ lục kèm theo Báo cáo này."
    unknown = counted.number("money.unknown")
    if counted.number("money") is None:
        words = f"Chưa có số liệu kinh phí của {counted.shown('money.unknown')} hoạt động đã ghi."
        return [(Mark.NONE, f"{words} {annex}")]
    lines: list[Line] = [
        (Mark.NONE, f"Tổng kinh phí đã thực hiện: {counted.shown('money')} đồng, trong đó:")
    ]
    for code, name in _sources(counted.rows):
        lines.append((Mark.DASH, f"{name}: {counted.shown(f'money.{code}')} đồng."))
    if unknown:
        words = f"Còn {counted.shown('money.unknown')} hoạt động chưa ghi kinh phí."
        lines.append((Mark.NONE, words))
    lines.append((Mark.NONE, annex))
    return lines


def _plan_sentence(facts: ReportFacts) -> str:
    plan = facts.plan
    if plan is None:
        return "[điền: số, ký hiệu, ngày và trích yếu của kế hoạch đã ban hành]."
    printed = f"{document_number(plan.number)}/{plan.symbol}"
    number = printed if plan.number else "[điền: số, ký hiệu kế hoạch]"
    day = long_date(plan.day) if plan.day else "[điền: ngày ban hành]"
    about = _lower_first(plan.title.rstrip("."))
    about = about if about.startswith("về ") else f"về {about}"
    return f"Ủy ban nhân dân {facts.office} đã ban hành Kế hoạch số {number} {day} {about}."


def _theme_sentence(facts: ReportFacts) -> str:
    campaign = facts.campaign
    theme = campaign.theme if campaign else ""
    shown = f"“{theme}”" if theme else f"[điền: chủ đề Tháng hành động năm {facts.year}]"
    return f"Chủ đề Tháng hành động năm {facts.year}: {shown}."


def _kind_sentence(counted: Counted, kind: KindRow) -> str:
    """ "Tờ rơi, tờ gấp: 500 tờ; …": amount in the kind's unit, other counts, people."""
    parts = []
    if counted.number("amount") is None:
        parts.append(f"{counted.shown('count')} hoạt động, chưa ghi số lượng")
    elif counted.number("amount.unknown"):
        unknown = f"{counted.shown('amount.unknown')} hoạt động chưa ghi số lượng"
        parts.append(f"{counted.shown('amount')} {kind.unit}, {unknown}")
    else:
        parts.append(f"{counted.shown('amount')} {kind.unit}")
    parts_of = _quantities(counted, lambda code: code in kind.items)
    if len(parts_of) > 1:
        parts[0] += f", gồm {', '.join(parts_of)}"
    parts.extend(_quantities(counted, lambda code: code not in kind.items))
    people = _people(counted).removeprefix(", ")
    return f"{kind.name}: {'; '.join([*parts, people] if people else parts)}."


def _quantities(counted: Counted, codes: Callable[[str], bool]) -> list[str]:
    """ "thời lượng phát thanh 300 phút" for every item whose code is asked for."""
    found = {line.code: line for row in counted.rows for line in row.quantities if codes(line.code)}
    return [
        f"{_lower_first(line.name)} {counted.shown(f'quantity.{code}')} {line.unit}".rstrip()
        for code, line in found.items()
    ]


def _people(counted: Counted) -> str:
    """ ", 120 lượt người tham gia (nam 50, nữ 70)"; nothing when no one was counted."""
    if counted.covers("people.total"):
        return f", số người không nêu ({SMALL_HIDDEN})"
    if counted.number("people.total") is None:
        parts = [
            f"{word} {counted.shown(f'people.{sex}')}"
            for sex, word in (("men", "nam"), ("women", "nữ"))
            if counted.number(f"people.{sex}") is not None
        ]
        return f", số người thống kê được: {', '.join(parts)}" if parts else ""
    total = f", {counted.shown('people.total')} lượt người tham gia"
    if counted.number("people.men") is None and counted.number("people.women") is None:
        return total
    split = ", ".join(
        f"{word} {counted.shown(f'people.{sex}')}"
        for sex, word in (("men", "nam"), ("women", "nữ"))
        if counted.number(f"people.{sex}") is not None
    )
    lead = "thống kê được " if counted.number("people.unsplit") else ""
    return f"{total} ({lead}{split})"


def _unknown_people(counted: Counted) -> list[Line]:
    parts = []
    if counted.number("people.unknown"):
        parts.append(f"số người tham gia của {counted.shown('people.unknown')} hoạt động")
    if counted.number("people.unsplit"):
        parts.append(f"số nam, nữ của {counted.shown('people.unsplit')} hoạt động")
    return [(Mark.NONE, f"Chưa thống kê được {' và '.join(parts)}.")] if parts else []


def _still_running(today: date, last: date) -> str:
    return (
        f"Số liệu tính đến ngày {format_date(today)}; kết quả đầy đủ được báo cáo riêng sau khi "
        f"Tháng hành động kết thúc (ngày {format_date(last)})."
    )


def _spent(counted: Counted) -> str:
    if counted.number("money") is None:
        return ""
    return f", kinh phí {counted.shown('money')} đồng"


def _events(counted: Counted) -> list[Line]:
    """Single events with day and place, when they are few."""
    if len(counted.rows) > _SHOWN_EVENTS:
        return []
    return [(Mark.PLUS, _event(row)) for row in counted.rows]


def _event(row: ActivityRow) -> str:
    place = f", {row.place}" if row.place else ""
    return f"{upper_first(row.title)} ({format_period(row.starts_on, row.ends_on)}{place})."


def _sources(rows: tuple[ActivityRow, ...]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for row in rows:
        for line in row.money:
            found[line.code] = line.name
    return list(found.items())


def _lower_first(text: str) -> str:
    """ "Tờ rơi" inside a sentence; names in capitals stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
