"""Take a package apart, change it as an attacker or a careless program would, put it together."""

import io
import json
import warnings
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from app.exchange.archive import pack, unpack
from app.exchange.canonical import canonical, sha256
from app.exchange.check_code import check_code
from app.exchange.manifest import MANIFEST, SIGNATURE, manifest_shape
from app.exchange.packing import Sender
from app.exchange.seals import content_hash, signature_bytes

Members = dict[str, bytes]


def members_of(content: bytes) -> Members:
    return dict(unpack(content).members)


def with_manifest(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The manifest changed, nothing signed anew."""
    members = members_of(content)
    head = json.loads(members[MANIFEST])
    change(head)
    members[MANIFEST] = canonical(head)
    return pack(members.items())


def with_members(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Members put in, replaced or (None) taken out, nothing signed anew."""
    members = members_of(content)
    for name, changed in changes.items():
        if changed is None:
            del members[name]
        else:
            members[name] = changed
    return pack(members.items())


def resigned(
    content: bytes,
    sender: Sender,
    changes: Mapping[str, bytes | None] = {},
    change: Callable[[dict[str, Any]], object] = lambda head: None,
    *,
    fix_hash: bool = True,
) -> bytes:
    """Changed by someone who can sign: hashes, sizes and signature all fit again."""
    members = members_of(with_members(content, changes))
    head = json.loads(members[MANIFEST])
    names = [name for name in members if name not in (MANIFEST, SIGNATURE)]
    head["files"] = [
        {
            "name": name,
            "size": len(members[name]),
            "sha256": sha256(members[name]),
            "sealed": name.endswith(".kin"),
        }
        for name in names
    ]
    change(head)
    plain = {name: members[name] for name in names if name.startswith("data/")}
    manifest = manifest_shape(open_=True).read(head)
    if fix_hash and head["sealing"] is None:
        papers = _paper_hashes(plain.get("data/documents.json", b"{}"))
        head["content_hash"] = content_hash(
            manifest, {name: sha256(part) for name, part in plain.items()}, papers
        )
        head["check_code"] = check_code(head["content_hash"])
    members[MANIFEST] = canonical(head)
    manifest = manifest_shape(open_=True).read(head)
    members[SIGNATURE] = signature_bytes(sender.keys, sender.card, manifest, members[MANIFEST])
    return pack(members.items())


def _paper_hashes(content: bytes) -> list[str]:
    """As far as there are any in records that may be made odd on purpose."""
    value = json.loads(content)
    rows = value.get("rows") if isinstance(value, dict) else None
    found = [row[-1] for row in rows or [] if isinstance(row, list) and len(row) == 7]
    return [one for one in found if isinstance(one, str)]


def rows_changed(
    content: bytes, name: str, change: Callable[[list[dict[str, Any]]], object]
) -> dict[str, bytes | None]:
    """A data file with its records changed, each as an object; new names become new columns."""
    value = json.loads(members_of(content)[name])
    names = value["fields"]
    rows = [dict(zip(names, row, strict=True)) for row in value["rows"]]
    change(rows)
    newer = {key: None for row in rows if isinstance(row, dict) for key in row if key not in names}
    order = [*names, *newer]
    values = [
        [row.get(key) for key in order if key in row or key in newer]
        if isinstance(row, dict)
        else row
        for row in rows
    ]
    return {name: canonical({"fields": order, "rows": values})}


def zip_of(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """A ZIP as Python makes it, without any of our rules."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            if isinstance(name, str):
                # Given a mere name the archive would put the time of writing beside it.
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            else:
                archive.writestr(name, content)
    return made.getvalue()
