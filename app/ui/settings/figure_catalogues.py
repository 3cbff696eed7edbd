"""Indicators and forms in Danh mục: their fields, how data is shown and kept."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.domain.figure_lines import (
    form_lines,
    read_form_lines,
    read_ref,
    read_targets,
    ref_words,
    target_lines,
)
from app.domain.indicators import IndicatorKind
from app.domain.periods import KIND_WORDS
from app.domain.text import fold
from app.ui.forms import Field, FieldKind

_KINDS: Final = (
    (IndicatorKind.COUNT, "Số đếm"),
    (IndicatorKind.AMOUNT, "Số có phần lẻ, số tiền"),
    (IndicatorKind.YES_NO, "Có hoặc không"),
    (IndicatorKind.SHARE, "Tính từ số liệu khác (tỷ lệ)"),
)
_DIRECTIONS: Final = (
    ("", "Chỉ để biết"),
    ("up", "Càng cao càng tốt"),
    ("down", "Càng thấp càng tốt"),
)
BREAKDOWNS: Final = (
    ("", "Không chia từ dòng khác"),
    ("age", "Theo tuổi"),
    ("ethnicity", "Theo dân tộc"),
    ("area", "Theo đô thị, nông thôn"),
    ("sex", "Theo giới tính"),
    ("education", "Theo trình độ"),
    ("level", "Theo cấp học"),
    ("post", "Theo chức vụ"),
    ("headship", "Theo người đứng đầu"),
    ("family", "Theo dạng gia đình"),
    ("work", "Theo việc làm"),
    ("kind", "Theo hình thức"),
    ("handling", "Theo cách xử lý"),
    ("support", "Theo việc hỗ trợ"),
    ("service", "Theo dịch vụ"),
    ("care", "Theo việc chăm sóc"),
    ("training", "Theo việc đào tạo"),
    ("owner", "Theo người phụ trách"),
    ("source", "Theo nguồn"),
    ("award", "Theo hình thức khen"),
    ("answered", "Theo việc trả lời"),
    ("reach", "Theo mức đạt"),
    ("new", "Phần mới trong kỳ"),
)
INDICATOR_FIELDS: Final = (
    Field(name="unit", label="Đơn vị tính"),
    Field(name="kind", label="Cách có số", kind=FieldKind.CHOICE, choices=_KINDS),
    Field(name="by_sex", label="Ghi riêng nam, nữ", kind=FieldKind.BOOL),
    Field(
        name="sensitive",
        label="Số đếm về bạo lực: che số nhỏ, không ghi chú",
        kind=FieldKind.BOOL,
    ),
    Field(
        name="numerator",
        label="Tử số",
        hint="Chỉ cho dòng tính từ số liệu khác. Ghi mã và cột, ví dụ cap_uy: nữ",
        group="Cách tính",
    ),
    Field(name="denominator", label="Mẫu số", hint="Ví dụ cap_uy: tổng"),
    Field(
        name="scale", label="Nhân với", kind=FieldKind.INT, hint="100 là %; cũng có 1000, 100000"
    ),
    Field(name="decimals", label="Số chữ số sau dấu phẩy", kind=FieldKind.INT),
    Field(name="parent", label="Là một phần của", hint="Mã của dòng lớn hơn"),
    Field(name="breakdown", label="Chia theo", kind=FieldKind.CHOICE, choices=BREAKDOWNS),
    Field(
        name="link",
        label="Lấy từ hoạt động",
        hint="Ví dụ people.total?kind=tap_huan (lượt người dự tập huấn)",
    ),
    Field(name="direction", label="Đánh giá", kind=FieldKind.CHOICE, choices=_DIRECTIONS),
    Field(
        name="targets",
        label="Mức phải đạt",
        kind=FieldKind.LIST,
        rows=3,
        hint="Mỗi dòng một năm, ví dụ 2030: 75 hoặc 2030 nữ: 40,5 (cấp trên)",
    ),
    Field(name="meaning", label="Giải thích", kind=FieldKind.MULTILINE, rows=2, group="Thu thập"),
    Field(name="collector", label="Nơi cung cấp"),
    Field(name="frequency", label="Bao lâu một lần"),
)
FORM_FIELDS: Final = (
    Field(
        name="period",
        label="Kỳ số liệu",
        kind=FieldKind.CHOICE,
        choices=tuple((kind.value, words) for kind, words in KIND_WORDS.items()),
    ),
    Field(name="receiver", label="Gửi đến"),
    Field(name="sensitive", label="Có số đếm về bạo lực: che số nhỏ khi gửi", kind=FieldKind.BOOL),
    Field(
        name="rows",
        label="Các dòng",
        kind=FieldKind.LIST,
        rows=12,
        hint="Mỗi dòng một mã chỉ tiêu (tên đứng sau chỉ để đọc); dòng tiêu đề có dấu # đứng trước",
    ),
)
_SHOWN: Final[Mapping[str, Callable[[Any], object]]] = {
    "targets": target_lines,
    "rows": form_lines,
    "numerator": ref_words,
    "denominator": ref_words,
}
_KEPT: Final[Mapping[str, Callable[[Any], object]]] = {
    "targets": read_targets,
    "rows": read_form_lines,
    "numerator": lambda words: read_ref(words, "numerator"),
    "denominator": lambda words: read_ref(words, "denominator"),
}


def shown(name: str, value: object) -> object:
    """A part of ``data`` as the officer reads it."""
    return _SHOWN[name](value) if value and name in _SHOWN else value


def kept(name: str, value: object) -> object:
    """A field as ``data`` keeps it.

    Raises:
        ValidationError: a target or a part of a share that is not written as one.
    """
    return _KEPT[name](value) if value and name in _KEPT else value


def new_code(name: str) -> str:
    """The code of a new row: its name without diacritics, words joined by "_"."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(name))
    return "_".join(words.split())[:60]
