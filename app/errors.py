"""Expected failures: each carries a Vietnamese sentence for the officer."""


class AppError(Exception):
    """An expected failure.

    Args:
        message: what happened, what is safe, what to do; Vietnamese, for the officer.
        detail: technical words for the person who helps; never record contents.
    """

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


class ValidationError(AppError):
    """Something typed breaks a rule; ``field`` names the field it stands beside."""

    def __init__(self, message: str, *, field: str = "", detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.field = field


class NotFoundError(AppError):
    """The record is gone."""


class ConflictError(AppError):
    """The record was changed since it was read."""


class OvertakenError(ConflictError):
    """Another seat wrote first; nothing of this transaction is kept and it may be run again."""


class DataFileError(AppError):
    """A file or the database cannot be read or written: locked, full, read-only, corrupt."""


class CancelledError(AppError):
    """The officer asked to stop; never shown."""

    def __init__(self) -> None:
        super().__init__("Đã dừng theo yêu cầu.")
