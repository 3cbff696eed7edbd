"""TCVN 5712:1993 VN3, known as TCVN3 or ABC, the code of the ".Vn" fonts."""

import unicodedata
from typing import Final

from app.documents.readers.legacy.codes import byte_of

# Rows of the standard: letters from the code on the left.
_ROWS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
LETTERS: Final = {first + at: sign for first, row in _ROWS for at, sign in enumerate(row)}
#: Tones typed behind a capital, which has no letter of its own with a tone.
_TONES: Final = dict(enumerate("\u0300\u0309\u0303\u0301\u0323", start=0xB0))
_CAPITALS: Final = frozenset("AĂÂEÊIOÔƠUƯY")


def decode_tcvn3(text: str) -> str:
    """The text in Unicode; signs that are no letters of the code stay."""
    made: list[str] = []
    for sign in text:
        code = byte_of(sign)
        if code in _TONES and made and made[-1] in _CAPITALS:
            made[-1] = unicodedata.normalize("NFC", made[-1] + _TONES[code])
        elif code is not None and code >= 0xA1:
            made.append(LETTERS.get(code, sign))
        else:
            made.append(sign)
    return "".join(made)
