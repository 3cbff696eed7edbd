"""A package on a stick or in a letter: whole and noted, or not there and not noted."""

import email
import errno
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.papers import ReportType
from app.domain.parcels import SendWay, SentState
from app.errors import DataFileError, NotFoundError
from app.exchange.delivery import (
    DeliveryError,
    NotVerifiedError,
    TargetFullError,
    TargetGoneError,
    TargetReadOnlyError,
    deliver,
)
from app.exchange.disk import Disk
from app.exchange.reading import look_into
from app.models import Unit
from app.queries.kept_files import read_kept
from app.queries.sent import SentRow, get_sent, list_copies
from app.services.kept_files import drop_file
from app.workflows.parcels.letters import Letter, write_letter
from app.workflows.parcels.sending import make, withdraw, write_to
from tests.exchange.test_delivery import Faulty, Lying
from tests.workflows.parcels.commune import (
    LATER,
    NOW,
    VIOLENCE,
    draft_report,
    issue_report,
    issued_report,
    send,
    write_figures,
)


@pytest.fixture
def row(commune: Database) -> SentRow:
    """A package that has not left."""
    return make(commune, send(issued_report(commune)), NOW)


class TestStick:
    def test_the_same_bytes_every_time(
        self, commune: Database, row: SentRow, stick: Path, tmp_path: Path
    ) -> None:
        first = write_to(commune, row.id, stick, NOW)
        again = write_to(commune, row.id, stick, LATER)
        (tmp_path / "usb 2").mkdir()
        other = write_to(commune, row.id, tmp_path / "usb 2", LATER)

        assert first.path.name == row.file_name == "26734_report-year_2026_lan-1.bdg-goi"
        assert (first.already, again.already) == (False, True)
        assert first.path.read_bytes() == other.path.read_bytes()
        assert [one.name for one in stick.iterdir()] == [row.file_name]
        assert commune.read(get_sent, row.id).state is SentState.WRITTEN
        copies = commune.read(list_copies)
        assert [(one.way, one.at) for one in copies][-1] == (SendWay.FOLDER, NOW)
        assert len(copies) == 3

    @pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
    @pytest.mark.parametrize(
        ("number", "kind"),
        [
            (errno.ENOSPC, TargetFullError),
            (errno.EROFS, TargetReadOnlyError),
            (errno.EIO, TargetGoneError),
        ],
        ids=["full", "read-only", "pulled"],
    )
    def test_a_fault_at_every_step(
        self,
        commune: Database,
        row: SentRow,
        tmp_path: Path,
        stick: Path,
        number: int,
        kind: type[DeliveryError],
        *,
        for_good: bool,
    ) -> None:
        content = commune.read(read_kept, row.file_sha256)
        good = Faulty(0, OSError())
        (tmp_path / "well").mkdir()
        deliver(tmp_path / "well", row.file_name, content, good)
        # The last step removes what is no longer there.
        for at in range(1, good.done):
            folder = tmp_path / str(at)
            folder.mkdir()
            fault = Faulty(at, OSError(number, "fault"), for_good=for_good)
            with pytest.raises(kind) as caught:
                write_to(commune, row.id, folder, NOW, fault)
            assert "an toàn" in caught.value.message
            named = [one for one in folder.iterdir() if one.suffix == ".bdg-goi"]
            assert all(one.read_bytes() == content for one in named)
            assert commune.read(get_sent, row.id).state is SentState.MADE
        assert commune.read(list_copies) == []
        write_to(commune, row.id, stick, NOW)
        assert commune.read(get_sent, row.id).state is SentState.WRITTEN

    def test_a_stick_that_gives_back_something_else(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        with pytest.raises(NotVerifiedError):
            write_to(commune, row.id, stick, NOW, Lying(lambda _path, content: content[:-1]))
        assert list(stick.iterdir()) == []
        assert commune.read(get_sent, row.id).state is SentState.MADE

    def test_a_package_that_was_replaced_meanwhile(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        class Slow(Disk):
            def keep_folder(self, folder: Path) -> None:
                make(commune, send(row.paper_id), LATER)

        assert row.paper_id is not None
        with pytest.raises(NotFoundError, match="vừa được làm lại"):
            write_to(commune, row.id, stick, NOW, Slow())
        assert list(stick.iterdir()) == [], "its number is that of the package made anew"


def parts(letter: Letter) -> tuple[EmailMessage, dict[str, bytes]]:
    """The letter as a mail program reads it, and its attachments by name."""
    read = email.message_from_bytes(letter.path.read_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    files = {one.get_filename() or "": one.get_content() for one in read.iter_attachments()}
    return read, files


class TestLetter:
    def test_a_draft_with_the_package(self, commune: Database, row: SentRow, stick: Path) -> None:
        letter = write_letter(commune, row.id, stick, NOW)

        read, files = parts(letter)
        content = commune.read(read_kept, row.file_sha256)
        assert (read["X-Unsent"], str(read["To"])) == ("1", "tiepnhan@snv.mau.example")
        assert str(read["Subject"]) == letter.subject
        assert letter.subject == "UBND xã Mẫu: Báo cáo năm, năm 2026 - lần 1"
        body = read.get_body()
        assert body is not None
        assert body.get_content().replace("\r\n", "\n") == letter.text
        assert "Kính gửi: Sở Nội vụ tỉnh Mẫu" in letter.text
        assert files[row.file_name] == content
        assert files["26734_report-year_2026_lan-1.pdf"].startswith(b"%PDF")
        [attached] = [one for one in read.iter_attachments() if one.get_filename() == row.file_name]
        assert attached.get_content_type() == "application/octet-stream"

    def test_its_lines_are_those_of_mail(
        self, commune: Database, row: SentRow, stick: Path
    ) -> None:
        raw = write_letter(commune, row.id, stick, NOW).path.read_bytes()
        lines = raw.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 78
        assert raw.isascii()

    @pytest.mark.parametrize("sealed", [False, True])
    def test_the_files_lie_beside_it(self, commune: Database, stick: Path, *, sealed: bool) -> None:
        row = make(commune, send(issued_report(commune, sensitive=sealed)), NOW)
        letter = write_letter(commune, row.id, stick, NOW)
        again = write_letter(commune, row.id, stick, LATER)

        assert letter.folder == stick / "26734_report-year_2026_lan-1"
        assert {one.name for one in letter.files} == {
            "26734_report-year_2026_lan-1.bdg-goi",
            "26734_report-year_2026_lan-1.pdf",
        }
        assert look_into(letter.files[0].read_bytes()).manifest.package_id == row.id
        assert again.path == letter.path
        assert sorted(one.name for one in stick.iterdir()) == [
            letter.folder.name,
            letter.path.name,
        ]
        assert {one.way for one in commune.read(list_copies)} == {SendWay.MAIL}
        assert commune.read(get_sent, row.id).state is SentState.WRITTEN

    def test_counts_of_violence_travel_sealed_alone(self, commune: Database, stick: Path) -> None:
        write_figures(commune, {VIOLENCE: 4}, "2026-H1")
        paper_id = draft_report(commune, ReportType.VIOLENCE, "2026-H1")
        issue_report(commune, paper_id)
        row = make(commune, send(paper_id), NOW)

        letter = write_letter(commune, row.id, stick, NOW)

        assert [one.name for one in letter.files] == [row.file_name]
        assert list(parts(letter)[1]) == [row.file_name]
        assert "niêm phong" in letter.text

    @pytest.mark.parametrize("typed", ["", "không có", "a@b@c", "x\ny@z.example"])
    def test_without_a_usable_address(
        self, commune: Database, row: SentRow, stick: Path, typed: str
    ) -> None:
        def change(session: Session) -> None:
            session.scalars(select(Unit)).one().email = typed

        commune.write(change)
        letter = write_letter(commune, row.id, stick, NOW)
        assert parts(letter)[0]["To"] is None
        assert letter.addressee == typed

    def test_a_withdrawal_says_why(self, commune: Database, row: SentRow, stick: Path) -> None:
        write_to(commune, row.id, stick, NOW)
        gone = withdraw(commune, row.id, "Gửi nhầm kỳ", LATER)
        letter = write_letter(commune, gone.id, stick, LATER)
        assert letter.subject.endswith("- lần 2 (gói rút lại)")
        assert "Lý do: Gửi nhầm kỳ" in letter.text
        assert [one.name for one in letter.files] == [gone.file_name]

    def test_a_fault_leaves_it_unsent(self, commune: Database, row: SentRow, stick: Path) -> None:
        with pytest.raises(DeliveryError):
            write_letter(commune, row.id, stick, NOW, Faulty(30, OSError(errno.ENOSPC, "full")))
        with pytest.raises(DataFileError, match="Không tạo được thư mục"):
            write_letter(commune, row.id, stick / "khong-co", NOW)
        assert commune.read(get_sent, row.id).state is SentState.MADE
        assert commune.read(list_copies) == []


def test_bytes_that_a_record_speaks_of_stay(commune: Database, row: SentRow) -> None:
    commune.write(drop_file, row.file_sha256)
    assert commune.read(read_kept, row.file_sha256)
