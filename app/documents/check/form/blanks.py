"""Places that are still to be filled in, and letters that no face of the program can print."""

from collections.abc import Iterator

from app.documents.blocks import TaskInfo
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage, Sheet
from app.domain.placeholders import find_placeholders


def blanks(passage: Passage, _facts: CheckFacts) -> Iterator[Finding]:
    """ "[điền: …]" in the words of the paper."""
    return _asked(passage.where, passage.text)


def blanks_around(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """ "[điền: …]" where no passage is: in tasks, titles over columns, marks of the form."""
    for one in sheet.placed:
        if one.node.task is not None:
            yield from _asked(one.node.key, _words(one.node.task))
        if one.node.table is not None and one.node.table.groups:
            titles = " ".join(title for title, _first, _count in one.node.table.groups)
            yield from _asked(one.node.key, titles)
    for annex in sheet.document.annexes:
        yield from _asked(annex.key, annex.title)
    form = sheet.document.form
    for where in ("resolution", "drafter", "second_name"):
        yield from _asked(where, getattr(form, where))
    for field, lines in (("second_lines", form.second_lines), ("contact", form.contact)):
        for at, line in enumerate(lines):
            yield from _asked(f"{field}:{at}", line)


def _words(task: TaskInfo) -> str:
    return " ".join((task.lead, *task.partners, task.period, task.budget, task.output))


def _asked(where: str, text: str) -> Iterator[Finding]:
    for found in find_placeholders(text):
        message = f"Còn chỗ chưa điền: {found}"
        yield Finding(rule="blank", where=where, message=message, quote=found)


def letters(passage: Passage, _facts: CheckFacts) -> Iterator[Finding]:
    """Letters that would print as an empty box."""
    if passage.text.isascii():
        return
    from app.documents.render.metrics import missing_letters

    lacking = missing_letters(passage.text)
    if lacking:
        message = f"Chữ hoặc hình “{lacking}” không in được, sẽ thành ô trống. Hãy bỏ hoặc thay."
        yield Finding(rule="letters", where=passage.where, message=message, quote=lacking)
