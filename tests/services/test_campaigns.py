"""The Action Month comes from the dated catalogues."""

from datetime import date

import pytest

from app.db.database import Database
from app.errors import ConflictError, ValidationError
from app.queries.campaigns import campaign_of_day, get_campaign, list_campaigns, list_themes
from app.services.campaigns import SetCampaign, ensure_action_month, set_campaign
from tests.shipped import load_shipped


def _set(db: Database, **change: object) -> SetCampaign:
    row = db.read(get_campaign, db.write(ensure_action_month, 2026))
    return SetCampaign(
        **{
            "campaign_id": row.id,
            "seen_revision": row.revision,
            "name": row.name,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "theme": row.theme,
            "messages": row.messages,
        }
        | change
    )


def test_known_years_carry_their_theme_and_2026_waits_for_the_officer(db: Database) -> None:
    db.write(load_shipped)

    for year in (2019, 2025, 2026, 2030):
        db.write(ensure_action_month, year)
    db.write(ensure_action_month, 2026)

    rows = {row.year: row for row in db.read(list_campaigns)}
    assert list(rows) == [2030, 2026, 2025, 2019]
    assert rows[2026].theme == ""
    assert rows[2030].theme == ""
    assert rows[2025].theme.startswith("Bình đẳng giới và an toàn")
    assert "phòng, chống" in rows[2019].name
    assert "phòng ngừa, ứng phó" in rows[2030].name
    assert (rows[2026].starts_on, rows[2026].ends_on) == (date(2026, 11, 15), date(2026, 12, 15))
    found = db.read(campaign_of_day, date(2026, 12, 15))
    assert found is not None
    assert found.year == 2026
    assert db.read(campaign_of_day, date(2026, 12, 16)) is None
    assert [row.year for row in db.read(list_themes)][:2] == [2026, 2025]


def test_theme_and_messages_are_typed_and_an_old_form_is_refused(db: Database) -> None:
    db.write(load_shipped)
    command = _set(db, theme=" Chủ đề  mẫu ", messages=("Thông điệp 1", "  ", "Thông điệp 2"))

    db.write(set_campaign, command)

    row = db.read(get_campaign, command.campaign_id)
    assert (row.theme, row.messages) == ("Chủ đề mẫu", ("Thông điệp 1", "Thông điệp 2"))
    with pytest.raises(ConflictError):
        db.write(set_campaign, command)


@pytest.mark.parametrize("change", [{"name": " "}, {"ends_on": date(2026, 11, 14)}])
def test_a_campaign_has_a_name_and_ends_after_it_begins(
    db: Database, change: dict[str, object]
) -> None:
    db.write(load_shipped)

    with pytest.raises(ValidationError):
        db.write(set_campaign, _set(db, **change))


def test_a_catalogue_without_the_days_is_said_so(db: Database) -> None:
    with pytest.raises(ValidationError, match="Danh mục thời hạn"):
        db.write(ensure_action_month, 2026)
