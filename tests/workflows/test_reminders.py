"""Letters to units whose reports are still to come: right for each, without blame, one PDF."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.papers import PaperKind, PaperState
from app.domain.parcels import ReceivedState
from app.errors import ValidationError
from app.queries.papers import PaperRow, get_paper
from app.services.collections import AskReport, ask
from app.workflows.papers import printed_document
from app.workflows.reminders import Remind, late_units, make_reminders, write_reminders
from tests.shipped import load_shipped
from tests.workflows.parcels.received import make_change, make_office, make_received, make_unit

TODAY = date(2026, 12, 12)
YEAR, HALF = "report_year", "report_six_month"
ALL = Remind(year=2026, reply_by=date(2026, 12, 20))


@pytest.fixture
def units(db: Database) -> Database:
    def fill(session: Session) -> None:
        load_shipped(session)
        make_office(session)
        for at, name in enumerate(("Song An", "Hòa Mẫu", "Đông Mẫu", "Tây Mẫu"), 1):
            make_unit(session, f"X{at}", name)
        for duty, period, name, day in (
            (HALF, "2026-H1", "Báo cáo 6 tháng đầu năm 2026", date(2026, 5, 30)),
            (YEAR, "2026", "Báo cáo năm 2026", date(2026, 11, 30)),
        ):
            ask(
                session,
                AskReport(duty=duty, period=period, name=name, template="bieu_nam", due_on=day),
            )
            make_received(session, "X4", duty, period, {"ho": 1})
        make_received(session, "X1", HALF, "2026-H1", {"ho": 1})
        sent = datetime(2026, 11, 29, tzinfo=UTC)
        make_received(session, "X2", HALF, "2026-H1", {"ho": 1})
        make_received(
            session, "X2", YEAR, "2026", {"ho": 1}, state=ReceivedState.RETURNED, at=sent,
            new_deadline=date(2026, 12, 10),
        )  # fmt: skip

    db.write(fill)
    return db


def letters(db: Database, command: Remind = ALL) -> dict[str, PaperRow]:
    rows = [db.read(get_paper, one) for one in make_reminders(db, command, TODAY)]
    return {row.content.head.addressees[0]: row for row in rows}


def text(row: PaperRow) -> str:
    return "\n".join(node.text for node in row.content.nodes)


def test_each_late_unit_gets_its_own_draft(units: Database) -> None:
    found = letters(units)
    assert list(found) == [
        "Ủy ban nhân dân xã Song An", "Ủy ban nhân dân xã Hòa Mẫu", "Ủy ban nhân dân xã Đông Mẫu",
    ]  # fmt: skip
    assert {(row.kind, row.state) for row in found.values()} == {
        (PaperKind.LETTER, PaperState.DRAFT)
    }


def test_a_unit_that_is_late_with_one_report_is_told_what_came(units: Database) -> None:
    words = text(letters(units)["Ủy ban nhân dân xã Song An"])
    assert (
        "Báo cáo năm 2026: hạn gửi ngày 30/11/2026, đã qua hạn 12 ngày, chưa nhận được báo cáo."
        in words
    )
    assert "đã được tiếp nhận, không phải gửi lại: Báo cáo 6 tháng đầu năm 2026." in words
    assert "chậm nhất ngày 20/12/2026" in words
    assert "[điền" not in words


def test_a_returned_report_has_its_own_deadline(units: Database) -> None:
    words = text(letters(units)["Ủy ban nhân dân xã Hòa Mẫu"])
    assert "đề nghị đơn vị hoàn thiện theo phiếu tiếp nhận; hạn gửi lại ngày 10/12/2026" in words
    assert "đã qua hạn 02 ngày" in words


def test_a_withdrawn_report_is_told_as_such(units: Database) -> None:
    gone = ReceivedState.WITHDRAWN
    units.write(make_received, "X4", YEAR, "2026", {}, sequence=2, state=gone)
    words = text(letters(units)["Ủy ban nhân dân xã Tây Mẫu"])
    assert "đơn vị đã rút lại, chưa nhận được bản thay thế" in words


def test_a_unit_late_with_all_has_a_line_for_each(units: Database) -> None:
    words = text(letters(units)["Ủy ban nhân dân xã Đông Mẫu"])
    assert words.count("chưa nhận được báo cáo.") == 2
    assert "đã được tiếp nhận" not in words


def test_no_word_blames(units: Database) -> None:
    for row in letters(units).values():
        lower = text(row).lower()
        assert not any(word in lower for word in ("vi phạm", "phê bình", "kiểm điểm", "yêu cầu"))


def test_one_unit_or_one_report_is_chosen(units: Database) -> None:
    one = Remind(year=2026, codes=("X3",), duty=HALF)
    [unit] = late_units(units, one, TODAY)
    assert [owed.collection.duty for owed in unit.owed] == [HALF]
    [words] = map(text, letters(units, one).values())
    assert "[điền: ngày, tháng, năm]" in words


def test_all_letters_stand_in_one_file(units: Database, tmp_path: Path) -> None:
    papers = make_reminders(units, ALL, TODAY)
    write_reminders(units, papers, tmp_path / "nhac.pdf")
    pages = PdfReader(tmp_path / "nhac.pdf").pages
    assert len(pages) == 3
    texts = [" ".join(page.extract_text().split()) for page in pages]
    for page, name in zip(texts, ("Song An", "Hòa Mẫu", "Đông Mẫu"), strict=True):
        assert f"Kính gửi: Ủy ban nhân dân xã {name}" in page
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert printed_document(units.read(get_paper, papers[0])).kind is PaperKind.LETTER


def test_nobody_late_or_a_day_that_is_over_is_refused(units: Database, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="Không có đơn vị nào"):
        make_reminders(units, Remind(year=2026, codes=("X4",)), TODAY)
    with pytest.raises(ValidationError) as refused:
        make_reminders(units, Remind(year=2026, reply_by=date(2026, 12, 1)), TODAY)
    assert refused.value.field == "reply_by"
    with pytest.raises(ValidationError, match="Chưa chọn"):
        write_reminders(units, [], tmp_path / "x.pdf")


def test_an_office_is_addressed_by_its_name(units: Database) -> None:
    units.write(make_unit, "S1", "Sở Mẫu", level="")
    found = letters(units, Remind(year=2026, codes=("S1",)))
    assert list(found) == ["Sở Mẫu"]


def test_the_letter_for_an_old_unit_goes_to_what_it_is_today(units: Database) -> None:
    def merge(session: Session) -> None:
        end, day = date(2026, 8, 31), date(2026, 9, 1)
        old = make_unit(session, "X8", "Cũ Mẫu", last=end)
        make_change(session, old, make_unit(session, "X9", "Mới Mẫu", first=day), day)

    units.write(merge)
    [(to, row)] = letters(units, Remind(year=2026, codes=("X8",))).items()
    assert to == "Ủy ban nhân dân xã Mới Mẫu"
    assert "Báo cáo 6 tháng đầu năm 2026 của xã Cũ Mẫu (trước khi sắp xếp): hạn gửi" in text(row)
