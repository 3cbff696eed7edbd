"""Four programs receive at once, the same packages and others: nothing lost, nothing doubled."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

from sqlalchemy import text

from app.db.database import Database
from app.db.engine import make_server_engine
from app.db.server import Server
from app.domain.figure_rows import Column
from app.domain.parcels import ReceivedState
from app.errors import ConflictError
from app.exchange.packing import MadePackage
from app.exchange.records import Records
from app.paths import program_root
from app.queries.totals import totals
from app.services.received import SettlePackage, settle
from app.workflows.catalogues import load_catalogues
from app.workflows.parcels.receiving import PER_COMMIT
from tests.postgres.seat import COMMUNES, sender
from tests.workflows.parcels.received import make_unit
from tests.workflows.parcels.senders import DUTY, KNOWN, NOW, PERIOD, figures, made, of_year

SEATS = 4
OLD_YEARS = (2018, 2020)
#: So many communes' packages lie on every seat's stick; the rest is spread over the seats.
SHARED = COMMUNES // 2


def original(number: int) -> MadePackage:
    records = Records(figures=figures(**{KNOWN: 900 + number}))
    return made(2 * number + 1, 1, records, sender=sender(number))


def older(number: int, year: int) -> MadePackage:
    """A report of another year: every seat has more to read than it keeps with one commit."""
    records = Records(figures=figures(**{KNOWN: 700 + number}))
    return made(year * 100 + number, 1, records, sender=sender(number), **of_year(year))


def correction(number: int) -> MadePackage:
    records = Records(figures=figures(**{KNOWN: 910 + number}))
    return made(2 * number + 2, 2, records, sender=sender(number))


def sticks(room: Path, parts: Sequence[Sequence[MadePackage]]) -> list[Path]:
    """A folder for each seat; every seat meets the packages in another order."""
    found = []
    for seat, packages in enumerate(parts):
        folder = room / f"usb-{seat}"
        folder.mkdir(parents=True)
        turned = [*packages[seat * 3 :], *packages[: seat * 3]]
        for place, package in enumerate(turned):
            name = f"{place:02d}-{package.manifest.package_id.int}.bdg-goi"
            (folder / name).write_bytes(package.content)
        found.append(folder)
    return found


def receive_at_once(server: Server, folders: Sequence[Path]) -> list[dict[str, Any]]:
    """What every seat tells, each a process of its own, begun together."""
    address = server.url.render_as_string(hide_password=False)
    env = {**os.environ, "BDG_DB": address, "PYTHONUTF8": "1"}
    seats = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.postgres.seat", str(folder)],
            cwd=program_root(), env=env, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for folder in folders
    ]  # fmt: skip
    for seat in seats:
        assert seat.stdout is not None
        line = seat.stdout.readline()
        assert line == "ready\n", seat.communicate()
    for seat in seats:
        assert seat.stdin is not None
        seat.stdin.write("go\n")
        seat.stdin.flush()
    answers = []
    for seat in seats:
        said, wrong = seat.communicate()
        assert seat.returncode == 0, wrong
        answers.append(json.loads(said))
    return answers


def counted(db: Database, words: str) -> Any:
    return db.read(lambda session: session.execute(text(words)).all())


def outcomes(answers: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """How every package ended, by its number, over all seats."""
    found: dict[str, Counter[str]] = {}
    for answer in answers:
        assert answer["trouble"] == ""
        for name, state, _sentences in answer["told"]:
            found.setdefault(name.split("-")[1].split(".")[0], Counter())[state] += 1
    return found


def test_four_programs_at_once_lose_and_double_nothing(
    db: Database, server: Server, tmp_path: Path
) -> None:
    load_catalogues(db)
    db.write(
        lambda session: [
            make_unit(session, sender(number).card.unit_code, sender(number).card.unit_name)
            for number in range(COMMUNES)
        ]
    )
    first = [original(number) for number in range(COMMUNES)]
    others = [older(number, year) for number in range(COMMUNES) for year in OLD_YEARS]
    everything = len(first) + len(others)
    own = [first[SHARED + seat :: SEATS] for seat in range(SEATS)]
    same = [*first[:SHARED], *others]
    assert len(same) > PER_COMMIT

    answers = receive_at_once(server, sticks(tmp_path / "một", [[*same, *part] for part in own]))

    once, everywhere = Counter(accepted=1), Counter(accepted=1, same_again=SEATS - 1)
    assert outcomes(answers) == {
        str(package.manifest.package_id.int): everywhere if package in same else once
        for package in [*first, *others]
    }
    assert counted(db, "SELECT count(*), count(*) FILTER (WHERE counts) FROM received_package") == [
        (everything, everything)
    ]
    assert counted(db, "SELECT count(*) FROM received_figure") == [(3 * everything,)]
    assert counted(
        db,
        "SELECT count(*), count(DISTINCT record_id) FROM change "
        "WHERE record_type = 'received_package' AND action = 'insert'",
    ) == [(everything, everything)]
    assert sum_of(db) == sum(900 + number for number in range(COMMUNES))

    second = [correction(number) for number in range(SHARED)]
    answers = receive_at_once(server, sticks(tmp_path / "hai", [second] * SEATS))

    # A correction is looked at by somebody; here by everybody at once.
    assert all(
        ends == Counter(same_again=SEATS - 1, waiting=1) for ends in outcomes(answers).values()
    )
    assert accepted_at_once(server, [package.manifest.package_id for package in second]) == SHARED
    assert counted(
        db, "SELECT sequence, counts, count(*) FROM received_package GROUP BY 1, 2 ORDER BY 1, 2"
    ) == [(1, False, SHARED), (1, True, everything - SHARED), (2, True, SHARED)]
    assert sum_of(db) == sum(900 + number for number in range(COMMUNES)) + 10 * SHARED


def accepted_at_once(server: Server, packages: list[UUID]) -> int:
    """How many decisions were kept when every seat decides on every package."""
    ready = Barrier(SEATS)

    def decide_all(name: str) -> int:
        door = Database(make_server_engine(server), name)
        kept = 0
        ready.wait()
        for package in packages:
            decision = SettlePackage(
                package_id=package,
                revision=1,
                state=ReceivedState.ACCEPTED,
                decided_at=NOW,
                decided_by=name,
            )
            with suppress(ConflictError):
                door.write(settle, decision)
                kept += 1
        door.close()
        return kept

    with ThreadPoolExecutor(SEATS) as workers:
        return sum(workers.map(decide_all, [f"người {seat}" for seat in range(SEATS)]))


def sum_of(db: Database) -> Decimal:
    """The sum as the program adds it up, which must be that of plain SQL."""
    added = db.read(totals, DUTY, PERIOD).sum(KNOWN).value
    [(plain,)] = counted(
        db,
        "SELECT sum(f.value::numeric) FROM received_figure f "
        "JOIN received_package p ON p.id = f.package_id "
        f"WHERE p.counts AND p.period = '{PERIOD}' AND f.indicator = '{KNOWN}' AND f.sex = '{Column.TOTAL}'",
    )
    assert added == plain
    assert added is not None
    return added
