"""The five questions as tables of fields, in the words of the paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.ui.first_run.answers import Facts, Values, form_choices
from app.ui.forms import Field, FieldKind

LINES: Final = (
    ("two_tier", "Hai cấp: xã báo cáo thẳng lên tỉnh"),
    ("three_tier", "Ba cấp: xã báo cáo qua cấp trung gian"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the wizard; ``part`` is the part of the paper it makes."""

    title: str
    why: str
    part: str
    fields: Callable[[Values, Facts], tuple[Field, ...]]


def _unit(_values: Values, facts: Facts) -> tuple[Field, ...]:
    levels = tuple((row.code, row.name) for row in facts.levels)
    return (
        Field(name="level_code", label="Loại đơn vị", kind=FieldKind.CHOICE, choices=levels),
        Field(
            name="name",
            label="Tên đơn vị",
            required=True,
            hint="Chỉ ghi tên riêng, ví dụ: Song An",
        ),
    )


def _upper(_values: Values, _facts: Facts) -> tuple[Field, ...]:
    return (
        Field(
            name="upper_unit",
            label="Đơn vị cấp trên",
            required=True,
            hint="Ghi cả loại và tên, ví dụ: tỉnh Gia Lai",
        ),
        Field(
            name="reporting_line",
            label="Tuyến báo cáo",
            kind=FieldKind.CHOICE,
            choices=LINES,
        ),
        Field(
            name="receiving_office",
            label="Cơ quan nhận kế hoạch, báo cáo",
            required=True,
            hint="Được ghi ở “Kính gửi” và nơi nhận",
        ),
    )


def _drafting(_values: Values, facts: Facts) -> tuple[Field, ...]:
    offices = tuple(
        (row.code, row.name) for row in facts.agencies if row.data.get("group") == "state"
    )
    return (
        Field(
            name="drafting_office",
            label="Cơ quan soạn thảo",
            kind=FieldKind.COMBO,
            choices=offices,
            hint="Để trống nếu đơn vị không có phòng chuyên môn",
        ),
        Field(
            name="drafting_symbol",
            label="Chữ viết tắt khi lưu",
            hint="Đứng sau “Lưu: VT,” ở nơi nhận, ví dụ: VHXH",
        ),
    )


def _signing(values: Values, facts: Facts) -> tuple[Field, ...]:
    forms = form_choices(values, facts)
    return (
        Field(
            name="place_name",
            label="Địa danh",
            required=True,
            hint="Đứng trước ngày tháng: “Song An, ngày … tháng … năm …”",
        ),
        Field(
            name="signer_form",
            label="Hình thức đề ký",
            kind=FieldKind.CHOICE,
            choices=forms,
            group="Người ký",
        ),
        Field(
            name="signer_lines",
            label="Các dòng in trên chữ ký",
            kind=FieldKind.LIST,
            required=True,
            hint="Mỗi dòng một hàng, sửa được",
        ),
        Field(name="signer_name", label="Họ và tên", hint="Để trống nếu chưa biết ai ký"),
        Field(
            name="deputy_form",
            label="Hình thức đề ký",
            kind=FieldKind.CHOICE,
            choices=forms,
            group="Người ký thay (bỏ qua được)",
        ),
        Field(name="deputy_name", label="Họ và tên người ký thay"),
    )


def _receivers(_values: Values, _facts: Facts) -> tuple[Field, ...]:
    return (
        Field(
            name="plan_recipients",
            label="Nơi nhận của kế hoạch",
            kind=FieldKind.LIST,
            rows=8,
            required=True,
            hint="Mỗi dòng một nơi nhận; dấu gạch và dấu chấm phẩy được ghi tự động",
        ),
        Field(name="report_addressees", label="Kính gửi của báo cáo", kind=FieldKind.LIST, rows=2),
        Field(name="report_recipients", label="Nơi nhận của báo cáo", kind=FieldKind.LIST, rows=6),
    )


QUESTIONS: Final = (
    Question("Đơn vị của bạn", "Tên này đứng ở góc trái đầu mọi văn bản.", "letterhead", _unit),
    Question(
        "Cấp trên và tuyến báo cáo",
        "Chương trình biết gửi kế hoạch, báo cáo cho ai.",
        "letterhead",
        _upper,
    ),
    Question(
        "Cơ quan soạn thảo",
        "Phòng hoặc người soạn văn bản được ghi ở dòng “Lưu”.",
        "recipients",
        _drafting,
    ),
    Question(
        "Địa danh và người ký",
        "Góc phải của văn bản: nơi, ngày và chữ ký.",
        "signature",
        _signing,
    ),
    Question("Nơi nhận", "Góc trái cuối văn bản.", "recipients", _receivers),
)
