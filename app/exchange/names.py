"""File names that say what lies in a package, safe on every stick and in every mail program."""

import re
from typing import Final

from app.exchange.manifest import Direction, Manifest, PackageKind

PACKAGE_SUFFIX: Final = ".bdg-goi"
RECEIPT_SUFFIX: Final = ".bdg-phieu"
_ODD: Final = re.compile(r"[^A-Za-z0-9]+")
_MARKS: Final = {
    PackageKind.ORIGINAL: "",
    PackageKind.CORRECTION: "-dinh-chinh",
    PackageKind.WITHDRAWAL: "-rut-lai",
    PackageKind.TEST: "-gui-thu",
}


def package_name(manifest: Manifest) -> str:
    """ "26734_bao-cao-nam_2026_lan-2-dinh-chinh.bdg-goi": unit, report, period, version."""
    version = f"lan-{manifest.sequence}{_MARKS[manifest.kind]}"
    return f"{_stem(manifest)}_{version}{PACKAGE_SUFFIX}"


def receipt_name(manifest: Manifest) -> str:
    """The receipt of a package carries the same stem."""
    return f"{_stem(manifest)}_lan-{manifest.sequence}{RECEIPT_SUFFIX}"


def _stem(manifest: Manifest) -> str:
    # What an office sends to many units differs by nothing but whom it is for.
    down = manifest.direction is Direction.DOWN
    to = (f"gui-{manifest.receiver.code}",) if down else ()
    parts = (manifest.unit.code, *to, manifest.duty, manifest.period.code)
    return "_".join(_ODD.sub("-", part).strip("-")[:40] or "x" for part in parts)
