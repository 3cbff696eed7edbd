"""Formatted text of Word, a browser or LibreOffice as plain lines; formatting is left behind."""

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "ul",
        "ol",
        "table",
        "blockquote",
        "pre",
        "section",
        "article",
        "body",
    ]
)
_SILENT: Final = frozenset(["style", "script", "head", "title", "xml", "meta"])
_EMPTY: Final = frozenset(["br", "hr", "img", "meta", "link", "input", "col"])

# What stands between these marks of Word is text like any other; its comments stay comments.
_CONDITION: Final = re.compile(r"<!\[(?:if[^\]>]*|endif)\]>")


def html_to_text(html: str) -> str:
    """One line per paragraph, signs of lists kept, a table row as "| a | b |"."""
    parser = _Lines()
    parser.feed(_CONDITION.sub("", html))
    parser.close()
    return parser.text()


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._silent = 0
        self._lists: list[int | None] = []
        self._in_row = False

    def text(self) -> str:
        """The lines read so far."""
        clean = (" ".join(line.replace("\u00a0", " ").split()) for line in self._lines)
        return "\n\n".join(line for line in clean if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT and tag not in _EMPTY:
            self._silent += 1
        elif tag in ("ul", "ol"):
            start = dict(attrs).get("start") or "1"
            number = int(start) if start.isdigit() else 1
            self._lists.append(number if tag == "ol" else None)
        elif tag in ("td", "th"):
            self._lines[-1] += " | " if self._lines[-1].strip() else "| "
        if tag in _BLOCKS and not self._in_row:
            self._lines.append("")
        self._in_row |= tag == "tr"
        if tag == "li":
            self._lines[-1] += self._sign()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "tr":
            self._lines[-1] += " |"
            self._in_row = False
        if tag in _BLOCKS and not self._in_row:
            self._lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._lines[-1] += data.replace("\n", " ")

    def _sign(self) -> str:
        """The sign of the next item of the innermost list."""
        if not self._lists:
            return "- "
        number = self._lists[-1]
        if number is None:
            return "- " if len(self._lists) == 1 else "+ "
        self._lists[-1] = number + 1
        return f"{number}. "
