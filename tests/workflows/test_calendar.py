"""The calendar on paper and as a calendar file, read back by readers of their own."""

from datetime import UTC, date, datetime
from pathlib import Path

import pdfplumber
import pytest
from sqlalchemy import select

from app.db.database import Database
from app.documents.calendar_file import CalendarDay, write_calendar
from app.models import Office
from app.queries.calendar import YearCalendar, get_calendar
from app.services.duties import tick_duty
from app.services.office import SetUpOffice, set_up_office
from app.workflows.calendar import calendar_remarks, save_calendar_file, save_month_sheets
from tests.queries.test_duties import begin_book, change_deadline, issue_plan
from tests.shipped import load_shipped

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _office(db: Database) -> None:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu"))
    db.write(begin_book, date(2026, 1, 5))


def the_calendar(db: Database, year: int = 2026) -> YearCalendar:
    return db.read(get_calendar, today=TODAY, year=year)


def unfolded(path: Path) -> list[str]:
    """The lines of a calendar file as a reader of RFC 5545, 3.1 sees them."""
    content = path.read_bytes()
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for line in content.split(b"\r\n"):
        line.decode("utf-8")  # no letter is cut in two
    return content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(text: str) -> str:
    """A TEXT value as RFC 5545, 3.3.11 says."""
    found, letters = "", iter(text)
    for letter in letters:
        if letter == "\\":
            letter = next(letters)  # noqa: PLW2901 - the escaped one
            letter = "\n" if letter in "nN" else letter  # noqa: PLW2901
        else:
            assert letter not in ";,"
        found += letter
    return found


def events(path: Path) -> list[dict[str, str]]:
    """Every event as name → value; the reminder's lines begin with "VALARM."."""
    found: list[dict[str, str]] = []
    rooms: list[str] = []
    for line in unfolded(path):
        name, value = line.split(":", 1)
        if name == "BEGIN":
            rooms.append(value)
            found += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert rooms.pop() == value
        elif "VEVENT" in rooms:
            room = "VALARM." if rooms[-1] == "VALARM" else ""
            found[-1][room + name] = value
    assert rooms == []
    return found


def test_words_come_back_whole_from_a_calendar_file(tmp_path: Path) -> None:
    title = "Báo cáo; số liệu, nữ \\ nam – " + "Tháng hành động vì bình đẳng giới " * 5 + "🌸" * 30
    words = "Dòng một\r\nDòng hai; ba, bốn\n" + "ệ" * 200
    day = CalendarDay(uid="a.2026@x", day=date(2026, 12, 31), title=title, words=words, group="H,K")

    write_calendar(tmp_path / "lịch.ics", "Lịch, việc", [day], NOON)

    [event] = events(tmp_path / "lịch.ics")
    assert unescaped(event["SUMMARY"]) == title
    assert unescaped(event["DESCRIPTION"]) == words.replace("\r", "")
    assert unescaped(event["CATEGORIES"]) == "H,K"
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    assert event["DTSTAMP"] == "20261121T050000Z"
    assert event["VALARM.TRIGGER"] == "-P7D"
    assert unescaped(event["VALARM.DESCRIPTION"]) == title


def test_an_empty_calendar_file_is_a_calendar(tmp_path: Path) -> None:
    write_calendar(tmp_path / "a.ics", "Lịch", [], NOON)
    assert unfolded(tmp_path / "a.ics")[0] == "BEGIN:VCALENDAR"
    assert events(tmp_path / "a.ics") == []


def test_the_year_as_a_calendar_file(db: Database, tmp_path: Path) -> None:
    db.write(issue_plan)
    db.write(tick_duty, year=2026, code="report_2282", done_on=date(2026, 11, 20))
    path = tmp_path / "năm.ics"

    count = save_calendar_file(the_calendar(db), path, made_at=NOON)

    found = {event["UID"].split(".")[0]: event for event in events(path)}
    assert len(found) == count
    report = found["report_year"]
    assert report["SUMMARY"] == "Báo cáo năm"
    assert report["DTSTART;VALUE=DATE"] == "20261130"
    assert "Chốt số liệu: 14/12/2026" in unescaped(report["DESCRIPTION"])
    assert "ước thực hiện" in unescaped(report["DESCRIPTION"])
    assert found["report_2282"]["SUMMARY"] == "Đã xong: Báo cáo thực hiện Quyết định số 2282/QĐ-TTg"
    assert "VALARM.TRIGGER" not in found["report_2282"]
    assert "ngay_8_3" not in found
    assert sum(code.startswith("task-") for code in found) == 2


def test_an_event_keeps_its_identity_when_its_deadline_moves(db: Database, tmp_path: Path) -> None:
    save_calendar_file(the_calendar(db), tmp_path / "a.ics", 11)
    change_deadline(db, "report_year", day=27)
    save_calendar_file(the_calendar(db), tmp_path / "b.ics", 11)

    before, after = (
        {event["UID"]: event["DTSTART;VALUE=DATE"] for event in events(tmp_path / name)}
        for name in ("a.ics", "b.ics")
    )
    assert before.keys() == after.keys()
    assert {(before[uid], after[uid]) for uid in before if before[uid] != after[uid]} == {
        ("20261130", "20261127")
    }


def test_a_month_on_one_page(db: Database, tmp_path: Path) -> None:
    change_deadline(db, "report_year", letter="Công văn số 12/SNV-BĐG")
    path = tmp_path / "tháng 11.pdf"

    assert save_month_sheets(the_calendar(db), path, [11]) == 4

    with pdfplumber.open(path) as pdf:
        [page] = pdf.pages
        words = " ".join(page.extract_text().split())
        assert (round(page.width), round(page.height)) == (842, 595)
        [table] = page.extract_tables()
    assert "LỊCH VIỆC THÁNG 11 NĂM 2026" in words
    assert "xã Mẫu, tỉnh Mẫu" in words
    assert "ước thực hiện" in words
    last = [" ".join((cell or "").split()) for cell in table[-1]]
    assert last[1:6] == [
        "thứ Hai 30/11",
        "Báo cáo năm",
        "Sở Nội vụ",
        "Cả năm",
        "14/12/2026",
    ]
    assert last[6] == "Công văn số 12/SNV-BĐG"
    assert " ".join((table[1][6] or "").split()) == "Thời hạn thường gặp (*)"
    assert "(*) Hạn chưa kiểm chứng" in words


def test_twelve_pages_a_year_with_the_days_off(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "năm.pdf"

    save_month_sheets(the_calendar(db), path)

    with pdfplumber.open(path) as pdf:
        pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(pages) == 12
    assert "không có việc nào đến hạn" in pages[0]
    assert "Nghỉ lễ, nghỉ bù: 01/01, 02/01. Làm bù: 10/01." in pages[0]
    assert "16/02, 17/02, 18/02, 19/02, 20/02" in pages[1]


def test_a_full_month_stays_on_its_page(db: Database, tmp_path: Path) -> None:
    found = the_calendar(db)
    [row] = [row for row in found.duties if row.code == "report_year"]
    crowd = YearCalendar(
        year=2026, office=found.office, office_id="x", duties=(row,) * 14, holidays=found.holidays
    )
    save_month_sheets(crowd, tmp_path / "a.pdf", [11])
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_before_the_first_set_up_the_calendar_is_there_too(tmp_path: Path, db: Database) -> None:
    db.write(lambda session: session.delete(session.scalars(select(Office)).one()))
    found = the_calendar(db)
    assert found.office == ""
    assert save_calendar_file(found, tmp_path / "a.ics", 12) > 0
    assert "X-WR-CALNAME:Lịch việc 2026" in unfolded(tmp_path / "a.ics")


def test_a_year_whose_new_year_is_not_known_is_said(db: Database) -> None:
    assert calendar_remarks(the_calendar(db)) == ()
    assert "năm 2031" in calendar_remarks(the_calendar(db, 2031))[0]
