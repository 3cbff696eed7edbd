"""Numbers that follow from each other in a sentence: shares, men and women, parts of money."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.wording import found_in

NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SAID: Final = r"(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|tương đương|tương ứng|=)"
_SHARE: Final = re.compile(
    rf"(?<![\d/.,])(?P<part>{NUMBER})(?P<of>\s*/\s*(?:tổng số\s+)?|[^\d.;%()]{{0,40}}?\s(?:trên|trong)\s+tổng(?: số)?\s+)"
    rf"(?P<whole>{NUMBER})(?![\d/])(?P<between>[^\d;%.]{{0,60}}?)"
    rf"(?:{_SAID}[^\d;%.]{{0,20}}|[(]\s*(?:{_SAID}[^\d;%.]{{0,20}})?)(?P<share>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s?%"
)
_OF_WHOLE: Final = re.compile(
    rf"(?<![\d/.,])(?P<whole>{NUMBER})\s+[^\d.;%()]{{2,40}}?,?\s*(?:trong đó|trong số đó)(?: có)?:?\s+"
    rf"(?P<part>{NUMBER})\s+[^\d.;%()]{{2,60}}?\s?"
    rf"(?:,?\s*{_SAID}[^\d;%.]{{0,20}}|[(]\s*(?:{_SAID}[^\d;%.]{{0,20}})?)(?P<share>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s?%"
)
_MEN: Final = rf"(?:(?<!\w)nam(?: giới)?(?:\s*(?:là|có|:))?\s+({NUMBER})|({NUMBER})\s+(?:người\s+)?(?:là\s+)?nam(?: giới)?(?!\w))"
_WOMEN: Final = rf"(?:(?<!\w)(?:phụ )?nữ(?: giới)?(?:\s*(?:là|có|:))?\s+({NUMBER})|({NUMBER})\s+(?:người\s+)?(?:là\s+)?(?:phụ )?nữ(?!\w))"
_JOINED: Final = r"(?:\s(?:người|em|đồng chí|học sinh))?\s*(?:,|;|và)\s*(?:và\s+)?"
_BOTH: Final = re.compile(rf"(?:{_MEN}{_JOINED}{_WOMEN}|{_WOMEN}{_JOINED}{_MEN})(?!\s?%|[\d/])")
_TOTAL_BEFORE: Final = re.compile(rf"(?<![\d/.,])(?P<total>{NUMBER})\s+(?P<unit>[^\d.;%]{{2,70}})$")
# Only those whose sex is known, or a bound: no total of the two.
_NOT_ALL: Final = re.compile(
    r"thống kê được|ít nhất|trở lên|khoảng|hơn|trên|dưới|mỗi", re.IGNORECASE
)
_MONEY: Final = re.compile(
    rf"(?P<amount>{NUMBER})\s+(?P<unit>triệu đồng|tỷ đồng|nghìn đồng|đồng|triệu|tỷ)(?!\w)"
)
_OF_WHICH: Final = re.compile(r"(?<!\w)(?P<word>trong đó|bao gồm|gồm)(?!\w)")
_SENTENCE: Final = re.compile(r"[^.;]*(?:\.\d[^.;]*)*")
_UNITS: Final = {
    "đồng": 1,
    "nghìn đồng": 10**3,
    "triệu đồng": 10**6,
    "triệu": 10**6,
    "tỷ đồng": 10**9,
    "tỷ": 10**9,
}


def number_of(written: str) -> Decimal:
    """ "1.234,5" as a number: full stops part thousands, a comma the decimals."""
    return Decimal(written.replace(".", "").replace(",", "."))


def shares(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule percentage: "87/510 người, đạt 17,06%"."""
    if "%" not in text:
        return
    for found in (*_SHARE.finditer(text), *_OF_WHOLE.finditer(text)):
        part, whole = number_of(found["part"]), number_of(found["whole"])
        if not whole or (whole <= 12 and part <= 31 and _says_day(text, found.start())):
            continue
        written = found["share"]
        decimals = (
            len(written) - 1 - max(written.find(","), written.find("."))
            if not written.isdigit()
            else 0
        )
        step = Decimal(1).scaleb(-decimals)
        exact = part * 100 / whole
        right = exact.quantize(step, ROUND_HALF_UP)
        share = Decimal(written.replace(",", "."))
        if share != right:
            yield _share(passage, found, right, cut=share == exact.quantize(step, ROUND_DOWN))


def _says_day(text: str, at: int) -> bool:
    return text[:at].rstrip().lower().endswith(("ngày", "đến", "trước", "từ"))


def _share(passage: Passage, found: re.Match[str], right: Decimal, *, cut: bool) -> Finding:
    sign = "." if "." in found["share"] else ","
    shown = str(right).replace(".", sign)
    why = f"{found['part']}/{found['whole']} bằng {shown}%, trong câu ghi {found['share']}%."
    if cut:
        why += " Số lẻ phải làm tròn, không cắt bỏ."
    new = (
        found[0][: found.start("share") - found.start()]
        + shown
        + found[0][found.end("share") - found.start() :]
    )
    return found_in(passage, "percentage", found[0], why, new)


def sentence_sums(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule sum_in_sentence: men and women are the total, the parts of money its whole."""
    if "nam" in text and "nữ" in text:
        yield from _people(passage, text)
    if "đồng" in text and ("gồm" in text or "trong đó" in text):
        for sentence in _SENTENCE.finditer(text):
            yield from _money(passage, sentence[0])


def _people(passage: Passage, text: str) -> Iterator[Finding]:
    for found in _BOTH.finditer(text):
        before = _TOTAL_BEFORE.search(text, max(0, found.start() - 90), found.start())
        if before is None or _NOT_ALL.search(before["unit"]):
            continue
        first, second = (number_of(one) for one in found.groups() if one)
        if first + second != number_of(before["total"]):
            quote = text[before.start() : found.end()]
            why = f"Nam và nữ cộng lại bằng {first + second}, tổng ghi {before['total']}."
            yield found_in(passage, "sum_in_sentence", quote, why)


def _money(passage: Passage, sentence: str) -> Iterator[Finding]:
    word = _OF_WHICH.search(sentence)
    if not word:
        return
    whole = list(_MONEY.finditer(sentence, 0, word.start()))
    parts = list(_MONEY.finditer(sentence, word.end()))
    if not whole or len(parts) < 2:
        return
    total, added = _amount(whole[-1]), sum(map(_amount, parts), Decimal(0))
    # "trong đó" may name some of the parts only.
    if added > total or (added < total and word["word"] != "trong đó"):
        quote = sentence[whole[-1].start() : parts[-1].end()]
        unit = _UNITS[whole[-1]["unit"]]
        shown = f"{(added / unit).normalize():f}".replace(".", ",")
        why = f"Các khoản cộng lại là {shown} {whole[-1]['unit']}, tổng ghi {whole[-1][0]}."
        yield found_in(passage, "sum_in_sentence", quote, why)


def _amount(found: re.Match[str]) -> Decimal:
    return number_of(found["amount"]) * _UNITS[found["unit"]]
