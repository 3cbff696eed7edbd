"""What the squares at the foot of a report say, and what somebody typed or scanned from it.

"BDG1:<code>:<unit>:<duty>:<period>:<first 16 signs of the content hash>": capital letters and "+"
for "_", so that the squares stay large (docs/package-format.md).
"""

from dataclasses import dataclass
from typing import Final

from app.errors import ValidationError
from app.exchange.check_code import check_code, read_code

_NAME: Final = "BDG"
_VERSION: Final = "1"
_HASH_SIGNS: Final = 16
_PARTS: Final = 6
# Keyboards that scanners play differ in where the colon is.
_COLONS: Final = str.maketrans(";：", "::")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The ten signs, and what only the squares tell: unit, duty, period in capital letters, hash.

    ``digest`` are the first 16 hex digits of the content hash; empty fields were not told.
    """

    code: str
    unit: str = ""
    duty: str = ""
    period: str = ""
    digest: str = ""


def payload(code: str, line: tuple[str, str, str], content_hash: str) -> str:
    """What the squares of a report say; ``line`` is unit, duty and period."""
    parts = (_NAME + _VERSION, code, *line, content_hash[:_HASH_SIGNS])
    return ":".join(parts).upper().replace("_", "+")


def read_typed(typed: str) -> PaperCode:
    """The ten signs as they were typed, or all that the squares say.

    Raises:
        ValidationError: a sign is wrong or missing; which one cannot be known.
    """
    whole = typed.strip().translate(_COLONS).upper()
    name, _, rest = whole.partition(":")
    if not rest or not name.startswith(_NAME):
        return PaperCode(read_code(typed))
    parts = [part.strip() for part in whole.split(":")]
    code = read_code(parts[1])
    if name != _NAME + _VERSION or len(parts) != _PARTS:
        # Squares of a later program begin with the same two parts.
        return PaperCode(code)
    unit, duty, period, digest = parts[2:]
    if not _belongs(digest, code):
        raise ValidationError(
            "Ô vuông (mã QR) ở chân trang chưa được đọc trọn. Hãy quét lại, hoặc gõ mười ký tự của "
            "mã đối chiếu in bên cạnh.",
            field="code",
        )
    return PaperCode(code, unit, duty.replace("+", "_"), period, digest.lower())


def _belongs(digest: str, code: str) -> bool:
    try:
        return len(digest) == _HASH_SIGNS and check_code(digest) == code
    except ValueError:
        return False
