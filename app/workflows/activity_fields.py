"""What a recorded activity writes into the fields of a template of minutes."""

from app.domain.dates import long_date
from app.domain.figures import format_number
from app.queries.activity_rows import ActivityRow

#: Codes of the catalogue of quantities.
_OPINIONS = "y_kien"
_ANSWERED = "y_kien_tra_loi"


def activity_fields(row: ActivityRow | None) -> dict[str, str]:
    """Day, place, people by sex, agencies and opinions; what is not known asks to be filled in."""
    return {
        "hoat_dong_ngay": _days(row) or "[điền: ngày, tháng, năm]",
        "hoat_dong_noi": (row.place if row else "") or "[điền: nơi tổ chức]",
        "hoat_dong_nguoi": _people(row) or "[điền: tổng số, số nam, số nữ]",
        "hoat_dong_co_quan": _agencies(row) or "[điền: cơ quan, đơn vị]",
        "hoat_dong_y_kien": _opinions(row) or "[điền: số ý kiến, số ý kiến được trả lời tại chỗ]",
    }


def _days(row: ActivityRow | None) -> str:
    if row is None:
        return ""
    if row.starts_on == row.ends_on:
        return long_date(row.starts_on)
    return f"từ {long_date(row.starts_on)} đến {long_date(row.ends_on)}"


def _people(row: ActivityRow | None) -> str:
    if row is None or row.total is None:
        return ""
    total = f"{format_number(row.total)} người"
    if row.men is None or row.women is None:
        return f"{total} (nam, nữ: [điền: số nam, số nữ])"
    return f"{total} (nam {format_number(row.men)}, nữ {format_number(row.women)})"


def _agencies(row: ActivityRow | None) -> str:
    return "; ".join(filter(None, (row.lead, *row.partners))) if row else ""


def _opinions(row: ActivityRow | None) -> str:
    known = {line.code: line.amount for line in row.quantities} if row else {}
    if _OPINIONS not in known:
        return ""
    total = f"{known[_OPINIONS]:02d} ý kiến"
    if _ANSWERED not in known:
        return f"{total}, trả lời tại chỗ [điền: số ý kiến]"
    return f"{total}, trả lời tại chỗ {known[_ANSWERED]:02d}"
