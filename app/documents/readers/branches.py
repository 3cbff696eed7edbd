"""Paragraphs put into a tree: each under the one it belongs to, by its mark and its place."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from app.documents.readers.branch import Branch
from app.documents.readers.closing import closing_start
from app.documents.readers.node_texts import write_texts
from app.documents.readers.paragraphs import Paragraph, is_unmarked_heading
from app.documents.readers.shapes import (
    announces,
    heads_children,
    is_capitals,
    is_sentence,
    split_lead,
    word_count,
)
from app.domain.numbering import CENTRED, Mark
from app.domain.outline import DEEPEST

_RANKS: Final = {
    "phần": -3.0, "chương": -2.5, "mục": -2.0, "tiểu mục": -1.5, "A.": -1.0, "I.": 0.0,
    "điều": 0.5, "1.": 1.0, "1.1": 2.0, "1.1.1": 2.1, "1.1.1.1": 2.2, "a.": 3.0, "a)": 3.1,
}  # fmt: skip
_PLAIN_RANK: Final = 9.0
_HOLDERS: Final = CENTRED | {Mark.ARTICLE}

_LONGEST_LABEL: Final = 4
_LOOKED_BACK: Final = 50


def build_branches(
    loose: list[Paragraph], body: list[Paragraph], rest: list[Paragraph]
) -> list[Branch]:
    """The tree: lines of the head without a place, the body, what stands after the signature."""
    grower = _Grower([*body, *rest])
    closing = closing_start(body)
    for paragraph in loose:
        grower.add_top(paragraph)
    for place, paragraph in enumerate(body):
        if place >= closing and depth_of(paragraph) < 1:
            grower.add_top(paragraph)
        else:
            grower.add(paragraph)
    for paragraph in rest:
        grower.add_rest(paragraph)
    write_texts(grower.roots)
    return grower.roots


class _Grower:
    """Holds the branches that are still open, from the outermost to the last one added."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self.roots: list[Branch] = []
        self._open: list[Branch] = []
        self._ranks = _ranks(paragraphs)
        styles = {p.found.style for p in paragraphs if p.found}
        self._sectioned = not styles.isdisjoint({"I.", "A.", "phần", "chương"})
        self._indented = _has_nested_bullets(paragraphs)

    def add(self, paragraph: Paragraph) -> None:
        found = paragraph.found
        if not found and self._stands_at_depth(paragraph):
            return
        if found and found.number:
            self._add_numbered(paragraph)
        elif found:
            self._add_bullet(paragraph)
        elif is_unmarked_heading(paragraph):
            self._add_heading(paragraph)
        else:
            self._add_plain(paragraph)

    def add_top(self, paragraph: Paragraph) -> None:
        """A closing paragraph: it belongs to no section."""
        self._open.clear()
        self._grow(Branch(paragraph=paragraph, style="", rank=_PLAIN_RANK))

    def add_rest(self, paragraph: Paragraph) -> None:
        """After the signature: a heading holds what follows it, up to the next annex."""
        in_annex = bool(self._open) and self._open[0].style == "annex"
        if in_annex and not paragraph.text.lower().startswith("phụ lục"):
            self.add(paragraph)
        elif is_unmarked_heading(paragraph):
            self._open.clear()
            self._grow(Branch(paragraph=paragraph, style="annex", rank=-9.0, holds=True))
        else:
            self.add_top(paragraph)

    def _add_numbered(self, paragraph: Paragraph) -> None:
        found = paragraph.found
        if not found:
            return
        same = [place for place, open_ in enumerate(self._open) if open_.style == found.style]
        exact = [place for place in same if self._open[place].number + 1 == found.number]
        if self._under_caption():
            pass
        elif exact:
            del self._open[exact[-1] :]
        elif found.number == 1 and same:
            self._restart(same[-1])
        elif same:
            del self._open[same[-1] :]
        elif not (found.number == 1 and self._announced_anew(found.style)):
            self._close_for(self._ranks[found.style], opens_list=found.number == 1)
        self._grow(
            Branch(
                paragraph=paragraph,
                style=found.style,
                rank=self._ranks[found.style],
                mark=found.mark,
                number=found.number,
                holds=found.mark in _HOLDERS or _holds_paragraphs(paragraph.text),
            )
        )

    def _announced_anew(self, style: str) -> bool:
        """The last paragraph announces a list, and a list of this kind ended above it."""
        last = self._open[-1] if self._open else None
        if last is None or last.style or not announces(last.paragraph.text):
            return False
        siblings = self._open[-2].children if len(self._open) > 1 else self.roots
        return any(branch.style == style for branch in siblings[-_LOOKED_BACK:])

    def _restart(self, last_same: int) -> None:
        """A series begins anew: under the innermost branch that may hold one."""
        for place in range(len(self._open) - 1, last_same, -1):
            branch = self._open[place]
            if branch.style in {"caps", "bold", "#"} or announces(branch.paragraph.text):
                del self._open[place + 1 :]
                return
        branch = self._open[last_same]
        if announces(branch.paragraph.text) and not branch.children:
            del self._open[last_same + 1 :]
        else:
            del self._open[last_same:]

    def _add_bullet(self, paragraph: Paragraph) -> None:
        found = paragraph.found
        if not found:
            return
        rank = self._ranks[found.style]
        same = [place for place, open_ in enumerate(self._open) if open_.style == found.style]
        if self._under_caption() or self._under_label():
            pass
        elif not same:
            self._close_for(rank, opens_list=False)
        elif self._indented:
            outer = [p for p in same if self._open[p].paragraph.indent <= paragraph.indent - 2]
            beside = [p for p in same if p not in outer]
            del self._open[beside[0] if beside else outer[-1] + 1 :]
        else:
            del self._open[same[-1] :]
        mark = found.mark
        if mark is Mark.DASH and self._under_bullet(found.style):
            mark = Mark.PLUS
        self._grow(Branch(paragraph=paragraph, style=found.style, rank=rank, mark=mark))

    def _under_bullet(self, style: str) -> bool:
        """A bullet inside one of the same kind, or a round one inside a dash, is a "+"."""
        above = self._open[-1].style if self._open else ""
        return bool(above) and above in "-+*•o▪" and (above == style or style in "•o▪")

    def _add_heading(self, paragraph: Paragraph) -> None:
        style = "#" if paragraph.level else "caps" if is_capitals(paragraph.text) else "bold"
        rank = -0.9 if style != "bold" else -0.5
        same = [
            place
            for place, open_ in enumerate(self._open)
            if open_.style == style and (style != "#" or open_.paragraph.level == paragraph.level)
        ]
        if same:
            rank = self._open[same[0]].rank
            del self._open[same[0] :]
        elif not self._sectioned:
            rank += paragraph.level / 20
            self._close_for(rank, opens_list=False)
        elif style == "caps" and self._open and self._open[-1].children:
            self._open.clear()
        else:
            self._close(lambda branch: not branch.holds)
            rank = self._open[-1].rank + 0.01 if self._open else rank
        self._grow(Branch(paragraph=paragraph, style=style, rank=rank, holds=True))

    def _add_plain(self, paragraph: Paragraph) -> None:
        if self._captioned(paragraph):
            self._open[-1].below = paragraph
            return
        if paragraph.text == "@nhiem_vu_theo_co_quan":
            del self._open[1:]
        self._close(lambda branch: not branch.holds)
        self._grow(Branch(paragraph=paragraph, style="", rank=_PLAIN_RANK))

    def _stands_at_depth(self, paragraph: Paragraph) -> bool:
        """Put a named node without a mark where it stood when this program wrote it."""
        depth = depth_of(paragraph)
        if depth < 0 or depth > len(self._open) or self._captioned(paragraph):
            return False
        del self._open[depth:]
        if is_unmarked_heading(paragraph):
            style = "caps" if is_capitals(paragraph.text) else "bold"
            above = self._open[-1].rank if self._open else -1.0
            self._grow(Branch(paragraph=paragraph, style=style, rank=above + 0.01, holds=True))
        else:
            self._grow(Branch(paragraph=paragraph, style="", rank=_PLAIN_RANK))
        return True

    def _under_caption(self) -> bool:
        """In a file of this program a plain line that stays with the next one holds what follows."""
        last = self._open[-1] if self._open else None
        look = last.paragraph.look if last else None
        if last is None or look is None or not (look.exact and look.leads):
            return False
        return not (last.style or last.children or last.below) and announces(last.paragraph.text)

    def _under_label(self) -> bool:
        """Whether the last paragraph is a label ("Nội dung:") that bullets can stand under."""
        last = self._open[-1] if self._open else None
        if last is None or last.style or last.paragraph.is_table:
            return False
        text = last.paragraph.text
        return announces(text) and heads_children(text) and word_count(text) <= _LONGEST_LABEL

    def _captioned(self, paragraph: Paragraph) -> bool:
        """In a file of this program a table without a name belongs to the words above it."""
        look = paragraph.look
        if not look or not look.table or not look.exact or look.key or look.made:
            return False
        return bool(self._open) and not self._open[-1].paragraph.is_table

    def _close_for(self, rank: float, *, opens_list: bool) -> None:
        """Close what a branch of this rank cannot stand under."""
        while self._open and self._open[-1].rank >= rank:
            last = self._open[-1]
            if opens_list and last.style and not last.children and announces(last.paragraph.text):
                return
            self._open.pop()

    def _close(self, unfit: Callable[[Branch], bool]) -> None:
        while self._open and unfit(self._open[-1]):
            self._open.pop()

    def _grow(self, branch: Branch) -> None:
        del self._open[DEEPEST:]
        (self._open[-1].children if self._open else self.roots).append(branch)
        self._open.append(branch)


def depth_of(paragraph: Paragraph) -> int:
    """Depth that this program wrote into the file; -1 when it did not."""
    look = paragraph.look
    return look.depth if look and look.exact else -1


def _holds_paragraphs(text: str) -> bool:
    """Whether unnumbered paragraphs after it belong to it."""
    label = text.endswith(".") and word_count(text) <= _LONGEST_LABEL
    return label or not is_sentence(text) or split_lead(text) is not None


def _ranks(paragraphs: list[Paragraph]) -> dict[str, float]:
    """Rank of every style; unusual ones in the order in which they first appear."""
    ranks = dict(_RANKS)
    styles = dict.fromkeys(p.found.style for p in paragraphs if p.found)
    seen_letters = False
    for place, style in enumerate(styles):
        seen_letters = seen_letters or style in {"a)", "a."}
        if style in {"1)", "(1)", "(a)", "i)"}:
            ranks[style] = (3.3 if seen_letters else 2.5) + min(place, 20) / 100
    if "1)" in styles and "1." not in styles:
        ranks["1)"] = 1.0
    bullets = [style for style in styles if style in "-+*•o▪"]
    if "-" in bullets and "+" in bullets:
        bullets = [style for style in bullets if style != "+"]
        bullets.insert(bullets.index("-") + 1, "+")
    for place, style in enumerate(bullets):
        ranks[style] = 4.0 + place / 10
    return ranks


def _has_nested_bullets(paragraphs: list[Paragraph]) -> bool:
    """Whether indents of one kind of bullet are steps of a list, not chance."""
    indents = {p.indent for p in paragraphs if p.found and p.found.style in {"-", "*", "•"}}
    if not 2 <= len(indents) <= 5:
        return False
    ordered = sorted(indents)
    return all(second - first >= 2 for first, second in pairwise(ordered))
