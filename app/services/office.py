"""The office: set up once by five questions, changed in Cài đặt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import clean_line
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import CatalogueEntry, Office, Signer

_BODY = "ỦY BAN NHÂN DÂN"
_LINES = ("two_tier", "three_tier")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerDraft:
    """A signer as typed: form of authority, printed lines, name (may be empty)."""

    form_code: str
    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpOffice:
    """The answers to the five questions.

    Empty ``letterhead`` means the usual two bold lines; ``recipients`` and ``addressees`` map a
    paper kind ("plan", "report") to its lines.
    """

    level_code: str
    name: str
    upper_unit: str
    reporting_line: str = "two_tier"
    receiving_office: str = ""
    drafting_office: str = ""
    drafting_symbol: str = ""
    body_symbol: str = "UBND"
    place_name: str = ""
    signers: tuple[SignerDraft, ...] = ()
    recipients: Mapping[str, Sequence[str]] = field(default_factory=dict)
    addressees: Mapping[str, Sequence[str]] = field(default_factory=dict)
    letterhead: tuple[tuple[str, bool], ...] = ()
    print_options: Mapping[str, Any] = field(default_factory=dict)
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOffice:
    """New answers to the same questions; ``seen_revision`` is the one the form was filled from."""

    seen_revision: int
    answers: SetUpOffice


def set_up_office(session: Session, command: SetUpOffice) -> None:
    """Keep the five answers as the office of this data folder.

    Raises:
        ValidationError: a required answer is missing, or the level is not in the catalogue.
        ConflictError: the folder already holds an office.
    """
    if session.scalars(select(Office)).first() is not None:
        raise ConflictError(
            "Thư mục dữ liệu này đã có cơ quan. Dữ liệu giữ nguyên; muốn sửa, hãy vào Cài đặt, "
            "muốn lập cơ quan khác, hãy chọn thư mục dữ liệu khác."
        )
    office = Office()
    _fill(session, office, command)
    office.sample = command.sample
    session.add(office)
    save_signers(session, command.signers)


def change_office(session: Session, command: ChangeOffice) -> int:
    """Change the answers; the signers are replaced when any are given.

    Returns:
        the new revision.

    Raises:
        NotFoundError, ConflictError, ValidationError.
    """
    office = session.scalars(select(Office)).first()
    if office is None:
        raise NotFoundError("Chưa có cơ quan. Hãy trả lời năm câu hỏi ban đầu trước.")
    if office.revision != command.seen_revision:
        raise ConflictError(
            "Thông tin cơ quan vừa được sửa ở nơi khác nên chưa ghi lại. Hãy mở lại rồi sửa tiếp."
        )
    _fill(session, office, command.answers)
    if command.answers.signers:
        save_signers(session, command.answers.signers)
    session.flush()
    return office.revision


def save_signers(session: Session, drafts: Sequence[SignerDraft]) -> None:
    """Replace the list of signers; the first one signs by default.

    Raises:
        ValidationError: a signer without printed lines.
    """
    for old in session.scalars(select(Signer)):
        session.delete(old)
    for position, draft in enumerate(drafts):
        lines = [line for line in map(clean_line, draft.lines) if line]
        if not lines:
            raise ValidationError(
                "Hãy chọn hình thức ký (ví dụ TM. ỦY BAN NHÂN DÂN).", field="signers"
            )
        session.add(
            Signer(
                form_code=clean_line(draft.form_code),
                lines=lines,
                name=clean_line(draft.name),
                position=position,
            )
        )


def usual_letterhead(level_word: str, name: str) -> list[list[Any]]:
    """The two bold lines of a People's Committee (NĐ 30/2020, ô số 2)."""
    return [[_BODY, True], [f"{level_word} {name}".upper(), True]]


def _fill(session: Session, office: Office, command: SetUpOffice) -> None:
    level = _level(session, command.level_code)
    office.level_code = level.code
    office.name = _required(command.name, "name", "Hãy ghi tên đơn vị, ví dụ “Song An”.")
    office.upper_unit = _required(
        command.upper_unit, "upper_unit", "Hãy ghi tên đơn vị cấp trên, ví dụ “tỉnh Gia Lai”."
    )
    if command.reporting_line not in _LINES:
        raise ValidationError("Tuyến báo cáo chỉ có hai cấp hoặc ba cấp.", field="reporting_line")
    office.reporting_line = command.reporting_line
    office.receiving_office = clean_line(command.receiving_office)
    office.drafting_office = clean_line(command.drafting_office)
    office.drafting_symbol = clean_line(command.drafting_symbol).upper()
    office.body_symbol = clean_line(command.body_symbol).upper() or "UBND"
    office.place_name = clean_line(command.place_name) or office.name
    word = str(level.data.get("word", ""))
    letterhead = [[clean_line(text), bool(bold)] for text, bold in command.letterhead]
    office.letterhead = [line for line in letterhead if line[0]] or usual_letterhead(
        word, office.name
    )
    office.recipients = _by_kind(command.recipients)
    office.addressees = _by_kind(command.addressees)
    office.print_options = dict(command.print_options)


def _level(session: Session, code: str) -> CatalogueEntry:
    found = session.scalars(
        select(CatalogueEntry).where(
            CatalogueEntry.catalogue == "level", CatalogueEntry.code == clean_line(code)
        )
    ).first()
    if found is None:
        raise ValidationError(
            f"Không có cấp “{code}” trong danh mục cấp hành chính.", field="level_code"
        )
    return found


def _required(text: str, field_name: str, sentence: str) -> str:
    cleaned = clean_line(text)
    if not cleaned:
        raise ValidationError(sentence, field=field_name)
    return cleaned


def _by_kind(lines: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        kind: [line for line in map(clean_line, listed) if line] for kind, listed in lines.items()
    }
