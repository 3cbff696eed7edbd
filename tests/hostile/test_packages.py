"""Ten thousand hostile packages: none is accepted, none breaks the program, each has its sentence."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.exchange.manifest import PackageKind
from app.exchange.order import Held, line_of, place
from app.exchange.reading import Desk, read_package
from app.exchange.records import Records
from app.exchange.refusals import PackageError, Refusal, Stage
from tests.exchange.mutate import ALL, SHARE, Mutant, bases, mutant
from tests.exchange.offices import NOW, desk
from tests.hostile.worst_packages import WORST

ROOT = Path(__file__).resolve().parents[2]
#: Seconds after which a package is said to hang, however slow the machine; MB for the worst.
HANG = 240
LARGEST = 400
#: Packages of one test: small enough to name the place, large enough to be quick.
BATCH = 200


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All numbers under ``dev.py stress``, else a share spread over all ways."""
    if "batch" in metafunc.fixturenames:
        whole = metafunc.config.getoption("--stress", default=False)
        count = ALL if whole else SHARE
        metafunc.parametrize("batch", range(0, count, BATCH))


def held() -> list[Held]:
    """The receiver holds every package that was changed."""
    return [
        Held(
            line_of(base.manifest),
            base.manifest.package_id,
            base.package_hash,
            base.manifest.sequence,
            PackageKind.ORIGINAL,
            NOW,
        )
        for base in bases()
    ]


def fate(one: Mutant, at: Desk, there: list[Held]) -> PackageError | None:
    """Why it was refused; a package that passes all stages up to the last must be the true one."""
    try:
        package = read_package(one.content, at)
        same = {base.package_hash for base in bases()}
        assert one.own_hand or package.package_hash in same, (one.number, one.way)
        assert isinstance(package.records, Records)
        place(package.manifest, package.package_hash, there)
    except PackageError as error:
        return error
    return None


def test_none_is_accepted_and_each_has_its_sentence(batch: int) -> None:
    at, there = desk(passphrase="câu bí mật khác"), held()
    stages: Counter[Stage] = Counter()
    for number in range(batch, batch + BATCH):
        one = mutant(number)
        error = fate(one, at, there)
        assert error is not None, (number, one.way)
        stages[error.stage] += 1
        for point in error.points:
            assert point.sentence.endswith("."), (number, one.way)
            assert len(point.sentence) > 40
    assert len(stages) >= 6, stages


def test_the_same_number_makes_the_same_package() -> None:
    assert [mutant(at).content for at in range(38)] == [mutant(at).content for at in range(38)]


def test_the_true_packages_are_only_known_already() -> None:
    there = held()
    for base in bases():
        error = fate(Mutant(0, "", base.content), desk(passphrase="câu bí mật"), there)
        assert error is not None
        assert error.refusals == {Refusal.SAME_AGAIN}


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is measured on Linux")
@pytest.mark.parametrize("name", list(WORST))
def test_the_worst_come_to_an_end_in_bounded_memory(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.worst_packages", name],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=HANG,
    )
    answer = json.loads(done.stdout)
    assert answer["fate"] != "read"
    assert answer["peak"] < LARGEST, answer
