"""What a returned package was returned for, held against the correction that follows it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from app.domain.parcel_cells import Cells, Place, is_same
from app.exchange.receipt import PointKind

#: Reasons told word for word; more stand in the receipt.
_TOLD: Final = 3


def unmended(
    sequence: int, points: Sequence[Mapping[str, Any]], before: Cells, now: Cells
) -> Iterator[str]:
    """Sentences about cells that were asked to be mended and say what they said, and about reasons
    that no program can hold against anything; none when every cell asked for is another one.

    Args:
        sequence: that of the package that was returned.
        points: those of its receipt, in wire form.
    """
    asked = [point for point in points if point["kind"] == PointKind.MEND]
    cells = [point for point in asked if point["indicator"]]
    left = sum(not _is_mended(point, before, now) for point in cells)
    if left:
        yield f"Gói lần {sequence} bị trả lại: {left} ô được yêu cầu sửa vẫn như cũ."
    others = [point for point in asked if not point["indicator"]] if cells else points
    if others:
        more = f" (và {len(others) - _TOLD} điểm nữa)" if len(others) > _TOLD else ""
        words = "; ".join(str(point["words"]) for point in others[:_TOLD])
        yield f"Gói lần {sequence} bị trả lại vì: {words}{more}. Hãy xem gói này đã sửa chưa."


def _is_mended(point: Mapping[str, Any], before: Cells, now: Cells) -> bool:
    """Whether any cell that a point means is another one than it was."""
    places = [place for place in {**before, **now} if _is_meant(point, place)]
    return any(
        place not in before or place not in now or not is_same(before[place], now[place])
        for place in places
    )


def _is_meant(point: Mapping[str, Any], place: Place) -> bool:
    same = place.indicator == point["indicator"] and place.grp == point["group"] and not place.unit
    return same and point["sex"] in (None, place.sex)
