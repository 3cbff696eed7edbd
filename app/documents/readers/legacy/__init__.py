"""Letters of the old Vietnamese fonts (TCVN3, VNI) → Unicode, by font name or by the text alone."""

from app.documents.readers.legacy.encodings import (
    Encoding,
    detect,
    encoding_of_font,
    from_encoding,
    remark,
    to_unicode,
)
from app.documents.readers.legacy.source import modern

__all__ = [
    "Encoding",
    "detect",
    "encoding_of_font",
    "from_encoding",
    "modern",
    "remark",
    "to_unicode",
]
