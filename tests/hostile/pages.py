"""Hostile PDF files: cycles, masses, bombs, locks and pages without words."""

import io
import zlib
from collections.abc import Callable, Sequence

from pypdf import PdfReader, PdfWriter

from tests.hostile import good
from tests.hostile.kind import Fate, Hostile, Makers

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pages() -> Makers:
    """All of them."""
    yield Hostile("toi-thieu.pdf", lambda: simple(text("Mau dau")), Fate.READ, ("Mau dau",))
    yield from _trees()
    yield from _tables()
    yield from _streams()
    yield from _sizes()
    yield Hostile("co-mat-khau.pdf", lambda: _locked("bi mat"), Fate.REFUSED)
    yield Hostile("mat-khau-rong.pdf", lambda: _locked(""), words=good.WORDS)
    yield Hostile("ban-quet.pdf", lambda: simple(b"0 0 100 100 re f"), Fate.REFUSED)
    yield Hostile("rac-truoc.pdf", lambda: b"rac\n" * 100 + good.pdf(), words=good.WORDS)
    yield Hostile("rac-sau.pdf", lambda: good.pdf() + b"\0" * 5000, words=good.WORDS)


def text(words: str, size: int = 12) -> bytes:
    """Instructions that write the words."""
    return f"BT /F1 {size} Tf 72 700 Td ({words}) Tj ET".encode("latin-1")


def pdf(objects: Sequence[bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1."""
    made = io.BytesIO()
    made.write(b"%PDF-1.7\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n" % number + data + b"\nendobj\n")
    table = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(b"trailer << /Size %d /Root %d 0 R %s >>\n" % (len(objects) + 1, root, trailer))
    made.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return made.getvalue()


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"


def simple(
    content: bytes, more: bytes = b"", box: bytes = b"0 0 595 842", page: bytes = b""
) -> bytes:
    """One page with this content."""
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + b"] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> " + page + b" >>",
        stream(content, more),
        _FONT,
        stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
               b"/Resources << /XObject << /X 6 0 R >> >>"),
    ])  # fmt: skip


def _later(objects: Sequence[bytes], **more: bytes) -> Callable[[], bytes]:
    return lambda: pdf(objects, **more)  # type: ignore[arg-type]


def _trees() -> Makers:
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    yield Hostile("cay-trang-vong.pdf", _later([
        catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
    ]))  # fmt: skip
    yield Hostile(
        "trang-chinh-no.pdf", _later([catalog, b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>"])
    )
    yield Hostile("so-trang-gia.pdf", _later([
        catalog, b"<< /Type /Pages /Kids [] /Count 2147483647 >>",
    ]))  # fmt: skip
    yield Hostile("so-trang-am.pdf", _later([
        catalog, b"<< /Type /Pages /Kids [] /Count -3 >>",
    ]))  # fmt: skip
    yield Hostile("cay-sau.pdf", lambda: _deep_tree(5000))
    yield Hostile("cung-mot-trang.pdf", lambda: _same_page(900))
    yield Hostile("qua-nhieu-trang.pdf", lambda: _same_page(20_000), Fate.REFUSED)
    yield Hostile("khong-goc.pdf", _later([b"<< /Type /Nothing >>"]), Fate.REFUSED)
    yield Hostile("mang-long-nhau.pdf", _later([
        catalog, b"<< /Type /Pages /Kids " + b"[" * 100_000 + b"]" * 100_000 + b" /Count 1 >>",
    ]))  # fmt: skip


def _deep_tree(depth: int) -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (at + 3) for at in range(depth)]
    objects.append(b"<< /Type /Page /MediaBox [0 0 595 842] >>")
    return pdf(objects)


def _same_page(count: int) -> bytes:
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + b"3 0 R " * count + b"] /Count %d >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
        % b"<< /Font << /F1 5 0 R >> >>",
        stream(text("Mau dau")),
        _FONT,
    ])  # fmt: skip


def _tables() -> Makers:
    plain = simple(text("Mau dau"))
    start = plain.rindex(b"startxref")
    yield Hostile("xref-sai.pdf", lambda: plain[:start] + b"startxref\n99999999\n%%EOF\n")
    yield Hostile("xref-am.pdf", lambda: plain[:start] + b"startxref\n-5\n%%EOF\n")
    yield Hostile("xref-mat.pdf", lambda: plain[: plain.rindex(b"xref\n0")])
    place = plain.index(b"xref\n0")
    looped = plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)
    yield Hostile("xref-vong.pdf", lambda: looped)
    yield Hostile("size-gia.pdf", lambda: plain.replace(b"/Size 7", b"/Size 2147483647"))
    yield Hostile("mat-ma-gia.pdf", lambda: plain.replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 99 /R 99 >>",
    ), Fate.REFUSED)  # fmt: skip
    packed = zlib.compress(b"7 0 " + b"<< /Type /Nothing >>")
    yield Hostile("luong-doi-tuong-vong.pdf", lambda: pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        stream(packed, b"/Type /ObjStm /N 1 /First 4 /Extends 2 0 R /Filter /FlateDecode"),
    ]))  # fmt: skip


def _streams() -> Makers:
    spaces = zlib.compress(b" " * 100_000_000, 9)
    yield Hostile("bom-noi-dung.pdf", lambda: simple(spaces, b"/Filter /FlateDecode"))
    twice = zlib.compress(spaces, 9)
    yield Hostile("bom-hai-lop.pdf", lambda: simple(twice, b"/Filter [/FlateDecode /FlateDecode]"))
    yield Hostile(
        "bo-loc-vong.pdf", lambda: simple(b"x", b"/Filter [" + b"/ASCIIHexDecode " * 5000 + b"]")
    )
    yield Hostile("hinh-goi-chinh-no.pdf", lambda: simple(text("Mau dau") + b" /X Do"))
    many = b"BT /F1 1 Tf 1 0 0 1 72 700 Tm " + b"(abc def) Tj " * 100_000 + b"ET"
    yield Hostile("chu-chong-chu.pdf", lambda: simple(many))
    lines = b"BT /F1 1 Tf 72 800 Td " + b"0 -0.001 Td (dong chu) Tj " * 60_000 + b"ET"
    yield Hostile("rat-nhieu-dong.pdf", lambda: simple(lines))
    saved = b"q " * 300_000 + text("Mau dau")
    yield Hostile("luu-long-nhau.pdf", lambda: simple(saved))
    ruled = b"".join(b"0 %d m 595 %d l S " % (at % 842, at % 842) for at in range(40_000))
    yield Hostile(
        "rat-nhieu-ke.pdf",
        lambda: simple(ruled + text("Mau") + b" BT /F1 9 Tf 300 700 Td (a) Tj ET"),
    )
    yield Hostile(
        "do-dai-gia.pdf",
        lambda: simple(text("Mau dau")).replace(b"/Length 36", b"/Length 99999999"),
    )
    yield Hostile("chu-NUL.pdf", lambda: simple(b"BT /F1 12 Tf 72 700 Td <00000041000042> Tj ET"))


def _sizes() -> Makers:
    for name, box in (
        ("trang-vo-cung", b"0 0 1e30 1e30"),
        ("trang-am", b"0 0 -595 -842"),
        ("trang-khong", b"0 0 0 0"),
        ("trang-nan", b"0 0 nan inf"),
        ("trang-rat-dai", b"0 0 595 200000"),
    ):
        yield Hostile(f"{name}.pdf", _sized(box))
    yield Hostile(
        "don-vi-gia.pdf", lambda: simple(text("Mau dau"), page=b"/UserUnit 1000000 /Rotate 45")
    )
    yield Hostile("chu-rat-to.pdf", lambda: simple(text("Mau dau", 100_000)))
    yield Hostile(
        "xoay.pdf", lambda: simple(text("Mau dau"), page=b"/Rotate 90"), words=("Mau dau",)
    )


def _sized(box: bytes) -> Callable[[], bytes]:
    two = text("Mau dau") + b" BT /F1 12 Tf 300 700 Td (cot hai) Tj ET"
    return lambda: simple(two, box=box)


def _locked(password: str) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(good.pdf())))
    writer.encrypt(user_password=password, owner_password="chu", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
