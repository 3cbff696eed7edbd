"""What the program wrote as DOCX is read back as the same paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.documents.blocks import Document, Node, Signature, walk
from app.documents.builders.content import document_of
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.documents.readers.office_fields import OfficeFacts, office_fields
from app.documents.readers.templates import fill_template, list_templates, read_content
from app.documents.render.to_docx import render_docx
from app.domain.numbering import CENTRED
from app.workflows.activity_fields import activity_fields
from tests.documents.kinds_of_papers import KINDS, forty_pages
from tests.documents.readers.test_round_trip import trees

OFFICE = OfficeFacts(
    level="xã",
    name="Mẫu Sơn",
    upper_unit="tỉnh Mẫu Giang",
    receiving_office="Sở Nội vụ",
    drafting_office="Phòng Văn hóa - Xã hội",
    signer_lines=("CHỦ TỊCH",),
    signer_name="Nguyễn Thị Mẫu",
)


def there_and_back(document: Document, folder: Path) -> Document:
    """The paper after a trip through Word's form."""
    path = folder / "van-ban.docx"
    render_docx(document, path)
    source = read_source(path)
    assert source.made_here
    [paper] = read_papers(source).papers
    return document_of_reading(paper.reading)


def tree(nodes: tuple[Node, ...]) -> list[tuple[Any, ...]]:
    """Depth, mark, words and table of every node; names of chapters are printed in capitals."""
    made = []
    for placed in walk(nodes):
        node = placed.node
        heading = node.heading.upper() if node.mark in CENTRED else node.heading
        table = node.table and (
            [(column.title, column.align) for column in node.table.columns],
            node.table.rows,
            node.table.groups,
            node.table.total,
        )
        made.append((placed.depth, placed.mark, heading, node.text, table))
    return made


def around(document: Document) -> dict[str, Any]:
    """Everything but the body; where a line was broken does not count."""
    return {
        "type": document.type_name,
        "title": " ".join(document.title),
        "letterhead": " ".join(line.text for line in document.letterhead),
        "bold": {line.text for line in document.letterhead if line.bold} != set(),
        "number": (document.number.lstrip("0"), document.symbol),
        "place": (document.place, document.day),
        "addressees": document.addressees,
        "bases": document.bases,
        "recipients": document.recipients,
        "signature": document.signature,
        "form": document.form,
        "draft": document.draft,
    }


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_every_kind_of_paper(make: Callable[[], Document], tmp_path: Path) -> None:
    document = make()
    read = there_and_back(document, tmp_path)
    assert around(read) == around(document)
    assert tree(read.nodes) == tree(document.nodes)
    assert [annex.title for annex in read.annexes] == [annex.title for annex in document.annexes]
    for found, wanted in zip(read.annexes, document.annexes, strict=True):
        assert tree(found.nodes) == tree(wanted.nodes)
        assert found.landscape == wanted.landscape


def test_nothing_is_left_over_but_the_block_of_a_copy(tmp_path: Path) -> None:
    for name, make in KINDS.items():
        left_over = there_and_back(make(), tmp_path).left_over
        if name == "sao-y":
            assert left_over
            assert all("Phần sao văn bản" in line for line in left_over)
        else:
            assert left_over == (), name


def test_forty_pages_with_footnotes_and_annexes(tmp_path: Path) -> None:
    document = forty_pages()
    read = there_and_back(document, tmp_path)
    assert tree(read.nodes) == tree(document.nodes)
    assert around(read) == around(document)
    for found, wanted in zip(read.annexes, document.annexes, strict=True):
        assert (found.title, tree(found.nodes)) == (wanted.title, tree(wanted.nodes))


@pytest.mark.parametrize("code", [template.code for template in list_templates()])
def test_every_shipped_template(code: str, tmp_path: Path) -> None:
    text = fill_template(
        code, office_fields(OFFICE, 2027, "Chung tay vì bình đẳng giới") | activity_fields(None)
    )
    document = document_of(read_content(text, 2027))
    read = there_and_back(document, tmp_path)
    assert tree(read.nodes) == tree(document.nodes)
    assert around(read) == around(document)
    assert len(read.annexes) == len(document.annexes)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(nodes=trees)
def test_any_tree_comes_back(
    tmp_path_factory: pytest.TempPathFactory, nodes: tuple[Node, ...]
) -> None:
    document = Document(
        type_name="KẾ HOẠCH",
        title=("Công tác năm 2027",),
        nodes=nodes,
        signature=Signature(("CHỦ TỊCH",), "Nguyễn Thị Mẫu"),
    )
    read = there_and_back(document, tmp_path_factory.getbasetemp())
    assert tree(read.nodes) == tree(nodes)


def test_keys_of_nodes_come_back(tmp_path: Path) -> None:
    text = fill_template("plan_year_commune", office_fields(OFFICE, 2027))
    content = read_content(text, 2027)
    read = there_and_back(document_of(content), tmp_path)
    written = {node.key.hex for node in content.nodes if not node.text.startswith("@")}
    found = {placed.node.key for placed in walk(read.nodes) if placed.node.key}
    assert found <= written
    assert len(found) >= len(written) * 0.9
