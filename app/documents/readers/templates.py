"""The shipped templates: which there are, their fields filled in, their text as a content."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.documents.readers.reading import read_whole
from app.documents.readers.to_content import content_of_reading
from app.domain.paper_content import PaperContent
from app.domain.papers import PaperKind
from app.domain.text import clean_line, upper_first
from app.errors import NotFoundError, ValidationError
from app.paths import resource

_FIELD = re.compile(r"\{([A-Za-z_]+)\}")
# A value that opens a sentence, an item or a list of agencies gets a capital letter.
_OPENS = re.compile(
    r"(?:^|[.:] |\| )\s*(?:[IVX]+\.|\d+\.|[a-zđ]\)|[-+>])?\s*$|(?:Chủ trì|Phối hợp):[^|]*(?:: ?|; ?)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateInfo:
    """A template of the index; ``paper_type`` is a PlanType or ReportType, ``tiers`` who uses it.

    ``activity`` is the kind of a recorded activity that the paper can be filled in from.
    """

    code: str
    file: str
    name: str
    description: str
    kind: PaperKind
    paper_type: str
    tiers: tuple[str, ...]
    activity: str = ""


@cache
def list_templates() -> tuple[TemplateInfo, ...]:
    """Every template of resources/templates/index.toml, in its order."""
    index = tomllib.loads(resource("templates/index.toml").read_text(encoding="utf-8"))
    return tuple(
        TemplateInfo(
            code=entry["code"],
            file=entry["file"],
            name=entry["name"],
            description=entry["description"],
            kind=PaperKind(entry["kind"]),
            paper_type=entry.get("paper_type", entry.get("plan_type", "other")),
            tiers=tuple(entry.get("tiers", ())),
            activity=entry.get("activity", ""),
        )
        for entry in index["template"]
    )


def find_template(code: str) -> TemplateInfo:
    """The template of this code.

    Raises:
        NotFoundError: there is none.
    """
    for template in list_templates():
        if template.code == code:
            return template
    raise NotFoundError(f"Không có mẫu “{code}”. Hãy chọn một mẫu trong danh sách.")


def fill_template(code: str, fields: Mapping[str, str]) -> str:
    """The text of a template with its fields filled in; places "[điền: …]" stay.

    Raises:
        NotFoundError: no such template.
        ValidationError: the template names a field that was not given.
    """
    text = (resource("templates") / find_template(code).file).read_text(encoding="utf-8")
    filled: list[str] = []
    for line in text.splitlines():
        goes_on = bool(filled and filled[-1].strip())
        filled.append(_fill_line(line, fields, goes_on=goes_on))
    return "\n".join(filled)


def read_content(text: str, year: int) -> PaperContent:
    """The content of a filled template or of any text in its form.

    Args:
        text: plain text or markdown.
        year: year of the plan, for task periods that name none.

    Raises:
        ValidationError: no words, far too many lines, or a task line with a mistake.
    """
    reading = read_whole(text)
    if reading.loose_task_lines:
        raise ValidationError(
            f"Dòng {reading.loose_task_lines[0]}: dòng “Chủ trì: …” phải đứng ngay dưới một mục, "
            "mỗi mục chỉ một dòng.",
            field="task",
        )
    return content_of_reading(reading, year)


def _fill_line(line: str, fields: Mapping[str, str], *, goes_on: bool) -> str:
    """The line filled in; ``goes_on`` when a line with words stands right above it."""
    filled = ""
    end = 0
    for found in _FIELD.finditer(line):
        name = found[1]
        if name not in fields:
            raise ValidationError(f"Mẫu có trường lạ “{{{name}}}”.", field=name)
        filled += line[end : found.start()]
        value = "\n".join(map(clean_line, fields[name].split("\n")))
        opens = _OPENS.search(filled) and (filled or not goes_on)
        filled += upper_first(value) if opens else value
        end = found.end()
    return filled + line[end:]
