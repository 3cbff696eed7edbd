"""What a version of a paper says: its head and its flat outline of nodes. Frozen, plain data.

The same value is read from the database, edited in the window, made by the readers, and saved.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from app.domain.numbering import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskContent:
    """What makes a node a task.

    ``budget`` holds (source, đồng); ``asked`` is True for parties that are asked ("Đề nghị").
    Neither dates nor ``all_year``: no period was given.
    """

    lead: str
    partners: tuple[str, ...] = ()
    asked: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    all_year: bool = False
    budget: tuple[tuple[str, int], ...] = ()
    output: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeContent:
    """One node of the flat outline; ``depth`` from 0, at most one more than the node before.

    ``key`` names the node through all versions. ``table`` is {columns: [[title, width, align]…],
    rows: [[…]…], total: […]} or None.
    """

    depth: int
    mark: Mark
    heading: str = ""
    text: str = ""
    task: TaskContent | None = None
    table: dict[str, Any] | None = None
    source_mark: str = ""
    key: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """What only some papers carry around the body.

    ``authority`` stands above the bases of a decision, ``resolution`` under them ("QUYẾT ĐỊNH:").
    ``urgency`` and ``circulation`` are the framed marks (ô 10b, 11), ``second_lines`` and
    ``second_name`` the left signer of minutes, ``drafter`` the sign of who wrote it and the number
    of copies (ô 12), ``contact`` the address lines at the foot of page 1 (ô 13).
    """

    authority: str = ""
    resolution: str = ""
    urgency: str = ""
    circulation: str = ""
    second_lines: tuple[str, ...] = ()
    second_name: str = ""
    drafter: str = ""
    contact: tuple[str, ...] = ()


PLAIN_FORM: Final = PaperForm()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """Everything of a paper that stands around its body."""

    type_name: str
    title: tuple[str, ...] = ()
    letterhead: tuple[tuple[str, bool], ...] = ()
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: date | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature_lines: tuple[str, ...] = ()
    signer_name: str = ""
    form: PaperForm = PLAIN_FORM


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """Something of last year that the officer must confirm or mend."""

    where: str
    found: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperContent:
    """Head and body of one version."""

    head: PaperHead
    nodes: tuple[NodeContent, ...] = ()
