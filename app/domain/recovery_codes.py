"""The recovery code as it is printed and typed: six groups of four signs and a check sign.

The check sign finds every single wrong sign and every two neighbours that changed places, and names
the group; its number goes into it, so groups in another order are found too.
"""

from typing import Final

from app.domain.short_codes import ALPHABET
from app.errors import ValidationError

GROUPS: Final = 6
_SIGNS: Final = 4
#: Bytes of chance in a code: 24 signs of 5 bits.
CODE_BYTES: Final = GROUPS * _SIGNS * 5 // 8
_LONG: Final = _SIGNS + 1
#: x⁵ + x² + 1, which makes a field of the 32 signs.
_POLYNOMIAL: Final = 0b100101


def code_of(chance: bytes) -> str:
    """ "ABCDE-FGHJK-…" of 15 random bytes."""
    number = int.from_bytes(chance)
    places = range(GROUPS * _SIGNS - 1, -1, -1)
    signs = "".join(ALPHABET[number >> (5 * place) & 31] for place in places)
    groups = (signs[at : at + _SIGNS] for at in range(0, len(signs), _SIGNS))
    return "-".join(group + _check_sign(at, group) for at, group in enumerate(groups, 1))


def typed_code(typed: str) -> str:
    """The code as it was printed; blanks, dashes and small letters are put right.

    Raises:
        ValidationError: too short or too long, or a group that was typed wrongly, by its number.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != GROUPS * _LONG:
        raise ValidationError(
            f"Mã khôi phục có {GROUPS} nhóm, mỗi nhóm {_LONG} ký tự; mới gõ {len(signs)} ký tự. "
            "Dữ liệu giữ nguyên. Hãy nhìn tờ mã và gõ lại.",
            field="recovery",
        )
    groups = [signs[at : at + _LONG] for at in range(0, len(signs), _LONG)]
    for at, group in enumerate(groups, 1):
        if not set(group) <= set(ALPHABET) or _check_sign(at, group[:_SIGNS]) != group[_SIGNS]:
            raise ValidationError(
                f"Nhóm thứ {at} của mã khôi phục ({group}) gõ chưa đúng. Dữ liệu giữ nguyên. "
                "Hãy nhìn tờ mã và gõ lại nhóm ấy; mã không có số 0, số 1, chữ I và chữ O.",
                field="recovery",
            )
    return "-".join(groups)


def _check_sign(number: int, group: str) -> str:
    total = number
    for sign in group:
        total = _twice(total) ^ ALPHABET.index(sign)
    # Once more, else the last sign and the check sign could change places unseen.
    return ALPHABET[_twice(total)]


def _twice(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 32 else doubled
