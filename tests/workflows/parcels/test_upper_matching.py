"""Tasks from above beside our plan: offered by words, confirmed, drafted, counted; newer plans."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.paper_content import PaperContent
from app.domain.upper_tasks import Cover
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.papers import get_paper
from app.queries.upper_tasks import newest_upper_plan, upper_years
from app.services.issue import OpenNextVersion, open_next_version
from app.services.papers import SaveContent, save_content
from app.workflows.parcels.downward import SendDown, make_down
from app.workflows.parcels.given_items import GivenItem, Part
from app.workflows.parcels.taking import ALL, look_at_down, take_over
from app.workflows.parcels.upper_matching import (
    UpperPage,
    confirm_offer,
    draft_task,
    plans_to_draft_in,
    set_not_ours,
    take_answer_back,
    upper_page,
)
from tests.papers import issue_newest
from tests.workflows.parcels.two_offices import (
    COMMUNE,
    NOW,
    TODAY,
    Offices,
    hand_down,
    later,
    make_plan,
    plan_content,
)

TRAIN = "Tổ chức tập huấn kiến thức về bình đẳng giới cho cán bộ thôn, khu phố"
MARCH = "Phát động Tháng hành động vì bình đẳng giới trên toàn tỉnh"
SURVEY = "Khảo sát thực trạng bạo lực gia đình tại các huyện miền núi"


def given_plan(offices: Offices, stick: Path) -> UUID:
    """The province's issued plan, taken over by the commune; the plan's id at the province."""
    plan_id = make_plan(offices.province, plan_content(TRAIN, MARCH, SURVEY))
    package_id = hand_down(offices, stick, SendDown(year=2026, plan_id=plan_id))
    take_over(offices.commune, package_id, ALL, NOW)
    return plan_id


def changed_plan(offices: Offices, plan_id: UUID, content: PaperContent) -> None:
    """The next version, issued."""
    db = offices.province
    db.write(open_next_version, OpenNextVersion(paper_id=plan_id, reason="Điều chỉnh"))
    row = db.read(get_paper, plan_id)
    command = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    db.write(save_content, command)
    db.write(issue_newest, plan_id, "9")


def page(offices: Offices) -> UpperPage:
    return upper_page(offices.commune, 2026, TODAY)


def upper_id(found: UpperPage, text: str) -> UUID:
    return next(row.id for row in found.rows if row.title == text)


def covers(found: UpperPage) -> list[Cover | None]:
    return [row.cover for row in found.rows]


def test_the_issued_plan_arrives_node_by_node(offices: Offices, stick: Path) -> None:
    assert page(offices).plan is None
    given_plan(offices, stick)
    found = page(offices)
    assert found.plan is not None
    assert (found.plan.unit_name, found.plan.sequence) == ("UBND tỉnh Mẫu", 1)
    assert [(row.mark, row.title) for row in found.rows] == [
        ("I.", "NHIỆM VỤ"),
        ("1.", TRAIN),
        ("2.", MARCH),
        ("3.", SURVEY),
    ]
    task = found.rows[1]
    assert (task.lead, task.partners, task.output) == (
        "Ủy ban nhân dân các xã",
        ("Hội Liên hiệp Phụ nữ",),
        "Mỗi xã 01 lớp tập huấn",
    )
    assert covers(found) == [None, Cover.MISSING, Cover.MISSING, Cover.MISSING]
    assert (found.coverage.covered, found.coverage.tasks) == (0, 3)
    assert offices.commune.read(upper_years) == [2026]


def test_what_is_alike_is_offered_and_the_officer_decides(offices: Offices, stick: Path) -> None:
    given_plan(offices, stick)
    ours = "Tập huấn kiến thức bình đẳng giới cho cán bộ các thôn"
    make_plan(offices.commune, plan_content(ours, "Trồng cây xanh dọc đường liên xã"))
    found = page(offices)
    train = upper_id(found, TRAIN)
    (offer,) = found.offers[train]
    assert offer.title == ours
    assert found.offers[upper_id(found, SURVEY)] == ()

    confirm_offer(offices.commune, train, offer.task_key, TODAY)
    set_not_ours(offices.commune, upper_id(found, SURVEY))
    found = page(offices)
    assert covers(found) == [None, Cover.COVERED, Cover.MISSING, Cover.NOT_OURS]
    assert found.rows[1].answer == ours
    assert found.coverage.words == (
        "Kế hoạch của đơn vị đã có 1 trên 2 nhiệm vụ cấp trên giao, còn 1 nhiệm vụ chưa có."
    )
    take_answer_back(offices.commune, train)
    take_answer_back(offices.commune, upper_id(found, SURVEY))
    assert page(offices).coverage.missing == 3


def test_a_missing_task_goes_into_our_draft_in_one_step(offices: Offices, stick: Path) -> None:
    given_plan(offices, stick)
    content = plan_content("Việc của xã")
    closing = replace(plan_content().nodes[0], heading="TỔ CHỨC THỰC HIỆN")
    plan = make_plan(
        offices.commune, replace(content, nodes=(*content.nodes, closing)), issued=False
    )
    made = draft_task(offices.commune, upper_id(page(offices), TRAIN), TODAY)
    assert made.paper_id == plan
    nodes = offices.commune.read(get_paper, plan).content.nodes
    assert [node.heading or node.text for node in nodes] == [
        "NHIỆM VỤ",
        "Việc của xã",
        TRAIN,
        "TỔ CHỨC THỰC HIỆN",
    ]
    task = nodes[2].task
    assert task is not None
    assert (nodes[2].depth, task.lead, task.output) == (
        1,
        "UBND xã Mẫu Thượng",
        "Mỗi xã 01 lớp tập huấn",
    )
    found = page(offices)
    assert found.rows[1].task_key == made.task_key
    assert found.coverage.covered == 1
    with pytest.raises(ConflictError, match="đã có"):
        draft_task(offices.commune, upper_id(found, TRAIN), TODAY)


def test_a_task_that_we_take_out_again_is_missing_again(offices: Offices, stick: Path) -> None:
    given_plan(offices, stick)
    plan = make_plan(offices.commune, plan_content(), issued=False)
    draft_task(offices.commune, upper_id(page(offices), TRAIN), TODAY)
    row = offices.commune.read(get_paper, plan)
    bare = replace(row.content, nodes=row.content.nodes[:1])
    command = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=bare)
    offices.commune.write(save_content, command)
    found = page(offices)
    assert (found.rows[1].cover, found.rows[1].lost) == (Cover.MISSING, True)


def test_without_a_plan_to_change_nothing_is_drafted(offices: Offices, stick: Path) -> None:
    given_plan(offices, stick)
    train = upper_id(page(offices), TRAIN)
    with pytest.raises(ConflictError, match="Hãy lập kế hoạch"):
        draft_task(offices.commune, train, TODAY)
    issued = make_plan(offices.commune, plan_content("Việc đã ban hành"))
    with pytest.raises(ConflictError, match="bản tiếp theo"):
        draft_task(offices.commune, train, TODAY, issued)
    first = make_plan(offices.commune, plan_content("Một"), issued=False)
    make_plan(offices.commune, plan_content("Hai"), issued=False)
    assert len(plans_to_draft_in(offices.commune, 2026)) == 2
    with pytest.raises(ValidationError) as caught:
        draft_task(offices.commune, train, TODAY)
    assert caught.value.field == "paper_id"
    assert draft_task(offices.commune, train, TODAY, first).paper_id == first


def test_headings_and_strangers_are_refused(offices: Offices, stick: Path) -> None:
    given_plan(offices, stick)
    found = page(offices)
    heading = upper_id(found, "NHIỆM VỤ")
    with pytest.raises(ValidationError, match="đề mục"):
        set_not_ours(offices.commune, heading)
    with pytest.raises(ValidationError, match="đề mục"):
        draft_task(offices.commune, heading, TODAY)
    with pytest.raises(NotFoundError):
        confirm_offer(offices.commune, upper_id(found, TRAIN), UUID(int=5), TODAY)
    with pytest.raises(NotFoundError):
        set_not_ours(offices.commune, UUID(int=5))
    with pytest.raises(NotFoundError):
        draft_task(offices.commune, UUID(int=5), TODAY)


def test_a_newer_plan_keeps_the_answers_and_shows_what_changed(
    offices: Offices, stick: Path
) -> None:
    plan_id = given_plan(offices, stick)
    make_plan(offices.commune, plan_content(), issued=False)
    draft_task(offices.commune, upper_id(page(offices), TRAIN), TODAY)
    set_not_ours(offices.commune, upper_id(page(offices), SURVEY))

    content = offices.province.read(get_paper, plan_id).content
    new = plan_content("Tổng kết năm").nodes[1]
    changed = replace(content.nodes[3], text=f"{SURVEY} và ven biển")
    nodes = (*content.nodes[:2], changed, new)
    changed_plan(offices, plan_id, replace(content, nodes=nodes))
    second = hand_down(offices, stick, SendDown(year=2026, plan_id=plan_id), later(1))
    part = look_at_down(offices.commune, second, NOW).part(Part.PLAN)
    assert part is not None
    assert part.words == "1 mới, 1 đổi, 2 giữ, 1 cấp trên bỏ"
    assert page(offices).rows[2].title == MARCH

    take_over(offices.commune, second, ALL, later(1))
    found = page(offices)
    assert [row.title for row in found.rows] == [
        "NHIỆM VỤ",
        TRAIN,
        f"{SURVEY} và ven biển",
        "Tổng kết năm",
    ]
    assert covers(found) == [None, Cover.COVERED, Cover.NOT_OURS, Cover.MISSING]
    plan = offices.commune.read(newest_upper_plan, 2026)
    assert plan is not None
    assert plan.package_id == second
    again = take_over(offices.commune, second, ALL, later(2))
    assert [one.writes for one in again.parts] == [0]


def test_only_an_issued_plan_of_the_year_goes_down(offices: Offices) -> None:
    draft = make_plan(offices.province, plan_content(TRAIN), issued=False)
    with pytest.raises(ValidationError, match="chưa ban hành"):
        make_down(offices.province, SendDown(year=2026, plan_id=draft), [COMMUNE], NOW)
    issued = make_plan(offices.province, plan_content(TRAIN))
    with pytest.raises(ValidationError, match="năm 2026"):
        make_down(offices.province, SendDown(year=2027, plan_id=issued), [COMMUNE], NOW)


def test_a_plan_whose_levels_make_no_tree_is_refused(offices: Offices, stick: Path) -> None:
    from app.exchange.records import NodeRecord
    from app.workflows.parcels.given_figures import look_at_nodes

    def item(**changes: object) -> GivenItem:
        usual = {"key": UUID(int=1), "depth": 0, "mark": "roman", "text": "Một", "lead": "Sở"}
        records = (NodeRecord(**{**usual, **changes}),)  # type: ignore[arg-type]
        (found,), nodes = look_at_nodes(records, [])
        assert (found.kind == "refused") is not bool(nodes)
        return found

    assert item().kind == "new"
    for wrong in ({"depth": 1}, {"mark": "hieroglyph"}):
        assert "xếp cấp không đúng" in item(**wrong).why
