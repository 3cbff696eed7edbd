"""What the office puts around the body of every paper: letterhead, receivers, signer."""

from dataclasses import replace

from app.db.database import Database
from app.documents.readers.office_fields import OfficeFacts, office_fields
from app.domain.paper_content import PaperHead
from app.domain.papers import KIND_FORMS, PaperKind, symbol_of
from app.errors import NotFoundError
from app.queries.office import OfficeRow, get_office, list_signers


def known_office(db: Database) -> OfficeRow:
    """The office.

    Raises:
        NotFoundError: the five questions are not answered yet.
    """
    office = db.read(get_office)
    if office is None:
        raise NotFoundError("Chưa có cơ quan. Hãy trả lời năm câu hỏi ban đầu trước.")
    return office


def template_fields(db: Database, office: OfficeRow, year: int, theme: str = "") -> dict[str, str]:
    """Values of the fields of the shipped templates."""
    signer = next(iter(db.read(list_signers)), None)
    facts = OfficeFacts(
        level=office.level_word,
        name=office.name,
        upper_unit=office.upper_unit,
        receiving_office=office.receiving_office,
        drafting_office=office.drafting_office,
        place_name=office.place_name,
        signer_lines=signer.lines[1:] if signer else (),
        signer_name=signer.name if signer else "",
    )
    return office_fields(facts, year, theme)


def office_head(db: Database, office: OfficeRow, head: PaperHead, kind: PaperKind) -> PaperHead:
    """The template's head with what this office chose for papers of this kind."""
    form = KIND_FORMS[kind]
    # Minutes are those of an advisory body, which stands under the unit and numbers by itself.
    own = advisory_letterhead(head) if form.two_signers else ()
    signer = None if form.two_signers else next(iter(db.read(list_signers)), None)
    return replace(
        head,
        letterhead=own or office.letterhead or head.letterhead,
        symbol=head.symbol
        if own and head.symbol
        else symbol_of(kind, office.body_symbol, office.drafting_symbol),
        place=office.place_name if form.day_above else head.place,
        addressees=office.addressees.get(kind) or head.addressees,
        recipients=with_drafter(office.recipients.get(kind) or head.recipients, office),
        signature_lines=_authority(signer.lines, head) if signer else head.signature_lines,
        signer_name=signer.name if signer else head.signer_name,
    )


def advisory_letterhead(head: PaperHead) -> tuple[tuple[str, bool], ...]:
    """The last line of a template's letterhead is the body itself, bold; those above are not."""
    last = len(head.letterhead) - 1
    return tuple((text, at == last) for at, (text, _bold) in enumerate(head.letterhead))


def with_drafter(recipients: tuple[str, ...], office: OfficeRow) -> tuple[str, ...]:
    """The last line "Lưu: VT, …" with the symbol of the office's own drafting room."""
    if not office.drafting_symbol or not recipients or not recipients[-1].startswith("Lưu:"):
        return recipients
    return (*recipients[:-1], f"Lưu: VT, {office.drafting_symbol}.")


def _authority(lines: tuple[str, ...], head: PaperHead) -> tuple[str, ...]:
    """Who decides in the chair's own name does not sign for the collective (NĐ 30/2020, Đ.13)."""
    own = head.form.authority.upper().startswith("CHỦ TỊCH")
    return tuple(line for line in lines if not (own and line.startswith("TM.")))
