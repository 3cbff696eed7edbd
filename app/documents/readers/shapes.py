"""What a paragraph looks like: ended, in capitals, hanging, a heading with its text behind it."""

from typing import Final

_CLOSERS: Final = "”\"'’)]»*"
_ENDS: Final = ".;:!?…"
# Words before a colon that announce a list inside a sentence, as no heading does.
_ANNOUNCING: Final = ("sau", "sau đây", "gồm", "như", "là", "cụ thể")
# A line that ends on such a word goes on in the next one.
_HANGING: Final = frozenset({"và", "của", "các", "với", "những", "hoặc", "giữa", "tại", "bởi"})
_VERBS: Final = (
    "tăng cường", "tiếp tục", "đẩy mạnh", "tổ chức", "thực hiện", "xây dựng", "phối hợp",
    "triển khai", "nâng cao", "chú trọng", "duy trì", "rà soát", "tham mưu", "hướng dẫn",
)  # fmt: skip
_AGENCIES: Final = (
    "sở ", "ban ", "phòng ", "công an", "hội ", "đề nghị ", "trạm ", "ủy ban ", "ubnd", "ubmttq",
    "công chức ", "văn phòng ", "trung tâm ", "đoàn ", "đài ", "mặt trận ", "công đoàn",
    "hiệu trưởng ", "các trường", "các thôn", "các ban", "các sở", "các ngành", "các đoàn thể",
)  # fmt: skip
_OPENERS: Final = {"(": ")", "[": "]", "“": "”", "«": "»"}
_LONGEST_LEAD: Final = 25
_LONGEST_CLAUSE: Final = 12
_LONGEST_HEADING: Final = 45
_LONGEST_LABEL: Final = 3


def is_ended(text: str) -> bool:
    """Whether an end mark closes the text (an ellipsis may also stand inside a sentence)."""
    return text.rstrip(_CLOSERS + " ")[-1:] in _ENDS if text else True


def is_sentence(text: str) -> bool:
    """Whether the text closes as a sentence does; a colon only announces what follows."""
    return is_ended(text) and text.rstrip(_CLOSERS + " ")[-1:] != ":"


def announces(text: str) -> bool:
    """Whether a colon at its end announces what follows."""
    return text.rstrip("* ").endswith(":")


def starts_small(text: str) -> bool:
    """Whether its first letter is a small one, as inside a sentence."""
    return text.lstrip("“\"'‘(")[:1].islower()


def is_capitals(text: str) -> bool:
    """Whether it is a heading in capitals: two letters or more, none of them small."""
    return text.upper() == text and sum(ch.isalpha() for ch in text[:60]) >= 2


def hangs(text: str) -> bool:
    """Whether it stops in the middle of a phrase."""
    return text.endswith(",") or text.rsplit(" ", 1)[-1].lower() in _HANGING


def word_count(text: str) -> int:
    """Number of words."""
    return text.count(" ") + 1 if text else 0


def split_lead(text: str, *, labels: bool = False) -> tuple[str, str] | None:
    """("Đối tượng:", "Các cơ quan …") of a heading with its text on the same line; None otherwise.

    The lead is short, ends at the first colon outside brackets, and a new sentence starts after it.

    Args:
        text: the words after the mark.
        labels: two or three words before the colon are a lead whatever follows ("Mục đích: nâng").
    """
    cut = _first_colon(text[:400])
    if cut < 0:
        return None
    lead, rest = text[: cut + 1], text[cut + 1 :].strip()
    first = rest.lstrip("“\"'‘[(")[:1]
    longest = _LONGEST_CLAUSE if lead.lower().startswith(_VERBS) else _LONGEST_LEAD
    if not rest or word_count(lead) > longest:
        return None
    label = labels and word_count(lead) <= _LONGEST_LABEL
    if first.islower() and not (label or _is_agency(lead)):
        return None
    if lead.rstrip(" :").lower().endswith(_ANNOUNCING):
        return None
    return lead, rest


def _is_agency(lead: str) -> bool:
    """Whether the lead names who does the work: then its text may start with a small letter."""
    small = lead.lower()
    return (
        small.startswith(_AGENCIES)
        and not small.startswith("ban hành")
        and word_count(lead) <= _LONGEST_CLAUSE
    )


def heads_children(text: str) -> bool:
    """Whether a numbered line with something under it is a heading, not a sentence of its own."""
    if is_capitals(text):
        return True
    if announces(text):
        sentence = text.rstrip(" :*").lower().endswith(_ANNOUNCING)
        return not sentence and word_count(text) <= _LONGEST_HEADING
    if not is_ended(text):
        return word_count(text) <= _LONGEST_HEADING
    return text.endswith(".") and ":" not in text and word_count(text) <= _LONGEST_CLAUSE


def _first_colon(text: str) -> int:
    """Place of the first ": " outside brackets with no sentence end before it; -1 for none."""
    waiting: list[str] = []
    for place, sign in enumerate(text):
        if sign in _OPENERS:
            waiting.append(_OPENERS[sign])
        elif waiting:
            if sign == waiting[-1]:
                waiting.pop()
        elif text[place + 1 : place + 2] in {" ", ""}:
            if sign == ":":
                return place
            if sign in ".;!?" and text[place - 1 : place] != ".":
                return -1
    return -1
