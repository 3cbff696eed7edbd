"""Hostile plain files: strange codes, long lines, wrong suffixes, texts that bait patterns."""

import io
import unicodedata
from collections.abc import Callable

from openpyxl import Workbook

from tests.hostile import good
from tests.hostile.kind import Fate, Hostile, Makers


def plain() -> Makers:
    """All of them."""
    yield from _codes()
    yield from _suffixes()
    yield from _baits()


def _codes() -> Makers:
    whole = good.plan_text()
    for name, data in (
        ("nfd", unicodedata.normalize("NFD", whole).encode()),
        ("utf16-le", whole.encode("utf-16-le")),
        ("utf16-be", whole.encode("utf-16-be")),
        ("utf16", whole.encode("utf-16")),
        ("utf8-bom", whole.encode("utf-8-sig")),
    ):
        yield Hostile(f"{name}.txt", _is(data), Fate.READ, good.WORDS)
    yield Hostile("utf7.txt", _is(whole.encode("utf-7")))
    yield Hostile("utf32.txt", _is(whole.encode("utf-32")))
    yield Hostile("nua-cap.txt", _is(b"\xff\xfe" + b"\x00\xd8" * 500))
    yield Hostile("nul.txt", _is(whole.encode().replace(b" ", b"\0")), Fate.REFUSED)
    yield Hostile("nul-cuoi.txt", _is(whole.encode() + b"\0" * 5000))
    yield Hostile("tron-ma.txt", _is(whole.encode() + whole.encode("utf-16-le")))
    yield Hostile("ngau-nhien.txt", _is(bytes(range(256)) * 200))
    yield Hostile("dieu-khien.txt", _is(whole.replace("\n", "\x1b[31m\n").encode()))
    yield Hostile("dau-chong.txt", ("Mẫuđầu a" + "\u0301\u0323" * 500_000).encode)
    yield Hostile(
        "dao-chieu.txt", _is(("\u202e\u2066" * 1000 + whole).encode()), Fate.READ, good.WORDS
    )


def _suffixes() -> Makers:
    yield Hostile("that-ra-docx.pdf", good.docx, Fate.READ, good.WORDS)
    yield Hostile("that-ra-pdf.docx", good.pdf, Fate.READ, good.WORDS)
    yield Hostile("that-ra-doc.txt", good.doc, Fate.READ, good.WORDS)
    yield Hostile("that-ra-txt.doc", _is(good.plan_text().encode()), Fate.READ, good.WORDS)
    yield Hostile("that-ra-excel.docx", _sheet, Fate.REFUSED)
    yield Hostile("trang-web.doc", _is(b"<html><body><p>M\xe1\xba\xabu</p></body></html>" * 50))
    for name, data in (
        ("rtf.doc", b"{\\rtf1 Mau}"),
        ("anh.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("chuong-trinh.doc", b"MZ" + b"\0" * 500),
        ("nen.docx", b"\x1f\x8b" + b"\0" * 100),
        ("trong.txt", b""),
        ("mot-byte.doc", b"\xd0"),
        ("chi-dau-zip.docx", b"PK\x03\x04"),
        ("chi-dau-pdf.pdf", b"%PDF-1.7"),
        ("chi-dau-ole.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("zip-trong.docx", b"PK\x05\x06" + b"\0" * 18),
        ("khoang-trang.txt", b" \t\r\n" * 1000),
    ):
        yield Hostile(name, _is(data), Fate.REFUSED)


def _baits() -> Makers:
    """Texts that make careless patterns slow."""
    for name, text in (
        ("ngay-cham", "Song Mẫu, ngày" + "." * 200_000 + "tháng"),
        ("so-cham", "Số:" + " ." * 100_000 + "/KH"),
        ("dau-cach", "a" + " " * 500_000 + "b"),
        ("gach-dung", "|" * 200_000),
        ("dau-sao", "**" * 200_000),
        ("gach-duoi", "_ a" * 200_000),
        ("ngoac", "(" * 200_000 + ")" * 200_000),
        ("chu-thich", "^[" * 100_000 + "]" * 100_000),
        ("the", "<b" * 200_000),
        ("danh-so", "\n".join(f"{'1.' * (at % 40 + 1)} Mục" for at in range(20_000))),
        ("gach-dau-dong", "\n".join("- " * 20 for _ in range(20_000))),
        ("noi-nhan", "\n".join("Nơi nhận:" for _ in range(20_000))),
        ("ke-hoach", "\n".join("KẾ HOẠCH" for _ in range(20_000))),
        ("quoc-hieu", "\n".join("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" for _ in range(20_000))),
        ("bang-markdown", "\n".join("| a | b |" for _ in range(50_000))),
        ("dong-trong", "\n" * 3_000_000 + "Mẫuđầu"),
        ("mot-dong-9mb", "chữ " * 1_800_000),
        ("chu-lien-9mb", "x" * 9_000_000),
        ("trich-dan", "> " * 200_000 + "Chủ trì"),
        ("thuc-the", "&amp;" * 500_000),
    ):
        yield Hostile(f"bay-{name}.txt", _is(text.encode()))
    yield Hostile("mot-dong-50mb.txt", lambda: b"chu " * 12_500_000, Fate.REFUSED)


def _is(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _sheet() -> bytes:
    book = Workbook()
    book.active["A1"] = "Mẫu"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
