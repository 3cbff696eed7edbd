"""A package as it was read, turned into what the data keep of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, repeat
from math import nan
from typing import Any, Final
from uuid import UUID

from app.domain.parcel_cells import Cells, Place, Said
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.exchange.manifest import Manifest
from app.exchange.reading import Package
from app.services.received import KeepPackage, Row

_LONGEST_NAME: Final = 300
#: Fields on the wire in the order of the columns they are kept in.
_FIGURE: Final = (
    "indicator", "sex", "group", "unit", "state", "value", "reason", "origin", "worked_out", "note",
)  # fmt: skip
_ACTIVITY: Final = (
    "id", "kind", "title", "starts_on", "ends_on", "place", "campaign", "lead", "partners",
    "target_group", "men", "women", "total", "quantities", "money", "result", "unit",
)  # fmt: skip
_LISTS: Final = ("partners", "quantities", "money")
_DOCUMENT: Final = {
    name: name for name in ("file", "role", "title", "number", "symbol", "day", "paper_hash")
}
_UNIT: Final = {
    "code": "code",
    "name": "name",
    "reported": "reported",
    "origin": "origin",
    "package_id": "source_id",
    "sequence": "sequence",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A package that passed every stage of reading, and the file it came in."""

    package: Package
    content: bytes
    file_name: str
    received_at: datetime


def cells_of(package: Package) -> Cells:
    """The figures by place."""
    made = tuple.__new__
    return {
        made(Place, place): made(Said, said)
        for place, said in zip(
            package.rows("figures", "indicator", "sex", "group", "unit"),
            package.rows("figures", "value", "reason", "note"),
            strict=True,
        )
    }


def kept_form(
    arrived: Arrived, state: ReceivedState, warnings: tuple[str, ...], more: dict[str, Any]
) -> KeepPackage:
    """What is written of a package.

    Args:
        more: columns of a package that is decided on at once (``decided_at``, ``receipt_id`` …),
            and ``receipt``, the bytes that go back.
    """
    package = arrived.package
    receipt = more.pop("receipt", None)
    head = {
        **head_of(package.manifest),
        "package_hash": package.package_hash,
        "fingerprint": package.sender.fingerprint,
        "received_at": arrived.received_at,
        "file_name": arrived.file_name[:_LONGEST_NAME],
        "state": state.value,
        "warnings": warnings,
        **more,
    }
    package_id = package.manifest.package_id
    return KeepPackage(
        id=package_id,
        head=head,
        figures=stored_figures(package, package_id),
        activities=stored_activities(package, package_id),
        documents=_named(package, "documents", _DOCUMENT),
        units=[{**one, "origin": one["origin"] or ""} for one in _named(package, "units", _UNIT)],
        file=arrived.content,
        receipt=receipt,
    )


def head_of(manifest: Manifest) -> dict[str, Any]:
    """Columns of a received package that its manifest says."""
    return {
        "direction": manifest.direction.value,
        "kind": manifest.kind.value,
        "origin": ParcelOrigin.PACKAGE.value,
        "unit_code": manifest.unit.code,
        "unit_name": manifest.unit.name,
        "duty": manifest.duty,
        "period": manifest.period.code,
        "first": manifest.period.first,
        "last": manifest.period.last,
        "sequence": manifest.sequence,
        "supersedes": manifest.supersedes,
        "reason": manifest.reason,
        "privacy": manifest.privacy.value,
        "template": manifest.template.code,
        "template_version": manifest.template.version,
        "content_hash": manifest.content_hash,
        "check_code": manifest.check_code,
        "made_at": manifest.created_at,
        "made_by": manifest.created_by,
    }


def stored_id(package_id: UUID | str) -> str:
    """An id as every database takes it."""
    return str(package_id).replace("-", "")


def stored_figures(package: Package, package_id: UUID) -> list[Row]:
    """Its cells in the order of FIGURE_COLUMNS, as every database takes them."""
    table = package.tables.get("figures")
    if table is None:
        return []
    return list(zip(repeat(stored_id(package_id)), *map(table.wire, _FIGURE)))


def stored_activities(package: Package, package_id: UUID) -> list[Row]:
    """Its activities in the order of ACTIVITY_COLUMNS: lists as JSON, ids without strokes."""
    table = package.tables.get("activities")
    if table is None:
        return []
    columns = {name: table.wire(name) for name in _ACTIVITY}
    columns["id"] = [one.replace("-", "") for one in columns["id"]]
    for name in _LISTS:
        columns[name] = _as_json(columns[name])
    return list(zip(repeat(stored_id(package_id)), count(), *columns.values()))


def _as_json(values: Sequence[Any]) -> list[str]:
    """Each value as JSON by itself. All in one call, in a third of the time: in JSON no text holds
    a bare line break, and no value on the wire is NaN, so that both can part them."""
    parted = [one for value in values for one in (value, nan)]
    joined = json.dumps(parted, separators=("\n", ": "))
    return [one.replace("\n", ", ") for one in joined[1:-5].split("\nNaN\n")]


def _named(package: Package, kind: str, fields: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = package.rows(kind, *fields)
    return [dict(zip(fields.values(), row, strict=True)) for row in rows]
