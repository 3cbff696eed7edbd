"""Files from anywhere checked and written anew."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from PIL import Image

from app.documents.check.finding import Severity
from app.documents.layout import load_layout
from app.documents.readers.from_file import read_papers, read_source
from app.documents.render.to_docx import render_docx
from app.domain.numbering import Mark
from app.errors import CancelledError, ValidationError
from app.jobs import JobContext
from app.workflows.check_facts import shipped_facts
from app.workflows.file_checks import FileCheck, check_file, remake_file
from tests.documents.check.office_file import Paper, Words
from tests.documents.check.wrong_files import DUTIES, plan, report
from tests.documents.kinds_of_papers import minutes
from tests.documents.kinds_of_papers import plan as plan_document

FACTS = shipped_facts(date(2027, 1, 10))
LAYOUT = load_layout()
PLAN_WORDS = Path(__file__).resolve().parents[1] / "data" / "plans" / "song-an-2019.txt"


def saved(paper: Paper, folder: Path, name: str = "tep.docx") -> Path:
    path = folder / name
    paper.save(path)
    return path


def places(checked: FileCheck) -> list[tuple[str, str]]:
    return [(one.finding.rule, one.place) for part in checked.parts for one in part.findings]


def two_papers(folder: Path) -> Path:
    """A plan with a base that lacks its end, and behind it a report whose signer is too small."""
    first, second = plan(), report()
    first.annexes = []
    first.drop("announced")
    first.replace("last_base", "2006.", "2006")
    second.change("signer", size=12)
    path = saved(first, folder)
    behind = docx.Document(str(saved(second, folder, "sau.docx")))
    whole = docx.Document(str(path))
    whole.add_page_break()
    last = whole.element.body.sectPr
    for element in list(behind.element.body)[:-1]:
        last.addprevious(element)
    whole.save(str(path))
    return path


def test_places_are_words_for_people(tmp_path: Path) -> None:
    paper = plan()
    paper.pages.left = paper.annex_pages.left = 20
    paper.change("second", size=12)
    paper.replace("duty_4", "4. ", "5. ")
    checked = check_file(saved(paper, tmp_path), FACTS)
    assert places(checked)[:2] == [
        ("margin_left", "Trang giấy"),
        ("body_size", "Đoạn 18: “Mở lớp bồi dưỡng cho cán bộ thôn, cộng tác viên về kỹ năng…”"),
    ]
    assert places(checked)[2] == ("numbering", "Mục II.4")
    assert checked.remarks == ()
    assert not checked.clean


def test_what_blocks_comes_first(tmp_path: Path) -> None:
    paper = plan()
    paper.pages.left = paper.annex_pages.left = 20
    paper.signature.clear()
    paper.signature.append(Words(""))
    checked = check_file(saved(paper, tmp_path), FACTS)
    weights = [one.finding.severity for one in checked.parts[0].findings]
    assert weights == sorted(weights, key=lambda one: one is not Severity.BLOCK)
    assert Severity.BLOCK in weights
    assert Severity.WARN in weights


def test_each_paper_of_a_file_has_its_own_findings(tmp_path: Path) -> None:
    checked = check_file(two_papers(tmp_path), FACTS)
    assert [part.title[:8] for part in checked.parts] == ["KẾ HOẠCH", "BÁO CÁO "]
    found = [[one.finding.rule for one in part.findings] for part in checked.parts]
    assert found == [["base_end"], ["signer_size"]]


def test_of_files_without_looks_only_the_words_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(
        "ỦY BAN NHÂN DÂN\nXÃ MẪU SƠN\n\nSố: 5/KH-UBND\nMẫu Sơn, ngày 05 tháng 01 năm 2027\n\n"
        "KẾ HOẠCH\nCông tác bình đẳng giới năm 2027\n\n"
        "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006.\n\nI. MỤC ĐÍCH\n1. Nâng cao./.\n\n"
        "Nơi nhận:\n- Các thôn;\n- Lưu: VT, VHXH.\n\nCHỦ TỊCH\n\nNguyễn Thị Mẫu\n",
        encoding="utf-8",
    )
    checked = check_file(path, FACTS)
    assert places(checked) == [("number_zero", "Đoạn 4: “Số: 5/KH-UBND”")]
    [remark] = checked.remarks
    assert "chỉ kiểm tra được câu chữ và bố cục" in remark


def test_a_report_of_last_year_is_not_told_its_year(tmp_path: Path) -> None:
    paper = report()
    assert check_file(saved(paper, tmp_path), replace(FACTS, year=2027)).clean


def test_the_programs_own_file_repeats_its_tasks_on_purpose(tmp_path: Path) -> None:
    twice = plan_document()
    again = replace(twice, nodes=(*twice.nodes[:2], twice.nodes[1], *twice.nodes[2:]))
    mine = tmp_path / "cua-minh.docx"
    render_docx(again, mine)
    assert "duty_twice" not in {rule for rule, _place in places(check_file(mine, FACTS))}
    other = plan()
    other.change("letter_a", text=f"a) {DUTIES[0]}")
    checked = check_file(saved(other, tmp_path), FACTS)
    assert places(checked) == [("duty_twice", "Mục I.2, điểm a")]


def test_signers_are_known_of_ones_own_office_alone(tmp_path: Path) -> None:
    """A paper of another office, made with this program too, was told that its signer left."""
    document = plan_document()
    path = tmp_path / "xa-khac.docx"
    render_docx(document, path)
    facts = replace(FACTS, signers=("Lê Văn Mẫu",), own_letterhead=("UBND XÃ KHÁC",))
    assert "left_signer" not in {rule for rule, _place in places(check_file(path, facts))}
    ours = tuple(line.text for line in document.letterhead)
    assert "left_signer" in {
        rule for rule, _place in places(check_file(path, replace(facts, own_letterhead=ours)))
    }


def test_a_base_that_lost_its_end_is_a_base_when_written_anew(tmp_path: Path) -> None:
    """It was taken for a paragraph of the body, and the new file was wrong in its turn."""
    paper = plan()
    paper.replace("last_base", "2006.", "2006")
    path = saved(paper, tmp_path)
    out = tmp_path / "moi.docx"
    remake_file(path, out, LAYOUT, FACTS)
    assert places(check_file(out, FACTS)) == []


def test_minutes_need_no_day_above(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.docx"
    render_docx(minutes(), path)
    assert check_file(path, FACTS).clean


def test_a_check_can_be_stopped(tmp_path: Path) -> None:
    job = JobContext()
    job.cancel()
    with pytest.raises(CancelledError):
        check_file(saved(plan(), tmp_path), FACTS, job)


def wrong_plan(folder: Path) -> Path:
    """Wrong in its looks and in words that a machine can mend."""
    paper = plan()
    paper.pages.left = 20
    paper.change("motto", text="Độc lập-Tự do-Hạnh phúc", underline=True, rule=0)
    paper.change("second", font="Arial", size=11, align="left")
    paper.change("section", text="I. Mục đích, yêu cầu")
    paper.change("signer", text="ThS. Trần Văn Thử")
    paper.replace("last_base", "Luật Bình đẳng giới", "Luật Bình đẳng giới số 73/2006/QH11")
    paper.replace("end", "./.", ".")
    return saved(paper, folder, "sai.docx")


def test_a_wrong_file_written_anew_is_right(tmp_path: Path) -> None:
    source = wrong_plan(tmp_path)
    before = source.read_bytes()
    out = tmp_path / "đúng.docx"
    [made] = remake_file(source, out, LAYOUT, FACTS)
    assert (made.path, made.mends, made.left) == (out, 4, ())
    assert check_file(out, FACTS).clean
    assert source.read_bytes() == before
    reading = read_papers(read_source(out)).papers[0].reading
    assert reading.tail.name == "Trần Văn Thử"
    assert reading.branches[1].heading == "MỤC ĐÍCH, YÊU CẦU"
    assert reading.branches[1].mark is Mark.ROMAN
    assert len(reading.annexes) == 2


def test_what_a_mend_brings_to_light_is_mended_as_well(tmp_path: Path) -> None:
    """The law without its number is the law of the next line."""
    paper = plan()
    law = "Căn cứ Luật Bình đẳng giới{} ngày 29 tháng 11 năm 2006"
    path = saved(paper, tmp_path)
    word = docx.Document(str(path))
    last = next(one for one in word.paragraphs if one.text.startswith(law.format("")))
    last.insert_paragraph_before(f"{law.format(' số 73/2006/QH11')};", last.style)
    word.save(str(path))
    [made] = remake_file(path, tmp_path / "moi.docx", LAYOUT, FACTS)
    assert "base_double" not in [one.finding.rule for one in made.left]
    bases = read_papers(read_source(made.path)).papers[0].reading.bases
    assert [base for base in bases if "Luật Bình đẳng giới" in base] == [law.format("")]


def test_it_is_written_as_pdf_too(tmp_path: Path) -> None:
    [made] = remake_file(wrong_plan(tmp_path), tmp_path / "moi.PDF", LAYOUT, FACTS)
    assert made.path.read_bytes().startswith(b"%PDF-")


def test_what_a_person_must_mend_is_left_and_told(tmp_path: Path) -> None:
    paper = plan()
    paper.change("signer", text="")
    out = tmp_path / "moi.docx"
    [made] = remake_file(saved(paper, tmp_path), out, LAYOUT, FACTS)
    assert [one.finding.rule for one in made.left] == ["signer_missing"]
    assert [one.place for one in made.left] == ["Họ tên người ký"]


def test_several_papers_become_several_files(tmp_path: Path) -> None:
    source = two_papers(tmp_path)
    made = remake_file(source, tmp_path / "moi.docx", LAYOUT, FACTS)
    assert [one.path.name for one in made] == ["moi-1.docx", "moi-2.docx"]
    titles = [read_papers(read_source(one.path)).papers[0].title[:8] for one in made]
    assert titles == ["KẾ HOẠCH", "BÁO CÁO "]
    [second] = remake_file(source, tmp_path / "hai.docx", LAYOUT, FACTS, part=2)
    assert (second.path.name, second.title[:7]) == ("hai.docx", "BÁO CÁO")


def test_pictures_and_words_in_margins_are_told_of(tmp_path: Path) -> None:
    path = saved(plan(), tmp_path)
    document = docx.Document(str(path))
    document.sections[0].footer.paragraphs[0].text = "Bản dùng nội bộ"
    Image.new("RGB", (20, 20), "white").save(tmp_path / "hinh.png")
    document.add_picture(str(tmp_path / "hinh.png"))
    document.save(str(path))
    [made] = remake_file(path, tmp_path / "moi.docx", LAYOUT, FACTS)
    assert any("1 hình" in remark for remark in made.remarks)


def test_the_file_itself_is_never_written_over(tmp_path: Path) -> None:
    source = wrong_plan(tmp_path)
    before = source.read_bytes()
    with pytest.raises(ValidationError, match="chính tệp đang đọc"):
        remake_file(source, source, LAYOUT, FACTS)
    link = tmp_path / "loi-tat.docx"
    link.symlink_to(source)
    with pytest.raises(ValidationError, match="chính tệp đang đọc"):
        remake_file(source, link, LAYOUT, FACTS)
    assert source.read_bytes() == before


@pytest.mark.parametrize("name", ["moi.txt", "moi"])
def test_only_word_and_pdf_are_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"\.docx hoặc \.pdf"):
        remake_file(wrong_plan(tmp_path), tmp_path / name, LAYOUT, FACTS)


@pytest.mark.parametrize("part", [0, 2])
def test_a_part_that_is_not_there(part: int, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="Tệp có 1 văn bản"):
        remake_file(wrong_plan(tmp_path), tmp_path / "moi.docx", LAYOUT, FACTS, part=part)


def test_an_end_set_by_blanks_is_read(tmp_path: Path) -> None:
    """Receivers and signature typed side by side with the space bar."""
    whole = docx.Document()
    for line in (
        "KẾ HOẠCH", "Công tác bình đẳng giới năm 2027", "Nâng cao nhận thức của Nhân dân./.",
        "Nơi nhận:                              TM. ỦY BAN NHÂN DÂN",
        "- Các thôn;                                      CHỦ TỊCH",
        "- Lưu: VT, VHXH.", "", "",
        "                                             Nguyễn Thị Mẫu",
    ):  # fmt: skip
        whole.add_paragraph(line)
    path = tmp_path / "tep.docx"
    whole.save(str(path))
    rules = {rule for rule, _place in places(check_file(path, FACTS))}
    assert not rules & {"signature_missing", "signer_missing", "recipients_missing"}


def test_letters_that_make_no_word_are_read_over(tmp_path: Path) -> None:
    path = tmp_path / "hỏng chữ.txt"
    words = PLAN_WORDS.read_text(encoding="utf-8").replace("tuyên truyền", "ǹgh bǹl qùq", 3)
    path.write_text(words, encoding="utf-8")
    quotes = [one.finding.quote for one in check_file(path, FACTS).parts[0].findings]
    assert "bǹl" in quotes


def test_writing_anew_stops_before_a_file_is_written(tmp_path: Path) -> None:
    path, out = two_papers(tmp_path), tmp_path / "mới.docx"
    job = JobContext(lambda _done, _total, words: job.cancel() if "-1" in words else None)
    with pytest.raises(CancelledError):
        remake_file(path, out, LAYOUT, FACTS, job=job)
    assert (tmp_path / "mới-1.docx").exists()
    assert not (tmp_path / "mới-2.docx").exists()


def test_page_numbers_left_out_are_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "có số trang.txt"
    lines = PLAN_WORDS.read_text(encoding="utf-8").splitlines()
    for at, number in ((60, 4), (40, 3), (20, 2)):
        lines[at:at] = ["", str(number), ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    [made] = remake_file(path, tmp_path / "mới.docx", LAYOUT, FACTS)
    assert [one for one in made.remarks if "Số trang" in one] == [
        "Số trang trong tệp không đưa vào văn bản: 2, 3, 4"
    ]
