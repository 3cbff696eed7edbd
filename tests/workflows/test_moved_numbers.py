"""What moved since a report was drafted is told with old and new, and nothing else is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain import fields
from app.domain.figure_rows import CellState, Column
from app.domain.paper_content import PaperContent
from app.domain.papers import ReportType
from app.domain.periods import management_year
from app.queries.indicators import list_indicators
from app.queries.papers import get_paper
from app.services.activities import (
    ActivityDraft,
    ChangeActivity,
    change_activity,
    delete_activity,
    record_activity,
)
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.workflows.catalogues import load_catalogues
from app.workflows.checks import Finding, LiveChecker, mended
from app.workflows.reports import BuildReport, build_report

TODAY = date(2026, 12, 1)
SHARE = "qd2282_2"


@pytest.fixture
def office(db: Database) -> Database:
    load_catalogues(db)
    signer = SignerDraft(form_code="tm", lines=("CHỦ TỊCH",), name="Nguyễn Văn Mẫu")
    answers = SetUpOffice(
        level_code="xa",
        name="Mẫu",
        upper_unit="tỉnh Mẫu",
        receiving_office="Sở Nội vụ tỉnh Mẫu",
        signers=(signer,),
    )
    db.write(set_up_office, answers)
    return db


def talk(day: date, men: int, women: int) -> ActivityDraft:
    return ActivityDraft(
        kind_code="noi_chuyen", title=f"Buổi {day:%d/%m}", starts_on=day, men=men, women=women
    )


def change(db: Database, activity_id: UUID, draft: ActivityDraft) -> None:
    db.write(change_activity, ChangeActivity(activity_id=activity_id, seen_revision=1, draft=draft))


def build(db: Database) -> UUID:
    return build_report(db, BuildReport(report_type=ReportType.YEAR, year=2026), TODAY)


def content(db: Database, paper_id: UUID) -> PaperContent:
    return db.read(get_paper, paper_id).content


def moved(db: Database, paper_id: UUID, of: PaperContent | None = None) -> list[Finding]:
    found = LiveChecker.open(db, paper_id, TODAY).check(of or content(db, paper_id))
    return [one for one in found if one.rule == "number_moved"]


def write(db: Database, code: str, women: int, total: int) -> None:
    cells = tuple(
        CellDraft(indicator=code, column=column, state=CellState.VALUE, value=Decimal(value))
        for column, value in ((Column.WOMEN, women), (Column.TOTAL, total))
    )
    command = SaveFigures(
        period=management_year(2026), cells=cells, indicators=db.read(list_indicators)
    )
    db.write(save_figures, command)


def test_nothing_moved_says_nothing(office: Database) -> None:
    office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    assert moved(office, build(office)) == []


def test_exactly_the_numbers_that_moved_are_told(office: Database) -> None:
    first = office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    office.write(record_activity, talk(date(2026, 6, 1), 5, 5))
    report = build(office)
    before = content(office, report)
    change(office, first, talk(date(2026, 3, 8), 10, 35))
    told = moved(office, report)
    words = {(one.quote, one.mend.new if one.mend else "") for one in told}
    assert {(old, fields.plain(new)) for old, new in words} == {("50", "55"), ("35", "40")}
    assert content(office, report) == before
    after = before
    for one in told:
        assert one.mend is not None
        after = mended(after, one.mend)
    assert moved(office, report, after) == []
    keys = [
        p.key for n in before.nodes for p in fields.split(n.text) if isinstance(p, fields.Bound)
    ]
    kept = [p.key for n in after.nodes for p in fields.split(n.text) if isinstance(p, fields.Bound)]
    assert kept == keys


def test_numbers_that_are_gone_say_so(office: Database) -> None:
    only = office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    report = build(office)
    office.write(delete_activity, only)
    gone = [one for one in moved(office, report) if "không còn số liệu" in one.message]
    assert {one.quote for one in gone} == {"01", "1", "10", "30", "40"}
    assert all(one.mend is None for one in gone)


def test_an_edited_sentence_keeps_its_numbers_bound(office: Database) -> None:
    first = office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    report = build(office)
    old = content(office, report)
    nodes = tuple(replace(node, text=f"Viết lại: {node.text}") for node in old.nodes)
    change(office, first, talk(date(2026, 3, 8), 11, 30))
    told = moved(office, report, replace(old, nodes=nodes))
    assert {one.quote for one in told} == {"10", "40"}


def test_targets_stand_in_the_report_with_raw_numbers(office: Database) -> None:
    indicators = office.read(list_indicators)
    share = indicators[SHARE]
    assert share.numerator is not None
    write(office, share.numerator.code, 87, 510)
    report = build(office)
    [line] = [
        fields.plain(node.text)
        for node in content(office, report).nodes
        if node.text.startswith(share.name)
    ]
    assert "17,06 % (87/510)" in line
    assert "chưa đạt" in line
    write(office, share.numerator.code, 300, 510)
    assert {one.quote for one in moved(office, report)} == {"17,06", "87", "423"}
