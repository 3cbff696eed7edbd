"""Forms: headings and indicators in order, for a kind of period."""

import pytest

from app.domain.forms import FormRow, read_form
from app.domain.periods import PeriodKind
from app.errors import ValidationError

ROWS = [{"heading": "I. Dân số"}, {"indicator": "dan_so"}, {"indicator": "ho"}]


def test_lines_stay_in_their_order() -> None:
    form = read_form(
        "bieu",
        "Biểu mẫu",
        {"period": "half", "sensitive": True, "receiver": "Sở Nội vụ", "rows": ROWS},
        "Văn bản mẫu",
        checked=True,
    )
    assert form.rows == (
        FormRow(heading="I. Dân số"),
        FormRow(indicator="dan_so"),
        FormRow(indicator="ho"),
    )
    assert form.indicators == ("dan_so", "ho")
    assert form.period is PeriodKind.HALF
    assert (form.sensitive, form.receiver) == (True, "Sở Nội vụ")
    assert (form.source, form.checked) == ("Văn bản mẫu", True)


def test_a_form_is_of_the_year_unless_it_says_so() -> None:
    form = read_form("bieu", "Biểu mẫu", {"rows": ROWS})
    assert (form.period, form.sensitive, form.receiver) == (PeriodKind.YEAR, False, "")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"rows": None},
        {"rows": ["dan_so"]},
        {"rows": [{}]},
        {"rows": [{"heading": "I", "indicator": "dan_so"}]},
        {"rows": ROWS, "period": "tuần"},
    ],
)
def test_a_fault_names_the_form(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=r"Biểu mẫu.*bieu.*Cài đặt"):
        read_form("bieu", "Biểu mẫu", data)
