"""Other papers to compare with, and how a difference is called."""

from dataclasses import replace

from app.db.database import Database
from app.documents.builders.content import document_of
from app.documents.compare import compare
from app.workflows.comparing import change_words, others_to_compare
from app.workflows.plans import new_plan_from_file
from tests.documents.test_compare import content
from tests.workflows.test_importing import PLANS


def test_a_paper_is_not_offered_to_be_compared_with_itself(db: Database) -> None:
    first, second = (
        new_plan_from_file(db, PLANS / f"{name}.txt") for name in ("song-an-2019", "ha-noi-2025")
    )
    assert [paper_id for paper_id, _title in others_to_compare(db, first)] == [second]
    [(_paper, title)] = others_to_compare(db, second)
    assert title.endswith("(2019)")


def test_what_was_moved_and_reworded_is_called_both() -> None:
    old = content("Họp giao ban các thôn", "Treo khẩu hiệu ở trụ sở", "Mở lớp cho cán bộ thôn")
    first, *others = old.nodes
    moved = replace(first, text=f"{first.text} hằng quý")
    new = replace(old, nodes=(*others, moved))
    [change] = compare(document_of(old), document_of(new)).changes
    assert change_words(change) == "Chuyển chỗ và sửa"
    [only] = compare(document_of(old), document_of(replace(old, nodes=(*others, first)))).changes
    assert change_words(only) == "Chuyển chỗ"
