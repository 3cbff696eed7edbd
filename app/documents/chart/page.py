"""What is known while a chart is laid out: its width, its letters, how its numbers are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.documents.charts import Chart
from app.documents.layout import MM
from app.documents.render.metrics import Face, text_width

#: Width in pt of a text in bold letters or not, of a size in pt.
Measure = Callable[[str, bool, float], float]
#: Room between things, mm.
GAP: Final = 1.5
_LEAST_POINT: Final = 6.5
#: Letters on a screen do not shrink evenly.
_SLACK: Final = 0.95
#: From here on values are shown in millions.
_MILLIONS: Final = Decimal(10_000_000)


def tinos(text: str, bold: bool, point: float) -> float:
    """Width in the letters of a paper."""
    return text_width(text, Face.BOLD if bold else Face.REGULAR, point)


@dataclass(frozen=True, slots=True)
class Page:
    """A chart to be laid out ``width`` mm wide in words of ``point`` pt."""

    chart: Chart
    width: float
    point: float
    measure: Measure

    @property
    def line(self) -> float:
        """Height of a line of words, mm."""
        return self.point * 1.2 / MM

    @property
    def values(self) -> list[Decimal]:
        """Every known value."""
        return [value for one in self.chart.series for value in one.values if value is not None]

    @property
    def factor(self) -> Decimal:
        """Very large sums are shown in millions."""
        return Decimal(1_000_000) if self._most >= _MILLIONS else Decimal(1)

    @property
    def largest(self) -> Decimal:
        """The largest value or target, as it is shown."""
        return self._most / self.factor

    @property
    def _most(self) -> Decimal:
        aims = [aim.value for aim in self.chart.aims if aim]
        return max([*self.values, *aims], default=Decimal(0))

    @property
    def unit(self) -> str:
        """The unit over the axis."""
        unit = self.chart.unit
        return f"triệu {unit}".rstrip() if self.factor > 1 else unit

    def shown(self, value: Decimal) -> str:
        """A value as printed."""
        return self.chart.shown(value / self.factor)

    def room(self, text: str, *, bold: bool = False, point: float = 0) -> float:
        """Width of a text, mm."""
        return self.measure(text, bold, point or self.point) / MM

    def wrapped(self, text: str, width: float) -> list[str]:
        """Lines no wider than ``width`` mm; a longer word is cut."""
        lines: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}".lstrip()
            if line and self.room(longer) > width:
                lines.append(line)
                longer = word
            while self.room(longer) > width and len(longer) > 1:
                cut = next(
                    at for at in range(len(longer) - 1, 0, -1)
                    if at == 1 or self.room(longer[:at]) <= width
                )  # fmt: skip
                lines.append(longer[:cut])
                longer = longer[cut:]
            line = longer
        return [*lines, line] if line else lines

    def fitting(self, texts: Sequence[str], width: float, *, bold: bool = False) -> float:
        """The size in which each text fits; never under the least that can be read."""
        widest = max((self.room(text, bold=bold) for text in texts), default=0)
        return (
            self.point
            if widest <= width
            else max(_LEAST_POINT, self.point * _SLACK * width / widest)
        )
