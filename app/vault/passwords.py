"""What a password must be, for folders and for keys that leave the program."""

from typing import Final

from app.errors import ValidationError

#: A passphrase shorter than this is guessed.
SHORTEST_PASSPHRASE: Final = 8


def checked_passphrase(passphrase: str) -> str:
    """The passphrase, unless it is too short (ValidationError)."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise ValidationError(
            f"Mật khẩu cần ít nhất {SHORTEST_PASSPHRASE} ký tự. Nên dùng một câu ngắn dễ nhớ.",
            field="passphrase",
        )
    return passphrase
