"""Lines "@…" that the program fills in when printing, in words an officer understands."""

import re
from typing import Final

from app.domain.fields import Bound

_MARKER: Final = re.compile(r"\s*(@[a-z_]+(?:\s+[a-z_]+(?:=[\w.-]+)?)*)\s*")
_WORDS: Final = {
    "@phu_luc": "[bảng số liệu, in thành phụ lục]",
    "@phu_luc_hoat_dong": "[bảng tổng hợp hoạt động, in thành phụ lục]",
    "@phu_luc_chi_tieu": "[bảng chỉ tiêu, in thành phụ lục]",
    "@phu_luc_bieu_do": "[biểu đồ, in thành phụ lục]",
    "@phu_luc_bieu": "[biểu số liệu, in thành phụ lục]",
    "@phu_luc_don_vi": "[bảng đơn vị báo cáo, in thành phụ lục]",
    "@phu_luc_tong_hop": "[bảng tổng hợp số liệu, in thành phụ lục]",
    "@phu_luc_hoat_dong_don_vi": "[bảng hoạt động của các đơn vị, in thành phụ lục]",
    "@nhiem_vu_theo_co_quan": "[nhiệm vụ theo từng cơ quan, in tại đây]",
}
_ANNEX: Final = "@phu_luc_"
_OTHER: Final = "[phần do chương trình lập]"


def as_bound(text: str) -> Bound | None:
    """A marker line as a number-like anchor that is kept whole; None for ordinary words."""
    found = _MARKER.fullmatch(text)
    return Bound(found[1], _WORDS.get(found[1].split()[0], _OTHER)) if found else None


def opens(key: str) -> bool:
    """Whether a click on an anchor shows records: on a number, on an annex made of them."""
    return not is_marker(key) or key.startswith(_ANNEX)


def is_marker(key: str) -> bool:
    """Whether an anchor stands for a marker line."""
    return key.startswith("@")
