"""What an indicator or a form of the catalogue must be before it is kept."""

from collections.abc import Collection, Mapping
from typing import Any

from app.domain.forms import read_form
from app.domain.indicators import Indicator, IndicatorKind, read_indicator
from app.domain.retention import CATALOGUE as RETENTION
from app.domain.retention import check_data
from app.errors import NotFoundError, ValidationError
from app.queries.figures import parse_key
from app.queries.indicators import FORMS, INDICATORS
from app.queries.measures import measure


def check_row(
    catalogue: str, code: str, name: str, data: Mapping[str, Any], known: Collection[str]
) -> None:
    """Refuse an indicator, a form or a rule that the other pages could not read.

    Args:
        known: codes of all indicators.

    Raises:
        ValidationError: the sentence says what, ``field`` where.
    """
    if catalogue == INDICATORS:
        _check_indicator(read_indicator(code, name, data, "", checked=False), known)
    elif catalogue == FORMS:
        _refuse_unknown(read_form(code, name, data).indicators, known, "rows")
    elif catalogue == RETENTION:
        check_data(data)


def _check_indicator(one: Indicator, known: Collection[str]) -> None:
    parts = (("numerator", one.numerator), ("denominator", one.denominator))
    for field, ref in parts:
        if (ref is not None) is not (one.kind is IndicatorKind.SHARE):
            raise ValidationError(
                "Tử số và mẫu số ghi cho dòng tính từ số liệu khác, và chỉ cho dòng đó.",
                field=field,
            )
        _refuse_unknown([ref.code] if ref else [], known, field)
    _refuse_unknown([one.parent] if one.parent else [], known, "parent")
    if one.link:
        _check_link(one)


def _check_link(one: Indicator) -> None:
    try:
        asked = parse_key(one.link)
        for column in one.columns:
            measure(f"{asked.measure}.{column}" if one.by_sex else asked.measure, [], {})
    except (NotFoundError, KeyError) as error:
        raise ValidationError(
            f"Không rõ “{one.link}” lấy số nào từ hoạt động. Hãy ghi như dòng có sẵn, hoặc để trống.",
            field="link",
        ) from error


def _refuse_unknown(codes: Collection[str], known: Collection[str], field: str) -> None:
    missing = [code for code in codes if code not in known]
    if missing:
        raise ValidationError(
            f"Không có chỉ tiêu mang mã {', '.join(missing)}. Hãy xem mã ở đầu dòng của danh mục "
            "Chỉ tiêu.",
            field=field,
        )
