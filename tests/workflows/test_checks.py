"""A paper checked with the office's facts: open, waived, beside the editor, before issue."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain.numbering import Mark
from app.domain.paper_content import LeftOver, NodeContent, PaperContent
from app.domain.papers import PaperState
from app.errors import NotFoundError, ValidationError
from app.paths import resource
from app.queries.papers import get_paper
from app.services.issue import IssuePaper
from app.services.waivers import WaiveFinding, waive_finding
from app.workflows.catalogues import load_catalogues
from app.workflows.checks import (
    Finding,
    LiveChecker,
    Severity,
    check_paper,
    check_version,
    mended,
    place_words,
)
from app.workflows.papers import issue
from tests.papers import DAY, HEAD, TASK, create, small_plan, with_text

TODAY = date(2026, 1, 10)


@pytest.fixture
def paper_id(db: Database) -> UUID:
    """A small plan that could be issued."""
    return db.write(create)


def rules(db: Database, content: PaperContent) -> dict[str, Severity]:
    """Rules that a plan breaks."""
    found = check_paper(db, db.write(create, content), TODAY)
    return {finding.rule: finding.severity for finding in found}


def of_form(found: dict[str, Severity]) -> dict[str, Severity]:
    """Those of the form alone; the proofreader may have its say on the same words."""
    shipped = (resource("check_rules") / "form.toml").read_text(encoding="utf-8")
    return {rule: severity for rule, severity in found.items() if f"[rule.{rule}]" in shipped}


def with_node(content: PaperContent, node: NodeContent) -> PaperContent:
    return replace(content, nodes=(*content.nodes[:2], node, *content.nodes[2:]))


def waive(db: Database, paper_id: UUID, finding: Finding) -> None:
    rule, quote = finding.identity
    command = WaiveFinding(paper_id=paper_id, rule=rule, quote=quote, reason="Đã xem")
    db.write(waive_finding, command)


def issue_command(db: Database, paper_id: UUID, number: str = "5") -> IssuePaper:
    return IssuePaper(version_id=db.read(get_paper, paper_id).version_id, number=number, day=DAY)


def test_a_whole_plan_has_no_findings(db: Database, paper_id: UUID) -> None:
    assert check_paper(db, paper_id, TODAY) == []


def test_a_paper_that_is_gone_is_told(db: Database) -> None:
    with pytest.raises(NotFoundError):
        check_paper(db, UUID(int=1), TODAY)


@pytest.mark.parametrize(
    ("content", "rule", "severity"),
    [
        (replace(small_plan(), head=replace(HEAD, title=())), "title_missing", Severity.BLOCK),
        (
            replace(small_plan(), head=replace(HEAD, recipients=())),
            "recipients_missing",
            Severity.WARN,
        ),
        (with_text(small_plan(), 1, "Chi [điền: số tiền] đồng."), "blank", Severity.BLOCK),
        (
            replace(small_plan(), head=replace(HEAD, title=("Công tác năm 2025",))),
            "title_year",
            Severity.WARN,
        ),
        (with_text(small_plan(), 4, "Trên đây là Kế hoạch."), "end_mark", Severity.WARN),
        (
            with_node(
                small_plan(),
                NodeContent(
                    depth=1, mark=Mark.DASH, text="Làm việc.", task=replace(TASK, lead=" ")
                ),
            ),
            "task_lead",
            Severity.WARN,
        ),
        (
            with_node(
                small_plan(),
                NodeContent(
                    depth=1,
                    mark=Mark.DASH,
                    text="Làm việc.",
                    task=replace(TASK, starts_on=date(2025, 12, 1)),
                ),
            ),
            "task_period",
            Severity.WARN,
        ),
    ],
)
def test_what_should_be_mended_is_found(
    db: Database, content: PaperContent, rule: str, severity: Severity
) -> None:
    assert of_form(rules(db, content)) == {rule: severity}


def test_an_expired_basis_is_found_on_the_day_of_the_paper(db: Database) -> None:
    load_catalogues(db)
    decree = "Căn cứ Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ;"
    content = replace(small_plan(), head=replace(HEAD, bases=(decree,)))
    assert "base_in_force" in rules(db, content)
    then = replace(content, head=replace(content.head, number="3", day=date(2025, 3, 1)))
    assert "base_in_force" not in rules(db, then)


def test_a_basis_among_the_left_overs_is_asked_there(db: Database) -> None:
    load_catalogues(db)
    decree = "Căn cứ Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ;"
    content = replace(small_plan(), head=replace(HEAD, bases=(decree,)))
    doubt = LeftOver(where="Căn cứ", found=decree, why="Hết hiệu lực.")
    found = check_paper(db, db.write(create, content, left_overs=(doubt,)), TODAY)
    assert "base_in_force" not in {finding.rule for finding in found}
    assert "left_over" in {finding.rule for finding in found}


def test_blocking_findings_come_first_and_say_where(db: Database) -> None:
    content = with_text(with_text(small_plan(), 3, "[điền: việc]"), 4, "Hết.")
    doubt = LeftOver(where="I.1", found="năm 2025", why="Năm cũ?")
    paper_id = db.write(create, content, left_overs=(doubt,))

    found = check_paper(db, paper_id, TODAY)

    assert [finding.rule for finding in found] == ["left_over", "blank", "end_mark"]
    assert found[0].message == "Chưa xác nhận: năm 2025 (I.1). Năm cũ?"
    assert found[1].where == str(content.nodes[3].key)
    assert place_words(content, found[1].where) == "Mục II.1"


@pytest.mark.parametrize("end", ["Hết", "Hết.", "Hết ./", "Hết;"])
def test_the_end_mark_is_mended_before_the_marker_lines(db: Database, end: str) -> None:
    marker = NodeContent(depth=0, mark=Mark.NONE, text="@nhiem_vu_theo_co_quan")
    content = with_text(small_plan(), 4, end)
    content = replace(content, nodes=(*content.nodes, marker))
    [found] = check_paper(db, db.write(create, content), TODAY)
    assert found.mend is not None
    after = mended(content, found.mend)
    assert after.nodes[4].text == "Hết./."
    assert after.nodes[5] == marker


def test_a_waived_finding_stands_apart_with_its_reason(db: Database) -> None:
    content = with_text(small_plan(), 4, "Trên đây là Kế hoạch.")
    paper_id = db.write(create, content)
    [found] = check_paper(db, paper_id, TODAY)
    waive(db, paper_id, found)

    checked = check_version(db, db.read(get_paper, paper_id), TODAY)

    assert checked.open == []
    [(waived, waiver)] = checked.waived
    assert (waived, waiver.reason) == (found, "Đã xem")


def test_other_words_under_the_same_rule_count_again(db: Database) -> None:
    content = with_text(small_plan(), 4, "Trên đây là Kế hoạch.")
    paper_id = db.write(create, content)
    live = LiveChecker.open(db, paper_id, TODAY)
    waive(db, paper_id, live.check(content)[0])

    live = LiveChecker.open(db, paper_id, TODAY)

    assert live.check(content) == []
    assert [one.rule for one in live.check(with_text(content, 4, "Xong."))] == ["end_mark"]


def test_the_live_checker_follows_the_words(db: Database, paper_id: UUID) -> None:
    live = LiveChecker.open(db, paper_id, TODAY)
    content = db.read(get_paper, paper_id).content
    assert live.check(content) == []
    blank = with_text(content, 1, "Chi [điền: số] đồng.")
    assert [one.quote for one in live.check(blank)] == ["[điền: số]"]
    assert live.check(content) == []


def test_issue_is_refused_while_something_blocks(db: Database) -> None:
    paper_id = db.write(create, replace(small_plan(), head=replace(HEAD, symbol="BC-UBND")))
    with pytest.raises(ValidationError, match="bắt đầu bằng KH"):
        issue(db, paper_id, issue_command(db, paper_id))
    assert db.read(get_paper, paper_id).state is PaperState.DRAFT


def test_issue_passes_what_was_waved_through(db: Database) -> None:
    paper_id = db.write(create, replace(small_plan(), head=replace(HEAD, symbol="BC-UBND")))
    [found] = check_paper(db, paper_id, TODAY)
    waive(db, paper_id, found)
    issue(db, paper_id, issue_command(db, paper_id))
    assert db.read(get_paper, paper_id).state is PaperState.ISSUED


def test_what_may_not_be_waved_through_still_blocks(db: Database) -> None:
    content = with_text(small_plan(), 1, "Chi [điền: số tiền] đồng.")
    paper_id = db.write(create, content)
    [found] = check_paper(db, paper_id, TODAY)
    waive(db, paper_id, found)
    assert check_paper(db, paper_id, TODAY) == [found]
    with pytest.raises(ValidationError, match="chưa điền"):
        issue(db, paper_id, issue_command(db, paper_id))


def test_the_signer_typed_at_issue_is_enough(db: Database) -> None:
    paper_id = db.write(create, replace(small_plan(), head=replace(HEAD, signer_name="")))
    command = issue_command(db, paper_id)
    with pytest.raises(ValidationError, match="họ tên người ký"):
        issue(db, paper_id, command)
    issue(db, paper_id, replace(command, signer_name="Nguyễn Văn Mẫu"))
    assert db.read(get_paper, paper_id).content.head.signer_name == "Nguyễn Văn Mẫu"


def test_more_than_three_blocking_places_are_counted(db: Database) -> None:
    content = with_text(small_plan(), 1, "[điền: a] [điền: b] [điền: c] [điền: d] [điền: đ]")
    paper_id = db.write(create, content)
    with pytest.raises(ValidationError, match="và 2 chỗ nữa"):
        issue(db, paper_id, issue_command(db, paper_id))
