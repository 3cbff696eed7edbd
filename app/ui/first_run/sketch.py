"""Answers → the paper beside them."""

from app.documents.blocks import Document, Signature
from app.documents.phrases import number_line, place_line, recipients
from app.services.office import usual_letterhead
from app.ui.first_run.answers import Facts, Values, word_of
from app.ui.first_run.paper_preview import PaperSketch


def sketch_of(values: Values, facts: Facts, year: int) -> PaperSketch:
    """The first page of a year plan, as far as it is known."""
    name, word = str(values.get("name", "")), word_of(values, facts)
    document = Document(
        type_name="KẾ HOẠCH",
        symbol="KH-UBND" if name else "",
        place=str(values.get("place_name", "")),
        year=year,
        recipients=tuple(values.get("plan_recipients", ())),
        signature=Signature(lines=tuple(values.get("signer_lines", ()))),
    )
    unit = f"trên địa bàn {word} {name}" if name else "trên địa bàn"
    return PaperSketch(
        letterhead=tuple(text for text, _ in usual_letterhead(word, name)) if name else (),
        number=number_line(document) if name else "",
        place=place_line(document) if document.place else "",
        title=("KẾ HOẠCH", f"Thực hiện công tác bình đẳng giới {unit} năm {year}"),
        recipients=tuple(recipients(document)),
        signature=document.signature.lines,
        signer=str(values.get("signer_name", "")),
    )
