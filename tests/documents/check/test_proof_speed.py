"""The proofreader keeps up with typing."""

import time
from pathlib import Path

from app.documents.blocks import Document, Node, walk
from app.documents.check.passages import laid_out
from app.documents.check.proof import SHEET_RULES, TEXT_RULES
from app.documents.readers.from_text import read_text_file
from tests.documents.check.proof_paper import facts_for

PLAN = Path(__file__).parents[2] / "data" / "plans" / "ha-noi-2025.txt"
# Measured 0.2 ms and 10 ms of the processor; the bounds leave room for a slower machine.
MOST_PER_300_SIGNS = 0.0008
MOST_PER_SHEET = 0.08


def best(runs: int, work: object) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()  # type: ignore[operator]
        times.append(time.process_time() - start)
    return min(times)


def test_text_rules_are_quick() -> None:
    facts = facts_for(year=2025)
    passages = laid_out(read_text_file(PLAN)).passages
    signs = sum(len(passage.text) for passage in passages)

    took = best(3, lambda: [list(rule(one, facts)) for one in passages for rule in TEXT_RULES])

    assert took * 300 / signs < MOST_PER_300_SIGNS


def test_sheet_rules_are_quick_on_a_paper_of_700_nodes() -> None:
    facts = facts_for(year=2025)
    texts = [placed.node.text for placed in walk(read_text_file(PLAN).nodes) if placed.node.text]
    nodes = tuple(
        Node(text=f"Việc {at}: {texts[at % len(texts)]}", key=str(at)) for at in range(700)
    )
    sheet = laid_out(Document(type_name="KẾ HOẠCH", nodes=nodes))

    took = best(3, lambda: [list(rule(sheet, facts)) for rule in SHEET_RULES])

    assert took < MOST_PER_SHEET
