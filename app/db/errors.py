"""Failures of the database as sentences for the officer (the server's own: server_errors)."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from app.db.server_errors import explain_server_error, is_of_server
from app.errors import AppError, ConflictError, DataFileError

_SAFE = "Dữ liệu đã ghi trước đó vẫn an toàn."

# Words in SQLite's own message → what the officer reads.
_SQLITE = (
    (
        ("locked", "busy"),
        f"Dữ liệu đang được một chương trình khác giữ. {_SAFE} Hãy đợi một lát rồi làm lại.",
    ),
    (
        ("disk is full", "database or disk is full"),
        f"Ổ đĩa đã đầy nên không ghi được. {_SAFE} Hãy xóa bớt tệp không cần trên ổ đĩa rồi làm lại.",
    ),
    (
        ("readonly", "read-only"),
        (
            f"Thư mục dữ liệu chỉ cho đọc nên không ghi được. {_SAFE} "
            "Hãy chọn thư mục khác hoặc nhờ người quản trị máy mở quyền ghi."
        ),
    ),
    (
        ("malformed", "not a database", "corrupt"),
        (
            "Tệp dữ liệu bị hỏng nên không mở được; chương trình không sửa gì vào tệp này. "
            "Hãy phục hồi từ bản sao lưu gần nhất trong thư mục “sao-luu”."
        ),
    ),
    (
        ("disk i/o", "unable to open"),
        f"Không đọc hoặc ghi được tệp dữ liệu. {_SAFE} Hãy kiểm tra ổ đĩa rồi mở lại chương trình.",
    ),
)


def explain_sqlite_error(error: BaseException) -> DataFileError | None:
    """The sentence for a failure of SQLite's file; None when it is a bug of ours."""
    words = str(error).lower()
    for signs, sentence in _SQLITE:
        if any(sign in words for sign in signs):
            return DataFileError(sentence, detail=type(error).__name__)
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Turn failures of the environment into AppErrors; bugs pass through."""
    try:
        yield
    except AppError:
        raise
    except StaleDataError as error:
        raise ConflictError(
            "Bản ghi này vừa được thay đổi ở nơi khác nên chưa ghi được. "
            "Hãy mở lại để xem nội dung mới rồi sửa tiếp."
        ) from error
    except DBAPIError as error:
        explained = _explained(error)
        if explained is None:
            raise
        raise explained from error


def _explained(error: DBAPIError) -> AppError | None:
    if is_of_server(error):
        return explain_server_error(error)
    return explain_sqlite_error(error.orig or error)
