"""What earlier answers suggest for later ones, and the office they make."""

import pytest

from app.db.database import Database
from app.ui.first_run.answers import (
    Facts,
    form_choices,
    form_lines,
    read_facts,
    suggestions,
    to_command,
)
from app.ui.first_run.sketch import sketch_of
from app.workflows.catalogues import load_catalogues
from tests.ui.conftest import TODAY

UNIT = {"level_code": "phuong", "name": "Hoa Sen", "upper_unit": "thành phố Mẫu"}


@pytest.fixture
def facts(db: Database) -> Facts:
    load_catalogues(db)
    return read_facts(db, TODAY)


def test_the_unit_suggests_receiver_place_and_recipients(facts: Facts) -> None:
    found = suggestions(UNIT, facts)

    assert found["receiving_office"] == "Sở Nội vụ thành phố Mẫu"
    assert found["place_name"] == "Hoa Sen"
    assert found["signer_lines"] == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert found["plan_recipients"][0] == "Sở Nội vụ thành phố Mẫu (để báo cáo)"
    assert found["plan_recipients"][-1] == "Lưu: VT."
    assert found["report_addressees"] == ("Sở Nội vụ thành phố Mẫu",)
    assert not any("{" in line for line in found["report_recipients"])


def test_the_drafting_office_gives_the_abbreviation_of_the_file_line(facts: Facts) -> None:
    values = {**UNIT, "drafting_office": "Phòng Văn hóa - Xã hội"}
    symbol = suggestions(values, facts)["drafting_symbol"]
    found = suggestions({**values, "drafting_symbol": symbol}, facts)
    assert found["plan_recipients"][-1] == "Lưu: VT, VHXH."


def test_forms_of_signing_fit_the_level(facts: Facts) -> None:
    codes = [code for code, _ in form_choices(UNIT, facts)]
    assert "tuq_ct" in codes
    assert "giam_doc_so" not in codes
    assert "bien_ban" not in codes
    values = {**UNIT, "drafting_office": "Phòng Văn hóa - Xã hội"}
    lines = form_lines("tl_ct_truong_phong", values, facts)
    assert lines == ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI")


def test_old_levels_are_not_offered_today(facts: Facts) -> None:
    assert {"huyen", "thi_tran"}.isdisjoint(row.code for row in facts.levels)


def test_a_deputy_without_a_name_is_left_out(facts: Facts) -> None:
    values = {**UNIT, **suggestions(UNIT, facts), "signer_name": "Nguyễn Văn Mẫu"}
    assert [signer.name for signer in to_command(values, facts).signers] == ["Nguyễn Văn Mẫu"]

    with_deputy = to_command({**values, "deputy_name": "Trần Thị Mẫu"}, facts)
    assert with_deputy.signers[1].lines[1] == "KT. CHỦ TỊCH"


def test_the_paper_grows_with_the_answers(facts: Facts) -> None:
    empty = sketch_of({"level_code": "phuong"}, facts, 2027)
    assert (empty.letterhead, empty.number, empty.place) == ((), "", "")

    full = sketch_of({**UNIT, **suggestions(UNIT, facts)}, facts, 2027)
    assert full.letterhead == ("ỦY BAN NHÂN DÂN", "PHƯỜNG HOA SEN")
    assert full.number.endswith("/KH-UBND")
    assert full.place.startswith("Hoa Sen, ngày")
    assert full.recipients[-1] == "- Lưu: VT."
