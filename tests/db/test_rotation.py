"""Rotation by rule: the newest, weeks, months, years, and what went before great steps."""

from datetime import UTC, datetime, timedelta

from app.db.rotation import BEFORE_RESTORE, BEFORE_UPGRADE, Copy, to_drop

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def copy(days: float, reason: str = "mo", *, whole: bool = True) -> Copy:
    made_at = NOW - timedelta(days=days)
    return Copy(f"{made_at:%Y%m%d-%H%M%S}-{reason}.db", made_at, reason, whole)


def kept(copies: list[Copy], now: datetime = NOW) -> list[Copy]:
    dropped = set(to_drop(copies, now))
    return [one for one in copies if one.name not in dropped]


def grown(days: int) -> list[Copy]:
    """Two backups a day (opening, closing), the rule used after each."""
    have: list[Copy] = []
    for back in range(days, -1, -1):
        for hour in (0.4, 0.0):
            have.append(copy(back + hour))
            have = kept(have, have[-1].made_at)
    return have


def test_a_decade_of_work_leaves_ten_eight_twelve_and_five() -> None:
    have = grown(10 * 365)
    weeks = {one.made_at.isocalendar()[:2] for one in have}
    months = {(one.made_at.year, one.made_at.month) for one in have}
    assert len(have) <= 10 + 8 + 12 + 5
    assert [one.made_at for one in have[-10:]] == sorted(
        NOW - timedelta(days=back + hour) for back in range(5) for hour in (0.0, 0.4)
    )
    assert {(2026, number) for number in range(40, 48)} <= weeks
    assert {(2026, month) for month in range(1, 12)} | {(2025, 12)} <= months
    assert {one.made_at.year for one in have} == {2022, 2023, 2024, 2025, 2026}


def test_the_last_of_each_period_stays() -> None:
    have = grown(400)
    october = [one.made_at for one in have if (one.made_at.year, one.made_at.month) == (2026, 9)]
    assert max(october).day == 30


def test_ten_or_fewer_all_stay() -> None:
    have = [copy(back / 100) for back in range(10)]
    assert kept(have) == have


def test_what_went_before_an_upgrade_or_a_restore_stays_ninety_days() -> None:
    many = [copy(back / 100) for back in range(30)]
    for reason in (BEFORE_UPGRADE, BEFORE_RESTORE):
        young, old, last = copy(89, reason), copy(91, reason), copy(90.5)
        # A newer one of the same month and week, so that no other rule keeps the two.
        assert young in kept([*many, young, copy(88.9)])
        assert old not in kept([*many, old, last])


def test_a_year_without_work_takes_nothing_away() -> None:
    have = grown(60)
    assert kept(have, NOW + timedelta(days=3000)) == have


def test_the_only_whole_one_is_never_dropped() -> None:
    whole = copy(0.5)
    have = [copy(back / 1000, whole=False) for back in range(20)]
    assert whole in kept([*have, whole])
    assert whole not in kept([*have, whole, copy(0.4)])
