"""Sentences of a report that lay its activities beside those of the same days a year earlier."""

from app.documents.builders.report_facts import Counted, ReportFacts
from app.domain.numbering import Mark
from app.domain.wording import beside, same_period

Line = tuple[Mark, str]
#: What is compared: words before the number, measure, unit.
_MEASURES = (
    ("Số hoạt động", "count", ""),
    ("Lượt người tham gia", "people.total", ""),
    ("Trong đó nữ", "people.women", ""),
    ("Kinh phí", "money", " đồng"),
)


def comparison(facts: ReportFacts) -> list[Line]:
    """Activities, people and money beside the year before; a place where nothing is known of it."""
    against = same_period(facts.about) if facts.about else f"năm {facts.year - 1}"
    before = facts.before
    if before is None or not before.rows:
        place = f"[điền: so sánh với {against}; chưa có hoạt động ghi của kỳ đó]"
        return [(Mark.NONE, place)]
    lines = [_line(facts.all, before, against, one) for one in _MEASURES]
    return [(Mark.DASH, words) for words in lines if words]


def _line(now: Counted, then: Counted, against: str, one: tuple[str, str, str]) -> str:
    """One measure; nothing where it was not written down in one of the two."""
    words, measure, unit = one
    if now.covers(measure) or then.covers(measure):
        return ""
    shown = f"{then.shown(measure)}{unit}"
    said = beside(now.number(measure), then.number(measure), against, shown)
    return f"{words}: {now.shown(measure)}{unit}, {said}." if said else ""
