"""Packages from files and folders: taken in, put aside, told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.parcels import ReceivedState
from app.errors import NotFoundError
from app.exchange.manifest import (
    Addressee,
    Direction,
    PackageKind,
    PeriodSpan,
    Privacy,
    Template,
)
from app.exchange.office_cards import Pin, card_bytes
from app.exchange.packing import MadePackage, make_package
from app.exchange.reading import KnownUnit
from app.exchange.records import Records, TargetRecord
from app.exchange.refusals import Refusal, Stage
from app.jobs import JobContext
from app.queries.history import list_changes
from app.queries.kept_files import read_kept
from app.queries.received import (
    find_received,
    list_received,
    quarantined,
    received_activities,
    received_cells,
    received_documents,
)
from app.services.received import put_aside
from app.workflows.parcels.receiving import Outcome, State, receive, try_again
from tests.exchange.offices import COMMUNE, OTHER, PAPER, PDF, draft, keys_of
from tests.exchange.offices import card as card_of_office
from tests.exchange.offices import records as full_records
from tests.workflows.parcels.senders import (
    DUTY,
    FORM,
    LINE,
    NOW,
    desk,
    figures,
    folder_of,
    made,
    of_year,
    take,
)


def states(outcomes: tuple[Outcome, ...]) -> dict[str, State]:
    return {one.path.name: one.state for one in outcomes}


def only(db: Database, path: Path, *, accept: bool = False) -> Outcome:
    (outcome,) = take(db, path, accept=accept).outcomes
    return outcome


def write(folder: Path, content: bytes, name: str = "goi.bdg-goi") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def test_all_of_a_package_is_kept(db: Database, tmp_path: Path) -> None:
    sent = made(1, 1, full_records(), papers={PAPER: PDF})
    path = write(tmp_path / "usb", sent.content)
    outcome = only(db, path)
    assert (outcome.state, outcome.package_id) == (State.WAITING, UUID(int=1))
    assert (outcome.unit_code, outcome.duty, outcome.period, outcome.sequence) == (*LINE, 1)
    row = db.read(find_received, UUID(int=1))
    assert row.line == LINE
    assert (row.state, row.counts, row.check_code) == (
        ReceivedState.WAITING,
        False,
        sent.manifest.check_code,
    )
    assert row.file_sha256 is not None
    assert db.read(read_kept, row.file_sha256) == sent.content
    cells = db.read(received_cells, [row.id])[row.id]
    assert {(*place, said.value, said.reason) for place, said in cells.items()} == {
        (one.indicator, one.sex.value, one.group, one.unit, one.value, one.reason)
        for one in full_records().figures
    }
    (sent_activity,) = full_records().activities
    (activity,) = db.read(received_activities, row.id)
    assert activity.activity_id == sent_activity.id
    for name in ("title", "starts_on", "ends_on", "partners", "quantities", "money", "result"):
        assert getattr(activity, name) == getattr(sent_activity, name)
    (document,) = db.read(received_documents, row.id)
    assert (document.file, document.number, document.day) == (
        PAPER,
        "12",
        full_records().documents[0].day,
    )
    told = db.read(list_changes, row.id)
    assert [(one.action, one.record_type) for one in told] == [("insert", "received_package")]


def test_a_folder_is_read_one_level_deep_and_everything_in_it_is_told(
    db: Database, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "usb", {"a.BDG-GOI": made(1, 1, Records(figures=figures(a=30)))})
    other = made(11, 1, Records(figures=figures(a=30)), sender=OTHER)
    folder_of(folder / "xã khác", [other])
    folder_of(folder / "xã khác" / "sâu", [made(21, 1, Records(), period=of_year(2025)["period"])])
    for name, content in {
        "~b.bdg-goi.part": b"x",
        ".an.bdg-goi": b"x",
        "bieu.xlsx": b"x",
        "phieu.bdg-phieu": b"x",
        "the.bdg-the": card_bytes(COMMUNE.card),
    }.items():
        write(folder, content, name)
    received = take(db, folder)
    assert states(received.outcomes) == {
        "a.BDG-GOI": State.WAITING,
        other.file_name: State.WAITING,
        "~b.bdg-goi.part": State.SKIPPED,
        ".an.bdg-goi": State.SKIPPED,
        "bieu.xlsx": State.OTHER,
        "phieu.bdg-phieu": State.RECEIPT,
        "the.bdg-the": State.CARD,
    }
    assert all(one.sentences for one in received.outcomes if one.state is not State.WAITING)
    assert not db.read(quarantined)


def test_a_package_named_by_itself_is_read_whatever_it_is_called(
    db: Database, tmp_path: Path
) -> None:
    path = write(tmp_path / "usb", made(1, 1, Records(figures=figures(a=30))).content, "goi.zip")
    assert take(db, path, path.parent).outcomes[0].state is State.WAITING


def test_a_shuffled_line_in_one_folder_comes_in_whole(db: Database, tmp_path: Path) -> None:
    packages = {
        name: made(number, number, Records(figures=figures(a=30 + number)))
        for name, number in (("c", 1), ("a", 3), ("b", 2))
    }
    folder = folder_of(tmp_path / "usb", {f"{name}.bdg-goi": p for name, p in packages.items()})
    received = take(db, folder)
    assert [(one.sequence, one.state) for one in received.outcomes] == [
        (number, State.WAITING) for number in (1, 2, 3)
    ]
    assert [one.counts.changed for one in received.outcomes] == [0, 2, 2]


def test_the_same_again_does_nothing(db: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "usb", made(1, 1, Records(figures=figures(a=30))).content)
    only(db, path)
    before = db.read(list_received)
    again = only(db, path)
    assert (again.state, again.package_id) == (State.SAME_AGAIN, UUID(int=1))
    assert "đã nhận ngày 16/12/2026" in again.sentences[0]
    assert db.read(list_received) == before
    assert not db.read(quarantined)


def test_a_backup_lies_beside_the_data_before_anything_is_read(
    db: Database, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "usb", [made(1, 1, Records(figures=figures(a=30)))])
    received = take(db, folder)
    assert received.backup is not None
    assert received.backup.parent == tmp_path / "sao-luu"
    assert take(db, write(tmp_path / "x", b"", "a.txt").parent).backup is None


STRANGER = replace(COMMUNE, card=card_of_office(1, "99999", "UBND xã Lạ"))
NEW_KEYS = replace(COMMUNE, keys=keys_of(9), card=card_of_office(9, "26734", "UBND xã Mẫu Thượng"))
ACTIVE = Records(activities=full_records().activities)
NO_PIN = {"units": {"26734": KnownUnit("26734", "UBND xã Mẫu Thượng")}}
GONE = {
    "units": {
        "26734": KnownUnit(
            "26734", "UBND xã Mẫu Thượng", Pin(COMMUNE.card, NOW), last=date(2025, 6, 30)
        )
    }
}


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        ({"receiver": Addressee("80", "Sở khác"), "receiver_card": None}, {}, Refusal.WRONG_RECEIVER),
        ({"sender": STRANGER}, {}, Refusal.UNKNOWN_UNIT),
        ({}, GONE, Refusal.RENAMED_UNIT),
        ({}, NO_PIN, Refusal.UNKNOWN_KEY),
        ({"sender": NEW_KEYS}, {}, Refusal.CHANGED_KEY),
        ({"template": Template(FORM, 7)}, {}, Refusal.NEWER_TEMPLATE),
        ({"template": Template("bieu_la", 1)}, {}, Refusal.UNKNOWN_TEMPLATE),
        ({"direction": Direction.DOWN}, {}, Refusal.WRONG_DIRECTION),
        (of_year(2027), {}, Refusal.WRONG_PERIOD),
        ({"period": PeriodSpan("2027", date(2025, 12, 15), date(2026, 12, 14))}, {}, Refusal.WRONG_PERIOD),
        ({"period": PeriodSpan("2026-M13", date(2025, 12, 15), date(2026, 12, 14))}, {}, Refusal.WRONG_PERIOD),
    ],
)  # fmt: skip
def test_each_refusal_keeps_its_sentence(
    db: Database, tmp_path: Path, changes: dict[str, Any], at: dict[str, Any], expected: Refusal
) -> None:
    path = write(tmp_path / "usb", made(1, 1, ACTIVE, **changes).content)
    (outcome,) = receive(db, [path], desk(**at), JobContext(), NOW).outcomes
    assert outcome.state is State.REFUSED
    assert not db.read(list_received)
    (row,) = db.read(quarantined)
    assert [refusal for refusal, _ in row.points] == [expected]
    assert outcome.sentences == tuple(words for _, words in row.points)
    assert db.read(read_kept, row.sha256) == path.read_bytes()


def test_every_point_of_a_stage_is_told(db: Database, tmp_path: Path) -> None:
    wrong = Records(figures=(*figures(a=3), *figures(a=3)))
    path = write(tmp_path / "usb", made(1, 1, wrong).content)
    outcome = only(db, path)
    assert len(outcome.sentences) == outcome.counts.refused == 3
    (row,) = db.read(quarantined)
    assert (row.unit_code, row.unit_name) == ("26734", "UBND xã Mẫu Thượng")


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"", Refusal.EMPTY), (b"PK nothing", Refusal.NOT_A_PACKAGE)],
)
def test_what_is_no_package_is_put_aside(
    db: Database, tmp_path: Path, content: bytes, expected: Refusal
) -> None:
    path = write(tmp_path / "usb", content)
    assert only(db, path).state is State.REFUSED
    (row,) = db.read(quarantined)
    assert row.points[0][0] == expected


def test_a_package_that_was_cut_or_changed_is_put_aside(db: Database, tmp_path: Path) -> None:
    content = made(1, 1, ACTIVE).content
    cut = write(tmp_path / "usb", content[:-30], "a.bdg-goi")
    changed = bytearray(content)
    changed[len(content) // 2] ^= 1
    write(tmp_path / "usb", bytes(changed), "b.bdg-goi")
    received = take(db, cut.parent)
    assert {one.state for one in received.outcomes} == {State.REFUSED}
    assert len(db.read(quarantined)) == 2


def test_a_file_too_large_is_named_and_not_kept(db: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "usb", b"")
    with path.open("wb") as file:
        file.truncate(50_000_001)
    assert only(db, path).state is State.REFUSED
    (row,) = db.read(quarantined)
    assert (row.points[0][0], row.kept) == (Refusal.TOO_LARGE, False)


def test_a_file_that_cannot_be_read_is_named(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "mất.bdg-goi"
    assert only(db, path).state is State.REFUSED
    assert only(db, path).state is State.REFUSED
    (row,) = db.read(quarantined)
    assert (row.points[0][0], row.kept) == (Refusal.UNREADABLE, False)


def test_a_folder_that_is_not_there_is_told_as_a_file(db: Database, tmp_path: Path) -> None:
    assert only(db, tmp_path / "không có").state is State.REFUSED


def test_a_refused_file_that_comes_in_later_is_settled(db: Database, tmp_path: Path) -> None:
    path = write(tmp_path / "usb", made(1, 1, ACTIVE).content)
    for _ in range(2):
        (outcome,) = receive(db, [path], desk(**NO_PIN), JobContext(), NOW).outcomes
        assert outcome.state is State.REFUSED
    assert len(db.read(quarantined)) == 1
    assert only(db, path).state is State.WAITING
    assert not db.read(quarantined)
    (row,) = db.read(lambda session: quarantined(session, settled=True))
    assert row.settled_at == NOW


def test_a_refused_file_can_be_put_aside(db: Database, tmp_path: Path) -> None:
    only(db, write(tmp_path / "usb", b"x"))
    (row,) = db.read(quarantined)
    db.write(put_aside, row.id, "Đã gọi điện", NOW)
    assert not db.read(quarantined)
    with pytest.raises(NotFoundError):
        db.write(put_aside, UUID(int=5), "", NOW)


def after(db: Database, tmp_path: Path, first: MadePackage, second: MadePackage) -> Outcome:
    """What becomes of a package when another was taken in before."""
    write(tmp_path / "một", first.content)
    assert only(db, tmp_path / "một").state is State.WAITING
    return only(db, write(tmp_path / "hai", second.content))


ONE = Records(figures=figures(a=30))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (made(3, 3, ONE), made(2, 2, ONE), Refusal.OLDER),
        (made(1, 1, ONE), made(1, 1, ACTIVE), Refusal.TAMPERED),
        (made(1, 1, ONE), made(2, 2, ONE, kind=PackageKind.ORIGINAL, supersedes=None), Refusal.NOT_A_CORRECTION),
        (made(2, 2, ONE), made(3, 2, ONE), Refusal.SAME_NUMBER),
        (made(1, 1, ONE), made(2, 2, ONE, **of_year(2025)), Refusal.OTHER_LINE),
    ],
)  # fmt: skip
def test_each_refusal_of_order(
    db: Database, tmp_path: Path, first: MadePackage, second: MadePackage, expected: Refusal
) -> None:
    outcome = after(db, tmp_path, first, second)
    assert outcome.state is State.REFUSED
    (row,) = db.read(quarantined)
    assert (row.points[0][0], row.stage) == (expected, Stage.ORDER)
    assert [one.id for one in db.read(list_received)] == [first.manifest.package_id]


def test_what_comes_from_above_is_kept_and_not_accepted(db: Database, tmp_path: Path) -> None:
    down = made(
        1,
        1,
        Records(targets=(TargetRecord("a", 2026, Column.TOTAL, Decimal(5)),)),
        sender=OTHER,
        direction=Direction.DOWN,
    )
    above = {"26737": KnownUnit("26737", "Sở", Pin(OTHER.card, NOW), above=True)}
    path = write(tmp_path / "usb", down.content)
    (outcome,) = receive(db, [path], desk(units=above), JobContext(), NOW, True).outcomes
    assert outcome.state is State.WAITING
    row = db.read(find_received, UUID(int=1))
    assert (row.direction, row.counts) == ("down", False)


def test_a_sealed_package_asks_for_its_passphrase_and_comes_in_with_it(
    db: Database, tmp_path: Path
) -> None:
    first = draft(
        package_id=UUID(int=1),
        duty=DUTY,
        template=Template(FORM, 1),
        records=ONE,
        papers={},
        receiver_card=None,
        privacy=Privacy.SENSITIVE,
    )
    sealed = make_package(first, COMMUNE, passphrase="chim sẻ bay qua sông")
    path = write(tmp_path / "usb", sealed.content)
    assert only(db, path).state is State.REFUSED
    (row,) = db.read(quarantined)
    assert row.points[0][0] == Refusal.ASKS_PASSPHRASE
    opened = desk(passphrase="chim sẻ bay qua sông")
    (outcome,) = receive(db, [path], opened, JobContext(), NOW).outcomes
    assert outcome.state is State.WAITING
    assert not db.read(quarantined)


def batch(tmp_path: Path, count: int) -> Path:
    """A folder of original packages of as many periods."""
    return folder_of(
        tmp_path / "usb",
        {f"{n:03}.bdg-goi": made(n + 1, 1, ONE, **of_year(2000 + n)) for n in range(count)},
    )


def test_a_cancel_keeps_what_was_finished(db: Database, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []

    def report(done: int, total: int, _text: str) -> None:
        steps.append((done, total))
        if done == 30:
            job.cancel()

    job = JobContext(report)
    received = receive(db, [batch(tmp_path, 40)], desk(), job, NOW)
    assert received.stopped
    assert steps == [(number, 40) for number in range(31)]
    assert received.count(State.WAITING) == len(db.read(list_received)) == 31
    assert received.count(State.NOT_REACHED) == 9
    rest = take(db, tmp_path / "usb")
    assert (rest.count(State.SAME_AGAIN), rest.count(State.WAITING)) == (31, 9)


def test_files_put_aside_are_read_again_from_what_was_kept(db: Database, tmp_path: Path) -> None:
    lines = [made(n, n, Records(figures=figures(a=30))) for n in (1, 2)]
    for folder, one in zip(("a", "b"), reversed(lines), strict=True):
        write(tmp_path / "usb" if folder == "a" else tmp_path / "usb2", one.content)
    write(tmp_path / "usb", b"no package", "x.bdg-goi")
    receive(db, [tmp_path / "usb", tmp_path / "usb2"], desk(**NO_PIN), JobContext(), NOW)
    assert len(db.read(quarantined)) == 3
    again = try_again(db, desk(), JobContext(), NOW, True)
    assert [(one.sequence, one.state) for one in again.outcomes] == [
        (0, State.REFUSED),
        (1, State.ACCEPTED),
        (2, State.ACCEPTED),
    ]
    assert [one.file_name for one in db.read(quarantined)] == ["x.bdg-goi"]
    assert db.read(find_received, UUID(int=2)).counts
    assert try_again(db, desk(), JobContext(), NOW).outcomes[0].state is State.REFUSED
