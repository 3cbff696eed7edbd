"""The parts of a Word file and how they hang together; python-docx packs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from app.documents import phrases
from app.documents.blocks import Document
from app.documents.render.to_docx.origin import Origin, origin_xml
from app.documents.render.to_docx.xml import HEADER, LANGUAGE, escaped

_LONGEST_PROPERTY: Final = 255
_CUSTOM: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_CORE_SPACES: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A picture (PNG); the part that shows it names it by ``relation``."""

    png: bytes
    relation: str


@dataclass(frozen=True, slots=True)
class PartText:
    """A part besides the main one; ``relation`` is the id by which the main part names it."""

    name: str
    content_type: str
    relation_type: str
    xml: str
    relation: str
    picture: PicturePart | None = None


def header_part(number: int, xml: str) -> PartText:
    """A header; sections name it by ``"h<number>"``."""
    return PartText(
        f"header{number}", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, xml, f"h{number}"
    )


def footer_part(number: int, xml: str, picture: PicturePart | None = None) -> PartText:
    """A footer; sections name it by ``"f<number>"``."""
    kind, relation = CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER
    return PartText(f"footer{number}", kind, relation, xml, f"f{number}", picture)


def named_parts(styles: str, settings: str, footnotes: str) -> list[PartText]:
    """Styles, settings and, when there are any, the footnotes."""
    kinds, relations = CONTENT_TYPE, RELATIONSHIP_TYPE
    parts = [
        PartText("styles", kinds.WML_STYLES, relations.STYLES, styles, "styles"),
        PartText("settings", kinds.WML_SETTINGS, relations.SETTINGS, settings, "settings"),
    ]
    if footnotes:
        parts.append(
            PartText("footnotes", kinds.WML_FOOTNOTES, relations.FOOTNOTES, footnotes, "notes")
        )
    return parts


def save(
    stream: BytesIO,
    body: str,
    parts: list[PartText],
    properties: tuple[str, str],
    pictures: Sequence[PicturePart] = (),
) -> None:
    """Pack the file; ``properties`` are the core and the own ones."""
    package: Any = OpcPackage()
    main = _part(package, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, body)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for part in parts:
        made = _part(package, f"/word/{part.name}.xml", part.content_type, part.xml)
        main.load_rel(part.relation_type, made, part.relation)
        if part.picture:
            _show(package, made, part.name, part.picture)
    for number, picture in enumerate(pictures, start=1):
        _show(package, main, f"chart{number}", picture)
    core, own = properties
    core_part = _part(package, "/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core)
    package.relate_to(core_part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    package.relate_to(_part(package, "/docProps/custom.xml", _CUSTOM, own), _CUSTOM_RELATION)
    package.save(stream)


def properties(document: Document, origin: Origin | None) -> tuple[str, str]:
    """Title, number and issuing body; no person's name, no time."""
    values = (
        ("dc:title", phrases.paper_title(document)),
        ("dc:subject", phrases.number_line(document)),
        ("dc:creator", phrases.issuer_name(document)),
        ("dc:language", LANGUAGE),
    )
    made = "".join(
        f"<{name}>{escaped(value[:_LONGEST_PROPERTY])}</{name}>" for name, value in values
    )
    core = f"{HEADER}<cp:coreProperties {_CORE_SPACES}>{made}</cp:coreProperties>"
    return core, origin_xml(origin)


def _show(package: Any, part: Any, name: str, picture: PicturePart) -> None:
    held: Any = Part(PackURI(f"/word/media/{name}.png"), CONTENT_TYPE.PNG, picture.png, package)
    part.load_rel(RELATIONSHIP_TYPE.IMAGE, held, picture.relation)


def _part(package: Any, name: str, content_type: str, xml: str) -> Any:
    return Part(PackURI(name), content_type, xml.encode("utf-8"), package)
