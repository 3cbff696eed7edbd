"""The loop between two offices at their windows: cards, package, points, correction, receipt, wall."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from app.db.database import Database
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.ui.editor.issue_panel import IssuePanel
from app.ui.exchange.own_card import OwnCard
from app.ui.exchange.review_decision import ReviewDecision
from tests.e2e.conftest import Desk
from tests.e2e.officer import Officer
from tests.e2e.two_windows import Seat, clock, program
from tests.workflows.parcels.commune import draft_report, issue_report, write_figures

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("plugin does not support", extend=True),
]
NOW = datetime(2026, 12, 20, 3, tzinfo=UTC)
REPORT = "Kết quả công tác bình đẳng giới năm 2026"


def commune(db: Database) -> None:
    """Has counted, and issued its report of the year."""
    begin(db, "xa", "Mẫu Thượng", "tỉnh Mẫu")
    write_figures(db, {"dan_so": 9000, "ho": 2400})
    issue_report(db, draft_report(db))


def province(db: Database) -> None:
    begin(db, "tinh", "Mẫu", "Chính phủ")


def begin(db: Database, level: str, name: str, upper: str) -> None:
    signer = SignerDraft(
        form_code="tm", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Nguyễn Văn Mẫu"
    )
    answers = SetUpOffice(level_code=level, name=name, upper_unit=upper, signers=(signer,))
    db.write(set_up_office, answers)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


@pytest.fixture
def seats(qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[tuple[Seat, Seat]]:
    """The commune and the province, on 20/12/2026."""
    desk.today = NOW.date()
    program()
    now = clock(NOW)
    both = (
        Seat(tmp_path, "Dữ liệu xã", commune, now),
        Seat(tmp_path, "Dữ liệu tỉnh", province, now),
    )
    yield both
    for seat in both:
        seat.close()


def give_card(officer: Officer, desk: Desk, usb: Path, code: str) -> str:
    """Type our code, copy the card to the stick; the code to be read by phone."""
    officer.go_to("Gửi – Nhận")
    officer.open_tab("Thẻ cơ quan")
    officer.type_into("Mã đơn vị", code)
    officer.press("Ghi mã đơn vị")
    desk.files.append(usb)
    officer.press("Chép tệp thẻ ra USB…")
    officer.wait((usb / f"{code}_the-co-quan.bdg-the").exists)
    officer.shot(f"the-{code}")
    return read_aloud(officer)


def read_aloud(officer: Officer) -> str:
    """The code of a card as it stands in large letters."""
    [card] = officer.shown(OwnCard)
    return card.code.text()


def take_card(officer: Officer, desk: Desk, card: Path, heard: str) -> None:
    """Open a card and type the code heard; a slip of the tongue first."""
    desk.files.append(card)
    officer.press("Mở tệp thẻ…")
    field = "Mã thẻ nghe qua điện thoại hoặc đọc trên giấy"
    officer.type_into(field, "2345 6789 BCDF")
    officer.press("Ghi nhận thẻ")
    officer.wait(lambda: officer.sees("Mã thẻ nghe được không khớp"))
    officer.type_into(field, heard.lower().replace("-", " "))
    officer.press("Ghi nhận thẻ")
    officer.wait(lambda: officer.sees("đã ghi nhận thẻ"))


def add_unit(officer: Officer) -> None:
    officer.go_to("Tổng hợp")
    officer.open_tab("Đơn vị")
    officer.press("Thêm đơn vị")
    officer.type_into("Mã đơn vị", "26734")
    officer.type_into("Tên đơn vị", "Mẫu Thượng")
    officer.choose("Loại đơn vị", "Xã")
    officer.press("Ghi lại")
    officer.wait(lambda: officer.sees("Đã ghi đơn vị Mẫu Thượng."))


def ask_report(officer: Officer) -> None:
    officer.open_tab("Theo dõi nộp")
    officer.press("Yêu cầu báo cáo")
    officer.choose("Báo cáo nào", "Báo cáo năm")
    officer.press("Yêu cầu các đơn vị gửi")
    officer.wait(lambda: officer.sees("Đã yêu cầu"))
    officer.shot("da-yeu-cau")


def send(officer: Officer, desk: Desk, usb: Path) -> None:
    officer.go_to("Gửi – Nhận")
    officer.open_tab("Gửi đi")
    officer.click_row("Báo cáo, kế hoạch đã ban hành", REPORT)
    officer.press("Gửi gói số liệu")
    officer.wait(lambda: officer.sees("Cần biết trước khi gửi"))
    officer.shot("xem-goi")
    desk.files.append(usb)
    officer.press("Chép ra USB hoặc thư mục…")
    officer.wait(lambda: officer.sees("Đã chép và đọc lại đúng. Có thể rút USB."))
    officer.shot("co-the-rut-usb")
    officer.press("Về danh sách")


def receive(officer: Officer, desk: Desk, usb: Path, package: str) -> None:
    """The folder is taken in; the package that waits is opened."""
    officer.go_to("Gửi – Nhận")
    officer.open_tab("Nhận về")
    desk.files.append(usb)
    officer.press("Nhận từ thư mục…")
    officer.wait(lambda: officer.sees("1 gói chờ xem"))
    officer.shot("da-nhan")
    officer.click_row("Các tệp vừa nhận", package)
    officer.key(Qt.Key.Key_Return)
    officer.wait(lambda: officer.sees("UBND xã Mẫu Thượng"))
    officer.shot("xem-goi-nhan")


def return_it(officer: Officer, desk: Desk, usb: Path) -> None:
    """Two cells to be mended, a new day, and the receipt on the stick."""
    officer.choose("Những ô nào", "Mọi ô")
    for cell, words in POINTS.items():
        officer.click_row("Các ô số liệu trong gói", cell)
        officer.type_into("Điểm cần sửa hoặc cần lưu ý", words)
        officer.press("Thêm: cần sửa")
    officer.type_into("Hạn gửi lại", "25/12/2026")
    officer.shot("hai-diem-can-sua")
    officer.press("Trả lại")
    officer.wait(lambda: officer.sees("Hãy chép phiếu gửi lại cho đơn vị."))
    give_receipt(officer, desk, usb, "lan-1")


def give_receipt(officer: Officer, desk: Desk, usb: Path, package: str) -> None:
    desk.files.append(usb)
    officer.press("Chép phiếu ra USB…")
    officer.wait(lambda: list(usb.glob(f"*{package}*.bdg-phieu")))
    officer.shot(f"phieu-{package}")
    officer.press("Về danh sách")


def read_receipt(officer: Officer, desk: Desk, usb: Path, package: str, said: str) -> None:
    officer.go_to("Gửi – Nhận")
    officer.open_tab("Gửi đi")
    [receipt] = usb.glob(f"*{package}*.bdg-phieu")
    desk.files.append(receipt)
    officer.press("Đọc phiếu tiếp nhận…")
    officer.wait(lambda: officer.sees(said))
    officer.shot(f"da-doc-phieu-{package}")


def mend(officer: Officer) -> None:
    """The first cell is opened by its button, the other is found in the same form."""
    officer.press("Mở ô cần sửa")
    officer.wait(lambda: officer.sees("2 điểm nơi nhận yêu cầu sửa"))
    officer.shot("o-can-sua")
    type_number(officer, "3100")
    officer.click_row("Bảng chỉ tiêu", "Hộ gia đình", column=column_of(officer, "Tổng"))
    type_number(officer, "2410")
    officer.shot("da-sua")


def column_of(officer: Officer, title: str) -> int:
    table = officer.field("Bảng chỉ tiêu")
    assert isinstance(table, QTableView)
    model, across = table.model(), Qt.Orientation.Horizontal
    titles = [str(model.headerData(at, across)) for at in range(model.columnCount())]
    return titles.index(title)


def type_number(officer: Officer, digits: str) -> None:
    """Over the number in the cell stood on."""
    for digit in digits:
        officer.key(Qt.Key(ord(digit)))
    officer.key(Qt.Key.Key_Return)


def issue_next(officer: Officer) -> None:
    officer.go_to("Báo cáo")
    officer.click_row("Bảng báo cáo", REPORT)
    officer.press("Mở")
    officer.press("Sửa thành bản 2…")
    officer.type_into("Lý do sửa", "Sửa hai số liệu bị trả lại")
    officer.press("Mở bản mới để sửa")
    officer.press("Ban hành")
    officer.type_into("Số văn bản", "13")
    officer.type_into("Ngày ban hành", "21/12/2026")
    officer.press("Ban hành", within=IssuePanel)
    officer.wait(lambda: officer.sees("Đã ban hành số 13/BC-UBND ngày 21/12/2026 (bản 2)"))
    officer.shot("ban-2-da-ban-hanh")


def accept(officer: Officer, desk: Desk, usb: Path) -> None:
    officer.choose("Những ô nào", "Ô mới, thay đổi")
    changed = officer.rows_of("Các ô số liệu trong gói")
    assert [line.split("\t")[:5] for line in changed] == CHANGED
    officer.shot("ba-o-thay-doi")
    officer.press("Tiếp nhận", within=ReviewDecision)
    officer.wait(lambda: officer.sees("Hãy chép phiếu gửi lại cho đơn vị."))
    give_receipt(officer, desk, usb, "lan-2")


def look_at_totals(officer: Officer) -> None:
    officer.go_to("Tổng hợp")
    officer.open_tab("Theo dõi nộp")
    officer.shot("bang-theo-doi")
    [unit] = officer.rows_of("Đơn vị và báo cáo")
    assert "Đã tiếp nhận" in unit
    officer.open_tab("Số tổng hợp")
    lines = "Số tổng hợp"
    officer.wait(lambda: len(officer.rows_of(lines)) > 1)
    officer.shot("so-tong-hop")
    counted = [line.split("\t")[:5] for line in officer.rows_of(lines) if "\tngười\t" in line]
    assert counted == [["Dân số", "người", "9.000", "5.900", "3.100"]]
    officer.click_row(lines, "Dân số\t")
    officer.wait(lambda: any("Mẫu Thượng" in line for line in officer.rows_of("Các đơn vị")))


POINTS = {"Dân số\tNữ": "Số nữ chưa khớp với công an xã", "Hộ gia đình\tTổng": "Xem lại số hộ"}
#: Indicator, column, number in the package, what became of it, number before.
CHANGED = [
    ["Dân số", "Nam", "5.900", "thay đổi", "6.000"],
    ["Dân số", "Nữ", "3.100", "thay đổi", "3.000"],
    ["Hộ gia đình", "Tổng", "2.410", "thay đổi", "2.400"],
]


def test_from_cards_to_the_wall(
    officer: Officer, desk: Desk, seats: tuple[Seat, Seat], usb: Path
) -> None:
    below, above = seats
    with below.used():
        heard = give_card(officer, desk, usb, "26734")
    with above.used():
        heard_above = give_card(officer, desk, usb, "79")
        add_unit(officer)
        take_card(officer, desk, usb / "26734_the-co-quan.bdg-the", heard)
        ask_report(officer)
    with below.used():
        take_card(officer, desk, usb / "79_the-co-quan.bdg-the", heard_above)
        officer.shot("da-ghi-nhan-the")
        send(officer, desk, usb)
    with above.used():
        receive(officer, desk, usb, "lan-1")
        return_it(officer, desk, usb)
    with below.used():
        read_receipt(officer, desk, usb, "lan-1", "trả lại để sửa (lần 1)")
        assert officer.sees("Cần sửa Dân số, nữ: Số nữ chưa khớp với công an xã")
        mend(officer)
        issue_next(officer)
        send(officer, desk, usb)
    with above.used():
        receive(officer, desk, usb, "lan-2")
        accept(officer, desk, usb)
        look_at_totals(officer)
    with below.used():
        read_receipt(officer, desk, usb, "lan-2", "đã tiếp nhận (lần 2)")
    assert desk.boxes == []
