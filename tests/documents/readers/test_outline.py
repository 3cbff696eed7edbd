"""The outline that the command line prints."""

from datetime import date

from app.documents.blocks import Document, LetterheadLine, Node, Signature, Table, TableColumn
from app.documents.readers.outline import outline_json, outline_lines
from app.domain.fields import bind
from app.domain.numbering import Mark

DOCUMENT = Document(
    type_name="KẾ HOẠCH",
    title=("Công tác bình đẳng giới", "năm 2026"),
    letterhead=(LetterheadLine("ỦY BAN NHÂN DÂN"), LetterheadLine("XÃ MẪU")),
    number="47",
    symbol="KH-UBND",
    place="Mẫu",
    day=date(2026, 11, 15),
    bases=("Căn cứ Luật Bình đẳng giới",),
    nodes=(
        Node(text="Như sau:"),
        Node(
            mark=Mark.ROMAN,
            heading="MỘT",
            children=(
                Node(
                    mark=Mark.ARABIC,
                    heading="Đối tượng:",
                    text=f"Có {bind('people.total', '12')} người.",
                    children=(
                        Node(mark=Mark.LETTER, text="A."),
                        Node(mark=Mark.DASH, text="B", children=(Node(mark=Mark.PLUS, text="C"),)),
                    ),
                ),
            ),
        ),
        Node(table=Table(columns=(TableColumn("STT"),), rows=(("1",),))),
    ),
    recipients=("Như trên", "Lưu: VT"),
    signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn Mẫu"),
)


def test_json_has_exactly_the_agreed_fields() -> None:
    leaf = {"heading": "", "children": []}
    assert outline_json(DOCUMENT) == {
        "kind": "KẾ HOẠCH",
        "number": "47/KH-UBND",
        "date": "2026-11-15",
        "place": "Mẫu",
        "title": "Công tác bình đẳng giới năm 2026",
        "letterhead": ["ỦY BAN NHÂN DÂN", "XÃ MẪU"],
        "bases": ["Căn cứ Luật Bình đẳng giới"],
        "nodes": [
            {"mark": "", "text": "Như sau:", **leaf},
            {
                "mark": "I.",
                "heading": "MỘT",
                "text": "",
                "children": [
                    {
                        "mark": "1.",
                        "heading": "Đối tượng:",
                        "text": "Có 12 người.",
                        "children": [
                            {"mark": "a)", "text": "A.", **leaf},
                            {
                                "mark": "-",
                                "heading": "",
                                "text": "B",
                                "children": [{"mark": "+", "text": "C", **leaf}],
                            },
                        ],
                    }
                ],
            },
            {"mark": "", "text": "", **leaf},
        ],
        "recipients": ["Như trên", "Lưu: VT"],
        "signature": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu"],
    }


def test_blank_number_and_day_are_empty() -> None:
    outline = outline_json(Document(type_name="KẾ HOẠCH", symbol="KH-UBND"))
    assert (outline["number"], outline["date"], outline["signature"]) == ("", "", [])


def test_lines() -> None:
    assert outline_lines(DOCUMENT) == [
        "Như sau:",
        "I. MỘT",
        "  1. Đối tượng: Có 12 người.",
        "    a) A.",
        "    - B",
        "      + C",
        "[bảng]",
    ]
