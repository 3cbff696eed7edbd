"""Ways in which something leaves the program, and who is told of it in the log."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class ExportWay(StrEnum):
    """How it left."""

    PRINT = "print"
    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    TABLE = "table"
    PACKAGE = "package"
    MAIL = "mail"
    CALENDAR = "calendar"
    BACKUP = "backup"
    SUPPORT = "support"
    OTHER = "other"


WAY_WORDS: Final = {
    ExportWay.PRINT: "In ra giấy",
    ExportWay.PDF: "Lưu thành PDF",
    ExportWay.WORD: "Lưu thành Word",
    ExportWay.EXCEL: "Lưu thành Excel",
    ExportWay.TABLE: "Lưu thành bảng chữ",
    ExportWay.PACKAGE: "Gói số liệu",
    ExportWay.MAIL: "Thư soạn sẵn",
    ExportWay.CALENDAR: "Tệp lịch",
    ExportWay.BACKUP: "Bản sao lưu",
    ExportWay.SUPPORT: "Tệp gửi người hỗ trợ",
    ExportWay.OTHER: "Tệp khác",
}
_BY_SUFFIX: Final = {
    ".pdf": ExportWay.PDF,
    ".docx": ExportWay.WORD,
    ".xlsx": ExportWay.EXCEL,
    ".csv": ExportWay.TABLE,
    ".json": ExportWay.TABLE,
    ".txt": ExportWay.TABLE,
    ".eml": ExportWay.MAIL,
    ".ics": ExportWay.CALENDAR,
}


@dataclass(frozen=True, slots=True)
class ExportOf:
    """What a file was made from: its title, and the record where it is one."""

    title: str
    record_type: str = ""
    record_id: UUID | None = None


def way_of(file_name: str) -> ExportWay:
    """The way that the ending of a file's name tells."""
    dot = file_name.rfind(".")
    ending = file_name[dot:].lower() if dot >= 0 else ""
    return _BY_SUFFIX.get(ending, ExportWay.OTHER)
