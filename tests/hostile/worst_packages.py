"""Packages made to cost the most; ``python -m`` reads one and says how long and how large."""

import gc
import json
import re
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.exchange.archive import pack
from app.exchange.canonical import canonical
from app.exchange.reading import read_package
from app.exchange.records import records_shape
from app.exchange.refusals import PackageError
from tests.exchange.offices import COMMUNE, desk, package
from tests.exchange.rebuild import members_of, resigned, zip_of

_NAMES: Final = records_shape("figures").schema["properties"]["fields"]["const"]
_HEAD: Final = canonical({"fields": _NAMES})[:-1] + b',"rows":['
_STATUS: Final = Path("/proc/self/status")


def _numbered(piece: bytes, count: int) -> bytes:
    """Pieces that do not shrink much, so that the limit on shrinking does not stop them."""
    rows = b",".join(piece % (at * 7919 % 99991) for at in range(count))
    return _HEAD + rows + b"]}"


def _a_million_members() -> bytes:
    numbers = (20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", *numbers) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 47_000_000, 30, 0)
    return b"PK\3\4" + bytes(26) + entry * 1_000_000 + end


def _data(content: bytes) -> bytes:
    return resigned(package().content, COMMUNE, {"data/figures.json": content})


def _rows(count: int) -> bytes:
    row = b'["CT.%d","men","value","12","","","","typed",false,""]'
    return _numbered(row, count)[:-2] + b',["CT.01","men","value",12,"","","","typed",false,""]]}'


def _one_text() -> bytes:
    return _HEAD + b'"' + _numbered(b"%d", 1_000_000).replace(b'"', b"") + b'"]}'


def _keys() -> bytes:
    return b"{" + b",".join(b'"k%d":%d' % (at, at) for at in range(400_000)) + b"}"


def _with(name: str, content: bytes, make: Callable[..., bytes]) -> bytes:
    members = [*members_of(package().content).items(), (name, content)]
    return make(members) if make is pack else make(*members)


WORST: Final[dict[str, Callable[[], bytes]]] = {
    "a million members": _a_million_members,
    "lists": lambda: _data(_numbered(b"[[%d]]", 99_000)),
    "rows, the last one wrong": lambda: _data(_rows(60_000)),
    "records": lambda: _data(_numbered(b'{"a%d":1}', 190_000)),
    "numbers": lambda: _data(_numbered(b"%d", 1_200_000)),
    "one text": lambda: _data(_one_text()),
    "keys": lambda: _data(_keys()),
    "stored": lambda: _with("docs/to.pdf", bytes(range(256)) * 180_000, pack),
    "bomb": lambda: _with("docs/to.pdf", bytes(49_000_000), zip_of),
}


def peak() -> int:
    """The most memory this process has held since it was last reset, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text(encoding="ascii"))
    return int(found[1]) // 1024 if found else 0


def main(name: str) -> None:
    content = WORST[name]()
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, start = peak(), time.perf_counter()
    try:
        read_package(content, desk())
        fate = "read"
    except PackageError as error:
        fate = error.stage.name
    seconds = time.perf_counter() - start
    row = {"fate": fate, "seconds": round(seconds, 3), "before": before, "peak": peak()}
    print(json.dumps(row))


if __name__ == "__main__":
    main(sys.argv[1])
