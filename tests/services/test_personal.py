"""A person leaves the records and their history; what must stay stays, and the chain holds."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.db.chain import broken_links
from app.db.database import Database
from app.db.engine import make_engine
from app.domain.closed_years import ClosedYearError
from app.domain.numbering import Mark
from app.domain.papers import PaperKind, PaperState
from app.domain.personal_columns import SIGNED
from app.domain.redaction import MARK
from app.domain.retention import Action, Kept, Rule
from app.domain.text import fold
from app.errors import NotFoundError, ValidationError
from app.models import (
    Activity,
    Attachment,
    CatalogueEntry,
    Change,
    ExportEntry,
    KeptFile,
    Paper,
    PaperNode,
    PaperVersion,
    QuarantinedFile,
    SentPackage,
    Signer,
    Unit,
    YearClosing,
)
from app.queries.personal import find_person
from app.queries.retention import list_overdue, list_rules
from app.services.kept_files import keep_file
from app.services.personal import Applied, anonymise_person, apply_rules
from app.workflows.catalogues import load_catalogues

NAME = "Nguyễn Thị Mẫu"
TODAY = date(2026, 11, 21)
LONG_AGO = datetime(2015, 5, 4, tzinfo=UTC)
ALL = tuple(Kept)


def add(session: Session, *records: Any) -> None:
    for record in records:
        session.add(record)
        session.flush()


def activity(words: str, **more: Any) -> Activity:
    day = date(2015, 3, 8)
    return Activity(
        id=uuid4(), kind_code="tap_huan", title=f"Tập huấn do {words} dạy", partners=[words, "Hội"],
        search=fold(f"Tập huấn do {words} dạy"), starts_on=day, ends_on=day, **more,
    )  # fmt: skip


def version(session: Session, state: PaperState, name: str) -> UUID:
    paper = Paper(kind=PaperKind.PLAN, paper_type="year", year=2026)
    add(session, paper)
    one = PaperVersion(
        paper_id=paper.id, number=1, state=state, type_name="KẾ HOẠCH", title=["Về việc mẫu"],
        letterhead=[], doc_symbol="KH-UBND", doc_place="Song An", signer_name=name,
    )  # fmt: skip
    add(session, one)
    node = PaperNode(
        version_id=one.id, position=0, depth=0, mark=Mark.NONE, text=f"Giao bà {name}."
    )
    add(session, node)
    return one.id


def words_of(db: Database, *tables: str) -> str:
    """Everything some tables hold, as it lies in the file."""
    with db.engine.connect() as there:
        return "".join(
            str([json.dumps(str(part), ensure_ascii=False) for part in row])
            for table in tables
            for row in there.execute(text(f"SELECT * FROM {table}"))
        )


def unbroken(db: Database) -> bool:
    with db.engine.connect() as there:
        return not list(broken_links(there, ""))


def test_a_person_leaves_records_search_and_history_but_not_issued_papers(db: Database) -> None:
    def fill(session: Session) -> None:
        add(session, Signer(form_code="kt", lines=["KT. CHỦ TỊCH"], name=NAME), activity(NAME))
        version(session, PaperState.ISSUED, NAME)
        version(session, PaperState.DRAFT, NAME.upper())

    db.write(fill)
    places = {(one.table, one.kept): one for one in db.read(find_person, NAME)}
    assert places["activity", ""].count == 1
    assert NAME in places["activity", ""].example
    assert places["paper_version", SIGNED].count == places["paper_version", ""].count == 1
    done = db.write(anonymise_person, NAME.lower())
    assert (done.records, done.kept) == (4, 2)
    assert done.lines == places["change", ""].count + 5
    assert NAME.lower() not in words_of(db, "signer", "activity").lower()
    assert fold(NAME) not in words_of(db, "activity")
    signers = [one.signer_name for one in db.read(lambda s: s.scalars(select(PaperVersion)).all())]
    assert sorted(signers) == [NAME, MARK]
    left = [
        one.record_type for one in db.read(lines) if NAME.lower() in f"{one.old}{one.new}".lower()
    ]
    assert left == ["paper_version", "paper_node"]
    assert unbroken(db)
    assert [one.kept for one in db.read(find_person, NAME)] == [SIGNED, SIGNED]


def lines(session: Session) -> list[Change]:
    return list(session.scalars(select(Change).order_by(Change.id)))


def test_who_stands_nowhere_is_said(db: Database) -> None:
    with pytest.raises(NotFoundError, match="Không thấy"):
        db.write(anonymise_person, NAME)
    with pytest.raises(ValidationError):
        db.read(find_person, "Mẫu")


def check_rules(session: Session) -> None:
    for row in session.scalars(
        select(CatalogueEntry).where(CatalogueEntry.catalogue == "retention")
    ):
        row.checked = True


def overdue_office(session: Session) -> None:
    file = keep_file(session, b"tep cua don vi khac")
    package = keep_file(session, b"goi da gui")
    one, other = activity("Hội Phụ nữ"), activity("Đoàn Thanh niên")
    other.ends_on = date(2026, 3, 8)
    add(
        session,
        Unit(
            code="c1", name="Xã Cũ", search="xa cu", level_code="xa", valid_to=date(2024, 6, 30),
            contact=NAME, phone="0912345678",
        ),
        Unit(code="c2", name="Xã Mới", search="xa moi", level_code="xa", contact=NAME),
        QuarantinedFile(
            file_name="bieu.xlsx", sha256=file, kept=True, stage=3, points=[], at=LONG_AGO,
            settled_at=LONG_AGO,
        ),
        SentPackage(
            direction="up", kind="original", receiver_code="so", receiver_name="Sở Nội vụ",
            duty="report_year", period="2015", first=date(2015, 1, 1), last=date(2015, 12, 31),
            sequence=1, privacy="internal", template="year", package_hash="a", content_hash="b",
            check_code="c", file_name="goi.bdg-goi", file_sha256=package, made_at=LONG_AGO,
            made_by=NAME,
        ),
        ExportEntry(at=LONG_AGO, actor=NAME, way="print", title="Danh sách hội viên"),
        ExportEntry(at=datetime(2026, 5, 4, tzinfo=UTC), actor="Trần Văn Mẫu", way="print", title="Mới"),
        one,
        other,
    )  # fmt: skip
    for number, owner in enumerate((one, one, other)):
        digest = sha256(b"anh" if number else b"anh cu").hexdigest()
        add(
            session,
            Attachment(
                activity_id=owner.id, name="anh.jpg", sha256=digest, media_type="image/jpeg", size=3
            ),
        )


@pytest.fixture(scope="module")
def _full_file(tmp_path_factory: pytest.TempPathFactory, _empty_file: Path) -> Path:
    path = tmp_path_factory.mktemp("full") / "full.db"
    shutil.copy(_empty_file, path)
    made = Database(make_engine(path), "Nguyễn Văn Mẫu")
    load_catalogues(made)
    made.write(overdue_office)
    made.close()
    return path


@pytest.fixture
def full(tmp_path: Path, _full_file: Path) -> Iterator[Database]:
    path = tmp_path / "full.db"
    shutil.copy(_full_file, path)
    opened = Database(make_engine(path), "Nguyễn Văn Mẫu")
    yield opened
    opened.close()


def test_the_preview_counts_and_names_what_is_overdue(full: Database) -> None:
    found = {one.rule.kept: one for one in full.read(list_overdue, TODAY)}
    counts = {kept: one.count for kept, one in found.items()}
    assert counts == {
        Kept.UNIT_CONTACT: 1,
        Kept.PACKAGE_PEOPLE: 1,
        Kept.QUARANTINED_FILE: 1,
        Kept.ACTIVITY_FILE: 2,
        Kept.EXPORT_ENTRY: 1,
        Kept.PAST_NAMES: 0,
    }
    assert found[Kept.UNIT_CONTACT].examples == ("Xã Cũ, hết hiệu lực 30/06/2024",)


def test_rules_that_nobody_checked_are_not_applied(full: Database) -> None:
    with pytest.raises(ValidationError, match="chưa được kiểm chứng"):
        full.write(apply_rules, TODAY, ALL)
    assert NAME in words_of(full, "unit")


def test_what_is_overdue_goes_and_the_rest_stays(full: Database) -> None:
    full.write(check_rules)
    done = full.write(apply_rules, TODAY, ALL)
    assert isinstance(done, Applied)
    assert done.records == 6
    assert done.files == (sha256(b"anh cu").hexdigest(),)
    assert NAME not in words_of(full, "sent_package", "quarantined_file", "export_entry")
    units = {one.code: one.contact for one in full.read(lambda s: s.scalars(select(Unit)).all())}
    assert units == {"c1": MARK, "c2": NAME}
    assert full.read(lambda s: [one.title for one in s.scalars(select(ExportEntry))]) == ["Mới"]
    assert len(full.read(lambda s: s.scalars(select(Attachment.id)).all())) == 1
    assert len(full.read(lambda s: s.scalars(select(KeptFile.sha256)).all())) == 1
    told = [one for one in full.read(lines) if NAME in f"{one.old}{one.new}"]
    assert [one.record_type for one in told] == ["unit"]
    assert unbroken(full)
    assert all(not one.count for one in full.read(list_overdue, TODAY))
    reasons = [
        json.loads(one.new or "")["reason"] for one in full.read(lines) if one.action == "redact"
    ]
    assert len(reasons) == 5
    assert "Hết thời hạn giữ: Sổ in và chép ra: ai đã in, đã chép gì" in reasons


def test_only_the_kinds_that_were_ticked_are_touched(full: Database) -> None:
    full.write(check_rules)
    done = full.write(apply_rules, TODAY, (Kept.UNIT_CONTACT,))
    assert [(rule.kept, rule.action, count) for rule, count in done.counts] == [
        (Kept.UNIT_CONTACT, Action.ANONYMISE, 1)
    ]
    assert NAME in words_of(full, "sent_package")


def test_names_that_left_a_record_leave_old_history_too(full: Database) -> None:
    full.write(check_rules)

    def rename(session: Session, name: str) -> None:
        session.scalars(select(Signer)).one().name = name

    full.write(
        lambda s: add(s, Signer(form_code="kt", lines=["KT. CHỦ TỊCH"], name=NAME)),
    )
    full.write(rename, "Trần Văn Mẫu")
    later = date(2035, 1, 1)
    done = full.write(apply_rules, later, (Kept.PAST_NAMES,))
    assert done.lines == 2
    left = [one for one in full.read(lines) if one.record_type == "signer"]
    assert NAME not in str([(one.old, one.new) for one in left])
    assert "Trần Văn Mẫu" in str(left[-1].new)
    assert "KT. CHỦ TỊCH" in str(left[0].new)
    assert unbroken(full)
    assert full.write(apply_rules, later, (Kept.PAST_NAMES,)).lines == 0


def test_a_row_nobody_can_read_is_left_out(full: Database) -> None:

    def spoil(session: Session) -> None:
        row = session.scalars(
            select(CatalogueEntry).where(CatalogueEntry.code == "unit_contact")
        ).one()
        row.data = {"kind": "?"}

    full.write(spoil)
    rules: list[Rule] = full.read(list_rules, TODAY)
    assert Kept.UNIT_CONTACT not in {rule.kept for rule in rules}
    assert len(rules) == len(Kept) - 1


def test_personal_data_leave_closed_years_too(full: Database) -> None:
    def close(session: Session) -> None:
        session.add(YearClosing(year=2015, closed_at=LONG_AGO, closed_by="Trần Văn Mẫu"))

    full.write(lambda s: add(s, activity(NAME)))
    full.write(close)
    full.write(check_rules)
    assert full.write(apply_rules, TODAY, (Kept.ACTIVITY_FILE,)).records == 2
    assert full.write(anonymise_person, NAME).records >= 3
    with pytest.raises(ClosedYearError):
        full.write(lambda s: add(s, activity("ai đó")))
