"""The way a thing is called since a year, in a paper that uses the old way too."""

from collections.abc import Iterator
from typing import Any

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Sheet
from app.documents.check.proof.catalogue import issue_span
from app.documents.check.proof.data import table
from app.documents.check.proof.wording import found_in, readable


def wording_of_time(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rule wording_of_time: both ways in one paper."""
    year = issue_span(facts, sheet.document.day, sheet.document.year)[0].year
    for row in table("terms")["wording"]:
        if year >= row["since"]:
            yield from _mixed(sheet, row)


def _mixed(sheet: Sheet, row: dict[str, Any]) -> Iterator[Finding]:
    texts = [(passage, readable(passage.text)) for passage in sheet.passages]
    news = (row["new"], *row["also"])
    if not any(new in text for _, text in texts for new in news):
        return
    for passage, text in texts:
        for old in row["old"]:
            if old in text:
                why = f"Văn bản dùng cả “{row['new']}”. Từ năm {row['since']} dùng cách gọi này."
                yield found_in(passage, "wording_of_time", old, why, row["new"])
