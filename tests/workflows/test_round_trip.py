"""A paper goes to Word, is changed there, and comes back as differences that the officer decides on."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import docx
import pytest

from app.db.database import Database
from app.documents.builders.content import content_of, document_of
from app.documents.compare import Kind
from app.documents.render.to_docx import Origin, render_docx
from app.domain import fields
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent
from app.domain.papers import PaperKind
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.papers import get_paper
from app.services.issue import IssuePaper
from app.services.office import set_up_office
from app.services.papers import (
    CreatePaper,
    SaveContent,
    confirm_left_over,
    create_paper,
    save_content,
)
from app.workflows.catalogues import load_catalogues
from app.workflows.papers import issue
from app.workflows.plans import NewPlan, new_plan_from_file, new_plan_from_template
from app.workflows.round_trip import Offered, apply_review, take_back
from tests.documents import kinds_of_papers as kinds
from tests.documents.readers.plans import PLANS
from tests.documents.readers.test_several_papers import LETTER
from tests.workflows.in_word import (
    add_after,
    in_word,
    move_before,
    remove,
    reword,
)
from tests.workflows.test_plans import OFFICE

TEMPLATES = (
    "plan_year_commune",
    "plan_action_month",
    "plan_programme_2282",
    "plan_year_receiving",
)


def with_office(db: Database) -> None:
    load_catalogues(db)
    db.write(set_up_office, OFFICE)


def plan_file(name: str) -> Path:
    return PLANS / f"{name}.txt"


@pytest.fixture
def plan(db: Database) -> UUID:
    """A real plan of another unit, read from its text."""
    return new_plan_from_file(db, plan_file("song-an-2019"))


def said(db: Database, paper_id: UUID) -> list[str]:
    content = db.read(get_paper, paper_id).content
    return [f"{node.heading} {node.text}".strip() for node in content.nodes]


@pytest.mark.parametrize("code", TEMPLATES)
def test_an_untouched_file_of_a_template_brings_no_difference(
    db: Database, tmp_path: Path, code: str
) -> None:
    with_office(db)
    wanted = NewPlan(template_code=code, year=2028, today=date(2028, 1, 5))
    paper = new_plan_from_template(db, wanted)
    review = take_back(db, in_word(db, paper, tmp_path))
    assert review.sure
    assert review.offers == ()
    assert review.comparison.same > 50


@pytest.mark.parametrize("name", ["song-an-2019", "ha-noi-2025"])
def test_an_untouched_file_of_a_real_plan_brings_no_difference(
    db: Database, tmp_path: Path, name: str
) -> None:
    paper = new_plan_from_file(db, plan_file(name))
    assert take_back(db, in_word(db, paper, tmp_path)).offers == ()


def test_what_a_leader_changed_comes_back_as_just_that(
    db: Database, tmp_path: Path, plan: UUID
) -> None:
    before = said(db, plan)
    kept = next(text for text in before if text.startswith("Tăng cường các hoạt động hỗ trợ"))
    path = in_word(
        db,
        plan,
        tmp_path,
        reword("Tăng cường các hoạt động hỗ trợ", "Đẩy mạnh các hoạt động hỗ trợ"),
        add_after("và thụ hưởng bình đẳng giới", "3. Bảo đảm mọi việc có người chịu trách nhiệm."),
        reword("KẾ HOẠCH", "KẾ HOẠCH"),
    )
    review = take_back(db, path)
    found = [(offer.state, offer.change.kind) for offer in review.offers if offer.change]
    assert sorted(found) == [(Offered.FREE, Kind.ADDED), (Offered.FREE, Kind.CHANGED)]

    done = apply_review(db, review, [offer.number for offer in review.offers])

    after = said(db, plan)
    assert done == 2
    at = before.index(kept)
    assert after[at] == kept.replace("Tăng cường", "Đẩy mạnh", 1)
    assert after[at + 1] == "Bảo đảm mọi việc có người chịu trách nhiệm."
    assert after[:at] + after[at + 2 :] == before[:at] + before[at + 1 :]
    nodes = db.read(get_paper, plan).content.nodes
    assert nodes[at + 1].mark is Mark.ARABIC
    assert take_back(db, path).offers == ()


def test_refused_changes_leave_every_word(db: Database, tmp_path: Path, plan: UUID) -> None:
    before = db.read(get_paper, plan)
    path = in_word(db, plan, tmp_path, remove("Tăng cường các hoạt động hỗ trợ"))
    review = take_back(db, path)
    assert [offer.change.kind for offer in review.offers if offer.change] == [Kind.REMOVED]
    assert apply_review(db, review, []) == 0
    assert db.read(get_paper, plan) == before


def test_a_paragraph_dragged_elsewhere_is_moved_with_its_key(
    db: Database, tmp_path: Path, plan: UUID
) -> None:
    nodes = db.read(get_paper, plan).content.nodes
    bullets = [node for node in nodes if node.mark is Mark.DASH and len(node.text) > 60]
    first, third = bullets[0], bullets[2]
    path = in_word(db, plan, tmp_path, move_before(third.text[:50], first.text[:50]))
    review = take_back(db, path)
    moved = [offer for offer in review.offers if offer.change and offer.change.moved]
    assert len(moved) == len(review.offers) == 1

    apply_review(db, review, [moved[0].number])

    keys = [node.key for node in db.read(get_paper, plan).content.nodes]
    assert keys.index(third.key) == keys.index(first.key) - 1
    assert set(keys) == {node.key for node in nodes}


def receiver(word: Any) -> None:
    """The paper is kept at the drafting unit too."""
    for table in word.tables:
        for cell in table._cells:
            for one in cell.paragraphs:
                for run in one.runs:
                    run.text = run.text.replace("Lưu: VT", "Lưu: VT, VHXH")


def test_lines_of_the_head_are_taken_too(db: Database, tmp_path: Path, plan: UUID) -> None:
    review = take_back(db, in_word(db, plan, tmp_path, receiver))
    (offer,) = review.offers
    assert offer.head is not None
    assert offer.head.field == "recipients"
    apply_review(db, review, [offer.number])
    assert "VHXH" in db.read(get_paper, plan).content.head.recipients[-1]


def test_a_place_changed_on_both_sides_is_shown_with_both_words(
    db: Database, tmp_path: Path, plan: UUID
) -> None:
    path = in_word(db, plan, tmp_path, reword("Tăng cường các hoạt động", "Đẩy mạnh các hoạt động"))
    row = db.read(get_paper, plan)
    nodes = tuple(
        replace(node, text=node.text.replace("Tăng cường các", "Mở rộng các"))
        for node in row.content.nodes
    )
    changed = SaveContent(
        version_id=row.version_id,
        seen_revision=row.revision,
        content=replace(row.content, nodes=nodes),
    )
    issue_first(db, plan)
    row = db.read(get_paper, plan)
    with pytest.raises(ConflictError):
        db.write(save_content, changed)
    review = take_back(db, path)
    assert [offer.state for offer in review.offers if offer.change] == [Offered.FREE]
    with pytest.raises(ValidationError, match="lý do"):
        apply_review(db, review, [offer.number for offer in review.offers])
    taken = [offer.number for offer in review.offers if offer.change]
    apply_review(db, review, taken, reason="Lãnh đạo sửa")
    assert db.read(get_paper, plan).version_number == 2

    row = db.read(get_paper, plan)
    nodes = tuple(
        replace(node, text=node.text.replace("Đẩy mạnh các hoạt động hỗ trợ", "Mở rộng hỗ trợ"))
        for node in row.content.nodes
    )
    db.write(
        save_content,
        replace(
            changed,
            version_id=row.version_id,
            seen_revision=row.revision,
            content=replace(row.content, nodes=nodes),
        ),
    )
    review = take_back(db, path)
    (offer,) = [offer for offer in review.offers if offer.change]
    assert offer.state is Offered.CONFLICT
    assert "Mở rộng hỗ trợ" in offer.ours


def issue_first(db: Database, paper_id: UUID) -> None:
    row = db.read(get_paper, paper_id)
    head = replace(row.content.head, symbol="KH-UBND")
    content = replace(row.content, head=head)
    save = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    db.write(save_content, save)
    for number in range(len(row.left_overs)):
        db.write(confirm_left_over, row.version_id, len(row.left_overs) - 1 - number)
    order = IssuePaper(
        version_id=row.version_id, number="12", day=date(2019, 6, 20), signer_name="Trần Văn Mẫu"
    )
    issue(db, paper_id, order)


@pytest.fixture
def an_hour_later(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written from now on was written an hour after the file."""
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    monkeypatch.setattr("app.models.change_lines.utc_now", lambda: later)


def retype(db: Database, paper_id: UUID, change: Callable[[PaperContent], PaperContent]) -> None:
    """The officer goes on writing in the program."""
    row = db.read(get_paper, paper_id)
    content = change(row.content)
    save = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    db.write(save_content, save)


def replaced(old: str, new: str) -> Callable[[PaperContent], PaperContent]:
    def change(content: PaperContent) -> PaperContent:
        nodes = (replace(node, text=node.text.replace(old, new)) for node in content.nodes)
        return replace(content, nodes=tuple(nodes))

    return change


SUPPORT = "Tăng cường các hoạt động hỗ trợ"


def test_what_only_the_officer_wrote_since_is_no_change_of_the_leader(
    db: Database, tmp_path: Path, plan: UUID, request: pytest.FixtureRequest
) -> None:
    """A draft that went on once looked as if the leader had turned it back."""
    kept = db.read(get_paper, plan).content
    goal = next(node.text for node in kept.nodes if node.mark is Mark.DASH and len(node.text) > 60)
    path = in_word(db, plan, tmp_path, reword(goal[:30], f"Quyết tâm: {goal[:30]}"))
    request.getfixturevalue("an_hour_later")

    def go_on(content: PaperContent) -> PaperContent:
        content = replaced(SUPPORT, "Mở rộng các hoạt động hỗ trợ")(content)
        fresh = NodeContent(depth=0, mark=Mark.NONE, text="Câu viết thêm ở đây.")
        head = replace(content.head, recipients=("Lưu: VT.",))
        return replace(content, head=head, nodes=(fresh, *content.nodes[:-1]))

    retype(db, plan, go_on)
    here = said(db, plan)
    review = take_back(db, path)
    assert [(offer.state, offer.change and offer.change.kind) for offer in review.offers] == [
        (Offered.FREE, Kind.CHANGED)
    ]
    apply_review(db, review, [1])
    at = here.index(goal)
    assert said(db, plan) == [
        *here[:at],
        f"Quyết tâm: {goal}",
        *here[at + 1 :],
    ]
    assert take_back(db, path).offers == ()


def test_the_same_place_changed_in_word_and_here_is_a_conflict(
    db: Database, tmp_path: Path, plan: UUID, request: pytest.FixtureRequest
) -> None:
    path = in_word(db, plan, tmp_path, reword(SUPPORT, "Đẩy mạnh các hoạt động hỗ trợ"))
    request.getfixturevalue("an_hour_later")
    retype(db, plan, replaced(SUPPORT, "Mở rộng các hoạt động hỗ trợ"))
    (offer,) = take_back(db, path).offers
    assert offer.state is Offered.CONFLICT
    assert offer.ours.startswith("Mở rộng các hoạt động hỗ trợ")

    retype(db, plan, replaced("Mở rộng các hoạt", "Đẩy mạnh các hoạt"))
    assert take_back(db, path).offers == ()


def test_a_place_that_is_gone_here_is_named_and_not_taken(
    db: Database, tmp_path: Path, plan: UUID, request: pytest.FixtureRequest
) -> None:
    path = in_word(db, plan, tmp_path, reword(SUPPORT, "Đẩy mạnh các hoạt động hỗ trợ"))
    request.getfixturevalue("an_hour_later")

    def drop(content: PaperContent) -> PaperContent:
        nodes = tuple(node for node in content.nodes if not node.text.startswith(SUPPORT))
        return replace(content, nodes=nodes)

    retype(db, plan, drop)
    review = take_back(db, path)
    assert [offer.state for offer in review.offers] == [Offered.GONE]
    assert apply_review(db, review, [1]) == 0


def test_what_both_sides_did_alike_is_no_difference(
    db: Database, tmp_path: Path, plan: UUID, request: pytest.FixtureRequest
) -> None:
    """The same receiver written, the same paragraph taken out, in Word and here."""
    path = in_word(db, plan, tmp_path, remove(SUPPORT), receiver)
    request.getfixturevalue("an_hour_later")

    def alike(content: PaperContent) -> PaperContent:
        *others, last = content.head.recipients
        head = replace(content.head, recipients=(*others, last.replace("Lưu: VT", "Lưu: VT, VHXH")))
        nodes = tuple(node for node in content.nodes if not node.text.startswith(SUPPORT))
        return replace(content, head=head, nodes=nodes)

    retype(db, plan, alike)
    assert take_back(db, path).offers == ()


def test_other_papers_of_the_file_are_told_of(db: Database, tmp_path: Path, plan: UUID) -> None:
    def letter_behind(word: Any) -> None:
        word.add_page_break()
        for line in LETTER.split("\n"):
            word.add_paragraph(line)

    review = take_back(db, in_word(db, plan, tmp_path, letter_behind))
    assert review.remarks[-1] == "Tệp còn 1 văn bản khác, chưa xem tới."


def test_tasks_and_bound_numbers_of_a_reworded_node_stay(db: Database, tmp_path: Path) -> None:
    with_office(db)
    wanted = NewPlan(template_code="plan_year_commune", year=2028, today=date(2028, 1, 5))
    paper = new_plan_from_template(db, wanted)
    row = db.read(get_paper, paper)
    task = next(node for node in row.content.nodes if node.task and len(node.text) > 40)
    bound = f"{task.text} Có {fields.bind('people', '1.250')} người dự."
    nodes = tuple(
        replace(node, text=bound) if node.key == task.key else node for node in row.content.nodes
    )
    content = replace(row.content, nodes=nodes)
    save = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    db.write(save_content, save)
    path = in_word(db, paper, tmp_path, reword("1.250 người dự.", "1.250 người dự, vượt mức."))
    review = take_back(db, path)
    free = [offer for offer in review.offers if offer.state is Offered.FREE]
    assert len(free) == 1
    apply_review(db, review, [offer.number for offer in free])
    now = next(n for n in db.read(get_paper, paper).content.nodes if n.key == task.key)
    assert now.task == task.task
    assert now.text == f"{bound[:-1]}, vượt mức."


def test_changes_in_parts_made_from_tasks_are_shown_and_never_taken(
    db: Database, tmp_path: Path
) -> None:
    with_office(db)
    wanted = NewPlan(template_code="plan_year_commune", year=2028, today=date(2028, 1, 5))
    paper = new_plan_from_template(db, wanted)

    def annex(word: Any) -> None:
        table = word.tables[-1]
        table.rows[-1].cells[-1].paragraphs[0].runs[0].text = "Sửa trong phụ lục"

    review = take_back(db, in_word(db, paper, tmp_path, annex))
    (offer,) = review.offers
    assert offer.state is Offered.MADE
    assert not offer.takable
    assert apply_review(db, review, [offer.number]) == 0


def test_a_file_of_another_paper_or_of_no_paper_is_refused(
    db: Database, tmp_path: Path, plan: UUID
) -> None:
    other = new_plan_from_file(db, plan_file("ha-noi-2025"))
    path = in_word(db, plan, tmp_path)
    with pytest.raises(ConflictError, match="văn bản khác"):
        take_back(db, path, other)
    foreign = tmp_path / "la.docx"
    word = docx.Document()
    word.add_paragraph("KẾ HOẠCH")
    word.add_paragraph("1. Một việc.")
    word.save(str(foreign))
    with pytest.raises(NotFoundError, match="chưa biết"):
        take_back(db, foreign)
    assert not take_back(db, foreign, plan).sure


def test_a_paper_that_is_not_here_is_named_as_such(
    db: Database, tmp_path: Path, plan: UUID
) -> None:
    path = tmp_path / "may-khac.docx"
    content = db.read(get_paper, plan).content
    stranger = Origin("00000000-0000-4000-8000-000000000000", 1)
    render_docx(document_of(content), path, origin=stranger)
    with pytest.raises(NotFoundError, match="không có trong dữ liệu này"):
        take_back(db, path)


def test_a_review_made_before_other_changes_is_not_put_in(
    db: Database, tmp_path: Path, plan: UUID
) -> None:
    review = take_back(db, in_word(db, plan, tmp_path, remove("Tăng cường các hoạt động hỗ trợ")))
    row = db.read(get_paper, plan)
    content = replace(row.content, head=replace(row.content.head, title=("Việc khác",)))
    save = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    db.write(save_content, save)
    with pytest.raises(ConflictError, match="so sánh lại"):
        apply_review(db, review, [1])


@pytest.mark.slow
def test_keys_live_through_libreoffice(db: Database, tmp_path: Path, plan: UUID) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here")
    path = in_word(
        db, plan, tmp_path, reword("Tăng cường các hoạt động hỗ trợ", "Đẩy mạnh việc hỗ trợ")
    )
    out = tmp_path / "luu-lai"
    profile = f"-env:UserInstallation={(tmp_path / 'ho-so').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=500,
    )
    review = take_back(db, out / path.name)
    assert review.sure
    assert [offer.change.kind for offer in review.offers if offer.change] == [Kind.CHANGED]


def test_reports_and_other_kinds_come_back_the_same(db: Database, tmp_path: Path) -> None:
    for kind, make in (
        (PaperKind.LETTER, kinds.letter),
        (PaperKind.DECISION, kinds.decision),
        (PaperKind.MINUTES, kinds.minutes),
        (PaperKind.SUBMISSION, kinds.submission),
        (PaperKind.INVITATION, kinds.invitation),
        (PaperKind.NOTICE, kinds.notice),
        (PaperKind.COMMENTS, kinds.comments),
    ):
        paper = db.write(
            create_paper,
            CreatePaper(kind=kind, paper_type="other", year=2027, content=content_of(make())),
        )
        review = take_back(db, in_word(db, paper, tmp_path))
        assert review.offers == (), kind
