"""Issue: number, day, signer; locked and hashed; the next version with a reason."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.paper_content import LeftOver, PaperContent
from app.domain.papers import PaperState
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import PaperNode
from app.queries.papers import get_paper, list_versions, verify_hash
from app.services.issue import IssuePaper, OpenNextVersion, issue_paper, open_next_version
from app.services.papers import (
    SaveContent,
    SetPrintChoices,
    save_content,
    set_print_choices,
)
from tests.papers import DAY, HEAD, create, issue_newest, small_plan, with_text


@pytest.fixture
def paper_id(db: Database) -> UUID:
    """A small plan that could be issued."""
    return db.write(create)


def issue(db: Database, paper_id: UUID, **words: object) -> None:
    version = db.read(get_paper, paper_id).version_id
    values = {"number": "5", "day": DAY, **words}
    db.write(issue_paper, IssuePaper(version_id=version, **values))  # type: ignore[arg-type]


def test_number_day_and_lock(db: Database, paper_id: UUID) -> None:
    issue(db, paper_id, number=" 05 ")

    row = db.read(get_paper, paper_id)
    assert (row.state, row.content.head.number, row.content.head.day) == (
        PaperState.ISSUED,
        "05",
        DAY,
    )
    assert len(row.content_hash) == 64
    assert row.issued_at is not None
    assert db.read(verify_hash, row.version_id)


def test_a_change_behind_the_lock_is_found_by_the_hash(db: Database, paper_id: UUID) -> None:
    issue(db, paper_id)
    row = db.read(get_paper, paper_id)

    def tamper(session: Session) -> None:
        nodes = select(PaperNode).where(PaperNode.version_id == row.version_id)
        node = session.scalars(nodes.order_by(PaperNode.position)).all()[1]
        node.text = "Sửa lén."

    db.write(tamper)
    assert not db.read(verify_hash, row.version_id)


def test_the_clerk_may_type_the_signer_who_signed(db: Database, paper_id: UUID) -> None:
    lines = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    issue(db, paper_id, signature_lines=lines, signer_name="Trần Thị Mẫu")
    head = db.read(get_paper, paper_id).content.head
    assert (head.signature_lines, head.signer_name) == (lines, "Trần Thị Mẫu")
    assert db.read(verify_hash, db.read(get_paper, paper_id).version_id)


@pytest.mark.parametrize("number", ["", "0", "000", "5a5", "-1", "năm", "1234567", "5 6", "a"])
def test_a_bad_number_is_refused(db: Database, paper_id: UUID, number: str) -> None:
    with pytest.raises(ValidationError, match="chỉ gồm chữ số") as told:
        issue(db, paper_id, number=number)
    assert told.value.field == "number"
    assert db.read(get_paper, paper_id).state is PaperState.DRAFT


@pytest.mark.parametrize("number", ["5", "05", "005", "12a", "12đ"])
def test_a_number_of_a_register_is_taken(db: Database, paper_id: UUID, number: str) -> None:
    issue(db, paper_id, number=number)
    assert db.read(get_paper, paper_id).content.head.number == number


def test_number_and_symbol_typed_together(db: Database, paper_id: UUID) -> None:
    issue(db, paper_id, number="47/KH-UBND")
    head = db.read(get_paper, paper_id).content.head
    assert (head.number, head.symbol) == ("47", "KH-UBND")


def test_a_paper_without_a_symbol_gets_the_usual_one(db: Database) -> None:
    paper_id = db.write(create, replace(small_plan(), head=replace(HEAD, symbol="")))
    issue(db, paper_id)
    assert db.read(get_paper, paper_id).content.head.symbol == "KH-UBND"


def test_one_number_once_a_year(db: Database, paper_id: UUID) -> None:
    issue(db, paper_id)
    second = db.write(create)
    with pytest.raises(ValidationError, match="đã dùng"):
        issue(db, second, number="05", day=date(2026, 12, 31))
    issue(db, second, number="5", day=date(2027, 1, 4))


@pytest.mark.parametrize("day", [date(1944, 12, 31), date(2206, 1, 1), date(1, 1, 1)])
def test_an_impossible_day_is_refused(db: Database, paper_id: UUID, day: date) -> None:
    with pytest.raises(ValidationError, match="không hợp lệ") as told:
        issue(db, paper_id, day=day)
    assert told.value.field == "day"


def test_places_to_fill_in_keep_it_from_being_issued(db: Database) -> None:
    content = with_text(small_plan(), 1, "Kinh phí [điền: số tiền] đồng, [ĐIỀN: nguồn].")
    paper_id = db.write(create, content)
    with pytest.raises(ValidationError, match="2 chỗ chưa điền") as told:
        issue(db, paper_id)
    assert "số tiền" in told.value.message
    assert db.read(get_paper, paper_id).state is PaperState.DRAFT


def test_unconfirmed_left_overs_keep_it_from_being_issued(db: Database) -> None:
    doubt = LeftOver(where="I.1", found="năm 2025", why="Năm cũ?")
    paper_id = db.write(create, left_overs=(doubt,))
    with pytest.raises(ValidationError, match="1 chỗ của năm trước"):
        issue(db, paper_id)


def test_a_signer_is_needed(db: Database) -> None:
    paper_id = db.write(create, replace(small_plan(), head=replace(HEAD, signer_name="")))
    with pytest.raises(ValidationError, match="họ tên người đã ký"):
        issue(db, paper_id)


def test_it_is_issued_once(db: Database, paper_id: UUID) -> None:
    issue(db, paper_id)
    with pytest.raises(ConflictError, match="đã ban hành"):
        issue(db, paper_id, number="6")


def test_the_next_version_says_the_same_under_the_same_keys(db: Database, paper_id: UUID) -> None:
    issue(db, paper_id)
    first = db.read(get_paper, paper_id)

    reason = OpenNextVersion(paper_id=paper_id, reason="Bổ sung nhiệm vụ theo công văn của tỉnh")
    version_id = db.write(open_next_version, reason)

    second = db.read(get_paper, paper_id)
    assert (second.version_id, second.version_number) == (version_id, 2)
    assert second.content.nodes == first.content.nodes
    assert (second.content.head.number, second.content.head.day) == ("", None)
    assert (second.state, second.reason) == (PaperState.DRAFT, reason.reason)


def test_the_first_version_stays_as_it_was_signed(db: Database, paper_id: UUID) -> None:
    issue(db, paper_id)
    signed = db.read(get_paper, paper_id)
    db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa lỗi"))
    row = db.read(get_paper, paper_id)
    command = SaveContent(
        version_id=row.version_id,
        seen_revision=row.revision,
        content=with_text(row.content, 1, "Câu của bản hai."),
    )
    db.write(save_content, command)
    issue(db, paper_id, number="9", day=date(2026, 3, 1))

    assert db.read(get_paper, paper_id, 1).content == signed.content
    assert db.read(verify_hash, signed.version_id)
    found = [(row.number, row.doc_number) for row in db.read(list_versions, paper_id)]
    assert found == [(1, "5"), (2, "9")]


def test_a_next_version_needs_an_issued_one_and_a_reason(db: Database, paper_id: UUID) -> None:
    with pytest.raises(ConflictError, match="chưa ban hành"):
        db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa"))
    db.write(issue_newest, paper_id)
    with pytest.raises(ValidationError, match="lý do"):
        db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="  "))
    with pytest.raises(NotFoundError):
        db.write(open_next_version, OpenNextVersion(paper_id=UUID(int=1), reason="Sửa"))


def test_what_was_signed_is_printed_the_same_ever_after(db: Database, paper_id: UUID) -> None:
    """Where tasks are printed is part of the signed paper, though no word of its tree."""
    issue(db, paper_id)
    other = SetPrintChoices(paper_id=paper_id, show_assignments=False, show_task_annex=False)

    with pytest.raises(ConflictError, match="đã ban hành"):
        db.write(set_print_choices, other)

    row = db.read(get_paper, paper_id)
    assert (row.show_assignments, row.show_task_annex) == (True, True)


def test_version_2_prints_its_own_way_and_leaves_version_1_as_signed(
    db: Database, paper_id: UUID
) -> None:
    # The choices once belonged to the paper, so that version 2 changed a reprint of version 1.
    issue(db, paper_id)
    db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Bổ sung"))
    other = SetPrintChoices(paper_id=paper_id, show_assignments=False, show_task_annex=False)

    db.write(set_print_choices, other)

    first, second = (db.read(get_paper, paper_id, number) for number in (1, 2))
    assert (first.show_assignments, first.show_task_annex) == (True, True)
    assert (second.show_assignments, second.show_task_annex) == (False, False)
    assert db.read(verify_hash, first.version_id)


def _with_table(title: str, cell: str) -> PaperContent:
    plan = small_plan()
    table = {"columns": [[title, 1.0, "left"]], "rows": [[cell]], "groups": [], "total": []}
    first = replace(plan.nodes[1], table=table)
    return replace(plan, nodes=(plan.nodes[0], first, *plan.nodes[2:]))


@pytest.mark.parametrize(
    "content",
    [
        _with_table("Nội dung", "[điền: số liệu]"),
        _with_table("[điền: đơn vị]", "12"),
        replace(small_plan(), head=replace(HEAD, place="[điền: địa danh]")),
        replace(small_plan(), head=replace(HEAD, letterhead=(("[điền: cơ quan]", True),))),
    ],
)
def test_a_place_to_fill_in_is_found_wherever_it_stands(
    db: Database, content: PaperContent
) -> None:
    with pytest.raises(ValidationError, match=r"1 chỗ chưa điền.*\[điền: "):
        issue(db, db.write(create, content))
