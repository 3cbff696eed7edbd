"""Where a package belongs; whatever the order, the highest sequence number counts in the end."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.manifest import Manifest, PackageKind, PeriodSpan
from app.exchange.order import Held, Placement, Standing, in_force, line_of, place
from app.exchange.refusals import PackageError, Refusal, Stage
from tests.exchange.offices import NOW, package

BASE = package().manifest


def sent(sequence: int, kind: PackageKind = PackageKind.CORRECTION, **changes: Any) -> Manifest:
    before = UUID(int=sequence - 1) if kind is not PackageKind.ORIGINAL else None
    return replace(
        BASE,
        **{
            "package_id": UUID(int=sequence),
            "sequence": sequence,
            "kind": kind,
            "supersedes": before,
            **changes,
        },
    )


def hash_of(manifest: Manifest) -> str:
    return f"{manifest.package_id.int:064x}"


def held(manifest: Manifest) -> Held:
    at = NOW + timedelta(hours=manifest.sequence)
    return Held(
        line_of(manifest),
        manifest.package_id,
        hash_of(manifest),
        manifest.sequence,
        manifest.kind,
        at,
    )


def refusal(manifest: Manifest, *there: Manifest, package_hash: str = "") -> Refusal:
    with pytest.raises(PackageError) as caught:
        place(manifest, package_hash or hash_of(manifest), [held(one) for one in there])
    assert caught.value.stage is Stage.ORDER
    return caught.value.points[0].refusal


ORIGINAL = sent(1, PackageKind.ORIGINAL)


def test_the_first_and_the_next() -> None:
    assert place(ORIGINAL, "h", []) == Placement(Standing.FIRST)
    assert place(sent(2), "h", [held(ORIGINAL)]) == Placement(
        Standing.REPLACES, ORIGINAL.package_id
    )
    withdrawal = sent(2, PackageKind.WITHDRAWAL)
    assert place(withdrawal, "h", [held(ORIGINAL)]).standing is Standing.WITHDRAWS


def test_once_more_does_nothing_and_a_changed_one_is_refused() -> None:
    assert refusal(ORIGINAL, ORIGINAL) is Refusal.SAME_AGAIN
    assert refusal(ORIGINAL, ORIGINAL, package_hash="other") is Refusal.TAMPERED
    elsewhere = replace(ORIGINAL, duty="khac")
    assert refusal(elsewhere, ORIGINAL, package_hash="other") is Refusal.TAMPERED


def test_the_day_of_the_first_coming_is_told() -> None:
    with pytest.raises(PackageError, match="21/11/2026"):
        place(ORIGINAL, hash_of(ORIGINAL), [held(ORIGINAL)])


def test_older_after_newer_and_two_of_one_number() -> None:
    assert refusal(ORIGINAL, sent(2)) is Refusal.OLDER
    assert refusal(replace(sent(2), package_id=UUID(int=99)), sent(2)) is Refusal.SAME_NUMBER


def test_an_original_where_a_correction_belongs() -> None:
    again = sent(2, PackageKind.ORIGINAL)
    assert refusal(again, ORIGINAL) is Refusal.NOT_A_CORRECTION
    withdrawn = sent(2, PackageKind.WITHDRAWAL)
    anew = sent(3, PackageKind.ORIGINAL)
    there = [held(ORIGINAL), held(withdrawn)]
    assert place(anew, "h", there).standing is Standing.REPLACES


def test_a_gap_is_named() -> None:
    assert place(sent(4), "h", [held(ORIGINAL)]).missing == (2, 3)
    assert place(sent(3), "h", []).missing == (1, 2)


def test_superseding_a_package_of_another_line() -> None:
    other = replace(ORIGINAL, period=PeriodSpan("2025", *[BASE.period.first] * 2))
    assert refusal(sent(2), other) is Refusal.OTHER_LINE


def test_a_trial_never_counts() -> None:
    trial = sent(9, PackageKind.TEST)
    assert place(trial, "h", [held(ORIGINAL)]) == Placement(Standing.TEST)
    assert in_force([held(trial)]) is None
    assert place(ORIGINAL, "h", [held(trial)]).standing is Standing.FIRST


def stream(kinds: list[bool]) -> list[Manifest]:
    """What an honest sender sends: True is a correction, False a withdrawal, then a new original."""
    made = [ORIGINAL]
    for correction in kinds:
        number = len(made) + 1
        after_withdrawal = made[-1].kind is PackageKind.WITHDRAWAL
        if after_withdrawal:
            kind = PackageKind.ORIGINAL
        else:
            kind = PackageKind.CORRECTION if correction else PackageKind.WITHDRAWAL
        made.append(sent(number, kind))
    return made


def taken(manifest: Manifest, there: list[Held]) -> bool:
    """Whether it is placed; else it must be known already, or older."""
    try:
        place(manifest, hash_of(manifest), there)
    except PackageError as error:
        if error.refusals <= {Refusal.SAME_AGAIN, Refusal.OLDER}:
            return False
        raise
    return True


@given(st.lists(st.booleans(), max_size=7), st.data())
def test_any_order_any_repeats_end_where_the_numbers_demand(
    kinds: list[bool], data: st.DataObject
) -> None:
    packages = stream(kinds)
    coming = data.draw(st.permutations(packages + packages))
    there: list[Held] = []
    for manifest in coming:
        if taken(manifest, there):
            there.append(held(manifest))
    newest = in_force(there)
    assert newest is not None
    assert newest.package_id == packages[-1].package_id
    assert len({one.package_id for one in there}) == len(there)
