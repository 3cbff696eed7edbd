"""The office: five answers, one office, changes guarded by revision."""

from dataclasses import replace
from unicodedata import normalize

import pytest

from app.db.database import Database
from app.domain.topics import Topic
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.office import OfficeRow, get_office, list_signers
from app.services.office import (
    ChangeOffice,
    SetUpOffice,
    SignerDraft,
    change_office,
    save_signers,
    set_up_office,
)
from tests.shipped import load_shipped

SIGNER = SignerDraft(
    form_code="tm_ubnd_ct", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Nguyễn Văn Mẫu"
)
ANSWERS = SetUpOffice(
    level_code="xa",
    name="Song An",
    upper_unit="tỉnh Gia Lai",
    receiving_office="Sở Nội vụ tỉnh Gia Lai",
    drafting_office="Phòng Văn hóa - Xã hội",
    drafting_symbol="vhxh",
    signers=(SIGNER,),
    recipients={"plan": ["Sở Nội vụ tỉnh Gia Lai", "  ", "Lưu: VT, VHXH."]},
)


@pytest.fixture(autouse=True)
def _catalogues(db: Database) -> None:
    db.write(load_shipped)


def office_of(db: Database) -> OfficeRow:
    office = db.read(get_office)
    assert office is not None
    return office


def test_five_answers_make_an_office(db: Database, committed: list[frozenset[Topic]]) -> None:
    db.write(set_up_office, ANSWERS)

    office = office_of(db)
    assert (office.full_name, office.level_word, office.tier) == ("xã Song An", "xã", "commune")
    assert office.letterhead == (("ỦY BAN NHÂN DÂN", True), ("XÃ SONG AN", True))
    assert (office.place_name, office.body_symbol, office.drafting_symbol) == (
        "Song An",
        "UBND",
        "VHXH",
    )
    assert office.recipients["plan"] == ("Sở Nội vụ tỉnh Gia Lai", "Lưu: VT, VHXH.")
    assert [signer.name for signer in db.read(list_signers)] == ["Nguyễn Văn Mẫu"]
    assert committed[-1] == {Topic.OFFICE}


def test_decomposed_answers_make_the_same_office(db: Database) -> None:
    db.write(set_up_office, replace(ANSWERS, name=normalize("NFD", "Hòa Bình")))
    assert office_of(db).full_name == normalize("NFC", "xã Hòa Bình")


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (replace(ANSWERS, name="  "), "name"),
        (replace(ANSWERS, upper_unit=""), "upper_unit"),
        (replace(ANSWERS, level_code="huyen_moi"), "level_code"),
        (replace(ANSWERS, reporting_line="four_tier"), "reporting_line"),
        (replace(ANSWERS, signers=(SignerDraft(form_code="tm", lines=(" ",)),)), "signers"),
    ],
)
def test_a_missing_answer_is_told_beside_its_field(
    db: Database, answers: SetUpOffice, field: str
) -> None:
    with pytest.raises(ValidationError) as told:
        db.write(set_up_office, answers)
    assert told.value.field == field
    assert db.read(get_office) is None


def test_a_folder_holds_one_office(db: Database) -> None:
    db.write(set_up_office, ANSWERS)
    with pytest.raises(ConflictError, match="đã có cơ quan"):
        db.write(set_up_office, replace(ANSWERS, name="Khác"))
    assert office_of(db).name == "Song An"


def test_a_change_keeps_the_signers_unless_new_ones_are_given(db: Database) -> None:
    db.write(set_up_office, ANSWERS)
    seen = office_of(db).revision
    without = replace(ANSWERS, name="Song Bình", signers=())
    revision = db.write(change_office, ChangeOffice(seen_revision=seen, answers=without))
    assert revision > seen
    assert [signer.name for signer in db.read(list_signers)] == ["Nguyễn Văn Mẫu"]

    with pytest.raises(ConflictError, match="nơi khác"):
        db.write(change_office, ChangeOffice(seen_revision=seen, answers=ANSWERS))
    assert office_of(db).name == "Song Bình"


def test_signers_keep_their_order(db: Database) -> None:
    db.write(set_up_office, ANSWERS)
    names = ("Trần Thị Mẫu", "Lê Văn Mẫu", "Nguyễn Văn Mẫu")
    db.write(save_signers, [replace(SIGNER, name=name) for name in names])
    assert tuple(signer.name for signer in db.read(list_signers)) == names


def test_nothing_to_change_before_the_set_up(db: Database) -> None:
    with pytest.raises(NotFoundError, match="năm câu hỏi"):
        db.write(change_office, ChangeOffice(seen_revision=1, answers=ANSWERS))
