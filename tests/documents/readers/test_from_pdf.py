"""PDF files: lines joined to paragraphs, columns apart, tables by their lines, clear refusals."""

import multiprocessing
import threading
from pathlib import Path

import pytest

from app.documents.blocks import Document, Node
from app.documents.readers.from_file import read_source
from app.documents.readers.from_pdf import outside
from app.documents.readers.from_pdf.pieces import pages_of
from app.documents.readers.from_text import read_text
from app.documents.render.to_docx import render_docx
from app.documents.render.to_pdf import render_pdf
from app.documents.source import PageNumber, SourceFile, SourceParagraph, SourceTable
from app.domain.numbering import Mark
from app.errors import CancelledError, DataFileError, ValidationError
from app.jobs import JobContext
from tests.documents.office import converted
from tests.documents.readers.accuracy import differences, score
from tests.documents.readers.plans import source
from tests.documents.readers.test_accuracy import read_only_paper, write
from tests.documents.sample_paper import long_plan, long_table
from tests.hostile import good, pages

NAMES = ["ha-noi-2025", "song-an-2019"]
DRESSES = ["own export", "typed", "automatic numbers"]


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "kế hoạch.pdf"
    path.write_bytes(data)
    return path


def printed(tmp_path: Path, document: Document) -> Path:
    path = tmp_path / "văn bản.pdf"
    render_pdf(document, path)
    return path


def tables(made: SourceFile) -> list[SourceTable]:
    return [block for block in made.blocks() if isinstance(block, SourceTable)]


def lines(*placed: tuple[float, float, str], size: int = 12) -> bytes:
    """A page of these words, each at its x and y from below."""
    return pages.simple(
        b"".join(
            f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET ".encode("latin-1")
            for x, y, words in placed
        )
    )


def read(tmp_path: Path, *placed: tuple[float, float, str]) -> list[str]:
    made = read_source(saved(tmp_path, lines(*placed)))
    return [paragraph.text for paragraph in made.paragraphs()]


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> SourceFile:
    return read_source(printed(tmp_path_factory.mktemp("long"), long_plan()))


@pytest.mark.parametrize("name", NAMES)
def test_own_pdf_files_give_their_tree_back(tmp_path: Path, name: str) -> None:
    wanted = read_text(source(name))
    document = read_only_paper(printed(tmp_path, wanted))
    assert score(document, wanted) >= 0.98, differences(document, wanted)
    assert document.title == wanted.title
    assert document.recipients == wanted.recipients
    assert document.signature == wanted.signature
    assert (document.symbol, document.place) == (wanted.symbol, wanted.place)


def test_head_and_end_come_apart_in_two_columns(long_file: SourceFile) -> None:
    head, *_, end = [table for table in tables(long_file) if not table.bordered]
    left, right = head.rows[0]
    assert left.text.splitlines()[0] == "ỦY BAN NHÂN DÂN"
    assert left.text.splitlines()[-1] == "Số: 05/KH-UBND"
    assert right.text.splitlines()[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert right.text.endswith("Nghĩa Thuận, ngày 05 tháng 01 năm 2027")
    recipients, signature = end.rows[0]
    assert recipients.text.startswith("Nơi nhận:\n- Sở Nội vụ (để báo cáo);")
    assert recipients.text.endswith("- Lưu: VT, VHXH.")
    assert signature.text.startswith("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n")


def test_a_ruled_table_over_many_pages_is_one_with_its_header_once(long_file: SourceFile) -> None:
    table = next(table for table in tables(long_file) if table.bordered)
    texts = [[cell.text for cell in row] for row in table.rows]
    assert texts[0] == [
        "STT",
        "Nội dung hoạt động",
        "Đơn vị",
        "Số người tham gia",
        "Kinh phí (đồng)",
    ]
    assert [cell.span for cell in table.rows[0]] == [1, 1, 1, 3, 1]
    assert texts[1][3:6] == ["Tổng", "Nam", "Nữ"]
    assert [cell.joined for cell in table.rows[1]] == [True, True, True, False, False, False, True]
    assert [row[0] for row in texts[2:-1]] == [str(number) for number in range(1, 61)]
    assert texts[2][1:] == [
        "Hội nghị truyền thông số 1 tại thôn 1, xã Song An và vùng lân cận",
        "hội nghị",
        "101",
        "40",
        "61",
        "1.500.000",
    ]
    assert texts[-1][-1] == "90.000.000"


def test_page_numbers_are_left_out_and_told(long_file: SourceFile) -> None:
    assert "2" not in [
        block.text for block in long_file.blocks() if isinstance(block, SourceParagraph)
    ]
    [remark] = long_file.remarks
    assert remark.endswith("số trang ở lề trang, không đưa vào văn bản.")
    number = long_file.sections[0].page_number
    assert number == PageNumber(place="top", align="center")


def test_a_cut_hyphen_joins_without_a_blank(tmp_path: Path) -> None:
    wide = "x" * 66
    assert read(
        tmp_path,
        (100, 700, f"Giai {wide} 2021-"),
        (72, 682, f"2030 {wide} hai hai hai"),
        (72, 664, "ba."),
        (100, 646, "Sau."),
    ) == [f"Giai {wide} 2021-2030 {wide} hai hai hai ba.", "Sau."]


def test_hanging_marks_keep_their_lines(tmp_path: Path) -> None:
    full = "y" * 60
    assert read(
        tmp_path,
        (72, 700, "1."),
        (100, 700, f"Mot {full}"),
        (100, 682, f"tiep {full}"),
        (100, 664, "het"),
        (72, 646, "2."),
        (100, 646, f"Hai {full}"),
    ) == [f"1. Mot {full} tiep {full} het", f"2. Hai {full}"]


def test_columns_outside_head_and_end_stand_apart(tmp_path: Path) -> None:
    assert read(tmp_path, (72, 700, "Thu ky"), (350, 700, "Chu toa"), (72, 682, "Mot dong")) == [
        "Thu ky   Chu toa",
        "Mot dong",
    ]


def test_an_end_that_a_page_cuts_is_one_table(tmp_path: Path) -> None:
    for filled in range(20, 32):
        nodes = tuple(Node(mark=Mark.DASH, text=f"dòng {at};") for at in range(filled))
        wanted = Document(
            type_name="KẾ HOẠCH",
            title=("Công tác bình đẳng giới năm 2027",),
            nodes=nodes,
            recipients=("Sở Nội vụ", "Thường trực Đảng ủy", "Các thôn", "Lưu: VT, VHXH"),
            signature=long_plan().signature,
        )
        document = read_only_paper(printed(tmp_path, wanted))
        assert document.recipients == wanted.recipients
        assert document.signature == wanted.signature


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: pages.simple(b"0 0 100 100 re f"), "bản quét"),
        (lambda: pages._locked("bí mật"), "mật khẩu"),
        (lambda: pages._same_page(1001), "hơn 1000 trang"),
        (lambda: b"%PDF-1.7 and nothing", "bị hỏng"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, make: object, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        read_source(saved(tmp_path, make()))  # type: ignore[operator]


def test_it_reads_from_a_worker_thread(tmp_path: Path) -> None:
    path = saved(tmp_path, good.pdf())
    found: list[SourceFile] = []
    thread = threading.Thread(target=lambda: found.append(read_source(path)))
    thread.start()
    thread.join()
    assert found == [read_source(path)]


def test_the_officer_sees_pages_go_by_and_may_stop(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    path = saved(tmp_path, good.pdf())
    read_source(path, JobContext(lambda *step: told.append(step)))
    assert [done for done, count, text in told if count] == list(range(told[-1][1] + 1))
    job = JobContext()
    job.cancel()
    with pytest.raises(CancelledError):
        read_source(path, job)


def test_where_no_process_can_be_started_this_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = Node(table=long_table(rows=4))
    path = printed(tmp_path, Document(type_name="BÁO CÁO", nodes=(node, Node(text="Hết./."))))
    wanted = read_source(path)
    monkeypatch.setattr(outside, "_LONGEST_START", -1.0)
    assert read_source(path) == wanted


def test_a_process_that_does_not_answer_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = next(one for one in pages.pages() if one.name == "cay-trang-vong.pdf")
    monkeypatch.setattr(outside, "_LONGEST_ANSWER", 0.5)
    with pytest.raises(ValidationError, match="bị hỏng"):
        read_source(saved(tmp_path, endless.make()))
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("data", "kind"), [(b"%PDF-1.7", "ValidationError"), (None, "DataFileError")]
)
def test_the_other_process_sends_failures(tmp_path: Path, data: bytes | None, kind: str) -> None:
    path = tmp_path / "hỏng.pdf"
    if data is not None:
        path.write_bytes(data)
    here, there = multiprocessing.Pipe(duplex=False)
    outside.tell_pages(there, str(path))
    assert here.recv() == "ready"
    assert here.recv()[0] == kind
    here.close()


def test_the_other_process_sends_every_page_and_the_end(tmp_path: Path) -> None:
    path = saved(tmp_path, lines((72, 700, "Mot"), (72, 600, "Hai")))
    here, there = multiprocessing.Pipe(duplex=False)
    outside.tell_pages(there, str(path))
    answers = [here.recv() for _ in range(4)]
    assert answers == ["ready", *pages_of(path), "done"]
    here.close()


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(DataFileError):
        list(outside.pages_from_outside(tmp_path / "không có.pdf", JobContext()))


@pytest.fixture(scope="module")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example plans in every dress as PDF files of LibreOffice."""
    room = tmp_path_factory.mktemp("pdf")
    files = [
        write(dress, name, room).rename(room / f"{dress} {name}.docx")
        for dress in DRESSES
        for name in NAMES
    ]
    table = room / "bảng.docx"
    render_docx(long_plan(), table)
    return {path.stem: path for path in converted([*files, table], "pdf", room)}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dress", DRESSES)
def test_pdf_files_of_libreoffice(office_files: dict[str, Path], dress: str, name: str) -> None:
    document = read_only_paper(office_files[f"{dress} {name}"])
    wanted = read_text(source(name))
    assert score(document, wanted) >= 0.98, differences(document, wanted)
    assert document.recipients == wanted.recipients
    assert document.signature == wanted.signature


@pytest.mark.slow
def test_tables_of_libreoffice(office_files: dict[str, Path]) -> None:
    table = next(one for one in tables(read_source(office_files["bảng"])) if one.bordered)
    assert len(table.rows) == 63
    assert [row[0].text for row in table.rows[2:-1]] == [str(number) for number in range(1, 61)]
