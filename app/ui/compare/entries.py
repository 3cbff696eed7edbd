"""What a comparison shows: one entry per difference, with both texts marked up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from app.documents.compare import Change, Comparison, HeadChange, Kind, Piece, Said
from app.workflows.comparing import KIND_WORDS, change_words, place_of
from app.workflows.round_trip import Offer, Offered, Review

#: Icon and colour role of each kind; the word says the same.
LOOKS: Final = {
    Kind.ADDED: ("add", "good"),
    Kind.REMOVED: ("close", "bad"),
    Kind.CHANGED: ("edit", "accent"),
    Kind.MOVED: ("history", "primary"),
    Kind.MARK: ("history", "quiet"),
}
_STATES: Final = {
    Offered.FREE: "",
    Offered.CONFLICT: "Cả hai bên cùng sửa chỗ này. Trong chương trình hiện ghi: {ours}",
    Offered.MADE: "Phần này chương trình tự lập từ nhiệm vụ; hãy sửa ở nhiệm vụ.",
    Offered.GONE: "Đoạn này đã bỏ khỏi văn bản trong chương trình.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """``old`` and ``new`` are marked up for a text browser; ``number`` is the offer's, 0 for none.

    ``note`` is said under the texts; ``takable`` whether it can be accepted.
    """

    kind: Kind
    words: str
    place: str
    gist: str
    old: str
    new: str
    number: int = 0
    takable: bool = False
    note: str = ""


def entries_of(comparison: Comparison) -> list[Entry]:
    """Lines of the head first, then nodes in printed order."""
    head = [_head_entry(line) for line in comparison.head]
    return [*head, *(_node_entry(change) for change in comparison.changes)]


def entries_of_review(review: Review) -> list[Entry]:
    """The same, each with the number of its offer."""
    return [entry for offer in review.offers for entry in _offered(offer)]


def summary(comparison: Comparison) -> str:
    """ "5 chỗ khác nhau · 149 đoạn giữ nguyên"."""
    found = len(comparison.head) + len(comparison.changes)
    if not found:
        return "Hai bản nói như nhau."
    return f"{found} chỗ khác nhau · {comparison.same} đoạn giữ nguyên"


def _offered(offer: Offer) -> Iterator[Entry]:
    bare = _head_entry(offer.head) if offer.head else None
    if offer.change is not None:
        bare = _node_entry(offer.change)
    if bare is None:
        return
    yield Entry(
        kind=bare.kind,
        words=bare.words,
        place=bare.place,
        gist=bare.gist,
        old=bare.old,
        new=bare.new,
        number=offer.number,
        takable=offer.takable,
        note=_STATES[offer.state].format(ours=offer.ours),
    )


def _head_entry(line: HeadChange) -> Entry:
    return Entry(
        kind=Kind.CHANGED,
        words=KIND_WORDS[Kind.CHANGED],
        place=line.name,
        gist=line.new or line.old,
        old=_marked(line.pieces, Said.OLD),
        new=_marked(line.pieces, Said.NEW),
    )


def _node_entry(change: Change) -> Entry:
    old, new = _sides(change)
    return Entry(
        kind=change.kind,
        words=change_words(change),
        place=place_of(change),
        gist=change.side.words or "Bảng",
        old=old,
        new=new,
    )


def _sides(change: Change) -> tuple[str, str]:
    if change.kind is Kind.ADDED and change.new is not None:
        return "", _wrapped(f"{change.new.mark} {change.new.words}", Said.NEW)
    if change.kind is Kind.REMOVED and change.old is not None:
        return _wrapped(f"{change.old.mark} {change.old.words}", Said.OLD), ""
    if change.old is None or change.new is None:
        return "", ""
    old, new = _marked(change.pieces, Said.OLD), _marked(change.pieces, Said.NEW)
    for cell in change.cells:
        where = f"<br>Dòng {cell.row}, cột {cell.column}: "
        old += where + _wrapped(cell.old, Said.OLD)
        new += where + _wrapped(cell.new, Said.NEW)
    return f"{escape(change.old.mark)} {old}", f"{escape(change.new.mark)} {new}"


def _marked(pieces: Sequence[Piece], side: Said) -> str:
    """The words of one side; those that only it has are marked."""
    shown = [piece for piece in pieces if piece.said in (Said.BOTH, side)]
    return " ".join(
        _wrapped(piece.text, side) if piece.said is side else escape(piece.text) for piece in shown
    )


def _wrapped(text: str, side: Said) -> str:
    """Struck through or underlined, so that it is seen without colour as well."""
    if not text.strip():
        return ""
    tag = "s" if side is Said.OLD else "u"
    return f"<{tag}><b>{escape(text.strip())}</b></{tag}>"
