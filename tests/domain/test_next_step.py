"""The next step follows the year's work."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.next_step import STEP_SENTENCES, Situation, next_step
from app.domain.papers import PaperState

ISSUED, DRAFT = PaperState.ISSUED, PaperState.DRAFT
QUIET = Situation(
    today=date(2026, 6, 1),
    year=2026,
    year_plan=ISSUED,
    month_first=date(2026, 11, 15),
    month_last=date(2026, 12, 15),
    year_report_due=date(2026, 11, 30),
)
MONTH = replace(
    QUIET,
    today=date(2026, 11, 20),
    month_plan=ISSUED,
    theme_known=True,
    month_activities=3,
    year_report=ISSUED,
)


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (replace(QUIET, has_office=False), "set_up_office"),
        (replace(QUIET, year_plan=None), "make_plan"),
        (replace(QUIET, year_plan=DRAFT, open_places=4), "fill_plan"),
        (replace(QUIET, year_plan=DRAFT), "issue_plan"),
        (QUIET, "record_activity"),
        (replace(QUIET, late_tasks=2), "update_tasks"),
        (replace(QUIET, today=date(2026, 10, 25)), "make_action_plan"),
        (replace(MONTH, theme_known=False), "type_theme"),
        (replace(MONTH, month_plan=DRAFT), "finish_action_plan"),
        (replace(MONTH, month_activities=0), "record_campaign_activity"),
        (replace(MONTH, year_report=None), "build_year_report"),
        (replace(MONTH, year_report=DRAFT), "finish_year_report"),
        (MONTH, "record_activity"),
        (replace(MONTH, today=date(2026, 12, 16)), "build_action_report"),
        (replace(MONTH, today=date(2026, 12, 16), month_report=DRAFT), "finish_action_report"),
        (replace(MONTH, today=date(2026, 12, 16), month_report=ISSUED), "record_activity"),
    ],
)
def test_the_first_undone_thing(now: Situation, code: str) -> None:
    assert next_step(now).code == code


def test_every_step_has_a_whole_sentence() -> None:
    assert next_step(replace(QUIET, year_plan=DRAFT, open_places=4)).sentence == (
        "Điền nốt 4 chỗ còn trống trong kế hoạch năm 2026."
    )
    assert all(sentence.endswith(".") for sentence in STEP_SENTENCES.values())
