"""Whatever comes in which order, twice, cut off anywhere: the sequence numbers decide in the end.

A plain model beside the program: a list of what is held. After each step the data are the model's.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select

from app.db.database import Database
from app.db.engine import make_engine
from app.db.migrate import upgrade
from app.domain.figure_rows import CellState, Column
from app.domain.parcel_cells import Place
from app.exchange.manifest import PackageKind
from app.exchange.packing import MadePackage
from app.exchange.receipt import Result
from app.exchange.records import Records
from app.jobs import JobContext
from app.models import ReceivedFigure, ReceivedPackage
from app.queries.received import list_received, received_cells
from app.services.figures import CellDraft
from app.services.units import UnitDraft, save_unit
from app.workflows.catalogues import load_catalogues
from app.workflows.parcels import receiving
from app.workflows.parcels.by_hand import TypedReport, take_typed
from app.workflows.parcels.deciding import Decide, decide
from tests.exchange.offices import PROVINCE
from tests.workflows.parcels.senders import (
    DUTY,
    FORM,
    KNOWN,
    NOW,
    PERIOD,
    UNIT,
    desk,
    figures,
    made,
)

EXAMPLES: Final = 2000 if os.environ.get("BDG_STRESS") else 40
#: Few packages to a commit, so that a batch of some packages has several.
PER_COMMIT: Final = 2
ORIGINAL, CORRECTION, WITHDRAWAL = (
    PackageKind.ORIGINAL,
    PackageKind.CORRECTION,
    PackageKind.WITHDRAWAL,
)


class PulledError(Exception):
    """The plug."""


@dataclass(frozen=True, order=True)
class Sent:
    """A package by what matters: its number, what it does, its one figure."""

    sequence: int
    kind: PackageKind
    total: int

    @property
    def id(self) -> UUID:
        kinds = (ORIGINAL, CORRECTION, WITHDRAWAL, PackageKind.TEST)
        return UUID(int=self.sequence * 10_000 + kinds.index(self.kind) * 1000 + self.total)


@cache
def package(sent: Sent) -> MadePackage:
    withdraws = sent.kind is WITHDRAWAL
    records = Records() if withdraws else Records(figures=figures(**{KNOWN: sent.total}))
    changes: dict[str, Any] = {"kind": sent.kind}
    if sent.kind in (CORRECTION, WITHDRAWAL):
        changes |= {"supersedes": UUID(int=7), "reason": "Sửa"}
    return made(sent.id.int, sent.sequence, records, **changes)


@st.composite
def packages(draw: st.DrawFn) -> Sent:
    sequence = draw(st.integers(1, 4))
    kinds = [
        ORIGINAL,
        PackageKind.TEST,
        *([CORRECTION, CORRECTION, WITHDRAWAL] if sequence > 1 else []),
    ]
    kind = draw(st.sampled_from(kinds))
    return Sent(sequence, kind, 0 if kind is WITHDRAWAL else draw(st.sampled_from((30, 33))))


@dataclass(frozen=True)
class Batch:
    """Files in a folder; ``cut`` is a cancel or a pulled plug, at the file or statement ``at``."""

    sent: tuple[Sent, ...]
    accept: bool
    cut: str = ""
    at: int = 0


@dataclass(frozen=True)
class Answer:
    """A decision on one of the packages held, the ``at``-th of them."""

    at: int
    accept: bool


@dataclass(frozen=True)
class ByHand:
    """A total keyed in."""

    total: int


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    sent = tuple(draw(st.lists(packages(), min_size=1, max_size=5)))
    cut = draw(st.sampled_from(("", "cancel", "between", "inside")))
    at = draw(st.integers(0, 60 if cut == "inside" else len(sent)))
    return Batch(sent, draw(st.booleans()), cut, at)


answers = st.builds(Answer, st.integers(0, 9), st.booleans())
by_hand = st.builds(ByHand, st.sampled_from((30, 33)))
steps = st.lists(st.one_of(batches(), batches(), answers, answers, by_hand), max_size=7)


@dataclass
class Held:
    """A package in the model; of what was keyed in the sequence is 0 and ``turn`` tells the later."""

    sequence: int
    kind: PackageKind
    total: int
    state: str
    turn: int
    id: UUID | None = None


@dataclass
class Model:
    """What the data should hold."""

    held: list[Held] = field(default_factory=list)
    turn: int = 0

    def counting(self) -> Held | None:
        done = [one for one in self.held if one.state in ("accepted", "withdrawn")]
        last = max(done, key=lambda one: (one.sequence, one.turn), default=None)
        return last if last and last.state == "accepted" else None

    def take(self, sent: Sent, *, accept: bool) -> None:
        real = [one for one in self.held if one.id and one.kind is not PackageKind.TEST]
        if any(one.id == sent.id for one in self.held):
            return
        if sent.kind is PackageKind.TEST:
            self._add(sent, "test")
            return
        newest = max(real, key=lambda one: one.sequence, default=None)
        if newest and sent.sequence <= newest.sequence:
            return
        follows = newest and sent.sequence == newest.sequence + 1
        if sent.kind is ORIGINAL and follows and newest and newest.kind is not WITHDRAWAL:
            return
        there = {one.sequence for one in real}
        whole = all(number in there for number in range(1, sent.sequence))
        now = self.counting()
        same = now is None or now.total == sent.total
        clean = whole and same and sent.kind is not WITHDRAWAL
        self._add(sent, "accepted" if clean and accept else "waiting")

    def _add(self, sent: Sent, state: str) -> None:
        self.held.append(Held(sent.sequence, sent.kind, sent.total, state, self.turn, sent.id))

    def answer(self, one: Held, *, accept: bool) -> None:
        yes = "withdrawn" if one.kind is WITHDRAWAL else "accepted"
        if one.kind is not PackageKind.TEST:
            one.state = yes if accept else "returned"

    def key_in(self, total: int) -> None:
        before = [one for one in self.held if one.id is None]
        if not before or before[-1].total != total:
            self.held.append(Held(0, ORIGINAL, total, "accepted", self.turn))


class Run:
    """The program and the model, step by step."""

    def __init__(self, db: Database, room: Path) -> None:
        self.db, self.room, self.model = db, room, Model()
        self.now = NOW

    def step(self, one: Batch | Answer | ByHand) -> None:
        self.model.turn += 1
        self.now += timedelta(minutes=1)
        match one:
            case Batch():
                self._receive(one)
            case Answer():
                self._answer(one)
            case ByHand():
                self._key_in(one)
        self.check()

    def _receive(self, batch: Batch) -> None:
        folder = Path(tempfile.mkdtemp(dir=self.room))
        ordered = sorted(batch.sent, key=lambda sent: sent.sequence)
        for at, sent in enumerate(ordered):
            # Under names that say nothing; equal numbers in the order of the model.
            name = f"{9 - sent.sequence}{at}.bdg-goi"
            (folder / name).write_bytes(package(sent).content)
        if batch.cut == "cancel":
            stop = min(batch.at, len(ordered))
            self._run(folder, batch, stop)
            self._expect(ordered[:stop] if batch.at < len(ordered) else ordered, batch)
            return
        with suppress(PulledError), self._pulled(batch):
            self._run(folder, batch)
        self._expect_commits(ordered, batch)

    def _run(self, folder: Path, batch: Batch, stop: int = -1) -> None:
        def report(done: int, _total: int, _words: str) -> None:
            if batch.cut == "between" and done == batch.at:
                raise PulledError
            if batch.cut == "cancel" and done == stop - 1:
                job.cancel()

        job = JobContext(report)
        if batch.cut == "cancel" and stop == 0:
            job.cancel()
        receiving.receive(self.db, [folder], desk(), job, self.now, batch.accept)

    @contextmanager
    def _pulled(self, batch: Batch) -> Iterator[None]:
        """The plug is pulled at a statement of a write."""
        if batch.cut != "inside":
            yield
            return
        left = [batch.at]

        def count(_c: Any, _cursor: Any, words: str, *_rest: Any) -> None:
            if not words.lstrip().upper().startswith(("SELECT", "PRAGMA")):
                left[0] -= 1
                if left[0] < 0:
                    raise PulledError

        event.listen(self.db.engine, "before_cursor_execute", count)
        try:
            yield
        finally:
            event.remove(self.db.engine, "before_cursor_execute", count)

    def _expect(self, taken: list[Sent], batch: Batch) -> None:
        for sent in taken:
            self.model.take(sent, accept=batch.accept)

    def _expect_commits(self, ordered: list[Sent], batch: Batch) -> None:
        """Some commits were finished: find how many, by what is there; no half one is allowed."""
        there = {one.id for one in self.db.read(list_received)}
        whole = [*range(0, len(ordered), PER_COMMIT), len(ordered)]
        for finished in reversed(whole):
            tried = deepcopy(self.model)
            for sent in ordered[:finished]:
                tried.take(sent, accept=batch.accept)
            if {one.id for one in tried.held if one.id} == there & ids(ordered, tried):
                self.model = tried
                assert batch.cut or finished == len(ordered)
                return
        pytest.fail("half a commit")

    def _answer(self, answer: Answer) -> None:
        real = [one for one in self.model.held if one.id]
        if not real:
            return
        one = real[answer.at % len(real)]
        yes = Result.WITHDRAWN if one.kind is WITHDRAWAL else Result.ACCEPTED
        assert one.id is not None
        command = Decide(
            package_id=one.id,
            result=yes if answer.accept else Result.RETURNED,
            note="Xem lại",
            signer="Trần Văn Mẫu",
        )
        decide(self.db, command, self.now, PROVINCE)
        self.model.answer(one, accept=answer.accept)

    def _key_in(self, one: ByHand) -> None:
        cells = tuple(
            CellDraft(indicator=KNOWN, column=column, state=CellState.VALUE, value=Decimal(value))
            for column, value in ((Column.TOTAL, one.total), (Column.WOMEN, one.total // 3))
        )
        report = TypedReport(unit=UNIT, duty=DUTY, period=PERIOD, drafts=cells, form=FORM)
        take_typed(self.db, report, self.now)
        self.model.key_in(one.total)

    def check(self) -> None:
        """The data are the model's: every package once, its figures as sent, the right one counts."""
        rows = self.db.read(list_received)
        shown = sorted((one.sequence, one.kind, one.state.value) for one in rows)
        expected = sorted((one.sequence, one.kind.value, one.state) for one in self.model.held)
        assert shown == expected
        cells = self.db.read(received_cells, [one.id for one in rows])
        totals = {one.id: one.total for one in self.model.held if one.id}
        for row in rows:
            figures_there = {place.sex: said.value for place, said in cells[row.id].items()}
            total = totals.get(row.id)
            if row.kind == WITHDRAWAL:
                assert figures_there == {}
            elif total is not None:
                women = total // 3
                assert figures_there == {"total": total, "men": total - women, "women": women}
        assert self.db.read(stray_cells) == 0
        counting = [one for one in rows if one.counts]
        wanted = self.model.counting()
        assert len(counting) == (wanted is not None)
        if wanted is not None:
            assert counting[0].sequence == wanted.sequence
            assert cells[counting[0].id][Place(KNOWN, "total")].value == wanted.total

    def finish(self) -> None:
        """Everything comes once more and is accepted: the highest number alone decides."""
        real = [one for one in self.model.held if one.id and one.kind is not PackageKind.TEST]
        again = tuple(Sent(one.sequence, one.kind, one.total) for one in real)
        if again:
            self.step(Batch(again, accept=False))
        held = [one for one in self.model.held if one.id]
        for at in range(len(held)):
            self._answer(Answer(at, accept=True))
        self.check()
        newest = max(real, key=lambda one: one.sequence, default=None)
        now = self.model.counting()
        if newest is not None:
            expected = None if newest.kind is WITHDRAWAL else newest.sequence
            assert (now.sequence if now else None) == expected


def ids(ordered: list[Sent], model: Model) -> set[UUID]:
    """What may be there of packages: no row of what was keyed in."""
    return {one.id for one in ordered} | {one.id for one in model.held if one.id}


def stray_cells(session: Any) -> int:
    """Cells without their package."""
    known = select(ReceivedPackage.id)
    query = select(func.count()).where(ReceivedFigure.package_id.not_in(known))
    found: int = session.scalar(query)
    return found


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trống")
    upgrade(folder / "so.db", folder / "sao-luu")
    db = Database(make_engine(folder / "so.db"), "Trần Văn Mẫu")
    load_catalogues(db)
    db.write(save_unit, UnitDraft(code=UNIT, name="xã Mẫu Thượng", level_code="xa"))
    db.close()
    return folder / "so.db"


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps)
def test_the_sequence_numbers_decide(
    empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: list[Any]
) -> None:
    # The backup before each batch has its own test; here it would be most of the time.
    monkeypatch.setattr(receiving, "backup_before", lambda *_: None)
    monkeypatch.setattr(receiving, "PER_COMMIT", PER_COMMIT)
    room = Path(tempfile.mkdtemp(dir=tmp_path))
    shutil.copy(empty_file, room / "so.db")
    engine = make_engine(room / "so.db")
    # Nobody pulls the plug of the machine here; waiting for the disk would be most of the time.
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    db = Database(engine, "Trần Văn Mẫu")
    run = Run(db, room)
    try:
        for one in plan:
            run.step(one)
        run.finish()
    finally:
        db.close()
        shutil.rmtree(room)
