"""Words beside sensitive counts that could point to a person: names, numbers, addresses.

A guard against slips, not a proof: it asks to write the reason without the person. It must let the
usual reasons pass ("chưa có báo cáo của Công an xã"), so names are told by family names and titles.
"""

import re
from collections.abc import Set
from enum import StrEnum
from typing import Final

from app.domain.text import clean_line
from app.errors import ValidationError


class Personal(StrEnum):
    """What was found."""

    NAME = "name"
    PHONE = "phone"
    IDENTITY = "identity"
    ADDRESS = "address"
    MAIL = "mail"


PERSONAL_WORDS: Final = {
    Personal.NAME: "họ tên hoặc cách gọi một người",
    Personal.PHONE: "số điện thoại",
    Personal.IDENTITY: "dãy số dài như số định danh",
    Personal.ADDRESS: "địa chỉ",
    Personal.MAIL: "địa chỉ thư điện tử",
}


#: What may stand in the name of a place, and in the name of a file.
IN_PLACES: Final = frozenset({Personal.ADDRESS})
IN_FILE_NAMES: Final = frozenset(Personal) - {Personal.NAME}


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_UPPER: Final = "A-ZĐÀ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
#: A syllable that begins with a capital, or stands in capitals, or a letter alone.
_CAPITAL: Final = rf"[{_UPPER}][^\W\d_]*"
_MAIL: Final = re.compile(r"\S+@\S+\.\w+")
_PHONE: Final = re.compile(r"(?<![\d.,/])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_IDENTITY: Final = re.compile(r"(?<![\d.,/])\d(?:[ .-]?\d){8,}(?![\d/])")
#: Money and other large numbers are written in groups of three.
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+")
_MONEY: Final = ("đồng", "triệu")
_DAY: Final = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b")

#: Families that are hardly anything else, and those that are words and places too.
_FAMILIES: Final = _split(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh phùng "
    "quách giàng sùng thào quàng hứa"
)
_WORDY_FAMILIES: Final = _split(
    "cao châu chu cù danh đoàn đàm đào đậu điểu hà hạng hồng kim kiều lâm lại lò lương lưu ma mạc mai "
    "mùa nghiêm nông quang sơn tạ thạch thái tô tống triệu trương văn vàng vi vương vừ"
)
_MIDDLE: Final = "Thị|THỊ|Văn|VĂN|A|Thi|Xuân|Đức|Hữu|Minh|Ngọc|Thanh|Quang|Kim"
_ANY: Final = "|".join(form for name in _FAMILIES for form in (name.capitalize(), name.upper()))
_WORDY: Final = "|".join(
    form for name in _WORDY_FAMILIES for form in (name.capitalize(), name.upper())
)
_PLACE: Final = (
    r"(?:xã|phường|tỉnh|huyện|quận|thị trấn|thị xã|thành phố|đặc khu|trường|thcs|thpt|tiểu học|"
    r"mầm non|học|tp\.?|mang tên)"
)
_NAME: Final = re.compile(rf"\b(?:{_ANY})(?:\s+{_CAPITAL}){{1,3}}")
_WORDY_NAME: Final = re.compile(
    rf"\b(?:{_WORDY})(?:\s+(?:{_MIDDLE})\s+{_CAPITAL}|\s+{_CAPITAL}(?:\s+{_CAPITAL}){{1,2}})"
)
_SMALL_NAME: Final = re.compile(rf"\b(?:{'|'.join(_FAMILIES)})\s+(?:thị|văn)\s+[^\W\d_]+")
_INITIALS: Final = re.compile(rf"(?<!\w)[{_UPPER}]\.\s?[{_UPPER}](?:\.|\b)")
_TITLED: Final = re.compile(
    r"\b(?<![Tt]rẻ )(?<![Cc]hị )(?i:ông|bà|anh|chị|em|bé|cháu|cô|chú|bác|dì|vợ|chồng|con|nạn nhân)\s+("
    + _CAPITAL
    + r"\.?)"
    rf"((?:\s+{_CAPITAL})*)"
)
#: First words of offices, papers, feasts and peoples; no person is called so alone.
_OFFICES: Final = frozenset(
    _split(
        "ban bảo báo bí biểu bộ bưu ca chi chính chủ công cục dân đài đại đảng danh đề đoàn đội đồn "
        "đơn giấy hđnd hội hướng kế kho khoa khu lào lhpn liên luật mặt mông mttq mường ngân ngày "
        "nghị nhà nội phiếu phó phòng phụ quân quốc quỹ quyết số sở tháng thanh thông thống tổ tòa "
        "tờ trạm trung trường trưởng tư ubnd ủy uỷ văn viện việt vksnd xã y"
    )
)
_HO_CHI_MINH: Final = re.compile(r"\b(?:Hồ Chí Minh|HỒ CHÍ MINH)\b")
_BA_RIA: Final = re.compile(r"\b(?:Bà Rịa|Bà Đen|Bà Nà|Ông Táo)\b")
_BEFORE_PLACE: Final = re.compile(rf"(?i:\b{_PLACE})\s*$")

_ADDRESS: Final = re.compile(
    r"\b(?i:số nhà|nhà số|ngõ|ngách|hẻm|kiệt)\s+(?i:số\s+)?\d"
    r"|\b(?i:tổ dân phố|khu phố|thôn|xóm|ấp|bản|buôn|làng|sóc|phum|khóm|tổ|đội|phòng)"
    r"\s+(?i:số\s+)?\d++(?!\s*(?i:thôn|người|vụ|hộ|năm|tháng|lần))"
)
_NAMED_PLACE: Final = re.compile(
    r"(?<![Tt]hành )\b(?i:tổ dân phố|khu phố|thôn|xóm|ấp|bản|buôn|làng|sóc|phum|khóm|đường|phố|ngõ)"
    rf"\s+({_CAPITAL})"
)
#: A hamlet or school group that owes its figures is a sender, not where somebody lives.
_SENDER: Final = re.compile(
    r"\b(?i:tổ dân phố|khu phố|thôn|xóm|ấp|bản|buôn|làng|sóc|phum|khóm|đội)\s+(?i:số\s+)?"
    rf"(?:\d+|{_CAPITAL})(?:\s+(?:\d+|{_CAPITAL})|\s*,\s*\d+|\s+và\s+\d+)*\s+"
    r"(?:(?:chưa|chậm|không)\s+(?:gửi|nộp|báo cáo|tổng hợp)|(?:gửi|nộp|báo cáo)\s+(?:chậm|muộn|thiếu))"
)


def find_personal(words: str) -> Personal | None:
    """What in a reason or note points to a person; None when nothing does."""
    text = _DAY.sub("ngày", clean_line(words))
    if _MAIL.search(text):
        return Personal.MAIL
    if _PHONE.search(text):
        return Personal.PHONE
    if _has_identity(text):
        return Personal.IDENTITY
    if _has_name(text):
        return Personal.NAME
    places = _SENDER.sub("", text)
    if _ADDRESS.search(places) or any(
        not _is_office(found[1]) for found in _NAMED_PLACE.finditer(places)
    ):
        return Personal.ADDRESS
    return None


def refuse_personal(
    words: str, field: str, *, where: str = "lời ghi", but: Set[Personal] = frozenset()
) -> None:
    """Counts of violence are counts: nothing beside them may point to a person.

    Args:
        where: what the officer calls the words.
        but: what such words may hold: a place names a hamlet, a file has long numbers.

    Raises:
        ValidationError: with the field the words stand in; the words themselves are not repeated.
    """
    found = find_personal(words)
    if found is None or found in but:
        return
    raise ValidationError(
        f"Trong {where} có {PERSONAL_WORDS[found]}. Bên cạnh số liệu về bạo lực không ghi họ tên, số "
        "điện thoại, số định danh, địa chỉ của bất kỳ ai. Hãy viết lại, không nêu người cụ thể.",
        field=field,
    )


def _has_identity(text: str) -> bool:
    return any(
        not (_GROUPED.fullmatch(found[0]) and text[found.end() :].lstrip().startswith(_MONEY))
        for found in _IDENTITY.finditer(text)
    )


def _has_name(text: str) -> bool:
    bare = _BA_RIA.sub("", _HO_CHI_MINH.sub("", text))
    if _SMALL_NAME.search(bare) or _INITIALS.search(bare):
        return True
    named = (*_NAME.finditer(bare), *_WORDY_NAME.finditer(bare))
    if any(not _BEFORE_PLACE.search(bare[: found.start()]) for found in named):
        return True
    return any(not _is_office(found[1]) for found in _TITLED.finditer(bare))


def _is_office(word: str) -> bool:
    return word.lower() in _OFFICES
