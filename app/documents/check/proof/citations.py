"""Documents cited in a text: kind, number and symbol, day, issuer, name, in all written forms."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.documents.check.proof.cited_days import DAY, WrittenDay, parts_of
from app.documents.check.proof.wording import KEPT, LOWER, UPPER

#: Words for kinds of documents, longest first.
TYPE_WORDS: Final = (
    "Thông tư liên tịch", "Nghị quyết liên tịch", "Kế hoạch liên tịch", "Chương trình hành động",
    "Chương trình phối hợp", "Thông báo kết luận", "Văn bản hướng dẫn", "Bộ luật", "Pháp lệnh",
    "Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Kế hoạch", "Báo cáo",
    "Thông báo", "Kết luận", "Tờ trình", "Chương trình", "Hướng dẫn", "Quy chế", "Quy định",
    "Công điện", "Công văn", "Văn bản", "Giấy mời", "Đề án", "Luật",
)  # fmt: skip
_LETTERS: Final = r"[A-ZĐƯÔ][A-Za-zĐđƯÔ]{0,9}"
_SYMBOL: Final = rf"(?:(?:UBTV)?QH\d{{1,2}}|{_LETTERS}(?:\s?[-/&]\s?{_LETTERS}){{1,4}})(?![\wĐđ])"
_NUMBER: Final = re.compile(
    rf"(?<![\w/.,\-–])(?P<serial>\d{{1,5}}[a-z]?)\s?(?P<stroke>[-/])\s?"
    rf"(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>{_SYMBOL})"
)
_TYPE_BEFORE: Final = re.compile(
    rf"(?P<type>{'|'.join(TYPE_WORDS)})\s+(?:(?:của|do)\s[^,;.]{{3,60}}?\s)?(?:số:?\s*)?$",
    re.IGNORECASE,
)
_DAY_AFTER: Final = re.compile(rf"\s?,?\s*(?:\(?\s*ngày\s+)(?P<day>{DAY})(?![\d/])")
_ISSUER_AFTER: Final = re.compile(
    rf"\s*,?\s+của\s+(?P<issuer>[{UPPER}].*?)"
    rf"(?=\s+và\s+(?:[{LOWER}]|{'|'.join(TYPE_WORDS)})|"
    r"\s+(?:về|phê duyệt|ban hành|quy định|hướng dẫn|triển khai|thực hiện|sửa đổi|thi hành|"
    r"tăng cường|trong|đã|tại|thành lập|kiện toàn|để|cho)\b|[,;:.()“\"]|$)"
)
_NAME_AFTER: Final = re.compile(r"\s*,?\s*(?P<name>[^;)]*?)(?=[;)]|\.(?:\s|$)|\./\.|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A cited document. ``start`` to ``end`` spans kind to issuer in the text.

    ``number`` is the whole number without spaces ("47/KH-UBND", "21-CT/TW"), ``written`` as typed;
    ``day`` None when none is given; ``name`` what follows up to the end of the sentence.
    """

    start: int
    end: int
    type_word: str
    number: str
    written: str
    party_form: bool
    year: int | None
    symbol: str
    day: WrittenDay | None = None
    issuer: str = ""
    name: str = ""


@lru_cache(KEPT)
def citations_of(text: str) -> tuple[Citation, ...]:
    """Every document cited by its number, in order."""
    if "-" not in text and "/" not in text:
        return ()
    return tuple(_citation(text, found) for found in _NUMBER.finditer(text))


def _citation(text: str, found: re.Match[str]) -> Citation:
    before = _type_before(text, found.start())
    end = found.end()
    dated = _DAY_AFTER.match(text, end)
    end = dated.end() if dated else end
    issued = _ISSUER_AFTER.match(text, end)
    end = issued.end() if issued else end
    named = _NAME_AFTER.match(text, end)
    return Citation(
        start=before.start() if before else found.start(),
        end=end,
        type_word=_plain_type(before["type"]) if before else "",
        number=re.sub(r"\s", "", found[0]),
        written=found[0],
        party_form=found["stroke"] == "-",
        year=int(found["year"]) if found["year"] else None,
        symbol=re.sub(r"\s", "", found["symbol"]),
        day=_day(dated) if dated else None,
        issuer=issued["issuer"].strip() if issued else "",
        name=named["name"].strip() if named else "",
    )


def _type_before(text: str, end: int) -> re.Match[str] | None:
    """The nearest kind before a number: "Kế hoạch của xã và Quyết định số 5/QĐ-UBND" is a decision."""
    nearest = _TYPE_BEFORE.search(text, max(0, end - 90), end)
    while nearest:
        nearer = _TYPE_BEFORE.search(text, nearest.end("type"), end)
        if nearer is None:
            break
        nearest = nearer
    return nearest


def _plain_type(written: str) -> str:
    return written[:1].upper() + written[1:].lower()


def _day(dated: re.Match[str]) -> WrittenDay:
    return WrittenDay(dated.start("day"), dated.end("day"), dated["day"], parts_of(dated["day"]))
