"""The summary that any human can read in a package, also without the program."""

from collections.abc import Mapping
from typing import Final

from app.domain.dates import format_date
from app.domain.figures import format_number
from app.exchange.canonical import cleaned
from app.exchange.check_code import shown_code
from app.exchange.manifest import KIND_WORDS, Counts, Manifest

_COUNT_WORDS: Final = {
    "figures": "ô số liệu",
    "activities": "hoạt động",
    "documents": "văn bản",
    "units": "đơn vị trực thuộc",
    "targets": "mục tiêu",
    "deadlines": "thời hạn",
    "entries": "mục danh mục",
    "nodes": "mục của kế hoạch",
}
_CLOSING: Final = (
    "Mở gói bằng chương trình Sổ Bình Đẳng. Không sửa, không đổi tên các tệp trong gói: "
    "gói bị sửa sẽ không được nhận."
)


def summary_text(manifest: Manifest, names: Mapping[str, str]) -> bytes:
    """UTF-8 with the line ends that every Windows editor shows; no figures of a sealed package.

    Args:
        names: what people call the codes of duty, form and indicators; a code without one stands
            by itself.
    """
    duty, template = (_called(code, names) for code in (manifest.duty, manifest.template.code))
    period = manifest.period
    made = manifest.created_at.astimezone().date()
    lines = [
        "GÓI SỐ LIỆU BÌNH ĐẲNG GIỚI",
        "",
        f"Nơi gửi: {manifest.unit.name} (mã {manifest.unit.code})",
        f"Nơi nhận: {manifest.receiver.name} (mã {manifest.receiver.code})",
        f"Báo cáo: {duty}",
        f"Biểu: {template}, bản {manifest.template.version}",
        f"Kỳ: {period.code}, từ {format_date(period.first)} đến {format_date(period.last)}",
        f"Lần gửi: {manifest.sequence}, {KIND_WORDS[manifest.kind]}",
        *([f"Lý do: {manifest.reason}"] if manifest.reason else []),
        f"Lập ngày {format_date(made)}, người lập: {manifest.created_by}",
        f"Trong gói: {_counted(manifest.counts)}",
        f"Mã đối chiếu: {shown_code(manifest.check_code)}",
        "",
        *_totals(manifest, names),
        "",
        _CLOSING,
    ]
    clean: str = cleaned("\n".join(lines))
    return (clean.replace("\n", "\r\n") + "\r\n").encode("utf-8")


def _counted(counts: Counts) -> str:
    found = [
        f"{format_number(getattr(counts, name))} {words}"
        for name, words in _COUNT_WORDS.items()
        if getattr(counts, name)
    ]
    return ", ".join(found) or "không có số liệu"


def _totals(manifest: Manifest, names: Mapping[str, str]) -> list[str]:
    if manifest.totals is None:
        return ["Số liệu được niêm phong; chỉ nơi gửi và nơi nhận mở được."]
    return ["Tổng kiểm tra theo chỉ tiêu (cộng mọi ô, kể cả tổng và từng giới):"] + [
        f"  {_called(one.indicator, names)}: {one.cells} ô, cộng {one.total:f}"
        for one in manifest.totals
    ]


def _called(code: str, names: Mapping[str, str]) -> str:
    """ "Dân số (dan_so)"; the code alone when nobody says what it is."""
    name = names.get(code, "")
    return f"{name} ({code})" if name else code
