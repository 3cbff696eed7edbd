"""Writes what comes of a check: the paper in the right form, the list of findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.exports import ExportOf
from app.errors import AppError, DataFileError
from app.jobs import JobContext
from app.queries.office import get_office
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.file_check.done_band import Done
from app.ui.widgets.wait_box import WaitBox
from app.workflows.exports import check_may_leave, record_file

if TYPE_CHECKING:
    from app.workflows.file_checks import FileCheck, Remade

_WORD: Final = "Văn bản Word (*.docx)"
_EXCEL: Final = "Bảng Excel (*.xlsx)"
_THIS: Final = "Văn bản đang xem"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A file to write; ``again`` writes it elsewhere, ``source`` must be there to be read."""

    name: str
    work: Callable[[JobContext], object]
    done: Callable[..., None]
    target: Path
    again: Callable[[Path], None]
    kind: str
    source: Path | None = None


class FileWriting(QObject):
    """Asks where, writes in the background; one open elsewhere can be tried again.

    ``began`` and ``ended`` say when the waiting begins and is over without a new file to look at,
    ``remade`` carries a Done, ``failed`` a sentence.
    """

    began = Signal()
    ended = Signal()
    remade = Signal(object)
    failed = Signal(str)

    def __init__(self, context: UiContext, wait: WaitBox, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._wait = wait
        self._owner = owner
        self._target: Path | None = None

    def ask_remake(self, path: Path, part: int, parts: int) -> None:
        """Ask where, of several papers also which, then write anew."""
        chosen: int | None = part
        name = f"{path.stem} - trình bày lại.docx"
        if parts > 1:
            every = f"Tất cả {parts} văn bản"
            question = f"Tệp có {parts} văn bản. Trình bày lại văn bản nào?"
            answer = feedback.choose(self._owner, question, (_THIS, every, feedback.LEAVE))
            if answer == feedback.LEAVE:
                return
            chosen = part if answer == _THIS else None
            if chosen is not None:
                name = f"{path.stem} - văn bản {part} - trình bày lại.docx"
        out = feedback.ask_save(self._owner, "Trình bày lại thành", path.with_name(name), _WORD)
        if out is not None and self._may_write(out, parts if chosen is None else 1):
            self._remake(path, chosen, out)

    def ask_save(self, path: Path, checked: "FileCheck") -> None:
        """Ask where and write the list of findings."""
        name = path.with_name(f"{path.stem} - chỗ cần sửa.xlsx")
        out = feedback.ask_save(self._owner, "Lưu danh sách", name, _EXCEL)
        if out is not None:
            self._save(checked, out)

    def given_up(self) -> None:
        """The officer stopped: a file whose last page was written already is there."""
        target, self._target = self._target, None
        if target is not None and target.exists():
            self._context.status.say(f"Đã dừng. Tệp {target.name} có thể đã được ghi.")

    def _may_write(self, out: Path, count: int) -> bool:
        """The dialog asked about its own name only, not about "-1", "-2"."""
        from app.workflows.file_checks import targets_of

        old = [one.name for one in targets_of(out, count) if one.exists()]
        if count == 1 or not old:
            return True
        question = f"Đã có tệp {', '.join(old)}. Ghi đè lên?"
        return feedback.confirm(self._owner, question, "Ghi đè")

    def _remake(self, path: Path, part: int | None, out: Path) -> None:
        from app.documents.layout import load_layout
        from app.workflows.check_facts import load_facts
        from app.workflows.file_checks import remake_file

        db, today = self._context.db, self._context.today()

        def work(job: JobContext) -> "list[Remade]":
            office = db.read(get_office)
            layout = load_layout(office.print_options if office else {})
            check_may_leave(db)
            facts = load_facts(db, None, today)
            made = remake_file(path, out, layout, facts, part=part, job=job)
            for one in made:
                record_file(db, one.path, ExportOf(f"Trình bày lại {path.name}"))
            return made

        self._write(
            _Task(
                name="Đang trình bày lại",
                work=work,
                done=self._tell_remade,
                target=out,
                again=partial(self._remake, path, part),
                kind=_WORD,
                source=path,
            )
        )

    def _save(self, checked: "FileCheck", out: Path) -> None:
        from app.workflows.finding_lists import save_findings

        def work(_job: JobContext) -> int:
            check_may_leave(self._context.db)
            count = save_findings(out, checked)
            record_file(self._context.db, out, ExportOf("Danh sách chỗ cần sửa"))
            return count

        def said(count: int) -> None:
            self.ended.emit()
            self._context.status.say(f"Đã lưu {count} dòng vào {out.name}.")

        self._write(
            _Task(
                name="Đang lưu danh sách",
                work=work,
                done=said,
                target=out,
                again=partial(self._save, checked),
                kind=_EXCEL,
            )
        )

    def _tell_remade(self, made: "Sequence[Remade]") -> None:
        names = ", ".join(one.path.name for one in made)
        mends = sum(one.mends for one in made)
        mended = f"máy sửa {mends} chỗ" if mends else "không có chỗ nào máy phải sửa chữ"
        words = f"Đã trình bày lại: {names} ({mended})."
        if len(made) > 1:
            words += " Dưới đây là kết quả kiểm tra tệp đầu."
        remarks = tuple(remark for one in made for remark in one.remarks)
        self.remade.emit(Done(path=made[0].path, words=words, remarks=remarks))

    def _write(self, task: _Task) -> None:
        def done(result: object) -> None:
            self._target = None
            task.done(result)

        self._target = task.target
        self.began.emit()
        self._wait.run(task.name, task.work, done, partial(self._fail, task))

    def _fail(self, task: _Task, error: AppError) -> None:
        self._target = None
        self.ended.emit()
        if not isinstance(error, DataFileError) or (task.source and not task.source.is_file()):
            self.failed.emit(error.message)
            return
        other = feedback.ask_after_failure(self._owner, task.target, error, task.kind)
        if other is not None:
            task.again(other)
