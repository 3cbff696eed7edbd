"""What is said where a closed year refuses a change."""

from datetime import datetime

from app.errors import ValidationError


class ClosedYearError(ValidationError):
    """A change in a year that is closed; ``year`` names it."""

    def __init__(self, year: int, at: datetime, by: str) -> None:
        super().__init__(
            f"Năm {year} đã khóa ({closing_words(at, by)}) nên chưa ghi gì; dữ liệu giữ nguyên. "
            f"Muốn sửa, hãy mở lại năm {year} kèm lý do: dải trên đầu trang, hoặc Cài đặt, mục Khóa "
            "sổ năm."
        )
        self.year = year


def closing_words(at: datetime, by: str) -> str:
    """ "ngày 15/02/2026, Nguyễn Văn Mẫu"."""
    return f"ngày {at.astimezone():%d/%m/%Y}, {by}"
