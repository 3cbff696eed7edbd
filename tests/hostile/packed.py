"""Hostile Word files: bombs, entities, strange names, cycles, depths and masses."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.hostile.kind import Fate, Hostile, Makers

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_PART_RELS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="r{at}" Type="{_REL}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(("styles", "numbering", "footnotes", "settings"), 1)
    )
    + "</Relationships>"
)


def packed() -> Makers:
    """All of them."""
    yield from _bombs()
    yield from _entities()
    yield from _names()
    yield from _cycles()
    yield from _depths()
    yield from _masses()


def docx(body: str, more: dict[str, str | bytes] | None = None, *, head: str = _HEAD) -> bytes:
    """A small Word file with this body; ``more`` are further parts."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/_rels/document.xml.rels": _PART_RELS,
        "word/document.xml": f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>",
        **(more or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def p(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _bombs() -> Makers:
    yield Hostile("bom-mot-phan.docx", lambda: _bomb(300), Fate.REFUSED)
    yield Hostile("bom-style.docx", lambda: _bomb(200, "word/styles.xml"))
    yield Hostile("bom-anh.docx", lambda: _bomb(300, "word/media/image1.png"))
    yield Hostile("bom-long-nhau.docx", _nested_bomb)
    yield Hostile("nhieu-phan.docx", lambda: _many_members(20_000))
    yield Hostile("kich-thuoc-gia.docx", _lying_size)
    yield Hostile("chong-nhau.docx", _overlapping)
    yield Hostile("nen-la.docx", _strange_method)
    yield Hostile("co-mat-khau.docx", _locked_member)


def _bomb(megabytes: int, name: str = "word/document.xml") -> bytes:
    start = f"{_HEAD}<w:document {_W}><w:body>{p('Mẫuđầu')}<w:p><w:r><w:t>".encode()
    end = b"</w:t></w:r></w:p></w:body></w:document>"
    made = io.BytesIO(docx(p("Mẫuđầu"))) if name != "word/document.xml" else io.BytesIO()
    mode = "a" if name != "word/document.xml" else "w"
    with zipfile.ZipFile(made, mode, zipfile.ZIP_DEFLATED) as file:
        if mode == "w":
            file.writestr("[Content_Types].xml", _TYPES)
            file.writestr("_rels/.rels", _RELS)
        with file.open(name, "w") as part:
            part.write(start)
            block = b"a " * (512 * 1024)
            for _ in range(megabytes):
                part.write(block)
            part.write(end)
    return made.getvalue()


def _nested_bomb() -> bytes:
    inner = _bomb(50)
    for _ in range(4):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for at in range(10):
                file.writestr(f"{at}.docx", inner)
        inner = made.getvalue()
    return inner


def _many_members(count: int) -> bytes:
    made = io.BytesIO(docx(p("Mẫuđầu")))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_STORED) as file:
        for at in range(count):
            file.writestr(f"word/media/image{at}.png", b"")
    return made.getvalue()


def _lying_size() -> bytes:
    """The directory says that the part has ten bytes."""
    data = bytearray(_bomb(40))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _overlapping() -> bytes:
    """Many names for the same packed bytes."""
    packed_bytes = zlib.compress(b" " * 20_000_000, 9)[2:-4]
    crc = zlib.crc32(b" " * 20_000_000)
    name = b"word/document.xml"
    local = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed_bytes), 20_000_000,
        len(name), 0,
    )  # fmt: skip
    body = local + name + packed_bytes
    entries = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed_bytes),
            20_000_000, len(name), 0, 0, 0, 0, 0, 0,
        ) + name
        for _ in range(500)
    )  # fmt: skip
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 500, 500, len(entries), len(body), 0)
    return body + entries + end


def _strange_method() -> bytes:
    data = bytearray(docx(p("Mẫuđầu")))
    for sign, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(sign)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, 97)
            at = data.find(sign, at + 4)
    return bytes(data)


def _locked_member() -> bytes:
    data = bytearray(docx(p("Mẫuđầu")))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def _entities() -> Makers:
    laughs = '<!DOCTYPE x [<!ENTITY a "hahahaha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(12)
    ) + "]>"  # fmt: skip
    blowup = f'<!DOCTYPE x [<!ENTITY a "{"a" * 200_000}">]>'
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    network = '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'
    dtd = '<!DOCTYPE x SYSTEM "file:///etc/hostname">'
    parameter = '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'
    styles = f"{laughs}<w:styles {_W}><w:style w:styleId='&m;'/></w:styles>"
    for name, head, text in (
        ("cuoi-ty-lan", laughs, "&m;"),
        ("no-bac-hai", blowup, "&a;" * 50_000),
        ("thuc-the-ngoai", outside, "&a;"),
        ("thuc-the-mang", network, "&a;"),
        ("dtd-ngoai", dtd, "Mẫuđầu"),
        ("thuc-the-tham-so", parameter, "Mẫuđầu"),
    ):
        yield Hostile(f"{name}.docx", _later(p(text), head=_HEAD + head))
    yield Hostile("cuoi-trong-style.docx", _later(p("Mẫuđầu"), {"word/styles.xml": _HEAD + styles}))
    link = _PART_RELS.replace("styles.xml", "file:///etc/passwd").replace(
        'Id="r1"', 'Id="r1" TargetMode="External"'
    )
    yield Hostile(
        "lien-ket-ngoai.docx",
        _later(p("Mẫuđầu"), {"word/_rels/document.xml.rels": link}),
        words=("Mẫuđầu",),
    )
    frame = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT "/etc/passwd"'
    frame += '</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    yield Hostile("truong-nhung-tep.docx", _later(frame + p("Mẫuđầu")), words=("Mẫuđầu",))


def _later(
    body: str, more: dict[str, str | bytes] | None = None, *, head: str = _HEAD
) -> Callable[[], bytes]:
    return lambda: docx(body, more, head=head)


def _names() -> Makers:
    plain = p("Mẫuđầu")
    for at, name in enumerate(
        (
            "../../ngoai.xml",
            "/etc/ngoai",
            "C:\\ngoai.xml",
            "word\\document.xml",
            "word/../x",
            "\u202ex",
        )
    ):
        yield Hostile(f"ten-la-{at}.docx", _later(plain, {name: b"x"}), words=("Mẫuđầu",))
    yield Hostile("trung-ten.docx", _doubled)
    yield Hostile("rels-di-ra-ngoai.docx", _rels_to("../../../etc/passwd"))
    yield Hostile("rels-ve-chinh-no.docx", _rels_to("_rels/.rels"))
    yield Hostile("rels-thieu.docx", _rels_to("word/khong-co.xml"))
    yield Hostile("khong-co-noi-dung.docx", lambda: _zip({"a.txt": b"x"}), Fate.REFUSED)
    yield Hostile("bang-tinh.docx", lambda: _zip({"xl/workbook.xml": b"<x/>"}), Fate.REFUSED)
    yield Hostile(
        "odt.docx", lambda: _zip({"mimetype": b"application/vnd.oasis.opendocument.text"})
    )
    yield Hostile("noi-dung-trong.docx", lambda: docx("", {"word/document.xml": b""}), Fate.REFUSED)
    yield Hostile("khong-chu.docx", lambda: docx("<w:p/>"), Fate.REFUSED)


def _doubled() -> bytes:
    made = io.BytesIO(docx(p("Mẫuđầu")))
    with zipfile.ZipFile(made, "a") as file:
        file.fp.seek(0, 2) if file.fp else None
        info = zipfile.ZipInfo("word/documenu.xml")
        file.writestr(info, f"{_HEAD}<w:document {_W}><w:body>{p('Khác')}</w:body></w:document>")
    return made.getvalue().replace(b"word/documenu.xml", b"word/document.xml")


def _rels_to(target: str) -> Callable[[], bytes]:
    return lambda: docx(p("Mẫuđầu"), {"_rels/.rels": _RELS.replace("word/document.xml", target)})


def _zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def _cycles() -> Makers:
    styled = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{at}"><w:name w:val="S{at}"/>'
        f'<w:basedOn w:val="S{(at + 1) % 5}"/><w:link w:val="S{at}"/><w:next w:val="S{at}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{at + 1}"/></w:numPr></w:pPr></w:style>'
        for at in range(5)
    )
    numbers = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:numStyleLink w:val="S{(at + 1) % 5}"/>'
        f'<w:styleLink w:val="S{at}"/></w:abstractNum>'
        for at in range(5)
    ) + "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(5)
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="S{at}"/></w:pPr><w:r><w:t>Mẫuđầu</w:t></w:r></w:p>'
        for at in range(5)
    )
    parts: dict[str, str | bytes] = {
        "word/styles.xml": f"{_HEAD}<w:styles {_W}>{styled}</w:styles>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_W}>{numbers}</w:numbering>",
    }
    yield Hostile("style-vong.docx", _later(body, parts), Fate.READ, ("Mẫuđầu",))
    own = parts["word/styles.xml"]
    assert isinstance(own, str)
    itself = own.replace('w:val="S1"/><w:link', 'w:val="S0"/><w:link')
    yield Hostile(
        "style-chinh-no.docx", _later(body, {"word/styles.xml": itself}), Fate.READ, ("Mẫuđầu",)
    )
    long = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{at}"><w:basedOn w:val="S{at + 1}"/></w:style>'
        for at in range(50_000)
    )
    yield Hostile(
        "style-day-dai.docx",
        _later(body, {"word/styles.xml": f"{_HEAD}<w:styles {_W}>{long}</w:styles>"}),
        words=("Mẫuđầu",),
    )
    note = (
        f'{_HEAD}<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/>'
        "<w:t>Ghichú</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    noted = '<w:p><w:r><w:t>Mẫuđầu</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    yield Hostile(
        "chu-thich-vong.docx", _later(noted, {"word/footnotes.xml": note}), words=("Mẫuđầu",)
    )
    odd = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-5"/></w:numPr>'
        '<w:ind w:left="NaN" w:firstLine="1e999"/><w:jc w:val="???"/><w:outlineLvl w:val="-7"/>'
        '<w:spacing w:line="99999999999999999999"/></w:pPr><w:r><w:rPr><w:sz w:val="-1"/>'
        '<w:color w:val="zz"/></w:rPr><w:t>Mẫuđầu</w:t></w:r></w:p>'
        '<w:tbl><w:tblGrid><w:gridCol w:w="x"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        '<w:gridSpan w:val="1000000000"/><w:vMerge w:val="restart"/></w:tcPr>'
        f"{p('Mẫugiữa')}</w:tc></w:tr></w:tbl>"
    )
    yield Hostile("so-la.docx", _later(odd), words=("Mẫuđầu", "Mẫugiữa"))


def _depths() -> Makers:
    for name, start, end in (
        ("bang-trong-bang", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("sdt-trong-sdt", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("the-la", "<w:zzz>", "</w:zzz>"),
    ):
        for depth in (50, 100_000):
            yield Hostile(
                f"{name}-{depth}.docx", _deep(start, end, depth),
                words=("Mẫuđầu",) if depth == 50 and name != "the-la" else (),
            )  # fmt: skip
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000
    yield Hostile(
        "truong-khong-dong.docx",
        _later(f"<w:p>{field}</w:p>{p('Mẫuđầu')}"),
        words=("Mẫuđầu",),
    )
    runs = "<w:ins>" * 200 + "<w:r><w:t>Mẫuđầu</w:t></w:r>" + "</w:ins>" * 200
    yield Hostile("ins-trong-ins.docx", _later(f"<w:p>{runs}</w:p>"), words=("Mẫuđầu",))


def _deep(start: str, end: str, depth: int) -> Callable[[], bytes]:
    return lambda: docx(start * depth + p("Mẫuđầu") + end * depth)


def _masses() -> Makers:
    text = "Tổ chức tuyên truyền phổ biến pháp luật về bình đẳng giới tại các thôn trên địa bàn xã."
    yield Hostile(
        "nam-tram-trang.docx",
        lambda: docx("".join(p(f"- {text} {at}") for at in range(15_000)) + p("Mẫucuối")),
        Fate.READ,
        ("Mẫucuối",),
    )
    cell = f"<w:tc>{p('ô')}</w:tc>"
    row = f"<w:tr>{cell * 20}</w:tr>"
    yield Hostile(
        "bang-khong-lo.docx",
        lambda: docx(f"<w:tbl>{row * 3000}</w:tbl>{p('Mẫucuối')}"),
        words=("Mẫucuối",),
    )
    yield Hostile(
        "cot-rat-nhieu.docx",
        lambda: docx(f"<w:tbl><w:tr>{cell * 20_000}</w:tr></w:tbl>{p('Mẫucuối')}"),
        words=("Mẫucuối",),
    )
    yield Hostile(
        "doan-trong.docx", lambda: docx("<w:p/>" * 300_000 + p("Mẫucuối")), words=("Mẫucuối",)
    )
    yield Hostile(
        "nhieu-run.docx",
        lambda: docx(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * 100_000}</w:p>{p('Mẫucuối')}"),
        words=("Mẫucuối",),
    )
    yield Hostile("mot-dong-dai.docx", lambda: docx(p("chữ " * 5_000_000)))
    yield Hostile("mot-chu-dai.docx", lambda: docx(p("x" * 10_000_000)))
    yield Hostile("ngoac-mo.docx", lambda: docx(p("(" * 1_000_000 + "Mẫuđầu")))
    yield Hostile("chu-thich-nhieu.docx", lambda: docx(p("^[a" * 200_000)))
