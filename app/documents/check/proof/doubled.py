"""A word typed twice, and a pair of words typed twice."""

from collections.abc import Iterator

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.data import word_set
from app.documents.check.proof.wording import found_in, words_of


def doubled_words(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule doubled_word; words that are said twice in Vietnamese ("dần dần") are left alone."""
    words = words_of(text)
    twice = word_set("doubles", "said_twice")
    for at in range(len(words) - 1):
        first, second = words[at], words[at + 1]
        if first[0] != second[0] or text[first[2] : second[1]] != " ":
            continue
        # Initials, short signs and capitals of a table ("X X") are no words.
        if len(first[0]) < 2 or first[0] in twice or not _same_case(text, first[1], second[1]):
            continue
        if not _two_compounds(words, at):
            yield _doubled(passage, text, first, second)
    yield from _pairs(passage, text, words)


def _same_case(text: str, first: int, second: int) -> bool:
    """A name beside a word ("Hai hai") is none; a capital that opens a sentence counts for nothing."""
    if text[first].isupper() == text[second].isupper():
        return True
    before = text[:first].rstrip()
    return text[first].isupper() and (not before or before.endswith((".", ":", ";", "!", "?")))


def _two_compounds(words: tuple[tuple[str, int, int], ...], at: int) -> bool:
    """ "học sinh sinh sống": the end of one word and the beginning of the next."""
    if not 0 < at < len(words) - 2:
        return False
    before = f"{words[at - 1][0]} {words[at][0]}"
    after = f"{words[at + 1][0]} {words[at + 2][0]}"
    return before in word_set("doubles", "before") and after in word_set("doubles", "after")


def _pairs(
    passage: Passage, text: str, words: tuple[tuple[str, int, int], ...]
) -> Iterator[Finding]:
    for at in range(len(words) - 3):
        one, two, three, four = words[at : at + 4]
        same = one[0] == three[0] and two[0] == four[0] and one[0] != two[0]
        plain = same and not any(
            text[before[2] : after[1]].strip()
            for before, after in ((one, two), (two, three), (three, four))
        )
        if plain and f"{one[0]} {two[0]}" not in word_set("doubles", "pairs_said_twice"):
            yield _doubled(passage, text, (one[0], one[1], two[2]), (three[0], three[1], four[2]))


def _doubled(
    passage: Passage, text: str, first: tuple[str, int, int], second: tuple[str, int, int]
) -> Finding:
    quote = text[first[1] : second[2]]
    new = text[first[1] : first[2]]
    return found_in(passage, "doubled_word", quote, f"Gõ thừa: “{new}” lặp hai lần liền nhau.", new)
