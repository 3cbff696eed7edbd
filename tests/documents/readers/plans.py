"""The two real plans, and helpers to look into a tree."""

from pathlib import Path

from app.documents.blocks import Document, Node, Placed, walk
from app.documents.readers.from_text import read_text

PLANS = Path(__file__).resolve().parents[2] / "data" / "plans"


def source(name: str) -> str:
    """The text of a real plan as published."""
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8")


def body(text: str) -> Document:
    """A text read under a usual head, so that its first line is no title."""
    return read_text(f"KẾ HOẠCH\nThực hiện công tác bình đẳng giới năm 2026\n\n{text}")


def shape(document: Document) -> list[str]:
    """Every node as "  1. heading| text", two spaces per depth."""
    return [_shape(placed) for placed in walk(document.nodes)]


def _shape(placed: Placed) -> str:
    node = placed.node
    words = f"{node.heading}| {node.text}" if node.heading else node.text
    return "  " * placed.depth + f"{placed.mark} {words}".strip()


def find(document: Document, start: str) -> Node:
    """The one node whose words begin so."""
    [found] = [p.node for p in walk(document.nodes) if p.node.plain.startswith(start)]
    return found


def parents(document: Document) -> dict[int, Node]:
    """The node above every node, by identity."""
    return {id(child): p.node for p in walk(document.nodes) for child in p.node.children}
