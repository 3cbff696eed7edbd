"""Rules of single kinds: decisions, minutes, copies, and the marks framed at the head."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend
from app.documents.check.form.common import kind_of, replaced_line
from app.documents.check.passages import Sheet
from app.domain.numbering import Mark
from app.domain.papers import KIND_FORMS, Circulation, PaperKind, Urgency
from app.domain.text import fold

_OUTER: Final = frozenset({Mark.PART, Mark.CHAPTER, Mark.SECTION, Mark.SUBSECTION, Mark.ARTICLE})
_TIME: Final = re.compile(
    r"thời gian|\bhồi\b|\blúc\b|\bvào\b|\bngày\b|\d+\s*(?:giờ|h)\b", re.IGNORECASE
)
_WHERE: Final = re.compile(r"địa điểm|\btại\b", re.IGNORECASE)
_DRAFTER: Final = re.compile(r"[A-ZĐ][A-ZĐ.]*\s?\(\d+\)|[A-ZĐ][A-ZĐ.]*")
_COPIES: Final = {"SAO Y": "SY", "SAO LỤC": "SL", "TRÍCH SAO": "TrS"}


def decision(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Authority, "QUYẾT ĐỊNH:" and articles of a decision."""
    if kind_of(sheet, facts) is not PaperKind.DECISION:
        return
    form = sheet.document.form
    if not form.authority.strip():
        message = "Chưa có thẩm quyền ban hành, ví dụ CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ."
        yield Finding(rule="authority_missing", where="authority", message=message)
    elif form.authority != form.authority.upper():
        message = "Thẩm quyền ban hành viết bằng chữ in hoa."
        new = form.authority.upper()
        yield replaced_line("authority_capitals", "authority", message, form.authority, new)
    if fold(form.resolution).rstrip(": ") != "quyet dinh":
        message = "Giữa căn cứ và Điều 1 phải có dòng “QUYẾT ĐỊNH:”."
        mend = Mend("resolution", "", KIND_FORMS[PaperKind.DECISION].resolution)
        yield Finding(
            rule="resolution_missing",
            where="resolution",
            message=message,
            quote=form.resolution,
            mend=mend,
        )
    yield from _articles(sheet)


def _articles(sheet: Sheet) -> Iterator[Finding]:
    nodes = sheet.document.nodes
    if not any(one.node.mark is Mark.ARTICLE for one in sheet.placed):
        where = nodes[0].key if nodes else "title"
        message = "Quyết định phải có Điều (Điều 1., Điều 2., …)."
        yield Finding(rule="article_missing", where=where, message=message)
    elif nodes[0].mark not in _OUTER:
        message = "Nội dung quyết định bắt đầu bằng Điều 1."
        quote = nodes[0].plain[:60]
        yield Finding(rule="article_first", where=nodes[0].key, message=message, quote=quote)


def minutes(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Minutes say when and where."""
    if kind_of(sheet, facts) is not PaperKind.MINUTES:
        return
    words = " ".join(passage.text for passage in sheet.passages)
    asked = (
        ("minutes_time", _TIME, "Biên bản chưa ghi thời gian (hồi mấy giờ, ngày nào)."),
        ("minutes_place", _WHERE, "Biên bản chưa ghi địa điểm (tại đâu)."),
    )
    where = sheet.placed[0].node.key if sheet.placed else "title"
    for rule, pattern, message in asked:
        if not pattern.search(words):
            yield Finding(rule=rule, where=where, message=message)


def framed(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Urgency, circulation and the drafter's sign are those of the decree (ô số 10b, 11, 12)."""
    form = sheet.document.form
    if form.urgency not in set(Urgency):
        message = "Độ khẩn chỉ có KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC."
        yield _known(form.urgency, list(Urgency), "urgency", message)
    if form.circulation not in set(Circulation):
        message = "Chỉ dẫn lưu hành là XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ hoặc TÀI LIỆU THU HỒI."
        yield _known(form.circulation, list(Circulation), "circulation", message)
    if form.drafter.strip() and not _DRAFTER.fullmatch(form.drafter.strip()):
        message = "Ký hiệu người soạn thảo viết chữ in hoa, số bản đặt trong ngoặc: PL.(300)."
        yield replaced_line("drafter_form", "drafter", message, form.drafter)


def _known(given: str, known: list[str], where: str, message: str) -> Finding:
    same = next((str(one) for one in known if one and fold(one) == fold(given)), None)
    return replaced_line(f"{where}_form", where, message, given, same)


def copied(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """The block of a copy: one of three forms, its own abbreviation in the symbol, a signer."""
    copy = sheet.document.copy
    if copy is None:
        return
    expected = _COPIES.get(copy.form.strip().upper())
    if expected is None:
        message = "Hình thức sao là SAO Y, SAO LỤC hoặc TRÍCH SAO."
        yield Finding(rule="copy_form", where="copy", message=message, quote=copy.form)
    elif copy.symbol.strip() and copy.symbol.partition("-")[0] != expected:
        message = f"Ký hiệu bản sao bắt đầu bằng {expected}, ví dụ {expected}-UBND."
        yield Finding(rule="copy_symbol", where="copy", message=message, quote=copy.symbol)
    if not copy.signature.lines or not copy.signature.name.strip():
        message = "Bản sao chưa có chức vụ, họ tên người ký sao."
        yield Finding(rule="copy_signer", where="copy", message=message, quote=copy.form)
