"""The data of a report are frozen when it is issued; issuing never fails for it."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.given_rows import FROM_ABOVE
from app.domain.papers import OtherType, PaperKind, ReportType
from app.errors import DataFileError, NotFoundError, ValidationError
from app.models import Activity, CatalogueEntry, PaperVersion
from app.queries.kept_files import read_kept
from app.queries.papers import get_paper
from app.queries.seals import find_seal
from app.services.campaigns import ensure_action_month
from app.services.catalogue import SaveEntry, save_entry
from app.services.kept_files import keep_file
from app.services.papers import CreatePaper, create_paper
from app.workflows.parcels.desk import set_unit_code
from app.workflows.parcels.frozen import freeze_report, frozen_of
from tests.papers import small_plan
from tests.workflows.parcels.commune import (
    HOUSES,
    LATER,
    NOW,
    PEOPLE,
    UNIT,
    VIOLENCE,
    begin,
    draft_report,
    issue_report,
    issued_report,
    next_version,
    write_activity,
    write_figures,
)


def test_a_report_is_frozen_when_it_is_issued(commune: Database) -> None:
    paper_id = issued_report(commune)
    version = commune.read(get_paper, paper_id).version_id
    seal = commune.read(find_seal, version)

    assert seal is not None
    assert (seal.duty, seal.period, seal.unit_code) == ("report_year", "2026", UNIT)
    assert (seal.template, seal.template_version) == ("bieu_nam", 1)
    frozen = frozen_of(commune, seal)
    assert (frozen.later, frozen.left_out, frozen.uncounted) == (0, (), 0)
    assert frozen.periods[PEOPLE] == "2026"
    write_figures(commune, {PEOPLE: 1})
    assert freeze_report(commune, version, LATER) == seal
    assert frozen_of(commune, seal) == frozen


def test_each_version_has_its_own(commune: Database) -> None:
    paper_id = issued_report(commune)
    first = commune.read(get_paper, paper_id).version_id
    second = next_version(commune, paper_id)

    seals = [commune.read(find_seal, one) for one in (first, second)]
    assert all(seals)
    assert len({one.check_code for one in seals if one}) == 2
    assert len({one.salt for one in seals if one}) == 2


def test_without_a_unit_code_it_is_issued_and_frozen_later(db: Database) -> None:
    begin(db, code="")
    paper_id = issued_report(db)
    version = db.read(get_paper, paper_id).version_id

    assert db.read(find_seal, version) is None
    with pytest.raises(ValidationError, match="mã đơn vị") as caught:
        freeze_report(db, version, NOW)
    assert caught.value.field == "unit_code"

    set_unit_code(db, UNIT)
    seal = freeze_report(db, version, NOW)
    assert db.read(find_seal, version) == seal


def test_figures_newer_than_the_paper_are_counted(db: Database) -> None:
    begin(db, code="")
    paper_id = issued_report(db)
    version = db.read(get_paper, paper_id).version_id

    def long_ago(session: Session) -> None:
        session.get_one(PaperVersion, version).issued_at = NOW.replace(year=2020)

    db.write(long_ago)
    set_unit_code(db, UNIT)
    assert frozen_of(db, freeze_report(db, version, NOW)).later == 5


def test_another_unit_code_gives_another_code_of_the_same_data(commune: Database) -> None:
    paper_id = issued_report(commune)
    version = commune.read(get_paper, paper_id).version_id
    before = commune.read(find_seal, version)
    set_unit_code(commune, "26735")
    write_figures(commune, {PEOPLE: 1})

    after = freeze_report(commune, version, LATER)

    assert before is not None
    assert after.unit_code == "26735"
    assert after.check_code != before.check_code
    assert (after.records, after.salt) == (before.records, before.salt)


def test_only_issued_reports_and_plans(commune: Database) -> None:
    paper_id = draft_report(commune)
    version = commune.read(get_paper, paper_id).version_id
    with pytest.raises(ValidationError, match="chưa ban hành"):
        freeze_report(commune, version, NOW)
    with pytest.raises(NotFoundError):
        freeze_report(commune, paper_id, NOW)


def test_a_letter_is_not_sent_as_a_package(commune: Database) -> None:
    letter = CreatePaper(
        kind=PaperKind.LETTER, paper_type=OtherType.OTHER, year=2026, content=small_plan()
    )
    version = commune.read(get_paper, commune.write(create_paper, letter)).version_id
    with pytest.raises(ValidationError, match="Chỉ báo cáo và kế hoạch"):
        freeze_report(commune, version, NOW)


def test_the_action_month_takes_what_was_put_into_it(commune: Database) -> None:
    campaign = commune.write(ensure_action_month, 2026)
    write_activity(commune, "Ngoài Tháng", date(2026, 11, 20))
    write_activity(commune, "Chuẩn bị", date(2026, 11, 3), campaign=campaign)
    paper_id = draft_report(commune, ReportType.ACTION_MONTH, "2026-C", campaign=campaign)
    issue_report(commune, paper_id)

    seal = freeze_report(commune, commune.read(get_paper, paper_id).version_id, NOW)
    frozen = frozen_of(commune, seal)

    assert (seal.duty, seal.template) == ("report_action_month", "bieu_thang_hanh_dong")
    [one] = frozen.records.activities
    assert (one.title, one.campaign) == ("Chuẩn bị", "action_month")
    # The span holds all of it: the receiver refuses what lies outside.
    assert (frozen.first, frozen.last) == (date(2026, 11, 3), date(2026, 12, 15))


def test_counts_of_violence_are_of_the_reports_own_period(commune: Database) -> None:
    write_figures(commune, {VIOLENCE: 9})
    write_figures(commune, {VIOLENCE: 4}, "2026-H1")
    write_activity(commune, day=date(2026, 3, 8))
    paper_id = draft_report(commune, ReportType.VIOLENCE, "2026-H1")
    issue_report(commune, paper_id)

    seal = freeze_report(commune, commune.read(get_paper, paper_id).version_id, NOW)
    frozen = frozen_of(commune, seal)

    assert (seal.duty, seal.template) == ("report_blgd_half", "bieu_bao_luc_nua_nam")
    assert [one.value for one in frozen.records.figures] == [4]
    assert frozen.records.activities == ()


def test_a_report_from_elsewhere_carries_no_figures(commune: Database) -> None:
    write_figures(commune, {PEOPLE: 9})
    paper_id = draft_report(commune, ReportType.OTHER, "")
    issue_report(commune, paper_id)

    seal = freeze_report(commune, commune.read(get_paper, paper_id).version_id, NOW)

    assert (seal.duty, seal.period, seal.template) == ("report_other", "2026", "van_ban")
    assert frozen_of(commune, seal).records.figures == ()


@pytest.mark.parametrize("code", ["", "chieu_phim"])
def test_an_indicator_of_the_office_alone_stays_at_home(commune: Database, code: str) -> None:
    words = "Số buổi chiếu phim lưu động"
    command = SaveEntry(
        catalogue="indicator", code=code, name=words, data={"unit": "buổi", "kind": "count"}
    )
    name = code or words

    def on_the_form(session: Session) -> None:
        save_entry(session, command)
        form = session.scalars(
            select(CatalogueEntry).where(CatalogueEntry.code == "bieu_nam")
        ).one()
        form.data = {**form.data, "rows": [*form.data["rows"], {"indicator": name}]}

    commune.write(on_the_form)
    write_figures(commune, {name: 6})
    version = commune.read(get_paper, issued_report(commune)).version_id
    frozen = frozen_of(commune, freeze_report(commune, version, NOW))

    assert frozen.left_out == (name,)
    assert name not in {one.indicator for one in frozen.records.figures}


def test_what_was_given_from_above_or_worded_anew_travels(commune: Database) -> None:
    def known(session: Session) -> None:
        data = {"unit": "buổi", "kind": "count", FROM_ABOVE: True}
        given = SaveEntry(catalogue="indicator", code="t_phim", name="Buổi chiếu phim", data=data)
        save_entry(session, given)
        rows = session.scalars(
            select(CatalogueEntry).where(CatalogueEntry.code.in_(["bieu_nam", HOUSES]))
        )
        by_code = {row.code: row for row in rows}
        by_code[HOUSES].own, by_code[HOUSES].name = True, "Số hộ dân"
        form = by_code["bieu_nam"]
        form.data = {**form.data, "rows": [*form.data["rows"], {"indicator": "t_phim"}]}

    commune.write(known)
    write_figures(commune, {"t_phim": 6, HOUSES: 8})
    version = commune.read(get_paper, issued_report(commune)).version_id
    frozen = frozen_of(commune, freeze_report(commune, version, NOW))

    assert frozen.left_out == ()
    assert {"t_phim", HOUSES} <= {one.indicator for one in frozen.records.figures}


def test_what_no_package_can_carry_stops_sending_not_issuing(commune: Database) -> None:
    activity = write_activity(commune)

    def too_long(session: Session) -> None:
        session.get_one(Activity, activity).title = "Tập huấn " * 80

    commune.write(too_long)
    paper_id = draft_report(commune)
    version = issue_report(commune, paper_id)

    assert commune.read(find_seal, version) is None
    with pytest.raises(ValidationError, match=r"không đưa vào gói được: .*title.* 500"):
        freeze_report(commune, version, NOW)


def test_frozen_data_that_cannot_be_read(commune: Database) -> None:
    version = commune.read(get_paper, issued_report(commune)).version_id
    seal = freeze_report(commune, version, NOW)
    other = replace(seal, records=commune.write(keep_file, b'{"records":{}}'))
    with pytest.raises(DataFileError, match="không đọc được"):
        frozen_of(commune, other)


def test_nothing_about_people_but_what_the_report_says(commune: Database) -> None:
    version = commune.read(get_paper, issued_report(commune)).version_id
    seal = freeze_report(commune, version, NOW)
    kept = json.loads(commune.read(read_kept, seal.records))
    assert set(kept) == {"first", "last", "left_out", "later", "periods", "records", "uncounted"}
    assert set(kept["records"]) == {"figures", "activities", "documents"}
