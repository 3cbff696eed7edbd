"""A package that was taken in is read once more: the same rows, or the reason why it cannot be."""

from dataclasses import replace

import pytest

from app.exchange.archive import pack, unpack
from app.exchange.manifest import SIGNATURE, Privacy
from app.exchange.packing import make_package
from app.exchange.reading import read_package, reread_package
from app.exchange.records import Records
from app.exchange.refusals import PackageError, Refusal
from tests.exchange.offices import COMMUNE, OTHER, draft
from tests.workflows.parcels.senders import desk, made
from tests.workflows.parcels.senders import figures as some_figures


def test_what_is_read_once_more_is_what_was_read() -> None:
    content = made(1, 1, Records(figures=some_figures(dan_so=30))).content

    again = reread_package(content, desk())

    assert again.records == read_package(content, desk()).records


@pytest.mark.parametrize("opens", [False, True])
def test_without_the_right_keys_it_cannot_be_opened(opens: bool) -> None:
    content = make_package(draft(privacy=Privacy.SENSITIVE), COMMUNE).content
    stranger = replace(desk(), card=OTHER.card, keys=OTHER.keys) if opens else None

    with pytest.raises(PackageError) as refused:
        reread_package(content, stranger)

    assert refused.value.points[0].refusal is Refusal.CANNOT_OPEN


def test_another_signature_is_refused() -> None:
    content = make_package(draft(), COMMUNE).content
    members = dict(unpack(content).members)
    members[SIGNATURE] = members[SIGNATURE].replace(b'"signature":"', b'"signature":"AAAA')

    with pytest.raises(PackageError) as refused:
        reread_package(pack(members.items()), desk())

    assert refused.value.points[0].refusal is Refusal.BAD_SIGNATURE
