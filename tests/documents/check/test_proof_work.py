"""What the proofreader does grows with the paper and not with its square; counted, not timed."""

from pathlib import Path

from app.documents.blocks import Document, Node, walk
from app.documents.check.passages import Sheet, laid_out
from app.documents.check.proof import SHEET_RULES, TEXT_RULES
from app.documents.readers.from_text import read_text_file
from tests.documents.check.proof_paper import facts_for
from tests.work import calls_of

PLAN = Path(__file__).parents[2] / "data" / "plans" / "ha-noi-2025.txt"
#: A plan costs about a thousand; a rule that goes through a catalogue for each word, far more.
MOST_CALLS_PER_300_SIGNS = 4000


def sheet_of(count: int, word: str) -> Sheet:
    """A sheet of so many nodes with words of a plan; the word keeps one sheet from another's memo."""
    texts = [placed.node.text for placed in walk(read_text_file(PLAN).nodes) if placed.node.text]
    nodes = tuple(
        Node(text=f"{word} {at}: {texts[at % len(texts)]}", key=str(at)) for at in range(count)
    )
    return laid_out(Document(type_name="KẾ HOẠCH", nodes=nodes))


def test_text_rules_do_little_for_each_passage() -> None:
    facts = facts_for(year=2025)
    list(TEXT_RULES[0](sheet_of(1, "Phần").passages[0], facts))
    passages = sheet_of(100, "Mục").passages
    signs = sum(len(passage.text) for passage in passages)

    calls = calls_of(lambda: [list(rule(one, facts)) for one in passages for rule in TEXT_RULES])

    assert calls * 300 / signs < MOST_CALLS_PER_300_SIGNS


def test_four_times_the_sheet_is_not_sixteen_times_the_work_of_sheet_rules() -> None:
    facts = facts_for(year=2025)

    def work(count: int) -> int:
        """Read once before, as in the editor: what is kept of each passage would hide the rest."""
        sheet = sheet_of(count, "Việc")
        read = [list(rule(sheet, facts)) for rule in SHEET_RULES]
        assert any(read)
        return calls_of(lambda: [list(rule(sheet, facts)) for rule in SHEET_RULES])

    assert work(600) < 8 * work(150)
