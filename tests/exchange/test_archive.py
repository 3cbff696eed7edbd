"""The ZIP: names, sizes, links, bombs, hidden and shared bytes; nothing reaches the disk."""

import io
import struct
import zipfile
import zlib
from functools import partial
from pathlib import Path

import pytest

from app.exchange.archive import MOST_MEMBERS, pack, unpack
from app.exchange.refusals import PackageError, Refusal, Stage
from tests.exchange.offices import package
from tests.exchange.rebuild import members_of, zip_of
from tests.work import with_peak

HEAD = ("manifest.json", b"{}")


def refusals(content: bytes) -> frozenset[Refusal]:
    with pytest.raises(PackageError) as caught:
        unpack(content)
    assert caught.value.stage is Stage.FILE
    return caught.value.refusals


def test_the_same_members_make_the_same_bytes() -> None:
    content = package().content
    assert pack(members_of(content).items()) == content


def test_a_zip_of_another_program_is_read() -> None:
    members = members_of(package().content)
    assert unpack(zip_of(*members.items())).members == members
    streamed = _streamed(members)
    assert unpack(streamed).members == members


def _streamed(members: dict[str, bytes]) -> bytes:
    """As programs write that cannot go back: sizes behind the members."""

    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.made = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.made += data
            return len(data)

    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return bytes(out.made)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"%PDF-1.7", Refusal.NOT_A_PACKAGE),
        (b"PK\x03\x04", Refusal.CUT_SHORT),
        (b"PK\x03\x04" + b"\0" * 50_000_001, Refusal.TOO_LARGE),
        (zip_of(), Refusal.MISSING_PART),
        (zip_of(("docs/a.pdf", b"x")), Refusal.MISSING_PART),
    ],
    ids=["empty", "pdf", "stump", "large", "nothing", "no manifest"],
)
def test_what_is_no_package(content: bytes, refusal: Refusal) -> None:
    assert refusals(content) == {refusal}


@pytest.mark.parametrize(
    "name",
    [
        "../x.json", "/etc/passwd", "docs/../../x.pdf", "C:\\x.pdf", "docs\\x.pdf", "docs/", "data/",
        "docs/A.PDF", "docs/x.pdf ", "docs/con\0.pdf", "docs/.x", "docs/a/b.pdf", "data/a.txt",
        "MANIFEST.JSON", "manifest.json/x", "docs/bản.pdf", "data/" + "a" * 99 + ".json", "a.exe",
    ],
)  # fmt: skip
def test_names_that_are_not_allowed(name: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name
    assert Refusal.BAD_NAME in refusals(zip_of(HEAD, (info, b"x")))


def test_everything_wrong_about_the_names_is_told_together() -> None:
    link = zipfile.ZipInfo("docs/link.pdf")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    content = zip_of(HEAD, HEAD, (link, b"/etc/passwd"), ("../x", b""))
    assert refusals(content) == {Refusal.NAME_TWICE, Refusal.LINK, Refusal.BAD_NAME}


def test_other_ways_of_packing() -> None:
    info = zipfile.ZipInfo("docs/a.pdf")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(*HEAD)
        archive.writestr(info, b"x" * 100, zipfile.ZIP_LZMA)
    assert refusals(made.getvalue()) == {Refusal.OTHER_PACKING}
    locked = bytearray(zip_of(HEAD))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refusals(bytes(locked)) == {Refusal.OTHER_PACKING}


def test_a_bomb_is_not_opened() -> None:
    content = zip_of(HEAD, ("docs/a.pdf", b"\0" * 40_000_000))
    found, peak = with_peak(lambda: refusals(content))
    assert found == {Refusal.BOMB}
    assert peak < 3_000_000


def test_a_bomb_that_lies_about_its_size() -> None:
    """The directory says 10 bytes; what flows out is cut there and the check sum fails."""
    content = bytearray(zip_of(HEAD, ("docs/a.pdf", b"\0" * 5_000_000)))
    for sign, at_size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.rindex(sign)
        struct.pack_into("<L", content, at + at_size, 10)
    assert refusals(bytes(content)) == {Refusal.DAMAGED}


def test_too_large_parts() -> None:
    noise = bytes(range(256)) * 40_000
    content = zip_of(HEAD, ("data/a.json", noise), ("tom-tat.txt", noise[:300_000]))
    assert refusals(content) >= {Refusal.TOO_LARGE}


def test_a_million_members_are_refused_before_they_are_listed() -> None:
    entry = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, *[0] * 6) + b"a"
    )
    directory = entry * 1_000_000
    for entries, size in ((65535, 47_000_000), (3, len(directory)), (60_000, 100)):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, size, 4, 0)
        content = b"PK\x03\x04" + directory[: 49_000_000 - 30] + end
        found, peak = with_peak(partial(refusals, content))
        assert found == {Refusal.TOO_MANY_PARTS}
        # The list of a million would fill some hundred MB.
        assert peak < 1_000_000
    many = [(f"docs/{number}.pdf", b"") for number in range(MOST_MEMBERS)]
    assert refusals(zip_of(HEAD, *many)) == {Refusal.TOO_MANY_PARTS}


@pytest.mark.parametrize("stray", ["before", "after", "between", "comment"])
def test_bytes_that_belong_to_no_member(stray: str) -> None:
    content = zip_of(HEAD, ("docs/a.pdf", b"x"))
    if stray == "before":
        content = b"MZ" + content
    elif stray == "after":
        content += b"more"
    elif stray == "comment":
        content = content[:-2] + struct.pack("<H", 4) + b"more"
    else:
        at = content.index(b"PK\x01\x02")
        end = bytearray(content[-22:])
        struct.pack_into("<L", end, 16, at + 4)
        content = content[:at] + b"more" + content[at:-22] + bytes(end)
    assert refusals(content) <= {Refusal.CUT_SHORT, Refusal.NOT_A_PACKAGE}


def test_two_members_that_share_their_bytes() -> None:
    content = bytearray(zip_of(HEAD, ("docs/a.pdf", b"x" * 90), ("docs/b.pdf", b"x" * 90)))
    last = content.rindex(b"PK\x01\x02")
    middle = content.rindex(b"PK\x01\x02", 0, last)
    content[last + 42 : last + 46] = content[middle + 42 : middle + 46]
    assert refusals(bytes(content)) == {Refusal.CUT_SHORT}


def test_every_cut_is_refused() -> None:
    content = package().content
    for length in range(0, len(content), 97):
        refusals(content[:length])


def test_damage_inside_a_member() -> None:
    content = bytearray(zip_of(HEAD, ("docs/a.pdf", bytes(range(256)) * 9)))
    at = content.index(b"docs/a.pdf") + 40
    content[at] ^= 0xFF
    assert refusals(bytes(content)) == {Refusal.DAMAGED}
    other_name = zip_of(HEAD, ("docs/a.pdf", b"x")).replace(b"docs/a.pdf", b"docs/b.pdf", 1)
    assert refusals(other_name) == {Refusal.DAMAGED}


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    unpack(package().content)
    assert list(tmp_path.iterdir()) == []


def test_sizes_are_added_up_before_anything_is_opened() -> None:
    content = bytearray(zip_of(HEAD, *((f"docs/{at}.pdf", bytes(range(9))) for at in range(3))))
    at = 0
    while (at := content.find(b"PK\x01\x02", at + 1)) > 0:
        if content[at + 46 : at + 50] == b"docs":
            struct.pack_into("<LL", content, at + 20, 300_000, 40_000_000)
    with pytest.raises(PackageError) as caught:
        unpack(bytes(content))
    assert [point.what for point in caught.value.points] == ["mở ra trên 100 MB"]


def test_a_member_shorter_than_it_says() -> None:
    content = bytearray(zip_of(HEAD, ("docs/a.pdf", b"x" * 100)))
    struct.pack_into("<L", content, content.rindex(b"PK\x01\x02") + 24, 200)
    assert refusals(bytes(content)) == {Refusal.DAMAGED}


def test_a_directory_that_is_none() -> None:
    content = bytearray(zip_of(HEAD, ("docs/a.pdf", b"x" * 100)))
    for sign in (b"PK\x01\x02", b"PK\x03\x04"):
        broken = bytearray(content)
        broken[broken.rindex(sign)] = 0
        assert refusals(bytes(broken)) <= {Refusal.CUT_SHORT, Refusal.NOT_A_PACKAGE}
    several_disks = bytearray(content)
    struct.pack_into("<H", several_disks, len(content) - 18, 1)
    assert refusals(bytes(several_disks)) == {Refusal.CUT_SHORT}
    longer = bytearray(content)
    struct.pack_into("<H", longer, 28, 9999)
    assert refusals(bytes(longer)) == {Refusal.CUT_SHORT}


@pytest.mark.parametrize(
    ("packed", "read"),
    [(b"", True), (b"hidden", False)],
    ids=["the stream alone", "bytes behind it"],
)
def test_nothing_hides_behind_a_deflated_stream(packed: bytes, read: bool) -> None:
    summary = b"mot hai ba " * 9
    content = bytearray(zip_of(HEAD, (_stored("tom-tat.txt"), _deflated(summary) + packed)))
    _say_deflated(content, b"tom-tat.txt", summary)
    if read:
        assert unpack(bytes(content)).members["tom-tat.txt"] == summary
    else:
        assert refusals(bytes(content)) == {Refusal.DAMAGED}


def test_what_cannot_be_inflated_is_damaged() -> None:
    content = bytearray(zip_of(HEAD, (_stored("tom-tat.txt"), b"\xff" * 30)))
    _say_deflated(content, b"tom-tat.txt", b"x" * 40)
    assert refusals(bytes(content)) == {Refusal.DAMAGED}


def _stored(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name)


def _deflated(plain: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(plain) + stream.flush()


def _say_deflated(content: bytearray, name: bytes, plain: bytes) -> None:
    """Both headers of a stored member say that its bytes are deflated from ``plain``."""
    for sign, method, crc, size, title in (
        (b"PK\x03\x04", 8, 14, 22, 30),
        (b"PK\x01\x02", 10, 16, 24, 46),
    ):
        at = -1
        while (at := content.find(sign, at + 1)) >= 0:
            if content[at + title : at + title + len(name)] == name:
                struct.pack_into("<H", content, at + method, zipfile.ZIP_DEFLATED)
                struct.pack_into("<L", content, at + crc, zlib.crc32(plain))
                struct.pack_into("<L", content, at + size, len(plain))
