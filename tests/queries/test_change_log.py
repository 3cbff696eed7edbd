"""History as an officer reads it: names, days and codes in words, page by page, record by record."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.db.engine import make_engine
from app.domain.figure_rows import CellState, Column
from app.domain.papers import TaskState
from app.domain.periods import management_year
from app.domain.topics import Topic
from app.models import Change
from app.models.redacting import NewWords, redact
from app.queries.activities import get_activity
from app.queries.change_log import (
    LogFilter,
    LogRow,
    list_actors,
    list_log,
    newest_link,
)
from app.queries.indicators import list_indicators
from app.queries.papers import get_paper
from app.queries.record_family import cell_log, find_records, office_log, record_log
from app.services.activities import (
    ActivityDraft,
    ChangeActivity,
    change_activity,
    delete_activity,
    record_activity,
    restore_activity,
)
from app.services.campaigns import ensure_action_month
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.papers import SaveContent, SetTaskProgress, save_content, set_task_progress
from tests.papers import create, issue_newest, with_text
from tests.shipped import load_shipped

DAY = date(2026, 11, 20)
DRAFT = ActivityDraft(
    kind_code="le_phat_dong",
    title="Lễ phát động",
    starts_on=DAY,
    men=40,
    women=60,
    money=(("xa_hoi_hoa", 2_000_000),),
)


@pytest.fixture(scope="module")
def book(_empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One book for the tests of this file: each looks at records of its own."""
    path = tmp_path_factory.mktemp("nhật ký") / "so.db"
    shutil.copy(_empty_file, path)
    database = Database(make_engine(path), "Nguyễn Văn Mẫu")
    database.write(load_shipped)
    yield database
    database.close()


def told(rows: list[LogRow]) -> list[tuple[str, str, str, str]]:
    """Oldest first: done, field, before, after."""
    return [(row.done, row.field, row.before, row.after) for row in reversed(rows)]


def test_an_activity_is_told_from_first_to_last_with_its_parts(book: Database) -> None:
    activity = book.write(record_activity, DRAFT)
    row = book.read(get_activity, activity)
    changed = replace(
        DRAFT, starts_on=date(2026, 11, 21), ends_on=date(2026, 11, 21), partners=("Đoàn xã",),
        women=61, money=(),
    )  # fmt: skip
    book.write(
        change_activity,
        ChangeActivity(activity_id=activity, seen_revision=row.revision, draft=changed),
    )
    book.write(delete_activity, activity)
    book.write(restore_activity, activity)

    rows = book.read(record_log, "activity", activity)

    assert {(row.kind, row.record) for row in rows} == {("Hoạt động", "Lễ phát động")}
    assert {row.actor for row in rows} == {"Nguyễn Văn Mẫu"}
    lines = told(rows)
    assert lines[0][0] == "Ghi mới"
    assert "loại hoạt động: Lễ phát động" in lines[0][3]
    assert "ngày bắt đầu: 20/11/2026" in lines[0][3]
    assert ("Sửa", "ngày bắt đầu", "20/11/2026", "21/11/2026") in lines
    assert ("Sửa", "số nữ", "60", "61") in lines
    assert ("Sửa", "phối hợp", "chưa ghi", "Đoàn xã") in lines
    assert [line[0] for line in lines[-2:]] == ["Cất vào thùng rác", "Lấy lại từ thùng rác"]
    money = [row for row in rows if row.part]
    assert [(row.done, row.part) for row in reversed(money)] == [
        ("Ghi mới", "Kinh phí của hoạt động: Xã hội hóa"),
        ("Đã xóa hẳn", "Kinh phí của hoạt động: Xã hội hóa"),
    ]
    assert money[0].before == "nguồn kinh phí: Xã hội hóa; số tiền: 2.000.000 đồng"


def test_a_paper_is_told_with_paragraphs_that_are_gone_and_its_progress(book: Database) -> None:
    paper = book.write(create)
    row = book.read(get_paper, paper)
    content = with_text(row.content, 1, "Câu mới.")
    book.write(
        save_content,
        SaveContent(
            version_id=row.version_id,
            seen_revision=row.revision,
            content=replace(content, nodes=(*content.nodes[:2], *content.nodes[3:4])),
        ),
    )
    key = row.content.nodes[3].key
    book.write(set_task_progress, SetTaskProgress(task_key=key, state=TaskState.DONE, done_on=DAY))
    book.write(issue_newest, paper)

    rows = book.read(record_log, "paper", paper)

    lines = told(rows)
    assert ("Sửa", "lời văn", "Nâng cao nhận thức của Nhân dân.", "Câu mới.") in lines
    assert ("Sửa", "trạng thái", "Bản nháp", "Đã ban hành") in lines
    assert ("Sửa", "ngày văn bản", "chưa ghi", "20/01/2026") in lines
    gone = [row for row in rows if row.done == "Đã xóa hẳn"]
    assert any(row.part == "Đoạn của văn bản: NHIỆM VỤ" for row in gone)
    done = next(row for row in rows if row.kind == "Tiến độ nhiệm vụ")
    assert done.record == "Tập huấn cho cán bộ thôn."
    assert "tiến độ: Đã xong; ngày xong: 20/11/2026" in done.after
    others = {row.record for row in rows} - {done.record}
    assert others == {"Kế hoạch công tác bình đẳng giới xã Mẫu năm 2026"}
    assert not any("dấu" in row.field or row.field == "thứ tự" for row in rows)

    everything = book.read(record_log, "paper", paper, quiet=True)
    assert {"dấu nội dung"} <= {row.field for row in everything}


def test_one_cell_keeps_its_history_while_it_is_empty(book: Database) -> None:
    period = management_year(2026)
    indicators = book.read(list_indicators)
    code = "dan_so" if "dan_so" in indicators else next(iter(indicators))

    def write(value: str) -> None:
        state = CellState.VALUE if value else CellState.EMPTY
        cell = CellDraft(
            indicator=code,
            column=Column.TOTAL,
            state=state,
            value=Decimal(value) if value else None,
        )
        book.write(save_figures, SaveFigures(period=period, cells=(cell,), indicators=indicators))

    for value in ("9000", "9100", "", "9200"):
        write(value)

    rows = book.read(cell_log, code, period, Column.TOTAL)

    assert [row.done for row in reversed(rows)] == ["Ghi mới", "Sửa", "Đã xóa hẳn", "Ghi mới"]
    assert ("Sửa", "giá trị", "9.000", "9.100") in told(rows)
    assert rows[0].record == f"{indicators[code].name}, tổng số, năm 2026"
    assert not book.read(cell_log, code, period, Column.MEN)


def test_settings_of_the_office_are_told_with_its_signers(book: Database) -> None:
    signer = SignerDraft(form_code="tm_ubnd_ct", lines=("CHỦ TỊCH",), name="Trần Mẫu")
    book.write(
        set_up_office,
        SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu", signers=(signer,)),
    )

    rows = book.read(office_log)

    assert {row.kind for row in rows} == {"Cơ quan", "Người ký"}
    assert any("số cấp báo cáo: hai cấp" in row.after for row in rows)


def test_the_whole_log_is_read_in_pages_by_who_when_and_what(book: Database) -> None:
    book.write(ensure_action_month, 2026)
    before = book.read(list_log, LogFilter(topic=Topic.ACTIVITY)).total
    book.write(record_activity, DRAFT)

    page = book.read(list_log, LogFilter(topic=Topic.ACTIVITY), most=1)
    assert page.total == before + 2
    assert page.rows[0].part == "Kinh phí của hoạt động: Xã hội hóa"
    rest = book.read(list_log, LogFilter(topic=Topic.ACTIVITY), skip=1, most=1)
    assert [row.record for row in rest.rows] == ["Lễ phát động"]
    assert not rest.rows[0].part
    everyone = book.read(list_log, LogFilter(), most=10_000)
    assert everyone.total == len(everyone.rows) > page.total
    today = everyone.rows[0].at.astimezone().date()
    assert book.read(list_log, LogFilter(first=today, last=today)).total == everyone.total
    assert not book.read(list_log, LogFilter(last=today - timedelta(days=1))).rows
    assert not book.read(list_log, LogFilter(first=today + timedelta(days=1))).rows
    assert not book.read(list_log, LogFilter(actor="Người khác")).rows
    assert book.read(list_actors) == ["Nguyễn Văn Mẫu"]


def test_lines_without_a_record_are_none_of_the_records(book: Database) -> None:
    activity = book.write(record_activity, DRAFT)

    def take_out(session: Session) -> None:
        line = session.scalars(
            select(Change).where(Change.record_id == str(activity)).order_by(Change.id)
        ).first()
        assert line is not None
        redact(session, "quá hạn giữ", [NewWords(line.id, None, '{"title": "đã ẩn danh"}')])

    book.write(take_out)
    assert book.read(find_records)[activity] == "activity"
    told = book.read(list_log, LogFilter(), most=1).rows[0]
    assert not told.record_id
    assert "quá hạn giữ" in f"{told.done} {told.record} {told.before} {told.after}"


def test_the_newest_link_is_that_of_the_newest_line(book: Database) -> None:
    def newest(session: Session) -> str | None:
        return session.scalar(select(Change.chain).order_by(Change.id.desc()))

    book.write(record_activity, DRAFT)
    assert book.read(newest_link) == book.read(newest)


def test_a_book_without_history_has_no_link(db: Database) -> None:
    assert db.read(newest_link) == ""
