"""Issue: number, date and signer typed after signing; the version is locked and hashed."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.paper_content import PaperContent
from app.domain.papers import KIND_WORDS, PaperKind, PaperState, symbol_of
from app.domain.placeholders import find_placeholders
from app.domain.text import clean_line
from app.errors import ConflictError, ValidationError
from app.models import Paper, PaperVersion
from app.models.base import utc_now
from app.models.paper_records import editable_version, newest_version, paper_of
from app.queries.papers import version_content, version_hash
from app.services.paper_nodes import write_nodes
from app.services.papers import FIRST_YEAR, write_head

_NUMBER = re.compile(r"^[0-9]{1,6}[a-zđ]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePaper:
    """What the clerk types after signing. Empty symbol and signature keep what the version has.

    ``number`` may carry the symbol: "47" or "47/KH-UBND".
    """

    version_id: UUID
    number: str
    day: date
    symbol: str = ""
    signature_lines: tuple[str, ...] = ()
    signer_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNextVersion:
    """Change an issued paper: the next version, with a reason."""

    paper_id: UUID
    reason: str


def issue_paper(session: Session, command: IssuePaper) -> None:
    """Lock a version with its number and day.

    Raises:
        ValidationError: a bad or used number, an impossible day, no signer, or places that are
            still to be filled in or confirmed.
        ConflictError: it is issued already.
    """
    version = editable_version(session, command.version_id)
    paper = paper_of(session, version.paper_id)
    typed, _, with_number = command.number.partition("/")
    symbol = clean_line(with_number) or clean_line(command.symbol) or version.doc_symbol
    version.doc_symbol = symbol or symbol_of(PaperKind(paper.kind), "UBND")
    number = _number(session, paper, version, replace(command, number=typed))
    _check_ready(session, version)
    if not FIRST_YEAR <= command.day.year <= paper.year + 15:
        raise ValidationError(f"Ngày ban hành có năm {command.day.year} không hợp lệ.", field="day")
    version.doc_number, version.doc_day = number, command.day
    lines = [line for line in map(clean_line, command.signature_lines) if line]
    if lines:
        version.signature_lines = lines
    version.signer_name = clean_line(command.signer_name) or version.signer_name
    if not version.signature_lines or not version.signer_name:
        raise ValidationError("Hãy ghi chức vụ và họ tên người đã ký.", field="signer_name")
    session.flush()
    version.content_hash = version_hash(session, version)
    version.state = PaperState.ISSUED
    version.issued_at = utc_now()


def open_next_version(session: Session, command: OpenNextVersion) -> UUID:
    """Open the version after an issued one, with the same words, to be changed.

    Returns:
        identity of the new version.

    Raises:
        ValidationError: no reason.
        ConflictError: the newest version is not issued yet.
    """
    reason = clean_line(command.reason)
    if not reason:
        raise ValidationError("Hãy ghi lý do sửa; lý do được giữ cùng bản mới.", field="reason")
    paper = paper_of(session, command.paper_id)
    last = newest_version(session, paper.id)
    if last.state != PaperState.ISSUED:
        raise ConflictError("Bản mới nhất chưa ban hành nên cứ sửa tiếp trên bản đó.")
    content = version_content(session, last)
    fresh = PaperVersion(id=uuid4(), paper_id=paper.id, number=last.number + 1, reason=reason)
    write_head(fresh, content.head)
    fresh.show_assignments = last.show_assignments
    fresh.show_task_annex = last.show_task_annex
    # The new version gets its own number and day when it is signed.
    fresh.doc_number, fresh.doc_day = "", None
    session.add(fresh)
    session.flush()
    write_nodes(session, fresh.id, content.nodes)
    return fresh.id


def placeholders(content: PaperContent) -> list[str]:
    """Every "[điền: …]" that still stands in a content, in printed order."""
    head = content.head
    lines = [*(text for text, _bold in head.letterhead), head.place]
    lines += [*head.title, *head.addressees, *head.bases]
    for node in content.nodes:
        lines += [node.heading, node.text, *_cells(node.table)]
        if node.task is not None:
            sources = [source for source, _amount in node.task.budget]
            lines += [node.task.lead, *node.task.partners, *sources, node.task.output]
    lines += [*head.recipients, *head.signature_lines, head.signer_name]
    return [found for line in lines for found in find_placeholders(line)]


def _cells(table: dict[str, Any] | None) -> list[str]:
    """Every text of a table: titles of columns and groups, cells, totals."""
    if table is None:
        return []
    titled = [*table["columns"], *(table.get("groups") or ())]
    titles = [title if isinstance(title, str) else str(title[0]) for title in titled]
    rows = [*table["rows"], table.get("total") or ()]
    return [*titles, *(str(cell) for row in rows for cell in row)]


def _check_ready(session: Session, version: PaperVersion) -> None:
    blanks = placeholders(version_content(session, version))
    if blanks:
        shown = "; ".join(dict.fromkeys(blanks[:5]))
        raise ValidationError(
            f"Còn {len(blanks)} chỗ chưa điền nên chưa ban hành được: {shown}.", field="content"
        )
    if version.left_overs:
        raise ValidationError(
            f"Còn {len(version.left_overs)} chỗ của năm trước chưa xác nhận nên chưa ban hành được.",
            field="left_overs",
        )


def _number(session: Session, paper: Paper, version: PaperVersion, command: IssuePaper) -> str:
    number = clean_line(command.number).lower()
    if not _NUMBER.match(number) or not number.strip("0abcdefghijklmnopqrstuvwxyzđ"):
        raise ValidationError(
            "Số văn bản chỉ gồm chữ số, ví dụ 12 (phần ký hiệu đã có sẵn).", field="number"
        )
    query = (
        select(PaperVersion)
        .join(Paper, Paper.id == PaperVersion.paper_id)
        .where(
            Paper.kind == paper.kind,
            PaperVersion.state == PaperState.ISSUED,
            PaperVersion.doc_symbol == version.doc_symbol,
            PaperVersion.id != version.id,
        )
    )
    for other in session.scalars(query):
        same_year = other.doc_day is not None and other.doc_day.year == command.day.year
        if same_year and other.doc_number.lstrip("0") == number.lstrip("0"):
            words = KIND_WORDS[PaperKind(paper.kind)].lower()
            raise ValidationError(
                f"Số {number}/{version.doc_symbol} đã dùng cho {words} khác. Hãy kiểm tra sổ văn bản đi.",
                field="number",
            )
    return number
