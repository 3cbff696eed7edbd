"""The JSON Schema of a package, made from the very shapes that read it.

``python -m tests.exchange.schema`` writes it to docs/package-format.schema.json.
"""

import json
from pathlib import Path
from typing import Any

from app.exchange.manifest import manifest_shape
from app.exchange.office_cards import CARD_SHAPE
from app.exchange.receipt import RECEIPT_SHAPE
from app.exchange.records import CONTENT, KINDS, content_shape, member_of, records_shape

PATH = Path(__file__).resolve().parents[2] / "docs" / "package-format.schema.json"


def schema() -> dict[str, Any]:
    """One definition for each JSON file that a package, a card or a receipt consists of."""
    signature = {
        "type": "object",
        "properties": {
            "card": {"$ref": "#/$defs/office-card"},
            "signature": {"type": "string", "pattern": "^[A-Za-z0-9+/]{86}==$"},
        },
        "required": ["card", "signature"],
        "additionalProperties": False,
    }
    receipt = {
        "type": "object",
        "properties": {
            "card": {"$ref": "#/$defs/office-card"},
            "receipt": RECEIPT_SHAPE.schema,
            "signature": {"type": "string", "pattern": "^[A-Za-z0-9+/]{86}==$"},
        },
        "required": ["card", "receipt", "signature"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sổ Bình Đẳng: package between offices, format 1.0",
        "$ref": "#/$defs/manifest.json",
        "$defs": {
            "manifest.json": manifest_shape().schema,
            "signature.json": signature,
            CONTENT: content_shape().schema,
            **{member_of(kind): records_shape(kind).schema for kind in KINDS},
            "office-card": CARD_SHAPE.schema,
            "receipt": receipt,
        },
    }


def written() -> str:
    """The file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(written(), encoding="utf-8")
