"""What the list of differences shows, made from a comparison or from a review of a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.documents.blocks import Document
from app.documents.compare import (
    CellChange,
    Change,
    Comparison,
    HeadChange,
    Kind,
    Piece,
    Said,
    Side,
    sides_of,
    word_pieces,
)
from app.workflows.comparing import change_words, nearest_place, place_of
from app.workflows.round_trip import Offer, Offered, Review

#: Words shown before a difference.
_LEAD: Final = 5
#: Stands for the end of a line among words that are compared.
LINE_END: Final = "⏎"


class Decision(StrEnum):
    """What the officer said about an offer."""

    OPEN = "Chưa chọn"
    TAKEN = "Nhận"
    REFUSED = "Không nhận"


class Sieve(StrEnum):
    """Which rows are shown."""

    ALL = "Tất cả"
    ADDED = "Thêm"
    REMOVED = "Bỏ"
    CHANGED = "Sửa"
    MOVED = "Chuyển chỗ"
    MARK = "Đổi cấp"
    CONFLICT = "Hai bên cùng sửa"
    OPEN = "Chưa chọn"


#: Icon and colour role of each kind.
SIGNS: Final = {
    Kind.ADDED: ("add", "good"),
    Kind.REMOVED: ("minus", "bad"),
    Kind.CHANGED: ("edit", "primary"),
    Kind.MOVED: ("move", "accent"),
    Kind.MARK: ("indent", "quiet"),
}
#: Papers of two units have nothing "added": each says what the other does not.
APART: Final = {
    Kind.ADDED: "Chỉ có bên phải",
    Kind.REMOVED: "Chỉ có bên trái",
    Kind.CHANGED: "Khác lời",
    Kind.MOVED: "Khác chỗ",
    Kind.MARK: "Khác cấp",
}
_NOTES: Final = {
    Offered.FREE: "",
    Offered.CONFLICT: "Hai bên cùng sửa chỗ này: trong Word và trong chương trình, sau khi lưu ra.",
    Offered.MADE: "Phần do chương trình lập từ nhiệm vụ; hãy sửa ở nhiệm vụ.",
    Offered.GONE: "Đoạn này không còn trong văn bản ở đây, nên không nhận được.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One difference. ``old`` and ``new`` are None on the side that has nothing.

    ``near`` is the end of the way told by ``place``; ``after`` says what stands before the place on each side; ``ours`` are today's words of a
    node in conflict; ``state`` is None in a plain comparison.
    """

    number: int
    kind: Kind
    words: str
    place: str
    near: str
    said: str
    old: Side | None = None
    new: Side | None = None
    pieces: tuple[Piece, ...] = ()
    cells: tuple[CellChange, ...] = ()
    moved: bool = False
    after: tuple[str, str] = ("", "")
    note: str = ""
    ours: str = ""
    state: Offered | None = None

    @property
    def takable(self) -> bool:
        """Whether it can be accepted."""
        return self.state in (Offered.FREE, Offered.CONFLICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Two papers laid beside each other under their names; ``review`` when one came from Word.

    ``apart``: papers of two units, not two states of one.
    """

    old_name: str
    new_name: str
    old: Document
    new: Document
    comparison: Comparison
    apart: bool = False
    review: Review | None = None
    remarks: tuple[str, ...] = field(default=())


def rows_of(laid: Laid) -> tuple[Row, ...]:
    """All rows in printed order, the head first; numbers of offers stay theirs."""
    befores = _befores(laid.old), _befores(laid.new)
    if laid.review is not None:
        return tuple(_of_offer(offer, befores) for offer in laid.review.offers)
    return tuple(_plain_rows(laid, befores))


def sifted(rows: Sequence[Row], sieve: Sieve, decisions: Mapping[int, Decision]) -> list[Row]:
    """The rows a sieve lets through."""
    return [row for row in rows if _passes(row, sieve, decisions)]


def _passes(row: Row, sieve: Sieve, decisions: Mapping[int, Decision]) -> bool:
    if sieve is Sieve.ALL:
        return True
    if sieve is Sieve.OPEN:
        return row.takable and row.number not in decisions
    if sieve is Sieve.CONFLICT:
        return row.state is Offered.CONFLICT
    if sieve is Sieve.MOVED:
        return row.moved
    return row.kind is Kind[sieve.name]


def _plain_rows(laid: Laid, befores: tuple[list[str], list[str]]) -> Iterator[Row]:
    number = 0
    for line in laid.comparison.head:
        number += 1
        yield _of_head(number, line, APART[Kind.CHANGED] if laid.apart else "Sửa")
    for change in laid.comparison.changes:
        number += 1
        words = APART[change.kind] if laid.apart else change_words(change)
        yield _of_change(number, change, words, befores)


def _of_offer(offer: Offer, befores: tuple[list[str], list[str]]) -> Row:
    note = _NOTES[offer.state]
    if offer.change is not None:
        words = change_words(offer.change)
        return _of_change(offer.number, offer.change, words, befores, offer, note)
    if offer.head is None:
        raise ValueError("an offer of nothing")
    return _of_head(offer.number, offer.head, "Sửa", offer, note)


def _of_head(
    number: int, line: HeadChange, words: str, offer: Offer | None = None, note: str = ""
) -> Row:
    return Row(
        number=number,
        kind=Kind.CHANGED,
        words=words,
        place=line.name,
        near=line.name,
        said=_gist(line.pieces) or line.new or line.old,
        pieces=word_pieces(_kept_lines(line.old), _kept_lines(line.new)),
        note=note,
        ours=offer.ours if offer else "",
        state=offer.state if offer else None,
    )


def _of_change(
    number: int,
    change: Change,
    words: str,
    befores: tuple[list[str], list[str]],
    offer: Offer | None = None,
    note: str = "",
) -> Row:
    old, new = change.old, change.new
    return Row(
        number=number,
        kind=change.kind,
        words=words,
        place=place_of(change),
        near=nearest_place(change),
        said=(change.reworded and _gist(change.pieces))
        or change.side.words
        or _table_words(change),
        old=old,
        new=new,
        pieces=change.pieces,
        cells=change.cells,
        moved=change.moved,
        after=(befores[0][old.place] if old else "", befores[1][new.place] if new else ""),
        note=note,
        ours=offer.ours if offer else "",
        state=offer.state if offer else None,
    )


def _gist(pieces: Sequence[Piece]) -> str:
    """From a few words before the first difference on; what is left out has its sign."""
    differing = next((at for at, piece in enumerate(pieces) if piece.said is not Said.BOTH), None)
    if differing is None:
        return ""
    before = pieces[0].text.split() if differing else []
    lead = ["…"] if len(before) > _LEAD else []
    rest = [piece.text for piece in pieces[differing:] if piece.said is not Said.OLD]
    return " ".join([*lead, *before[-_LEAD:], *rest])


def _table_words(change: Change) -> str:
    """The first cell that differs; the texts show them all."""
    if not change.cells:
        return "Bảng"
    first = change.cells[0]
    more = f" (và {len(change.cells) - 1} ô nữa)" if len(change.cells) > 1 else ""
    return f"Bảng, dòng {first.row}, cột {first.column}: {first.new or first.old}{more}"


def _kept_lines(words: str) -> str:
    return words.replace("\n", f" {LINE_END} ")


def _befores(document: Document) -> list[str]:
    """For each place the words of the node before it."""
    words = [f"{side.mark} {side.words}".strip() for side in sides_of(document)]
    return ["", *words]
