"""A paragraph that remembers how it was broken: it is measured before it is placed."""

from typing import Any

from reportlab.platypus import Paragraph


class Text(Paragraph):  # type: ignore[misc]
    """Wrapped anew only for another width. Its words never change once made."""

    _measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Width and height in pt; the height at hand does not matter."""
        if self._measured is None or self._measured[0] != availWidth:
            size: tuple[float, float] = super().wrap(availWidth, availHeight)
            self._measured = (availWidth, size)
        return self._measured[1]

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803
        """The parts before and after a page's end; what splitting rewrites is measured again."""
        parts: list[Any] = super().split(availWidth, availHeight)
        self._measured = None
        return parts
