"""Kept files: photos small and bare, others unchanged, never half a file."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.errors import DataFileError, NotFoundError, ValidationError
from app.paths import DataPaths
from app.vault.files import FileVault
from app.vault.shown import clear_shown_room
from app.workflows.attachments import keep_content, keep_file, shown_path, stored_path

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    return DataPaths(tmp_path / "Sổ của Mẫu")


def photo(path: Path, size: tuple[int, int] = (3000, 2000), **options: object) -> Path:
    """A photo, red above and blue below, that says where and with what it was taken."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, *size))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "Máy Mẫu"
    exif.get_ifd(GPS).update({1: "N", 2: (13.0, 59.0, 1.0)})
    image.save(path, exif=exif, **options)
    return path


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".png"])
def test_a_photo_is_turned_scaled_and_stripped(
    tmp_path: Path, paths: DataPaths, suffix: str
) -> None:
    stored = keep_file(paths, photo(tmp_path / f"Ảnh lễ phát động{suffix}"))

    kept = stored_path(paths, stored.sha256)
    assert stored.name == f"Ảnh lễ phát động{suffix}"
    assert kept.stat().st_size == stored.size
    assert kept.suffix == suffix
    with Image.open(kept) as image:
        assert image.size == (1067, 1600)  # lying photo stands after its orientation is applied
        assert not image.getexif()
        assert image.convert("RGB").getpixel((10, 800))[2] > 200  # blue to the left
        assert image.convert("RGB").getpixel((1050, 800))[0] > 200
    assert "Máy Mẫu".encode() not in kept.read_bytes()
    assert stored.note == ""


def test_the_same_file_is_kept_once(tmp_path: Path, paths: DataPaths) -> None:
    first = keep_file(paths, photo(tmp_path / "a.jpg"))
    (tmp_path / "b.JPG").write_bytes((tmp_path / "a.jpg").read_bytes())
    second = keep_file(paths, tmp_path / "b.JPG")

    assert first.sha256 == second.sha256
    assert len(list(paths.attachments.iterdir())) == 1


def test_a_photo_without_its_suffix_is_still_stripped(tmp_path: Path, paths: DataPaths) -> None:
    stored = keep_file(paths, photo(tmp_path / "anh.dat", format="JPEG"))

    assert stored.media_type == "image/jpeg"
    assert "Máy Mẫu".encode() not in stored_path(paths, stored.sha256).read_bytes()


def test_other_files_are_copied_unchanged(tmp_path: Path, paths: DataPaths) -> None:
    source = tmp_path / "Biên bản.pdf"
    source.write_bytes(b"%PDF-1.7 ...")

    stored = keep_file(paths, source)

    assert stored.media_type == "application/pdf"
    assert stored_path(paths, stored.sha256).read_bytes() == source.read_bytes()


def test_transparent_and_grey_photos_keep_their_looks(tmp_path: Path, paths: DataPaths) -> None:
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(tmp_path / "a.png")
    Image.new("P", (20, 20), 1).save(tmp_path / "p.png")
    Image.new("L", (20, 20), 77).save(tmp_path / "g.jpg")
    Image.new("CMYK", (20, 20)).save(tmp_path / "c.jpg")

    kept = {
        name: stored_path(paths, keep_file(paths, tmp_path / name).sha256)
        for name in ("a.png", "p.png", "g.jpg", "c.jpg")
    }

    with Image.open(kept["a.png"]) as image:
        assert image.getpixel((0, 0))[3] == 0
    with Image.open(kept["g.jpg"]) as image:
        assert image.mode == "L"
    with Image.open(kept["c.jpg"]) as image:
        assert image.mode == "RGB"


def test_a_damaged_photo_is_refused_and_may_be_kept_as_it_is(
    tmp_path: Path, paths: DataPaths
) -> None:
    source = photo(tmp_path / "hong.jpg", (400, 300))
    source.write_bytes(source.read_bytes()[:900])

    with pytest.raises(ValidationError, match="Đính kèm nguyên tệp"):
        keep_file(paths, source)
    assert not paths.attachments.exists()

    stored = keep_file(paths, source, as_is=True)
    assert stored_path(paths, stored.sha256).read_bytes() == source.read_bytes()
    assert "nơi chụp" in stored.note


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path, paths: DataPaths) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    (tmp_path / "bom.png").write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )

    with pytest.raises(ValidationError, match="quá nhiều điểm ảnh"):
        keep_file(paths, tmp_path / "bom.png")


def test_a_moving_picture_is_not_cut_to_its_first_frame(tmp_path: Path, paths: DataPaths) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "dong.webp", save_all=True, append_images=frames[1:])

    with pytest.raises(ValidationError, match="ảnh động"):
        keep_file(paths, tmp_path / "dong.webp")


def test_an_iphone_photo_that_cannot_be_read_says_what_stays_in_it(
    tmp_path: Path, paths: DataPaths
) -> None:
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic")

    stored = keep_file(paths, tmp_path / "IMG_1.HEIC")

    assert (stored.media_type, "nơi chụp" in stored.note) == ("image/heic", True)


def test_what_cannot_be_kept_is_said_clearly(tmp_path: Path, paths: DataPaths) -> None:
    (tmp_path / "trong.pdf").touch()
    with (tmp_path / "to.mp4").open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)

    with pytest.raises(ValidationError, match="trống"):
        keep_file(paths, tmp_path / "trong.pdf")
    with pytest.raises(ValidationError, match="50 MB"):
        keep_file(paths, tmp_path / "to.mp4")
    with pytest.raises(DataFileError):
        keep_file(paths, tmp_path / "khong-co.pdf")
    with pytest.raises(NotFoundError):
        stored_path(paths, "0" * 64)
    with pytest.raises(NotFoundError):
        stored_path(paths, "../*")


def test_no_half_file_stays_when_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "chan").write_text("tệp, không phải thư mục", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"x")

    with pytest.raises(DataFileError):
        keep_file(DataPaths(tmp_path / "chan"), tmp_path / "a.pdf")


def test_the_bytes_of_a_shrunk_photo_are_the_same_every_time(
    tmp_path: Path, paths: DataPaths
) -> None:
    source = photo(tmp_path / "a.jpg")
    copy = BytesIO(source.read_bytes())

    assert keep_file(paths, source).sha256 == keep_file(paths, source).sha256
    assert source.read_bytes() == copy.getvalue()


class TestLocked:
    """In an encrypted folder."""

    @pytest.fixture
    def locked(self, tmp_path: Path) -> DataPaths:
        return DataPaths(tmp_path / "Sổ khóa", FileVault(bytes(range(32))))

    def test_it_is_kept_locked_and_shown_by_a_copy_under_its_name(
        self, locked: DataPaths, tmp_path: Path
    ) -> None:
        source = tmp_path / "Danh sách.pdf"
        source.write_bytes("Nguyễn Thị Mẫu".encode())
        stored = keep_file(locked, source)
        kept = stored_path(locked, stored.sha256)
        assert stored.sha256 not in kept.name
        assert "Mẫu".encode() not in kept.read_bytes()

        shown = shown_path(locked, stored.sha256, stored.name)
        assert shown.name == "Danh sách.pdf"
        assert shown.read_bytes() == source.read_bytes()
        assert locked.root not in shown.parents
        clear_shown_room(locked.shown)
        assert not shown.exists()

    def test_a_name_leads_nowhere_else(self, locked: DataPaths) -> None:
        stored = keep_content(locked, "a.txt", b"x", "text/plain")
        for name in ("../../a.txt", "..\\a.txt", "/etc/a.txt", ".."):
            shown = shown_path(locked, stored.sha256, name)
            assert shown.parent.parent == locked.shown
        clear_shown_room(locked.shown)

    def test_without_a_key_the_kept_file_itself_is_shown(
        self, paths: DataPaths, tmp_path: Path
    ) -> None:
        stored = keep_file(paths, photo(tmp_path / "a.jpg"))
        assert shown_path(paths, stored.sha256, "a.jpg") == stored_path(paths, stored.sha256)

    def test_a_damaged_one_is_told(self, locked: DataPaths) -> None:
        stored = keep_content(locked, "a.txt", b"x", "text/plain")
        stored_path(locked, stored.sha256).write_bytes(b"y")
        with pytest.raises(DataFileError, match="bị hỏng"):
            shown_path(locked, stored.sha256, "a.txt")
