"""A node in the making, still with the paragraph it was read from."""

from dataclasses import dataclass, field

from app.documents.readers.paragraphs import Paragraph
from app.domain.numbering import Mark


@dataclass(slots=True, kw_only=True)
class Branch:
    """A node in the making."""

    paragraph: Paragraph
    style: str
    rank: float
    mark: Mark = Mark.NONE
    number: int = 0
    holds: bool = False
    heading: str = ""
    text: str = ""
    children: list["Branch"] = field(default_factory=list)
    below: Paragraph | None = None

    @property
    def table(self) -> Paragraph | None:
        """The table of the node: it is one, or one stands under its words."""
        return self.paragraph if self.paragraph.is_table else self.below
