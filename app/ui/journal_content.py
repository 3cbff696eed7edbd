"""The content of a paper as plain data for the journal, and back."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperForm, PaperHead, TaskContent


def plain_content(content: PaperContent) -> dict[str, Any]:
    """Lists, words and numbers only."""
    head = asdict(content.head) | {"day": _day_words(content.head.day)}
    return {"head": head, "nodes": [_plain_node(node) for node in content.nodes]}


def content_of(plain: dict[str, Any]) -> PaperContent:
    """What ``plain_content`` made.

    Raises:
        ValueError, TypeError, KeyError: it was made by another program.
    """
    head = dict(plain["head"])
    form = PaperForm(**_tuples(head.pop("form")))
    day = _day(head.pop("day"))
    nodes = tuple(_node(node) for node in plain["nodes"])
    return PaperContent(head=PaperHead(**_tuples(head), day=day, form=form), nodes=nodes)


def _plain_node(node: NodeContent) -> dict[str, Any]:
    plain = asdict(node) | {"key": str(node.key), "mark": node.mark.value}
    if node.task is not None:
        days = {name: _day_words(getattr(node.task, name)) for name in ("starts_on", "ends_on")}
        plain["task"] = asdict(node.task) | days
    return plain


def _node(plain: dict[str, Any]) -> NodeContent:
    plain = dict(plain)
    task = plain.pop("task")
    return NodeContent(
        **plain | {"key": UUID(plain["key"]), "mark": Mark(plain["mark"])},
        task=None if task is None else _task(task),
    )


def _task(plain: dict[str, Any]) -> TaskContent:
    days = {name: _day(plain[name]) for name in ("starts_on", "ends_on")}
    return TaskContent(**_tuples(plain) | days)


def _tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: _tuple(value) for name, value in plain.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(part) for part in value) if isinstance(value, list) else value


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _day_words(day: date | None) -> str | None:
    return day.isoformat() if day else None
