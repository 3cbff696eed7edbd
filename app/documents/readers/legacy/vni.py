"""The code of the "VNI-" fonts: a letter, and behind it a sign for its hat and tone."""

from typing import Final

from app.documents.readers.legacy.codes import byte_of

# Behind a, e, o, u, y, and behind ô and ö, which stand for ơ and ư.
_TONES: Final = dict(zip("øûõùï", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_HATS: Final = {"â": "", **dict(zip("àåãáä", "\u0300\u0309\u0303\u0301\u0323", strict=True))}
_BOWLS: Final = {"ê": "", **dict(zip("èúüéë", "\u0300\u0309\u0303\u0301\u0323", strict=True))}
_CIRCUMFLEX: Final = "\u0302"
_BREVE: Final = "\u0306"
_ALONE: Final = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
}  # fmt: skip
_BEFORE_TONE: Final = {**{sign: sign for sign in "aeouy"}, "ô": "ơ", "ö": "ư"}


def decode_vni(text: str) -> str:
    """The text in Unicode, letters and tones not yet joined; other signs stay."""
    signs = [_western(sign) for sign in text]
    made: list[str] = []
    place = 0
    while place < len(signs):
        sign = signs[place]
        after = signs[place + 1].lower() if place + 1 < len(signs) else ""
        marks = _marks(sign.lower(), after)
        if marks is None:
            made.append(_cased(_ALONE.get(sign.lower(), sign.lower()), sign))
            place += 1
        else:
            made.append(_cased(_BEFORE_TONE[sign.lower()], sign) + marks)
            place += 2
    return "".join(made)


def _western(sign: str) -> str:
    """The letter as Windows-1252 shows its byte."""
    code = byte_of(sign)
    return sign if code is None or code < 0xC0 else chr(code)


def _marks(letter: str, after: str) -> str | None:
    """The marks that the second sign adds to the letter; None when it is a letter of its own."""
    if letter in _BEFORE_TONE and after in _TONES:
        return _TONES[after]
    if letter in "aeo" and letter and after in _HATS:
        return _CIRCUMFLEX + _HATS[after]
    if letter == "a" and after in _BOWLS:
        return _BREVE + _BOWLS[after]
    return None


def _cased(letter: str, typed: str) -> str:
    return letter.upper() if typed.isupper() else letter
