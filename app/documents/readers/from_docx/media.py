"""Pictures inside a Word file, known by their first bytes."""

from pathlib import PurePosixPath
from typing import Final

from app.documents.readers.from_docx.package import LARGEST_PICTURES, Package
from app.documents.source import SourceImage
from app.errors import ValidationError

_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"GIF87a", "image/gif", ".gif"),
    (b"GIF89a", "image/gif", ".gif"),
    (b"BM", "image/bmp", ".bmp"),
    (b"II*\x00", "image/tiff", ".tif"),
    (b"MM\x00*", "image/tiff", ".tif"),
)
_LARGEST: Final = 30 * 1024 * 1024
_MOST: Final = 500


def read_images(package: Package) -> tuple[list[SourceImage], int]:
    """The pictures in the order of the file, and how many could not be taken over."""
    images: list[SourceImage] = []
    left_out = total = 0
    for name in package.names():
        if "/media/" not in f"/{name}" or name.endswith("/"):
            continue
        image = _image(package, name) if len(images) < _MOST else None
        total += len(image.data) if image else 0
        if image is None or total > LARGEST_PICTURES:
            left_out += 1
        else:
            images.append(image)
    return images, left_out


def _image(package: Package, name: str) -> SourceImage | None:
    try:
        data = package.read(name, _LARGEST)
    except ValidationError:
        return None
    for start, media_type, suffix in _KINDS:
        if data.startswith(start):
            stem = PurePosixPath(name).stem
            return SourceImage(name=f"{stem}{suffix}", media_type=media_type, data=data)
    return None
