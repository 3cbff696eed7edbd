"""The check code on paper: what is printed of it, and what packages say to one that was typed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Proof
from app.domain.dates import format_date
from app.domain.periods import parse_period
from app.domain.short_codes import shown_code
from app.domain.text import lower_first
from app.errors import ValidationError
from app.exchange.paper_code import PaperCode, payload, read_typed
from app.queries.seals import find_seal
from app.workflows.parcels.code_packages import CodePackage, Standing, held_of, packages_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class CodeKind(StrEnum):
    """What packages say to a code. WRONG_SIGN: no paper has it, it was typed wrongly."""

    MATCHES = "matches"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    WRONG_SIGN = "wrong_sign"


#: Standings in which paper and package agree.
_AGREES: Final = (Standing.COUNTS, Standing.WAITING, Standing.NOT_SENT)
_SAID: Final = {
    Standing.COUNTS: "đang được tính vào tổng",
    Standing.WAITING: "đang chờ xem, chưa tính vào tổng",
    Standing.OLDER: "đã có gói sau thay thế",
    Standing.RETURNED: "đã bị trả lại",
    Standing.WITHDRAWN: "đã được rút lại",
    Standing.TEST: "là gói gửi thử, không tính",
}


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """The answer with its sentence; ``packages`` have the code, ``holds`` what counts instead."""

    kind: CodeKind
    sentence: str
    packages: tuple[CodePackage, ...] = ()
    holds: CodePackage | None = None


def proof_of(session: "Session", version_id: UUID) -> Proof | None:
    """What stands at the foot of the pages of a version; None when its data were not frozen."""
    seal = find_seal(session, version_id)
    if seal is None:
        return None
    line = seal.unit_code, seal.duty, seal.period
    return Proof(shown_code(seal.check_code), payload(seal.check_code, line, seal.content_hash))


def look_up_code(db: Database, typed: str) -> CodeAnswer:
    """What we hold says to a code from the foot of a paper: ten signs, or all of its squares."""
    try:
        told = read_typed(typed)
    except ValidationError as error:
        return CodeAnswer(CodeKind.WRONG_SIGN, error.message)
    return db.read(_answer, told)


def _answer(session: "Session", told: PaperCode) -> CodeAnswer:
    found = packages_of(session, told)
    agreeing = [one for one in found if one.standing in _AGREES]
    if agreeing:
        return CodeAnswer(CodeKind.MATCHES, f"Khớp: {_told(agreeing[0])}.", tuple(found))
    holds = held_of(session, told, found)
    if found:
        sentence = f"Không khớp với số liệu đang dùng: {_told(found[0])}. {_instead(holds)}"
        return CodeAnswer(CodeKind.DIFFERS, sentence, tuple(found), holds)
    if holds is not None:
        sentence = (
            f"Không khớp: không gói nào của {holds.unit_name} cho {_line(holds)} có mã "
            f"{shown_code(told.code)}. {_instead(holds)}"
        )
        return CodeAnswer(CodeKind.DIFFERS, sentence, (), holds)
    return CodeAnswer(
        CodeKind.UNKNOWN,
        f"Chưa có gói nào mang mã {shown_code(told.code)}; mã gõ đúng. Số liệu trong sổ không đổi. "
        "Có thể gói của báo cáo này chưa đến; hãy hỏi nơi gửi hoặc xem các gói chưa nhận được.",
    )


def _told(one: CodePackage) -> str:
    day = format_date(one.made_on)
    if one.standing is Standing.NOT_SENT:
        return (
            f"đây là {_line(one)} của cơ quan mình, số liệu chốt ngày {day}; "
            "chưa làm gói nào từ bản này"
        )
    whose = f"của cơ quan mình gửi {one.unit_name}" if one.ours else f"của {one.unit_name}"
    return f"đây là {_line(one)} {whose}, gói lần {one.sequence} làm ngày {day}, {_stands(one)}"


def _stands(one: CodePackage) -> str:
    if one.ours and one.standing is Standing.COUNTS:
        return lower_first(one.state_words)
    return _SAID[one.standing]


def _line(one: CodePackage) -> str:
    return f"“{one.duty_name}” ({_period(one.period)})"


def _period(code: str) -> str:
    try:
        return lower_first(parse_period(code).words)
    except ValidationError:
        return code


def _instead(holds: CodePackage | None) -> str:
    if holds is None:
        return "Hãy hỏi nơi gửi bản giấy nào đang dùng."
    code = f", mã {shown_code(holds.check_code)}" if holds.check_code else ""
    there = f"Trong sổ có gói lần {holds.sequence} ngày {format_date(holds.made_on)}"
    if holds.standing is Standing.WITHDRAWN:
        return f"{there} rút lại số liệu này. Hãy hỏi nơi gửi bản giấy nào đang dùng."
    return (
        f"{there}{code}, {_stands(holds)}. Hãy xin bản giấy in từ gói ấy, hoặc hỏi nơi gửi bản "
        "nào đúng."
    )
