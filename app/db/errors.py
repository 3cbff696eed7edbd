"""SQLite and operating-system failures as sentences for the officer, in one place."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

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

_OS = {
    errno.ENOSPC: "Ổ đĩa đã đầy nên không ghi được tệp. Hãy xóa bớt tệp không cần rồi làm lại.",
    errno.EACCES: "Không được phép ghi vào nơi đã chọn, hoặc tệp đang mở ở chương trình khác. "
    "Hãy đóng tệp đó hoặc chọn nơi khác.",
    errno.EPERM: "Không được phép ghi vào nơi đã chọn. Hãy chọn thư mục khác.",
    errno.EROFS: "Nơi đã chọn chỉ cho đọc. Hãy chọn thư mục khác.",
    errno.ENOENT: "Không tìm thấy tệp hoặc thư mục. Hãy kiểm tra lại đường dẫn.",
    errno.EISDIR: "Đường dẫn này là một thư mục, không phải tệp. Hãy chọn một tệp.",
    errno.ENOTDIR: "Đường dẫn này không phải là thư mục. Hãy chọn một thư mục.",
    errno.ENAMETOOLONG: "Tên tệp quá dài. Hãy đặt tên ngắn hơn.",
}


def explain_os_error(error: OSError) -> DataFileError:
    """What the officer reads when a file cannot be read or written."""
    sentence = _OS.get(error.errno or 0, "Không đọc hoặc ghi được tệp.")
    where = f" Tệp: {error.filename}." if error.filename else ""
    return DataFileError(f"{sentence}{where}", detail=f"{type(error).__name__} {error.errno}")


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
    except (OperationalError, DBAPIError) as error:
        explained = explain_sqlite_error(error.orig or error)
        if explained is None:
            raise
        raise explained from error
