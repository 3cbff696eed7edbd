"""Failures of a PostgreSQL server as sentences for the officer; what may simply be tried again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from app.errors import AppError, DataFileError, OvertakenError, ValidationError

_SAFE: Final = "Dữ liệu đã ghi trước đó vẫn an toàn."
_ADMIN: Final = "Hãy nhờ người quản trị máy chủ"

#: Another seat came first: serialization, deadlock, the same key, a parent that has just gone.
_OVERTAKEN: Final = frozenset({"40001", "40P01", "23505", "23503"})

_LOST: Final = (
    f"Mất kết nối với máy chủ dữ liệu nên lần này chưa ghi. {_SAFE} Hãy kiểm tra mạng rồi ghi lại."
)
_BUSY: Final = (
    f"Máy khác đang ghi dữ liệu nên lần này chưa ghi. {_SAFE} Hãy đợi một lát rồi ghi lại."
)
_REFUSED: Final = (
    "Máy chủ dữ liệu không nhận tên hoặc mật khẩu. Dữ liệu không bị đụng đến. Hãy xem lại mật khẩu "
    "(tệp pgpass hoặc biến PGPASSWORD), hoặc hỏi người quản trị máy chủ."
)
_NO_DATABASE: Final = f"Máy chủ dữ liệu không có cơ sở dữ liệu đã ghi trong địa chỉ. {_ADMIN} lập nó, hoặc sửa địa chỉ."
_CROWDED: Final = (
    "Máy chủ dữ liệu đang có quá nhiều máy nối vào nên chưa nhận thêm. "
    f"{_SAFE} Hãy đợi một lát rồi làm lại."
)
_STARTING: Final = (
    f"Máy chủ dữ liệu đang khởi động hoặc đang tắt. {_SAFE} Hãy đợi một lát rồi làm lại."
)
_UPGRADED: Final = (
    "Dữ liệu trên máy chủ không khớp với bản chương trình này; có thể một máy khác vừa nâng cấp. "
    f"{_SAFE} Hãy đóng chương trình, cài cùng một bản như các máy kia rồi mở lại."
)

# SQLSTATE, or the class it begins with → what the officer reads. The longest beginning wins.
_STATES: Final = {
    "08": _LOST,
    "25P03": _LOST,
    "57P01": _LOST,
    "57P02": _LOST,
    "57P03": _STARTING,
    "28": _REFUSED,
    "3D000": _NO_DATABASE,
    "42501": (
        "Tên dùng để nối không có quyền làm việc này trên máy chủ dữ liệu nên chưa ghi. "
        f"{_SAFE} {_ADMIN} cấp quyền."
    ),
    "25006": f"Máy chủ dữ liệu đang chỉ cho đọc nên chưa ghi. {_SAFE} {_ADMIN} mở quyền ghi.",
    "53100": f"Ổ đĩa của máy chủ dữ liệu đã đầy nên chưa ghi. {_SAFE} {_ADMIN} dọn ổ đĩa rồi ghi lại.",
    "53300": _CROWDED,
    "53": f"Máy chủ dữ liệu thiếu bộ nhớ hoặc chỗ ghi nên chưa ghi. {_SAFE} {_ADMIN} xem lại.",
    "55P03": _BUSY,
    "57014": _BUSY,
    "42P01": _UPGRADED,
    "42703": _UPGRADED,
    "58": f"Máy chủ dữ liệu không đọc hoặc ghi được ổ đĩa của nó. {_ADMIN} xem ngay.",
    "XX001": f"Dữ liệu trên máy chủ bị hỏng. {_ADMIN} phục hồi từ bản sao lưu của máy chủ.",
    "XX002": f"Dữ liệu trên máy chủ bị hỏng. {_ADMIN} phục hồi từ bản sao lưu của máy chủ.",
}

# A connection that never came about has no SQLSTATE, only the words of the client's library.
_WORDS: Final = (
    (("password", "authentication", "pg_hba", "role "), _REFUSED),
    (("database ",), _NO_DATABASE),
    (("too many",), _CROWDED),
    (("starting up", "shutting down"), _STARTING),
)
_UNREACHABLE: Final = (
    "Không nối được tới máy chủ dữ liệu. Dữ liệu trên máy chủ không bị đụng đến. Hãy kiểm tra mạng và "
    "địa chỉ máy chủ, hoặc hỏi người quản trị máy chủ, rồi làm lại."
)


def is_of_server(error: DBAPIError) -> bool:
    """The failure comes from PostgreSQL's driver."""
    return hasattr(error.orig, "sqlstate")


def explain_server_error(error: DBAPIError) -> AppError | None:
    """The sentence for a failure of the server; None when it is a bug of ours."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    detail = f"{type(error.orig).__name__} {state}".strip()
    if state in _OVERTAKEN:
        return OvertakenError(
            "Máy khác vừa ghi vào cùng chỗ này nên lần này chưa ghi. "
            "Hãy mở lại để xem nội dung mới rồi ghi tiếp.",
            detail=f"{detail} {_constraint(error)}".strip(),
        )
    if state.startswith("22"):
        return _too_large(detail)
    if state:
        starts = (state[:length] for length in (5, 2))
        sentence = next((_STATES[start] for start in starts if start in _STATES), None)
        return None if sentence is None else DataFileError(sentence, detail=detail)
    if error.connection_invalidated:
        return DataFileError(_LOST, detail=detail)
    return _never_connected(error, detail)


@contextmanager
def told_commit() -> Iterator[None]:
    """A connection lost while a commit was under way: nobody here knows whether it took hold."""
    try:
        yield
    except DBAPIError as error:
        if not (is_of_server(error) and error.connection_invalidated):
            raise
        raise DataFileError(
            "Mất kết nối với máy chủ dữ liệu đúng lúc ghi nên chưa rõ lần ghi này đã vào sổ hay chưa; "
            f"không có gì ghi nửa chừng. {_SAFE} Hãy mở lại để xem, nếu chưa có thì ghi lại.",
            detail=type(error.orig).__name__,
        ) from error


def _too_large(detail: str) -> ValidationError:
    return ValidationError(
        "Có ô chữ dài quá, số lớn quá hoặc có ký tự lạ mà máy chủ dữ liệu không nhận nên chưa ghi. "
        "Hãy rút gọn rồi ghi lại.",
        detail=detail,
    )


def _never_connected(error: DBAPIError, detail: str) -> AppError | None:
    kind = type(error.orig).__name__
    if kind == "DataError":
        return _too_large(detail)
    if kind not in ("OperationalError", "ConnectionTimeout"):
        return None
    said = str(error.orig).lower()
    for signs, sentence in _WORDS:
        if any(sign in said for sign in signs):
            return DataFileError(sentence, detail=detail)
    return DataFileError(_UNREACHABLE, detail=detail)


def _constraint(error: DBAPIError) -> str:
    return str(getattr(getattr(error.orig, "diag", None), "constraint_name", None) or "")
