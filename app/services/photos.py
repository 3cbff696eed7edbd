"""Photos made small and bare: right way up, at most 1600 px, without place, camera or author."""

import warnings
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from app.errors import ValidationError

LONGEST_SIDE: Final = 1600
_QUALITY: Final = 85
#: A JPEG is decoded small, so that a phone's 200 megapixels fit; others must be held whole.
_MOST_PIXELS: Final = {"JPEG": 250_000_000, "MPO": 250_000_000, "PNG": 60_000_000}
_MOST_OTHER: Final = 60_000_000
_SIGNS: Final = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"))
_MEDIA: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
}


def photo_format(head: bytes) -> str:
    """ "JPEG", "PNG" or "WEBP" by a file's first bytes; empty for anything else."""
    for sign, name in _SIGNS:
        if head.startswith(sign):
            return name
    return "WEBP" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def shrink(content: bytes, name: str) -> tuple[bytes, str]:
    """The photo small and bare, in its own format.

    Args:
        name: the file's name, for the sentence when it cannot be read.

    Returns:
        content and media type.

    Raises:
        ValidationError: damaged, not a photo, moving, or far too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _shrink(content, name)
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise ValidationError(
            f"Ảnh “{name}” bị hỏng nên không thu nhỏ được; tệp gốc vẫn ở chỗ cũ. Hãy chọn ảnh "
            "khác, hoặc chọn “Đính kèm nguyên tệp”.",
            field="attachments",
            detail=type(error).__name__,
        ) from error


def _shrink(content: bytes, name: str) -> tuple[bytes, str]:
    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
        kind = image.format or ""
        if image.width * image.height > _MOST_PIXELS.get(kind, _MOST_OTHER):
            raise _too_large(name)
        if kind in ("PNG", "WEBP") and getattr(image, "n_frames", 1) > 1:
            raise ValidationError(
                f"“{name}” là ảnh động; thu nhỏ sẽ mất các hình sau. "
                "Hãy chọn “Đính kèm nguyên tệp”.",
                field="attachments",
            )
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        profile = image.info.get("icc_profile")
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _saved(upright, kind, profile), _MEDIA[kind]


def _saved(image: Image.Image, kind: str, profile: bytes | None) -> bytes:
    # A new image holds pixels only: every text, place and preview of the old one stays behind.
    bare = Image.new(image.mode, image.size)
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        bare = Image.new(image.mode, image.size)
    bare.paste(image)
    written = BytesIO()
    if kind in ("JPEG", "MPO"):
        keep = profile if bare.mode in ("RGB", "L") else None
        bare.convert("L" if bare.mode == "L" else "RGB").save(
            written, "JPEG", quality=_QUALITY, optimize=True, icc_profile=keep
        )
    elif kind == "WEBP":
        bare.save(written, "WEBP", quality=_QUALITY)
    else:
        bare.save(written, "PNG", optimize=True)
    return written.getvalue()


def _too_large(name: str) -> ValidationError:
    return ValidationError(
        f"Ảnh “{name}” có quá nhiều điểm ảnh nên không mở để tránh treo máy; tệp gốc vẫn ở chỗ cũ. "
        "Hãy chụp hoặc lưu lại ảnh nhỏ hơn.",
        field="attachments",
    )
