"""QtPdf in a process of its own: on a hostile file it may hang or crash, and only that ends.

Measured: three of 292 hostile files (page trees in a circle) hang QtPdf for ever with the whole
program; a process more takes 0.15 s.
"""

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol

from app.documents.readers.from_pdf.page import PdfPage
from app.errors import AppError, DataFileError, ValidationError
from app.jobs import JobContext

#: Seconds: for the process to come up on a slow machine, and for one answer of it.
_LONGEST_START: Final = 30.0
_LONGEST_ANSWER: Final = 6.0
_LOOK: Final = 0.1
_READY: Final = "ready"
_DONE: Final = "done"
_TEXT: Final = "Đang đọc PDF"
_Answer = tuple[int, PdfPage | None]
_KINDS: Final[dict[str, type[AppError]]] = {
    kind.__name__: kind for kind in (ValidationError, DataFileError)
}


class PipeEnd(Protocol):
    """One end of the pipe: the class behind it is another one on Windows."""

    def send(self, obj: Any, /) -> None: ...
    def recv(self) -> Any: ...
    def poll(self, timeout: float | None = 0.0, /) -> bool: ...
    def close(self) -> None: ...


def pages_from_outside(path: Path, job: JobContext) -> Iterator[PdfPage]:
    """The pages of a file, read by another process; by this one where none can be started.

    Raises:
        ValidationError: damaged, locked by a password, or too many pages.
        DataFileError: not there.
        CancelledError: the officer asked to stop.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=tell_pages, args=(there, str(path)), daemon=True)
    process.start()
    there.close()
    try:
        answers = _answers(here, path, job) if _is_up(here, job) else _from_inside(path)
        for done, (count, page) in enumerate(answers):
            job.step(done, count, _TEXT)
            if page is not None:
                yield page
    finally:
        process.kill()
        process.join()
        here.close()


def _from_inside(path: Path) -> Iterator[_Answer]:
    from app.documents.readers.from_pdf.pieces import pages_of

    return pages_of(path)


def tell_pages(there: PipeEnd, path: str) -> None:
    """The other process: send that it is up, every page, and the end; or the failure."""
    from app.documents.readers.from_pdf.pieces import pages_of

    there.send(_READY)
    try:
        for answer in pages_of(Path(path)):
            there.send(answer)
        there.send(_DONE)
    except AppError as error:
        there.send((type(error).__name__, error.message, error.detail))
    there.close()


def _is_up(here: PipeEnd, job: JobContext) -> bool:
    """Whether the other process is ready; some machines let the program start none."""
    try:
        return _wait(here, job, _LONGEST_START) and here.recv() == _READY
    except (EOFError, OSError):
        return False


def _answers(here: PipeEnd, path: Path, job: JobContext) -> Iterator[_Answer]:
    """What the other process sends, up to its end."""
    while True:
        try:
            answer: Any = here.recv() if _wait(here, job, _LONGEST_ANSWER) else ("hangs",)
        except (EOFError, OSError):
            answer = ("crashed",)
        if answer == _DONE:
            return
        if answer[0] in _KINDS:
            kind, message, detail = answer
            raise _KINDS[kind](message, detail=detail)
        if len(answer) == 1:
            raise ValidationError(
                f"Tệp “{path.name}” bị hỏng nên không đọc được. Hãy xin lại tệp gốc (Word) hoặc "
                "bản PDF khác.",
                detail=f"QtPdf {answer[0]}",
            )
        yield answer


def _wait(here: PipeEnd, job: JobContext, longest: float) -> bool:
    """Whether something comes in time; the officer may stop meanwhile."""
    end = time.monotonic() + longest
    while not here.poll(_LOOK):
        job.step(0, 0, _TEXT)
        if time.monotonic() > end:
            return False
    return True
