"""The annex of a form: its titles say what the figures stand beside."""

import pytest

from app.documents.builders.report_figures import FormFact, form_annex
from app.domain.figure_rows import Column, SexRow, value_cell
from app.domain.forms import Form
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.periods import Period, management_year, term
from app.queries.figure_sheets import SheetRow

SEATS = Indicator(code="dai_bieu", name="Đại biểu", unit="người", kind=IndicatorKind.COUNT)


@pytest.mark.parametrize(
    ("period", "title"),
    [(term(2026, 2031), "Nhiệm kỳ trước"), (management_year(2026), "Cùng kỳ năm trước")],
)
def test_a_term_of_office_stands_beside_the_term_before(period: Period, title: str) -> None:
    form = Form(code="bieu", name="Biểu thử", period=period.kind, rows=())
    row = SexRow(total=value_cell(7))
    line = SheetRow(
        indicator=SEATS, row=row, value=row.cell(Column.TOTAL).value, kept={}, offered={}
    )
    fact = FormFact(form=form, period=period, rows=(line,))

    [annex, *_notes] = form_annex("@phu_luc_bieu bieu=bieu", {"bieu": fact})

    assert annex.table is not None
    assert [name for name, *_width in annex.table["columns"]][5:] == ["Nữ", title, "Ghi chú"]
