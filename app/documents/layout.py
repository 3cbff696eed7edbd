"""The decree's numbers, read from resources/layout.toml; an officer chooses inside its ranges."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.errors import ValidationError
from app.paths import resource

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Choice:
    """A number an officer may choose between ``least`` and ``most``, and the clause that says so."""

    clause: str
    value: float
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Page and margins in mm, sizes and spaces in pt, ``line_spacing`` in lines.

    ``sizes`` holds the pt size of each cell of the form; ``short_rule`` is the share of the text
    line under which a short rule is drawn; ``frames`` holds width and height in mm of the framed
    marks, by their words.
    """

    page_width: float
    page_height: float
    header_distance: float
    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float
    body_size: float
    space_before: float
    line_spacing: float
    first_indent: float
    head_size: float
    left_share: float
    short_rule: float
    nation: str
    motto: str
    sizes: Mapping[str, float]
    frames: Mapping[str, tuple[float, float]]

    @property
    def text_width(self) -> float:
        """Width between the margins of a portrait page, mm."""
        return self.page_width - self.margin_left - self.margin_right


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resource("layout.toml").read_text(encoding="utf-8"))


def choices() -> dict[str, Choice]:
    """What an officer may choose, by name, with the legal range."""
    return {name: Choice(**numbers) for name, numbers in _data()["choice"].items()}


def load_layout(options: Mapping[str, Any] | None = None) -> Layout:
    """The layout with an office's choices.

    Raises:
        ValidationError: a choice outside the decree's range.
    """
    data = _data()
    chosen = {name: _chosen(name, choice, options or {}) for name, choice in choices().items()}
    return Layout(
        page_width=data["page"]["width"],
        page_height=data["page"]["height"],
        header_distance=data["page"]["header_distance"],
        left_share=data["head"]["left_share"],
        short_rule=data["head"]["short_rule"],
        nation=data["words"]["nation"],
        motto=data["words"]["motto"],
        sizes=_sizes(data, chosen),
        frames={words: (width, height) for words, (width, height) in data["frame"].items()},
        **chosen,
    )


def _sizes(data: dict[str, Any], chosen: Mapping[str, float]) -> dict[str, float]:
    """Fixed sizes, and those that go with a choice: a title is as large as the body."""
    sizes = dict(data["size"])
    for name, followers in data["follows"].items():
        sizes |= {cell: chosen[name] + more for cell, more in followers.items()}
    return sizes


def _chosen(name: str, choice: Choice, options: Mapping[str, Any]) -> float:
    try:
        value = float(options.get(name, choice.value))
    except (TypeError, ValueError) as error:
        raise ValidationError(
            f"Lựa chọn trình bày “{name}” không phải là số.", field=name
        ) from error
    if not choice.least <= value <= choice.most:
        raise ValidationError(
            f"Lựa chọn trình bày “{name}” là {value:g}, ngoài khoảng {choice.least:g} - "
            f"{choice.most:g} của Nghị định 30/2020/NĐ-CP ({choice.clause}).",
            field=name,
        )
    return value
