"""No way into the data lets words about a person stand beside counts of violence."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from app.db.database import Database
from app.db.engine import make_engine
from app.domain import fields
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Indicator
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead
from app.domain.periods import management_year
from app.errors import ValidationError
from app.exchange.reading import read_package
from app.exchange.records import FigureRecord, Records
from app.exchange.refusals import Stage
from app.queries.indicators import list_indicators, sensitive_codes
from app.services.activities import (
    ActivityDraft,
    AttachFile,
    ChangeActivity,
    attach_file,
    change_activity,
    record_activities,
    record_activity,
    record_pasted,
)
from app.services.figures import (
    CellDraft,
    SaveFigures,
    SetTarget,
    check_target,
    save_figures,
    save_periods,
)
from app.services.waivers import WaiveFinding, waive_finding
from app.workflows.catalogues import load_catalogues
from app.workflows.persons_beside import RULE, persons_beside_counts
from tests.cli.begun import Bdg, bdg
from tests.exchange.offices import desk, package, records
from tests.exchange.refused import refused

__all__ = ["bdg"]

PERSON = "chị Nguyễn Thị Mẫu chưa khai"
DAY = date(2026, 11, 20)
KIND = "ho_tro_nan_nhan"


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Database]:
    """One for all: what is refused leaves nothing behind."""
    path = tmp_path_factory.mktemp("office") / "so-binh-dang.db"
    shutil.copy(request.getfixturevalue("_empty_file"), path)
    database = Database(make_engine(path), "Nguyễn Văn Mẫu")
    load_catalogues(database)
    yield database
    database.close()


def count_of_violence(db: Database) -> Indicator:
    known = db.read(list_indicators)
    return next(one for one in known.values() if one.sensitive and one.unit != "%")


def cell(code: str, **changes: Any) -> CellDraft:
    usual = CellDraft(indicator=code, column=Column.TOTAL, state=CellState.VALUE, value=Decimal(3))
    return replace(usual, **changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": CellState.MISSING, "value": None, "reason": PERSON}, "lý do"),
        ({"note": PERSON}, "lời ghi"),
        ({"origin": "file", "source": "Nguyễn Thị Mẫu.xlsx"}, "tên tệp"),
    ],
)
@pytest.mark.parametrize("way", ["one", "many"])
def test_figures_refuse(office: Database, changes: dict[str, Any], words: str, way: str) -> None:
    one = count_of_violence(office)
    command = SaveFigures(
        period=management_year(2026), cells=(cell(one.code, **changes),), indicators={one.code: one}
    )
    fn, given = (save_figures, command) if way == "one" else (save_periods, [command])
    with pytest.raises(ValidationError, match=f"Trong {words} có họ tên") as error:
        office.write(fn, given)  # type: ignore[arg-type]
    assert "Mẫu" not in error.value.message


def test_a_file_with_a_long_number_is_no_person(office: Database) -> None:
    one = count_of_violence(office)
    draft = cell(one.code, origin="file", source="1732190000000 thôn 3.xlsx")
    command = SaveFigures(period=management_year(2026), cells=(draft,), indicators={one.code: one})
    assert office.write(save_figures, command)


def test_targets_refuse(office: Database) -> None:
    one = count_of_violence(office)
    command = SetTarget(indicator=one.code, year=2026, value=Decimal(1), words=PERSON)
    with pytest.raises(ValidationError) as error:
        check_target(command, one)
    assert error.value.field == "words"
    check_target(replace(command, words="Giảm còn 1 vụ"), one)


def support(**changes: Any) -> ActivityDraft:
    usual = ActivityDraft(
        kind_code=KIND, title="Hỗ trợ người bị bạo lực", starts_on=DAY, total=2,
        place="Nhà văn hóa thôn 3",
    )  # fmt: skip
    return replace(usual, **changes)


@pytest.mark.parametrize("field", ["title", "place", "target_group", "result"])
def test_activities_of_support_refuse(office: Database, field: str) -> None:
    draft = support(**{field: PERSON})
    for fn, given in (
        (record_activity, draft),
        (record_activities, [draft]),
        (record_pasted, [draft]),
    ):
        with pytest.raises(ValidationError) as error:
            office.write(fn, given)  # type: ignore[arg-type]
        assert error.value.field == field
    kept = office.write(record_activity, support())
    change = ChangeActivity(activity_id=kept, seen_revision=1, draft=draft)
    with pytest.raises(ValidationError):
        office.write(change_activity, change)


def test_other_activities_may_name_a_speaker(office: Database) -> None:
    assert office.write(record_activity, support(kind_code="noi_chuyen", title=PERSON))


def test_files_of_support_are_not_named_after_people(office: Database) -> None:
    kept = office.write(record_activity, support())
    file = AttachFile(
        activity_id=kept, name="Đơn của Nguyễn Thị Mẫu.pdf", sha256="a" * 64,
        media_type="application/pdf", size=1,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="tên tệp"):
        office.write(attach_file, file)
    assert office.write(attach_file, replace(file, name="IMG 20261121103000.jpg"))


def test_the_command_line_refuses(bdg: Bdg) -> None:
    words = ("activity", "add", "--kind", KIND, "--title", PERSON, "--date", "20/11/2026")
    status, _said, error = bdg(*words)
    assert status == 2
    assert "họ tên" in error
    assert bdg("figures", "set", "bao_luc", "--period", "2026", "--missing", PERSON)[0] == 2


@pytest.mark.parametrize("field", ["reason", "note"])
def test_packages_refuse_figures_without_repeating_the_words(field: str) -> None:
    state = {"state": CellState.MISSING} if field == "reason" else {"value": Decimal(2)}
    one = FigureRecord(
        **{
            "indicator": "VL.02",
            "sex": Column.TOTAL,
            "state": CellState.VALUE,
            **state,
            field: PERSON,
        }
    )
    made = package(records=Records(figures=(one,)), papers={})
    error = refused(made.content, sensitive=frozenset({"VL.02"}))
    assert error.stage is Stage.RULES
    assert "họ tên" in error.message
    assert "Mẫu" not in error.message
    assert read_package(made.content, desk())


@pytest.mark.parametrize("field", ["title", "place", "target_group", "result"])
def test_packages_refuse_activities(field: str) -> None:
    one = replace(records().activities[0], **{field: PERSON})
    made = package(records=Records(activities=(one,)), papers={})
    error = refused(made.content, sensitive=frozenset({"tap_huan"}))
    assert error.stage is Stage.RULES


def test_the_desk_of_an_office_knows_what_is_sensitive(office: Database) -> None:
    codes = office.read(sensitive_codes)
    assert KIND in codes
    assert count_of_violence(office).code in codes


def bound(code: str) -> str:
    return fields.bind(f"indicator.{code}?period=2026", "3")


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        # The report of a year was refused: its row of counts was taken for a telephone number.
        (("0", "84", "12", "3", "45", "6", "7"), 0),
        (("125.000.000", "91.234.567"), 0),
        (("liên hệ", "0912345678"), 1),
        (("liên hệ 0912 345 678", "4"), 1),
    ],
)
def test_a_row_of_figures_is_no_telephone_number(cells: tuple[str, ...], count: int) -> None:
    row = [bound("vl"), *cells]
    node = node_of(table={"columns": [], "rows": [row], "total": None})
    assert len(list(persons_beside_counts(content_of(node), frozenset({"vl"})))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"Có {bound('vl')} vụ, trong đó có bà Nguyễn Thị Mẫu.", 1),
        (f"Có {bound('vl')} vụ, đã hỗ trợ cả ba.", 0),
        (f"Có {bound('ho')} hộ; bà Nguyễn Thị Mẫu trình bày.", 0),
        (f"Có {fields.bind('people.women?kind=' + KIND, '2')} người như ông Trần Văn Mẫu.", 1),
        ("Có 3 vụ, trong đó có bà Nguyễn Thị Mẫu.", 0),
        (f"Số không rõ {fields.bind('gì?thế', '1')} của bà Nguyễn Thị Mẫu.", 0),
    ],
)
def test_papers_are_told_where_a_count_and_a_person_stand_together(text: str, count: int) -> None:
    codes = frozenset({"vl", KIND})
    node = node_of(text=text)
    found = list(persons_beside_counts(content_of(node), codes))
    assert len(found) == count
    assert all(one.severity.value == "block" and "Mẫu" not in one.message for one in found)
    assert all(one.quote == fields.plain(text) for one in found)


def test_letting_one_sentence_stand_lets_no_other_one_stand(office: Database) -> None:
    texts = (
        f"Có {bound('vl')} vụ của bà Trần Thị Mẫu.",
        f"Còn {bound('vl')} vụ của bà Lê Thị Mẫu.",
    )
    content = PaperContent(
        head=PaperHead(type_name="BÁO CÁO"), nodes=tuple(node_of(text=text) for text in texts)
    )
    found = list(persons_beside_counts(content, frozenset({"vl"})))
    assert len({one.identity for one in found}) == 2


def test_the_reason_for_letting_it_stand_names_nobody(office: Database) -> None:
    command = WaiveFinding(paper_id=uuid4(), rule=RULE, quote="x", reason=PERSON)
    with pytest.raises(ValidationError) as error:
        office.write(waive_finding, command)
    assert error.value.field == "reason"


def test_rows_of_a_table_are_looked_at_apart() -> None:
    rows = [[bound("vl"), "vụ"], ["Nguyễn Thị Mẫu", "trưởng ban"]]
    node = node_of(table={"columns": [], "rows": rows, "total": None})
    assert list(persons_beside_counts(content_of(node), frozenset({"vl"}))) == []
    rows[0].append("bà Trần Thị Mẫu")
    assert len(list(persons_beside_counts(content_of(node), frozenset({"vl"})))) == 1


def node_of(**changes: Any) -> NodeContent:
    return NodeContent(depth=0, mark=Mark.NONE, **changes)


def content_of(node: NodeContent) -> PaperContent:
    return PaperContent(head=PaperHead(type_name="BÁO CÁO"), nodes=(node,))
