"""The data of a report as they were when it was issued: its check code and packages come of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app import __version__
from app.db.database import Database
from app.domain.papers import PaperKind, PaperState
from app.errors import AppError, DataFileError, ValidationError
from app.exchange.canonical import canonical, cleaned, read_json, sha256
from app.exchange.check_code import check_code
from app.exchange.manifest import Addressee, PeriodSpan, Template, UnitName
from app.exchange.packing import PackageDraft, content_hash_of, new_salt
from app.exchange.records import Records, filled, listed, records_shape
from app.exchange.shapes import WrongError
from app.queries.kept_files import read_kept
from app.queries.office_keys import own_code
from app.queries.papers import PaperRow, paper_of_version
from app.queries.report_duties import duty_of_paper
from app.queries.seals import SealRow, find_seal
from app.services.kept_files import keep_file
from app.services.seals import keep_seal
from app.workflows.parcels.records_of import NO_FORM, Told, told_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Papers that a package can be made of.
SENDABLE: Final = (PaperKind.REPORT, PaperKind.PLAN)
_FIRST_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What was frozen: see ``app.workflows.parcels.records_of.Told`` for the fields."""

    records: Records
    first: date
    last: date
    periods: Mapping[str, str]
    left_out: tuple[str, ...]
    later: int
    uncounted: int


def freeze_report(db: Database, version_id: UUID, now: datetime) -> SealRow:
    """Freeze the data of an issued version; what was frozen before stays.

    Raises:
        ValidationError: not an issued report or plan, the office has no unit code yet
            (field "unit_code"), or records that no package can carry.
        NotFoundError: no office, or the version is gone.
    """
    seal, code = db.read(find_seal, version_id), own_unit_code(db)
    if seal is not None and seal.unit_code == code:
        return seal
    row = db.read(paper_of_version, version_id)
    _check_issued(row)
    if seal is None:
        made, content = _new_seal(db, row, code, now)
    else:
        # The data stay what they were; the code of the unit is part of what is told by the check code.
        made, content = _for_unit(db, seal, code, now), b""
    return db.write(_keep, made, content)


def freeze_if_possible(db: Database, version_id: UUID, now: datetime) -> SealRow | None:
    """The same when a report was just issued: issuing never fails for it, sending asks again."""
    try:
        return freeze_report(db, version_id, now)
    except AppError:
        return None


def frozen_of(db: Database, seal: SealRow) -> Frozen:
    """What was frozen for a seal.

    Raises:
        DataFileError: the kept file cannot be read.
    """
    content = db.read(read_kept, seal.records)
    try:
        return _read(read_json(content))
    except (ValueError, KeyError, TypeError, WrongError) as error:
        raise DataFileError(
            "Số liệu giữ cùng báo cáo này không đọc được. Báo cáo và số liệu trong sổ vẫn còn. "
            "Hãy phục hồi từ bản sao lưu.",
            detail=type(error).__name__,
        ) from error


def own_unit_code(db: Database) -> str:
    """The code by which other offices know ours.

    Raises:
        ValidationError: it is not set yet.
    """
    code = db.read(own_code)
    if code:
        return code
    raise ValidationError(
        "Cơ quan chưa có mã đơn vị nên chưa làm được gói. Báo cáo vẫn nguyên trong sổ. "
        "Hãy ghi mã đơn vị trong Cài đặt, mục Cơ quan; nếu chưa biết mã thì hỏi cơ quan cấp trên.",
        field="unit_code",
    )


def content_of(records: Records, seal: SealRow) -> str:
    """The content hash that a package with these records has under the salt of a seal."""
    return content_hash_of(_draft(records, seal))


def _check_issued(row: PaperRow) -> None:
    if row.kind not in SENDABLE:
        raise ValidationError(
            "Chỉ báo cáo và kế hoạch gửi được bằng gói. Văn bản vẫn nguyên trong sổ. "
            "Hãy xuất PDF hoặc Word để gửi văn bản này."
        )
    if row.state is not PaperState.ISSUED:
        raise ValidationError(
            "Bản này chưa ban hành nên chưa gửi được. Văn bản vẫn nguyên trong sổ. "
            "Hãy ban hành (ghi số, ngày) rồi gửi."
        )


def _new_seal(db: Database, row: PaperRow, code: str, now: datetime) -> tuple[SealRow, bytes]:
    duty = db.read(duty_of_paper, row)
    told = db.read(told_by, row, duty)
    content = canonical(cleaned(_plain(told)))
    bare = SealRow(
        version_id=row.version_id,
        duty=duty.code,
        period=duty.period.code,
        template=told.forms[0].form.code if told.forms else NO_FORM,
        template_version=_FIRST_VERSION,
        unit_code=code,
        salt=new_salt(),
        content_hash="",
        check_code="",
        records=sha256(content),
        made_at=now,
    )
    return _hashed(bare, _checked(content).records), content


def _for_unit(db: Database, seal: SealRow, code: str, now: datetime) -> SealRow:
    return _hashed(replace(seal, unit_code=code, made_at=now), frozen_of(db, seal).records)


def _hashed(bare: SealRow, records: Records) -> SealRow:
    digest = content_of(records, bare)
    return replace(bare, content_hash=digest, check_code=check_code(digest))


def _draft(records: Records, seal: SealRow) -> PackageDraft:
    """As much of a package as its content hash depends on."""
    nobody = Addressee(seal.unit_code, "")
    day = seal.made_at.date()
    return PackageDraft(
        package_id=seal.version_id,
        app_version=__version__,
        unit=UnitName(seal.unit_code, seal.unit_code),
        receiver=nobody,
        receiver_card=None,
        duty=seal.duty,
        template=Template(seal.template, seal.template_version),
        period=PeriodSpan(seal.period, day, day),
        sequence=1,
        created_at=seal.made_at,
        created_by="",
        salt=seal.salt,
        records=records,
    )


def _keep(session: "Session", seal: SealRow, content: bytes) -> SealRow:
    """Unless somebody else was quicker: two codes for one paper would be worse than none."""
    there = find_seal(session, seal.version_id)
    if there is not None and there.unit_code == seal.unit_code:
        return there
    if content:
        keep_file(session, content)
    keep_seal(session, seal)
    return seal


def _plain(told: Told) -> dict[str, Any]:
    return {
        "first": told.first.isoformat(),
        "last": told.last.isoformat(),
        "periods": dict(told.periods),
        "left_out": list(told.left_out),
        "later": told.later,
        "uncounted": told.uncounted,
        "records": {kind: listed(kind, rows) for kind, rows in filled(told.records)},
    }


def _checked(content: bytes) -> Frozen:
    """What was just written, read as every receiver's program will read it."""
    try:
        return _read(read_json(content))
    except WrongError as error:
        places = "; ".join(f"{place.lstrip('.')} {words}" for place, words in error.places[:5])
        raise ValidationError(
            f"Số liệu của báo cáo có chỗ không đưa vào gói được: {places}. Báo cáo và số liệu vẫn "
            "nguyên trong sổ. Hãy sửa những chỗ này rồi gửi lại."
        ) from error


def _read(value: Mapping[str, Any]) -> Frozen:
    rows: dict[str, Any] = {
        kind: records_shape(kind).read(table).records() for kind, table in value["records"].items()
    }
    return Frozen(
        records=Records(**rows),
        first=date.fromisoformat(value["first"]),
        last=date.fromisoformat(value["last"]),
        periods=dict(value["periods"]),
        left_out=tuple(value["left_out"]),
        later=int(value["later"]),
        uncounted=int(value["uncounted"]),
    )
