"""An office that is worked by its commands alone: no window, no service called beside them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from app.cli import run

#: Total and women of each indicator; no women where it is not counted by sex.
Counts = Mapping[str, tuple[int, int | None]]

_BLANK = re.compile(r"\[điền:[^\]]*\]")
#: Columns of a form in Excel: the hidden code by place, total and women by number.
_CODE, _TOTAL, _WOMEN = 7, 4, 6


class CommandOffice:
    """A data folder and what its officer types."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys

    def bdg(self, *words: object) -> tuple[int, str, str]:
        """Run a command: exit status, output, error output."""
        self._capsys.readouterr()
        status = run(["--data", str(self.data), *map(str, words)])
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def do(self, *words: object) -> str:
        """Run a command that must succeed; its output without the last line end."""
        status, out, err = self.bdg(*words)
        assert status == 0, (words, out, err)
        return out.removesuffix("\n")

    def refuse(self, *words: object) -> tuple[int, str]:
        """Run a command that must not succeed; status and every sentence."""
        status, out, err = self.bdg(*words)
        assert status != 0, (words, out)
        return status, out + err

    def begin(self, name: str, level: str, code: str, upper: str, *more: object) -> None:
        """The first day: office and code."""
        self.do("init", "--name", name, "--level", level, "--upper", upper, "--place", name,
                "--signer", "Nguyễn Văn Mẫu", *more)  # fmt: skip
        self.do("office", "code", code)

    def card(self, stick: Path) -> tuple[Path, str]:
        """The card on a stick; the code to be read by phone."""
        path, _unit, code = self.do("office", "card", "--to", stick).splitlines()
        return Path(path), code.removeprefix("Mã thẻ: ")

    def count(self, figures: Counts, room: Path) -> None:
        """Total and women of each indicator, filled in in the year's form in Excel."""
        path = room / "biểu năm.xlsx"
        self.do("figures", "export", path, "--form", "bieu_nam", "--period", "2026", "--blank")
        book = openpyxl.load_workbook(path)
        sheet = book.active
        rows = {row[_CODE].value: row[_CODE].row for row in sheet.iter_rows()}
        for code, (total, women) in figures.items():
            sheet.cell(rows[code], _TOTAL, total)
            sheet.cell(rows[code], _WOMEN, women)
        book.save(path)
        self.do("figures", "import", path)
        path.unlink()

    def report(self, number: str, day: str, room: Path, *build: object) -> str:
        """Built, filled in in Word, issued; its id."""
        words = build or ("report", "build", "--kind", "year", "--period", "2026")
        paper = self.do(*words)
        self.fill(paper, room)
        self.do("report", "issue", paper, "--number", number, "--date", day)
        return paper

    def fill(self, paper: str, room: Path) -> None:
        """What is blank is filled in in Word and read back."""
        path = room / f"{paper}.docx"
        self.do("report", "export", paper, path)
        in_word(path, _fill)
        self.do("take-back", path, "--accept-all")
        path.unlink()

    def next(self, paper: str, number: str, day: str, reason: str) -> None:
        """The next version, issued."""
        self.do("report", "revise", paper, "--reason", reason)
        self.do("report", "issue", paper, "--number", number, "--date", day)

    def send(self, stick: Path, *more: object) -> Path:
        """The package of the year on a stick."""
        year = ("--duty", "report_year", "--period", "2026")
        return Path(self.do("package", "write", *year, "--to", stick, *more))

    def check_code(self, package: Path) -> str:
        """The code that stands on the paper too."""
        lines = dict(line.split("\t")[:2] for line in self.verify(package))
        return lines["Mã đối chiếu"]

    def verify(self, package: Path) -> list[str]:
        """What is said of a package, field and value."""
        return self.do("package", "verify", package).splitlines()[1:]

    def answer(self, package: Path, stick: Path, result: str, *more: object) -> Path:
        """Decide on a package; its receipt on the stick."""
        code = self.check_code(package)
        return Path(self.do("receipt", "write", code, "--result", result, *more, "--to", stick))


def introduce(above: CommandOffice, below: CommandOffice, stick: Path) -> None:
    """Cards exchanged on a stick, codes read by phone."""
    card, heard = above.card(stick)
    below.do("office", "enrol", card, "--above", "--code-heard", heard)
    card, heard = below.card(stick)
    above.do("office", "enrol", card, "--code-heard", heard)


def in_word(path: Path, change: Callable[[Any], None]) -> None:
    """Open a file in Word, change and save it."""
    word = docx.Document(str(path))
    change(word)
    word.save(str(path))


def _fill(word: Any) -> None:
    for paragraph in word.paragraphs:
        for run_ in paragraph.runs:
            if _BLANK.search(run_.text):
                run_.text = _BLANK.sub("theo quy định", run_.text)
