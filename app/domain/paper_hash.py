"""The hash that locks an issued version: of its words, not of its row identities."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from uuid import UUID

from app.domain.paper_content import PLAIN_FORM, PaperContent


def content_hash(content: PaperContent, printed: tuple[bool, bool]) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON of a content, node keys included.

    Args:
        printed: whether tasks are printed by agency, and in the annex; part of the signed paper.
    """
    words = asdict(content)
    if content.head.form == PLAIN_FORM:
        # Papers locked before there was a form keep their hash.
        del words["head"]["form"]
    whole = {"content": words, "printed": printed}
    text = json.dumps(
        whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
