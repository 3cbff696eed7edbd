"""What must be mended before a paper is issued, and what is worth a second look."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.domain import fields
from app.domain.numbering import Mark, outline_marks
from app.domain.paper_content import NodeContent, PaperContent
from app.queries.papers import PaperRow
from app.services.issue import placeholders
from app.workflows.bases import doubtful_bases

_END: Final = "./."
_YEAR: Final = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)


class Severity(StrEnum):
    """BLOCK keeps the paper from being issued, WARN does not."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at. ``where_key`` is a node's key as text, or a field of the head."""

    rule: str
    where_key: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is checked: a version, and the documents not in force on its day (words, why)."""

    row: PaperRow
    out_of_force: tuple[tuple[str, str], ...]
    today: date


def check_version(checked: Checked) -> list[Finding]:
    """Every finding, blocking ones first, each kind in the order of the paper."""
    found = [finding for rule in _RULES for finding in rule(checked)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.BLOCK)


def mend_end_mark(content: PaperContent) -> PaperContent:
    """The content with "./." after its last sentence (NĐ 30/2020, Phụ lục I, mục II, khoản 6)."""
    last = _last_sentence(content)
    if last is None:
        return content
    mended = replace(last, text=last.text.rstrip(" ./;,") + _END)
    nodes = tuple(mended if node.key == last.key else node for node in content.nodes)
    return replace(content, nodes=nodes)


def _head(checked: Checked) -> Iterator[Finding]:
    head = checked.row.content.head
    needed = (
        ("title", " ".join(head.title), "Chưa có trích yếu (tên gọi của văn bản)."),
        ("type_name", head.type_name, "Chưa có tên loại văn bản, ví dụ KẾ HOẠCH."),
    )
    wished = (
        ("symbol", head.symbol, "Chưa có ký hiệu văn bản, ví dụ KH-UBND."),
        (
            "letterhead",
            "".join(text for text, _ in head.letterhead),
            "Chưa có tên cơ quan ban hành.",
        ),
        ("place", head.place, "Chưa có địa danh, ví dụ Song An."),
        ("recipients", "".join(head.recipients), "Chưa có nơi nhận."),
        ("signature", "".join(head.signature_lines), "Chưa có chức vụ của người ký."),
        ("signer_name", head.signer_name, "Chưa có họ tên người ký."),
    )
    for severity, lines in ((Severity.BLOCK, needed), (Severity.WARN, wished)):
        for where, text, message in lines:
            if not text.strip():
                yield Finding(rule="head", where_key=where, message=message, severity=severity)


def _blanks(checked: Checked) -> Iterator[Finding]:
    content = checked.row.content
    found = [("head", blank) for blank in placeholders(replace(content, nodes=()))]
    for node in content.nodes:
        alone = replace(content, head=replace(content.head, **_NO_LINES), nodes=(node,))
        found += [(str(node.key), blank) for blank in placeholders(alone)]
    for where, blank in found:
        message = f"Còn chỗ chưa điền: {blank}"
        yield Finding(rule="blank", where_key=where, message=message, severity=Severity.BLOCK)


def _left_overs(checked: Checked) -> Iterator[Finding]:
    for found in checked.row.left_overs:
        yield Finding(
            rule="left_over",
            where_key="left_overs",
            message=f"Chưa xác nhận: {found.found} ({found.where}). {found.why}",
            severity=Severity.BLOCK,
        )


def _bases(checked: Checked) -> Iterator[Finding]:
    # What stands among the left-overs is asked there.
    asked = {found.found for found in checked.row.left_overs}
    for found in doubtful_bases(checked.row.content.head.bases, checked.out_of_force):
        if found.found not in asked:
            yield _warning("basis", "bases", f"{found.found}: {found.why}")


def _letters(checked: Checked) -> Iterator[Finding]:
    from app.documents.render.metrics import missing_letters

    head = checked.row.content.head
    around = [*head.title, *head.bases, *head.recipients, *head.signature_lines, head.signer_name]
    places = [("title", " ".join(around))]
    places += [
        (str(node.key), f"{node.heading} {fields.plain(node.text)}")
        for node in checked.row.content.nodes
    ]
    for where, text in places:
        lacking = missing_letters(text)
        if lacking:
            message = (
                f"Chữ hoặc hình “{lacking}” không in được, sẽ thành ô trống. Hãy bỏ hoặc thay."
            )
            yield _warning("letters", where, message)


def _years(checked: Checked) -> Iterator[Finding]:
    title = " ".join(checked.row.content.head.title)
    years = {int(year) for year in _YEAR.findall(title)}
    if years and checked.row.year not in years:
        named = ", ".join(map(str, sorted(years)))
        message = f"Trích yếu ghi năm {named}, còn văn bản là của năm {checked.row.year}."
        yield _warning("year", "title", message)


def _nodes(checked: Checked) -> Iterator[Finding]:
    nodes = checked.row.content.nodes
    marks = outline_marks([(node.depth, node.mark) for node in nodes])
    for node, mark in zip(nodes, marks, strict=True):
        if not (node.heading.strip() or node.text.strip() or node.table):
            name = f"Đề mục {mark}" if mark else "Một đoạn"
            yield _warning("empty", str(node.key), f"{name} không có chữ nào.")
        if node.mark is Mark.DECIMAL and mark.count(".") < 2:
            message = f"Mục {mark} cần đứng dưới một mục có số (1., 2., …)."
            yield _warning("numbering", str(node.key), message)
        if node.task is not None:
            yield from _task(checked.row.year, node, mark)


def _task(year: int, node: NodeContent, mark: str) -> Iterator[Finding]:
    task = node.task
    name = f"Nhiệm vụ {mark}" if mark else "Một nhiệm vụ"
    if task is not None and not task.lead.strip():
        yield _warning("task", str(node.key), f"{name} chưa có cơ quan chủ trì.")
    days = (task.starts_on, task.ends_on) if task is not None else ()
    if any(day is not None and day.year < year for day in days):
        message = f"{name} có thời gian trước năm {year}."
        yield _warning("task", str(node.key), message)


def _end_mark(checked: Checked) -> Iterator[Finding]:
    last = _last_sentence(checked.row.content)
    if last is not None and not fields.plain(last.text).rstrip().endswith(_END):
        message = "Câu cuối chưa có dấu kết thúc “./.”."
        yield _warning("end_mark", str(last.key), message)


def _last_sentence(content: PaperContent) -> NodeContent | None:
    """The last node of the body with a sentence; annexes and marker lines stand after it."""
    for node in reversed(content.nodes):
        if node.text.strip() and not node.text.startswith("@") and node.table is None:
            return node
    return None


def _warning(rule: str, where: str, message: str) -> Finding:
    return Finding(rule=rule, where_key=where, message=message, severity=Severity.WARN)


_NO_LINES: Final[dict[str, Any]] = {
    "letterhead": (),
    "place": "",
    "title": (),
    "addressees": (),
    "bases": (),
    "recipients": (),
    "signature_lines": (),
    "signer_name": "",
}
_RULES: Final[tuple[Callable[[Checked], Iterator[Finding]], ...]] = (
    _head,
    _blanks,
    _left_overs,
    _bases,
    _letters,
    _years,
    _nodes,
    _end_mark,
)
