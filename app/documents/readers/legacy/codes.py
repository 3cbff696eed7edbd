"""The byte that a letter of an old font was typed as."""


def byte_of(sign: str) -> int | None:
    """0 to 255; None for a letter that no Western or Vietnamese Windows has in one byte.

    An old text comes as Windows-1252 or, from a Windows set to Vietnamese, as Windows-1258.
    """
    if ord(sign) < 0x100:
        return ord(sign)
    for page in ("cp1252", "cp1258"):
        try:
            return sign.encode(page)[0]
        except UnicodeEncodeError:
            continue
    return None
