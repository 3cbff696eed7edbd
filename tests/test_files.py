"""A file is replaced in one step or not at all, and the officer reads why."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from app.errors import DataFileError
from app.files import explain_os_error, write_beside


def new(stream: BytesIO) -> None:
    stream.write("mới".encode() * 1000)


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.pdf"
    path.write_text("cũ", encoding="utf-8")
    write_beside(path, new)
    assert path.read_text(encoding="utf-8").startswith("mớimới")
    assert list(tmp_path.iterdir()) == [path]


def test_no_room_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.pdf"
    path.write_text("cũ", encoding="utf-8")
    with small_disk(500), pytest.raises(DataFileError, match=r"Kế hoạch\.pdf"):
        write_beside(path, new)
    assert path.read_text(encoding="utf-8") == "cũ"
    assert list(tmp_path.iterdir()) == [path]


def test_a_bug_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_beside(tmp_path / "a.pdf", lambda stream: stream.write(b"x") and 1 / 0)
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_folder_in_the_way_and_long_name(tmp_path: Path) -> None:
    (tmp_path / "thư mục.pdf").mkdir()
    (tmp_path / "tệp").write_text("x", encoding="utf-8")
    cases = {
        tmp_path / "chưa có" / "a.pdf": "Không tìm thấy",
        tmp_path / "thư mục.pdf": "thư mục|đang mở",
        tmp_path / "tệp" / "a.pdf": "không phải là thư mục|Không tìm thấy",
    }
    for path, words in cases.items():
        with pytest.raises(DataFileError, match=words):
            write_beside(path, new)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["thư mục.pdf", "tệp"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other limits")
def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="quá dài"):
        write_beside(tmp_path / ("dài" * 200 + ".pdf"), new)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "đầy"),
        (errno.EACCES, "đang mở trong Word.*“Thử lại”, hoặc “Lưu tên khác”"),
        (errno.EPERM, "đang mở trong Word"),
        (errno.EROFS, "chỉ cho đọc"),
        (errno.EIO, "Không đọc hoặc ghi được"),
    ],
)
def test_every_failure_has_its_sentence(number: int, words: str) -> None:
    failure = explain_os_error(OSError(number, os.strerror(number), "/a/Kế hoạch.docx"))
    assert failure.message.count("“Kế hoạch.docx”") == 1
    with pytest.raises(DataFileError, match=words):
        raise failure


def test_a_failure_without_a_name_is_still_explained() -> None:
    assert "đầy" in explain_os_error(OSError(errno.ENOSPC, "x")).message
    assert "Không đọc hoặc ghi được tệp này" in explain_os_error(OSError("x")).message


def test_the_words_are_on_the_disk_before_the_old_file_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut right after the renaming must not leave an empty file."""
    path = tmp_path / "Kế hoạch.pdf"
    path.write_text("cũ", encoding="utf-8")
    seen: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        seen.append(path.read_text(encoding="utf-8"))
        fsync(handle)

    monkeypatch.setattr("app.files.os.fsync", watched)
    write_beside(path, new)
    # Once before; the folder with its new name comes after.
    assert seen.index("cũ") == 0
    assert seen.count("cũ") == 1
