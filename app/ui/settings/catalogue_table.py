"""The catalogues an officer may look at and add to: each a table of its own fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.domain.retention import ACTION_WORDS, KEPT_WORDS
from app.domain.retention import CATALOGUE as RETENTION
from app.queries.catalogue import EntryRow
from app.ui.forms import Field, FieldKind
from app.ui.settings.figure_catalogues import FORM_FIELDS, INDICATOR_FIELDS, kept, shown

_TIERS: Final = (("commune", "Cấp xã"), ("district", "Cấp huyện (cũ)"), ("province", "Cấp tỉnh"))
_SECTIONS: Final = (
    ("direction", "Chỉ đạo, tổ chức"),
    ("communication", "Truyền thông"),
    ("training", "Tập huấn, hội nghị"),
    ("support", "Hỗ trợ, can thiệp"),
    ("inspection", "Kiểm tra, giám sát"),
    ("other", "Khác"),
)
HOLIDAY_USES: Final = (
    ("off", "Nghỉ làm"),
    ("worked", "Thứ Bảy, Chủ nhật làm bù"),
    ("open", "Chưa rõ: tính là ngày làm việc"),
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One catalogue: code, name, what it is for, and the fields of ``data`` it edits.

    ``coded``: other rows name its rows by their code, so the code is short and shown.
    """

    code: str
    title: str
    use: str
    fields: tuple[Field, ...] = ()
    coded: bool = False


def _text(name: str, label: str, hint: str = "") -> Field:
    return Field(name=name, label=label, hint=hint)


def _choice(name: str, label: str, choices: tuple[tuple[str, str], ...]) -> Field:
    return Field(name=name, label=label, kind=FieldKind.CHOICE, choices=choices)


def _whole(name: str, label: str) -> Field:
    return Field(name=name, label=label, kind=FieldKind.INT)


def _yes(name: str, label: str) -> Field:
    return Field(name=name, label=label, kind=FieldKind.BOOL)


def _lines(name: str, label: str, rows: int = 4) -> Field:
    return Field(name=name, label=label, kind=FieldKind.LIST, rows=rows, hint="Mỗi dòng một mục")


CATALOGUES: Final = (
    Catalogue(
        "legal_basis",
        "Căn cứ pháp lý",
        "Chọn khi soạn phần căn cứ của kế hoạch.",
        (
            Field(
                name="citation",
                label="Câu căn cứ được in",
                kind=FieldKind.MULTILINE,
                hint="Ví dụ: Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006",
            ),
            _text("number", "Số, ký hiệu"),
            _text("issuer", "Cơ quan ban hành"),
        ),
    ),
    Catalogue(
        "agency",
        "Cơ quan, tổ chức",
        "Chọn khi giao chủ trì, phối hợp.",
        (
            _text("short", "Chữ viết tắt"),
            _choice("tier", "Cấp", _TIERS),
            _choice("role", "Cách giao việc", (("giao", "Giao"), ("de_nghi", "Đề nghị"))),
        ),
    ),
    Catalogue(
        "activity_kind",
        "Loại hoạt động",
        "Chọn trong thẻ hoạt động; là các dòng của phụ lục báo cáo.",
        (
            _text("unit", "Đơn vị tính"),
            _choice("section", "Thuộc phần nào của báo cáo", _SECTIONS),
            _yes("has_participants", "Có đếm người tham gia"),
            _yes("annex", "Có dòng riêng trong phụ lục"),
        ),
    ),
    Catalogue(
        "quantity_item",
        "Số lượng kèm hoạt động",
        "Băng rôn, lượt phát thanh … ghi kèm hoạt động.",
        (_text("unit", "Đơn vị tính"),),
    ),
    Catalogue("target_group", "Đối tượng tham gia", "Chọn trong thẻ hoạt động."),
    Catalogue(
        "money_source",
        "Nguồn kinh phí",
        "Chọn khi ghi kinh phí của nhiệm vụ, hoạt động.",
        (
            _choice(
                "column",
                "Cột trong báo cáo",
                (("state", "Ngân sách nhà nước"), ("mobilised", "Huy động")),
            ),
        ),
    ),
    Catalogue(
        "deadline",
        "Thời hạn, ngày kỷ niệm",
        "Trang chủ nhắc việc theo các thời hạn này.",
        (
            _whole("day", "Ngày"),
            _whole("month", "Tháng"),
            _text("receiver", "Gửi đến"),
            _text("period", "Kỳ số liệu"),
            _text("closing_from", "Lấy số liệu từ ngày", "Ví dụ: 15/12 năm trước"),
            _text("closing_to", "Chốt số liệu ngày", "Ví dụ: 14/6"),
            _text("letter", "Văn bản yêu cầu", "Số, ngày công văn của cơ quan nhận"),
        ),
    ),
    Catalogue(
        "holiday",
        "Ngày nghỉ lễ, Tết, ngày làm bù",
        "Tính ngày làm việc trong Lịch việc. Không ghi năm: năm nào cũng vậy.",
        (
            _whole("day", "Ngày"),
            _whole("month", "Tháng"),
            Field(name="year", label="Năm", kind=FieldKind.YEAR),
            _whole("days", "Số ngày liền nhau"),
            _choice("use", "Nghỉ hay làm", HOLIDAY_USES),
        ),
    ),
    Catalogue(
        "theme",
        "Chủ đề Tháng hành động",
        "Mỗi năm một chủ đề, theo công văn hướng dẫn.",
        (
            Field(name="year", label="Năm", kind=FieldKind.YEAR),
            Field(name="theme", label="Chủ đề", kind=FieldKind.MULTILINE, rows=2),
            _text("guidance", "Công văn hướng dẫn"),
            _lines("messages", "Khẩu hiệu, thông điệp", 6),
        ),
    ),
    Catalogue(
        "indicator",
        "Chỉ tiêu, số liệu",
        "Các dòng của biểu số liệu, cách tính và mức phải đạt từng năm.",
        INDICATOR_FIELDS,
        coded=True,
    ),
    Catalogue(
        "form",
        "Biểu số liệu",
        "Gom chỉ tiêu thành biểu cho từng kỳ và nơi nhận.",
        FORM_FIELDS,
        coded=True,
    ),
    Catalogue(
        "receiver",
        "Nơi nhận soạn sẵn",
        "Gợi ý ở câu hỏi ban đầu và trong văn bản.",
        (_text("send_to", "Kính gửi"), _lines("lines", "Các dòng nơi nhận", 8)),
    ),
    Catalogue(
        "signer_form",
        "Hình thức đề ký",
        "Chọn ở mục Người ký.",
        (_lines("lines", "Các dòng in trên chữ ký"),),
    ),
    Catalogue(
        "paper_kind",
        "Loại văn bản",
        "Chữ viết tắt trong số, ký hiệu.",
        (_text("abbreviation", "Chữ viết tắt"), _text("heading", "Tên in trên văn bản")),
    ),
    Catalogue(
        RETENTION,
        "Thời hạn giữ dữ liệu cá nhân",
        "Dùng ở mục Dữ liệu cá nhân; dòng chưa kiểm chứng thì không áp dụng.",
        (
            _choice("kind", "Loại dữ liệu", tuple((k.value, w) for k, w in KEPT_WORDS.items())),
            _whole("years", "Giữ bao nhiêu năm"),
            _text("since", "Tính từ"),
            _choice("action", "Quá hạn thì", tuple((k.value, w) for k, w in ACTION_WORDS.items())),
        ),
    ),
    Catalogue(
        "level",
        "Cấp và loại đơn vị",
        "Chọn ở mục Cơ quan.",
        (_text("word", "Chữ đứng trước tên đơn vị"), _choice("tier", "Cấp", _TIERS)),
    ),
)


def catalogue(code: str) -> Catalogue:
    """The catalogue of this code."""
    return next(found for found in CATALOGUES if found.code == code)


def fields_of(found: Catalogue) -> tuple[Field, ...]:
    """All fields of a row: its name, the catalogue's own, then validity and source."""
    return (
        Field(name="name", label="Tên", kind=FieldKind.MULTILINE, rows=2, required=True),
        *found.fields,
        Field(name="valid_from", label="Có hiệu lực từ", kind=FieldKind.DATE, group="Hiệu lực"),
        Field(name="valid_to", label="Hết hiệu lực sau ngày", kind=FieldKind.DATE),
        Field(name="source", label="Nguồn", group="Nguồn gốc"),
        Field(name="checked", label="Đã kiểm chứng với văn bản gốc", kind=FieldKind.BOOL),
        Field(name="note", label="Ghi chú", kind=FieldKind.MULTILINE),
    )


def values_of(row: EntryRow, found: Catalogue) -> dict[str, Any]:
    """What the form shows of a row."""
    empty: dict[str, Any] = {field.name: None for field in fields_of(found)}
    own = {field.name: shown(field.name, row.data.get(field.name)) for field in found.fields}
    common = {name: getattr(row, name) for name in empty if name not in own}
    return {**empty, **own, **common}


def data_of(
    values: Mapping[str, Any], found: Catalogue, before: Mapping[str, Any]
) -> dict[str, Any]:
    """The row's ``data`` with what the form says; parts the form does not show stay.

    Raises:
        ValidationError: a line that is not written as it has to be.
    """
    changed = dict(before)
    for field in found.fields:
        value = kept(field.name, values[field.name])
        if value in (None, "", ()) and field.name not in before:
            continue
        changed[field.name] = list(value) if isinstance(value, tuple) else value
    return changed


def state_words(row: EntryRow, today: date) -> tuple[str, str, str]:
    """Icon, word and colour of a row's state."""
    if row.hidden:
        return "lock", "Đã ẩn", "quiet"
    if not row.valid_on(today):
        begun = row.valid_from is None or row.valid_from <= today
        return ("late", "Hết hiệu lực", "bad") if begun else ("info", "Chưa có hiệu lực", "warn")
    if not row.checked:
        return "warn", "Chưa kiểm chứng", "warn"
    return "check", "Đã kiểm chứng", "good"
