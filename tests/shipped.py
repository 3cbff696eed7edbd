"""The shipped catalogues in a test's database."""

import json
import tomllib

from sqlalchemy.orm import Session

from app.domain.text import fold
from app.models import CatalogueEntry
from app.paths import resource


def load_shipped(session: Session) -> None:
    """Every entry of resources/catalogues as the program loads them at its first start."""
    for path in sorted(resource("catalogues").glob("*.toml")):
        shipped = tomllib.loads(path.read_text(encoding="utf-8"))
        for position, entry in enumerate(shipped["entry"]):
            known = {key: value for key, value in entry.items() if key != "data"}
            session.add(
                CatalogueEntry(
                    catalogue=shipped["catalogue"],
                    position=position,
                    search=fold(f"{entry['code']} {entry['name']}"),
                    data=json.loads(json.dumps(entry.get("data", {}), default=str)),
                    **known,
                )
            )
