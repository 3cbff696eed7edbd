"""The text of a Word file, read piece by piece so that a large one stays small in memory."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from app.documents.readers.from_docx.blocks import BlockReader, Place, plain_text
from app.documents.readers.from_docx.inline import Shared, note_text
from app.documents.readers.from_docx.numbering import Numbering
from app.documents.readers.from_docx.package import CAREFUL, LARGEST_TEXT, Package
from app.documents.readers.from_docx.sections import SectionReader
from app.documents.readers.from_docx.styles import Styles, theme_fonts
from app.documents.readers.from_docx.tags import MC, SECT, TBL, Element, P, W
from app.documents.source import SourceBlock, SourceSection
from app.jobs import JobContext

_BODY: Final = W + "body"
_BOOKMARK: Final = W + "bookmarkStart"
_SDT: Final = W + "sdt"
_TOP: Final = (_BODY, P, TBL, SECT, _SDT, _BOOKMARK)
# Elements and attributes of one paragraph or table; each takes some hundred bytes of memory.
_MOST_PIECES: Final = 1_200_000
_CHUNK: Final = 65_536
_STEP: Final = 200
_READING: Final = "Đang đọc tệp Word…"


def shared_of(package: Package) -> tuple[Shared, Numbering]:
    """Styles, lists and notes of the file; a part that is broken is done without."""
    styles = Styles(
        package.optional(package.related("styles")),
        theme_fonts(package.optional(package.related("theme"))),
    )
    numbering = Numbering(package.optional(package.related("numbering")))
    numbering.link_styles(styles.numbered())
    shared = Shared(styles=styles)
    for kind in ("footnotes", "endnotes"):
        root = package.optional(package.related(kind))
        if root is not None:
            shared.notes.update(_notes(root, kind, shared))
    return shared, numbering


def read_sections(
    package: Package, parts: tuple[Shared, Numbering], job: JobContext
) -> list[SourceSection]:
    """The sections of the text with all their blocks.

    Raises:
        ValidationError: broken, or larger than any paper.
        CancelledError: the officer asked to stop.
    """
    shared, numbering = parts
    data = package.read(package.main, LARGEST_TEXT)
    reader = BlockReader(shared, numbering)
    maker = SectionReader(package, shared)
    sections: list[SourceSection] = []
    blocks: list[SourceBlock] = []
    try:
        for done, element in enumerate(_top_elements(package, data)):
            if done % _STEP == 0:
                job.step(min(done, 9999), 10_000, _READING)
            if element.tag == SECT:
                sections.append(maker.section(element, blocks))
                blocks = []
                continue
            blocks += reader.block(element, Place())
            if (ends := element.find(f"{W}pPr/{SECT}")) is not None:
                sections.append(maker.section(ends, blocks))
                blocks = []
    except (etree.XMLSyntaxError, RecursionError, ValueError) as error:
        raise package.broken(str(error)[:200]) from None
    blocks += reader.rest()
    if blocks or not sections:
        sections.append(maker.section(None, blocks))
    return sections


def _top_elements(package: Package, data: bytes) -> Iterator[Element]:
    """The elements that stand directly in the body; each is forgotten when the next is asked for."""
    events = etree.XMLPullParser(
        events=("start", "end"),
        tag=_TOP,
        **CAREFUL,
    )
    depth = pieces = 0
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        pieces += chunk.count(b"<") + chunk.count(b"=")
        if pieces > _MOST_PIECES:
            raise package.bomb()
        events.feed(chunk)
        for event, element in events.read_events():
            if event == "start":
                if depth == 0 and element.getroottree().docinfo.doctype:
                    raise package.broken("doctype")
                depth += 1
                continue
            depth -= 1
            if depth == 1 and element.tag != _BODY:
                pieces = 0
                if not _is_second_choice(element):
                    yield element
                _forget(element)
    events.close()


def _is_second_choice(element: Element) -> bool:
    above = element.getparent()
    if above is None or above.tag != MC + "Fallback":
        return False
    return above.getparent().find(MC + "Choice") is not None


def _forget(element: Element) -> None:
    above = element.getparent()
    element.clear()
    if above is not None and above.tag == _BODY:
        while element.getprevious() is not None:
            del above[0]


def _notes(root: Element, kind: str, shared: Shared) -> dict[str, str]:
    """ "f2" or "e2" → the words of a note."""
    found: dict[str, str] = {}
    for one in root.iterfind(W + kind.removesuffix("s")):
        if one.get(W + "type", "normal") != "normal":
            continue
        words = note_text(plain_text(paragraph, shared) for paragraph in one.iter(P))
        found[kind[0] + one.get(W + "id", "")] = words
    return found
