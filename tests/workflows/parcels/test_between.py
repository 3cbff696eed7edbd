"""What one office makes and the other takes in, where days, keys and answers meet."""

from datetime import date

import pytest

from app.domain.papers import ReportType
from app.queries.kept_files import read_kept
from app.services.campaigns import ensure_action_month
from app.workflows.parcels.desk import desk_of, own_office
from app.workflows.parcels.sending import make
from app.workflows.parcels.taking_in import checked_package
from tests.workflows.parcels.commune import (
    NOW,
    PEOPLE,
    draft_report,
    issue_report,
    send,
    write_activity,
    write_figures,
)
from tests.workflows.parcels.two_offices import Offices


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 12, 15), date(2026, 10, 20)])
def test_the_report_of_a_campaign_is_taken_whatever_its_days(offices: Offices, day: date) -> None:
    db = offices.commune
    campaign = db.write(ensure_action_month, 2026)
    write_figures(db, {PEOPLE: 9000})
    write_activity(db, day=day, campaign=campaign)
    paper = draft_report(db, ReportType.ACTION_MONTH, "", campaign)
    issue_report(db, paper)
    row = make(db, send(paper), NOW)

    desk = desk_of(offices.province, own_office(offices.province, NOW))
    package = checked_package(db.read(read_kept, row.file_sha256), desk)

    assert [one.starts_on for one in package.records.activities] == [day]
