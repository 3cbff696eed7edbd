"""Units between which packages travel: what became of them, and how a card stands."""

from datetime import date
from enum import StrEnum
from typing import Final

#: The first day of a unit whose own is not known.
BEGINNING: Final = date(1900, 1, 1)


class ChangeKind(StrEnum):
    """How a unit came from another."""

    MERGE = "merge"
    RENAME = "rename"
    SPLIT = "split"


CHANGE_WORDS: Final = {
    ChangeKind.MERGE: "Sáp nhập",
    ChangeKind.RENAME: "Đổi tên",
    ChangeKind.SPLIT: "Chia tách",
}


class CardState(StrEnum):
    """How far an office card is; only a pinned one is trusted."""

    WAITING = "waiting"
    PINNED = "pinned"
    REPLACED = "replaced"
    REFUSED = "refused"


CARD_WORDS: Final = {
    CardState.WAITING: "Chờ đối chiếu mã",
    CardState.PINNED: "Đã ghi nhận",
    CardState.REPLACED: "Đã thay",
    CardState.REFUSED: "Đã từ chối",
}
