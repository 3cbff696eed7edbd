"""The program tests itself on the officer's machine, in a folder of its own; nothing is touched."""

import os
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from app.data_folder import DataFolder, data_paths, open_data_folder
from app.db.engine import driver_words
from app.documents.readers.from_file import read_source
from app.domain.text import words
from app.errors import AppError, DataFileError
from app.protecting.turning import turn_on
from app.queries.papers import get_paper
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.workflows.folder_keys import unlock
from app.workflows.papers import export_paper
from app.workflows.plans import NewPlan, new_plan_from_template

_OFFICE: Final = SetUpOffice(
    level_code="xa",
    name="Mẫu Thử",
    upper_unit="tỉnh Mẫu",
    receiving_office="Sở Nội vụ tỉnh Mẫu",
    signers=(SignerDraft(form_code="tm_ubnd_ct", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),),
    sample=True,
)
_TRIAL_WORDS: Final = "câu dùng để thử"
_TEMPLATE: Final = "plan_year_commune"


def run_self_test(folder: Path | None = None) -> int:
    """Open and upgrade a data folder, back it up, write every kind of paper, show the window.

    Args:
        folder: where the trial folder is made; the machine's temporary folder by default.

    Returns:
        0 when every step passed, 1 otherwise; each step prints one line.
    """
    with tempfile.TemporaryDirectory(prefix="sổ thử ", dir=folder) as name:
        trial = _Trial(Path(name))
        passed = [_step(title, work) for title, work in trial.steps()]
        trial.close()
    print("ĐẠT: chương trình chạy tốt." if all(passed) else "HỎNG: có bước không đạt.")
    return 0 if all(passed) else 1


def _step(title: str, work: Callable[[], str]) -> bool:
    try:
        told = work()
    except AppError as error:
        print(f"HỎNG  {title}: {error.message} {error.detail}".rstrip())
        return False
    except Exception as error:  # noqa: BLE001 - each step reports, the next one still runs
        print(f"HỎNG  {title}: {type(error).__name__}: {error}")
        return False
    print(f"ĐẠT   {title}: {told}")
    return True


class _Trial:
    """The steps share a data folder and a plan."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder: DataFolder | None = None
        self._plan: UUID | None = None

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Name and work of each step, in order."""
        return [
            ("Thư mục dữ liệu", self._open),
            ("Lập kế hoạch từ mẫu", self._make_plan),
            ("Sao lưu", self._back_up),
            ("Mã hóa dữ liệu", self._encrypt),
            ("Thư viện nối máy chủ dữ liệu", driver_words),
            ("Lưu thành PDF", lambda: self._export("pdf", _check_pdf)),
            ("Lưu thành Word", lambda: self._export("docx", _check_docx)),
            ("Lưu thành Excel", lambda: self._export("xlsx", _check_xlsx)),
            ("Cửa sổ", self._show_window),
        ]

    def close(self) -> None:
        """Give the trial folder free, so that it can be removed."""
        if self._folder is not None:
            self._folder.close()

    def _open(self) -> str:
        root = self._root / "dữ liệu xã Mẫu"
        open_data_folder(root, actor="tự kiểm tra").close()
        # The second opening meets an existing file, as every later start does.
        self._folder = open_data_folder(root, actor="tự kiểm tra")
        return "mở, nâng cấp và mở lại được"

    def _make_plan(self) -> str:
        db = self._opened().db
        db.write(set_up_office, _OFFICE)
        self._plan = new_plan_from_template(
            db, NewPlan(template_code=_TEMPLATE, year=2027, today=date(2027, 1, 4))
        )
        return f"{len(db.read(get_paper, self._plan).content.nodes)} đề mục và đoạn"

    def _back_up(self) -> str:
        return self._opened().backup_now("tu-kiem-tra").name

    def _encrypt(self) -> str:
        root = self._root / "dữ liệu có khóa"
        opened, _code = turn_on(root, _TRIAL_WORDS)
        known = unlock(data_paths(root), _TRIAL_WORDS)
        if known is None or known.key != opened.key:
            raise DataFileError("Mật khẩu không mở lại được thư mục vừa khóa.")
        folder = open_data_folder(root, actor="tự kiểm tra", key=known.key)
        try:
            folder.db.write(set_up_office, _OFFICE)
            folder.backup_now("tu-kiem-tra")
        finally:
            folder.close()
        if folder.paths.database.read_bytes().startswith(b"SQLite"):
            raise DataFileError("Tệp dữ liệu vừa ghi không được mã hóa.")
        return "khóa, mở lại, ghi và sao lưu được"

    def _export(self, suffix: str, check: Callable[[Path], None]) -> str:
        if self._plan is None:
            raise DataFileError("Chưa có kế hoạch để in.")
        path = self._root / f"Kế hoạch mẫu.{suffix}"
        export_paper(self._opened().db, self._plan, path)
        check(path)
        return f"{path.stat().st_size // 1024} kB"

    def _show_window(self) -> str:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from app.bootstrap import show_window_once

        width, height = show_window_once(self._opened())
        return f"{width} x {height}"

    def _opened(self) -> DataFolder:
        if self._folder is None:
            raise DataFileError("Chưa mở được thư mục dữ liệu thử.")
        return self._folder


def _check_pdf(path: Path) -> None:
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"Tinos" not in content or b"%%EOF" not in content[-32:]:
        raise DataFileError("Tệp PDF thiếu phần đầu, phần cuối hoặc phông chữ.")
    _check_read_back(path)


def _check_docx(path: Path) -> None:
    text = _member(path, "word/document.xml")
    if len(words(text)) < 500 or "BÌNH ĐẲNG" not in text.upper():
        raise DataFileError("Tệp Word thiếu nội dung.")
    _check_read_back(path)


def _check_read_back(path: Path) -> None:
    """Its words can be read again, in the packed program too: PDF by a process of its own."""
    told = [paragraph.text for paragraph in read_source(path).paragraphs()]
    if "KẾ HOẠCH" not in told:
        raise DataFileError(f"Không đọc lại được chữ trong tệp {path.suffix}.")


def _check_xlsx(path: Path) -> None:
    if "<row" not in _member(path, "xl/worksheets/sheet1.xml"):
        raise DataFileError("Tệp Excel không có dòng nào.")


def _member(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise DataFileError("Tệp nén bên trong bị hỏng.")
        return archive.read(name).decode("utf-8")
