"""The proofreader per 300 signs and per sheet of 700 nodes, beside the floor of the same run.

The floor splits the same words and folds them once, the least any reading of them costs. A paper is
read for the first time, then again as after a keystroke, when what was found in each passage is known.
"""

import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.documents.blocks import Document, Node, walk  # noqa: E402
from app.documents.check.facts import CheckFacts  # noqa: E402
from app.documents.check.passages import Sheet, laid_out  # noqa: E402
from app.documents.check.proof import SHEET_RULES, TEXT_RULES  # noqa: E402
from app.documents.readers.from_text import read_text_file  # noqa: E402
from app.domain.text import fold  # noqa: E402
from app.workflows.check_facts import shipped_facts  # noqa: E402

PLAN = ROOT / "tests" / "data" / "plans" / "ha-noi-2025.txt"
TODAY = date(2026, 11, 21)
NODES, ROUNDS, SIGNS = 700, 7, 300
_WORD = re.compile(r"\w+")


def sheet_of(turn: int) -> Sheet:
    """A plan of 700 nodes; every turn has words of its own, so that nothing is known of it."""
    texts = [placed.node.text for placed in walk(read_text_file(PLAN).nodes) if placed.node.text]
    nodes = tuple(
        Node(text=f"Việc {at} lần {turn}: {texts[at % len(texts)]}", key=str(at))
        for at in range(NODES)
    )
    return laid_out(Document(type_name="KẾ HOẠCH", nodes=nodes))


def floor(sheet: Sheet) -> None:
    for passage in sheet.passages:
        fold(passage.text)
        _WORD.findall(passage.text)


def passage_by_passage(sheet: Sheet, facts: CheckFacts) -> None:
    for passage in sheet.passages:
        for rule in TEXT_RULES:
            list(rule(passage, facts))


def whole_sheet(sheet: Sheet, facts: CheckFacts) -> None:
    for rule in SHEET_RULES:
        list(rule(sheet, facts))


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(facts: CheckFacts) -> tuple[list[list[float]], float]:
    """Seconds of floor, text rules, sheet rules and sheet rules again, each round; signs of a sheet."""
    rows: list[list[float]] = []
    signs: list[int] = []
    for turn in range(ROUNDS + 1):
        sheet = sheet_of(turn)
        signs.append(sum(len(passage.text) for passage in sheet.passages))
        works = (
            lambda sheet=sheet: floor(sheet),
            lambda sheet=sheet: passage_by_passage(sheet, facts),
            lambda sheet=sheet: whole_sheet(sheet, facts),
            lambda sheet=sheet: whole_sheet(sheet, facts),
        )
        rows.append([seconds(work) for work in works])
    # The first round also reads the catalogues.
    return rows[1:], statistics.mean(signs[1:])


def main() -> int:
    rows, signs = measure(shipped_facts(TODAY, 2025))
    ground, text, sheet, again = (statistics.median(times) for times in zip(*rows, strict=True))
    print(
        f"Soát lỗi trong kế hoạch {NODES} đoạn, {signs:.0f} ký tự; {ROUNDS} lần, trung vị; "
        f"sàn: tách và gập chữ {ground * 1000:.1f} ms"
    )
    print(
        f"  từng đoạn: {text * SIGNS / signs * 1000:.2f} ms mỗi {SIGNS} ký tự, "
        f"gấp {text / ground:.0f} lần sàn"
    )
    print(
        f"  cả văn bản: lần đầu {sheet * 1000:.0f} ms, gấp {sheet / ground:.0f} lần sàn; "
        f"lần sau {again * 1000:.1f} ms, gấp {again / ground:.1f} lần sàn"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
