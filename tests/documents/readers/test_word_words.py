"""Words of a Word file: notes, fields, tracked changes, tables, pictures, names of nodes."""

from pathlib import Path

import pytest

from app.documents.blocks import Align, walk
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.errors import CancelledError
from app.jobs import JobContext
from tests.documents.readers.raw_word import (
    p,
    paragraphs,
    part,
    read_body,
    relations,
    run,
    tables,
    texts,
    word_file,
)

HEAD = p("KẾ HOẠCH", '<w:jc w:val="center"/>', "<w:b/>") + p(
    "Công tác năm 2027", '<w:jc w:val="center"/>', "<w:b/>"
)


def test_footnotes_and_endnotes_stand_in_the_text(tmp_path: Path) -> None:
    note = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    body = f"<w:p>{run('Có 12 thôn')}{note.format('footnote', 2)}{run(', một xã')}{note.format('endnote', 3)}.</w:p>"
    parts = {
        "word/footnotes.xml": part(
            "footnotes",
            f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
            f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Theo ")}{run("[1] sổ")}</w:p>'
            f"{p('của xã.')}</w:footnote>",
        ),
        "word/endnotes.xml": part("endnotes", f'<w:endnote w:id="3">{p("Cuối ] bài")}</w:endnote>'),
    }
    source = read_body(tmp_path, body, parts)
    assert texts(source) == ["Có 12 thôn^[Theo [1] sổ của xã.], một xã^[Cuối ) bài]"]


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    gone = '<w:r><w:delText xml:space="preserve">cũ </w:delText></w:r>'
    body = (
        f"<w:p>{run('Điều ')}<w:del>{gone}</w:del><w:ins>{run('mới')}</w:ins></w:p>"
        f"<w:p><w:moveFrom>{run('chỗ cũ')}</w:moveFrom><w:moveTo>{run('chỗ mới')}</w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("Câu bị ") + "</w:p>" + p("nối lại.")
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('hàng xóa')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('hàng còn')}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    source = read_body(tmp_path, body)
    assert texts(source) == ["Điều mới", "chỗ mới", "Câu bị nối lại."]
    assert [row[0].text for row in tables(source)[0].rows] == ["hàng còn"]
    assert source.deleted == ("cũ", "hàng xóa")
    assert any("sửa theo dõi" in remark for remark in source.remarks)


def test_a_deleted_end_of_the_last_paragraph_loses_nothing(tmp_path: Path) -> None:
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("Câu cuối") + "</w:p>"
    assert texts(read_body(tmp_path, body)) == ["Câu cuối"]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>{0}'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_fields_show_their_result(tmp_path: Path) -> None:
    inner = FIELD.format("", run("bên trong"))
    body = (
        f"<w:p>{run('Số ')}{FIELD.format(inner, run('05'))}{run('!')}</w:p>"
        f"<w:p><w:fldSimple w:instr='PAGE'>{run('3')}</w:fldSimple></w:p>"
        f"<w:p><w:hyperlink r:id='x'>{run('liên kết')}</w:hyperlink></w:p>"
    )
    assert texts(read_body(tmp_path, body)) == ["Số 05!", "3", "liên kết"]


def test_a_field_without_an_end_swallows_nothing(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = f"<w:p>{run('Một')}{begin}</w:p>" + p("Hai") + f"<w:p>{begin}<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('Ba')}</w:p>" + p("Bốn")  # fmt: skip
    assert texts(read_body(tmp_path, body)) == ["Một", "Hai", "Ba", "Bốn"]


def test_signs_breaks_and_symbols(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
        '<w:t>d</w:t><w:softHyphen/><w:cr/><w:sym w:char="F0B7"/><w:sym w:char="F041"/>'
        '<w:sym w:char="XX"/><w:t>e</w:t></w:r></w:p>'
    )
    assert texts(read_body(tmp_path, body)) == ["a\tb\nc-d\n•Ae"]


def test_content_controls_and_smart_tags(tmp_path: Path) -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Một')}<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>{p('ô')}"
        "</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl></w:sdtContent></w:sdt>"
        f"<w:p><w:smartTag><w:smartTagPr/>{run('Hai')}</w:smartTag><w:sdt><w:sdtContent>{run(' ba')}"
        "</w:sdtContent></w:sdt></w:p>"
    )
    source = read_body(tmp_path, body)
    assert texts(source) == ["Một", "Hai ba"]
    assert tables(source)[0].rows[0][0].text == "ô"


def test_remarks_on_comments_macros_and_links_out(tmp_path: Path) -> None:
    parts = {
        "word/comments.xml": part("comments", f"<w:comment>{p('Xem lại')}</w:comment>"),
        "word/vbaProject.bin": b"macro",
        "word/_rels/document.xml.rels": relations(
            ("r1", "image", "http://mau.vi-du.vn/a.png"), outside=True
        ),
    }
    source = read_body(tmp_path, p("Chữ"), parts)
    assert texts(source) == ["Chữ"]
    said = " ".join(source.remarks)
    assert all(word in said for word in ("nhận xét", "macro", "nơi khác"))


def test_only_real_pictures_are_taken(tmp_path: Path) -> None:
    parts = {
        "word/media/image1.png": b"\x89PNG\r\n\x1a\n" + b"0" * 40,
        "word/media/image2.jpeg": b"\xff\xd8\xff" + b"0" * 40,
        "word/media/image3.png": b"khong phai anh",
    }
    source = read_body(tmp_path, p("Chữ"), parts)
    names = [(image.name, image.media_type) for image in source.images]
    assert names == [("image1.png", "image/png"), ("image2.jpg", "image/jpeg")]
    assert any("1 hình" in remark for remark in source.remarks)
    assert read_papers(source).papers[0].images == source.images


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="SoBinhDang"><vt:lpwstr>{0}</vt:lpwstr></property></Properties>'
)


@pytest.mark.parametrize(
    ("value", "paper", "version"),
    [("abc-1;3", "abc-1", 3), (";", "", 0), ("abc;x", "abc", 0), ("abc", "abc", 0)],
)
def test_where_the_file_comes_from(value: str, paper: str, version: int, tmp_path: Path) -> None:
    source = read_body(tmp_path, p("Chữ"), {"docProps/custom.xml": CUSTOM.format(value)})
    assert (source.made_here, source.paper_id, source.version_number) == (True, paper, version)


def test_names_of_nodes(tmp_path: Path) -> None:
    key = "0123456789abcdef0123456789abcdef"
    mark = '<w:bookmarkStart w:id="1" w:name="{0}"/>'
    body = (
        p("Một").replace("<w:r>", mark.format(f"_bdg{key}") + "<w:r>", 1)
        + mark.format("_bdgx7")
        + p("Hai")
        + p("Ba").replace("<w:r>", mark.format("_Toc123") + "<w:r>", 1)
        + p("Bốn").replace("<w:r>", mark.format("_bdg12") + "<w:r>", 1)
    )
    found = [(one.key, one.made) for one in paragraphs(read_body(tmp_path, body))]
    assert found == [(key, False), ("", True), ("", False), ("", False)]


def cell(text: str, properties: str = "", look: str = "") -> str:
    """A cell with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text, look)}</w:tc>"


def test_a_table_with_joined_cells_and_titles_over_columns(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    right = '<w:jc w:val="right"/>'
    rows = [
        cell("STT", down) + cell("Thôn", down) + cell("Số người", '<w:gridSpan w:val="2"/>'),
        cell("", on) + cell("", on) + cell("Nam") + cell("Nữ"),
        cell("1") + cell("Mẫu", down) + cell("10", look=right) + cell("20", look=right),
        cell("2") + cell("", on) + cell("11", look=right) + cell("21", look=right),
    ]
    total = "".join(
        f"<w:tc>{p(text, '', '<w:b/>')}</w:tc>" for text in ("", "Tổng cộng", "21", "41")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (500, 1500, 1000, 1000))
    border = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    made = "".join(f"<w:tr>{row}</w:tr>" for row in [*rows, total])
    source = read_body(
        tmp_path, HEAD + p("I. MỘT") + f"<w:tbl>{border}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    )
    document = document_of_reading(read_papers(source).papers[0].reading)
    [table] = [placed.node.table for placed in walk(document.nodes) if placed.node.table]
    assert [column.title for column in table.columns] == ["STT", "Thôn", "Nam", "Nữ"]
    assert [column.width for column in table.columns] == [0.5, 1.5, 1.0, 1.0]
    assert [column.align for column in table.columns][2:] == [Align.RIGHT, Align.RIGHT]
    assert table.groups == (("Số người", 2, 2),)
    assert table.rows == (("1", "Mẫu", "10", "20"), ("2", "Mẫu", "11", "21"))
    assert table.total == ("", "Tổng cộng", "21", "41")


def test_tables_inside_tables_become_text(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('ngoài')}{inner}{p('sau')}</w:tc></w:tr></w:tbl>"
    [table] = tables(read_body(tmp_path, body))
    assert table.rows[0][0].text == "ngoài\na | b\nsau"


def test_files_saved_as_strict(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", p("Chữ"))
    strict = path.with_name("b.docx")
    import zipfile

    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        text = old.read("word/document.xml").decode()
        new.writestr(
            "word/document.xml",
            text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
        )
    assert texts(read_source(strict)) == ["Chữ"]


def test_reading_can_be_stopped_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = word_file(tmp_path / "dai.docx", p("Chữ.") * 1000)
    steps: list[str] = []
    read_source(path, JobContext(lambda _done, _total, text: steps.append(text)))
    assert len(steps) > 3
    job = JobContext()
    job.cancel()
    with pytest.raises(CancelledError):
        read_source(path, job)
