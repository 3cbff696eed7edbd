"""A file read in, with the letters of old fonts changed to Unicode."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from app.documents.readers.legacy.encodings import (
    Encoding,
    detect,
    encoding_of_font,
    from_encoding,
    remark,
    to_unicode,
)
from app.documents.source import (
    SourceBlock,
    SourceCell,
    SourceFile,
    SourceParagraph,
    SourceRun,
)

_Change = Callable[[SourceRun], str]


def modern(source: SourceFile) -> SourceFile:
    """The file in Unicode: run by run after its fonts, else as a whole when its words are sure.

    A remark says what was changed; a file that needs no change is given back as it is.
    """
    by_font = _fonts_to_change(source)
    if by_font:
        changed = _changed(source, lambda run: to_unicode(run.text, run.font))
        return _with_remarks(changed, by_font)
    found = detect("\n".join(paragraph.text for paragraph in source.paragraphs()))
    if found is None:
        return source
    return _with_remarks(_changed(source, lambda run: from_encoding(run.text, found)), {found})


def _fonts_to_change(source: SourceFile) -> set[Encoding]:
    """The encodings of runs that really change."""
    return {
        encoding
        for paragraph in source.paragraphs()
        for run in paragraph.runs
        if (encoding := encoding_of_font(run.font)) and to_unicode(run.text, run.font) != run.text
    }


def _with_remarks(source: SourceFile, encodings: set[Encoding]) -> SourceFile:
    sentences = tuple(remark(one) for one in Encoding if one in encodings)
    return replace(source, remarks=(*source.remarks, *sentences))


def _changed(source: SourceFile, change: _Change) -> SourceFile:
    sections = tuple(
        replace(section, blocks=tuple(_block(block, change) for block in section.blocks))
        for section in source.sections
    )
    return replace(source, sections=sections)


def _block(block: SourceBlock, change: _Change) -> SourceBlock:
    if isinstance(block, SourceParagraph):
        return _paragraph(block, change)
    return replace(
        block, rows=tuple(tuple(_cell(cell, change) for cell in row) for row in block.rows)
    )


def _cell(cell: SourceCell, change: _Change) -> SourceCell:
    return replace(cell, paragraphs=tuple(_paragraph(one, change) for one in cell.paragraphs))


def _paragraph(paragraph: SourceParagraph, change: _Change) -> SourceParagraph:
    """Neighbours of one look are one run: a letter and its tone may lie in two."""
    runs = []
    for look, alike in groupby(paragraph.runs, key=lambda run: replace(run, text="")):
        run = replace(look, text="".join(one.text for one in alike))
        runs.append(replace(run, text=change(run)))
    return replace(paragraph, runs=tuple(runs))
