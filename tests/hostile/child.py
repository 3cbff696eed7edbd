"""Reads the files named on its input, one a line; answers with one line of JSON for each.

Runs in a process of its own, so that a crash, a hang or a flood of memory is seen from outside.
"""

import json
import os
import sys
from pathlib import Path

from app.documents.readers.from_file import read_papers, read_source
from app.domain.text import nfc
from app.errors import AppError


def _forget_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """Highest use of memory in MB since it was last forgotten; 0 where it cannot be known.

    That of the processes which it started itself is the highest of all so far.
    """
    if sys.platform != "linux":
        return 0
    import resource

    outside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return max(outside, int(line.split()[1]) // 1024)
    return 0


def _read(path: Path) -> dict[str, object]:
    try:
        source = read_source(path)
        words = nfc("\n".join(paragraph.text for paragraph in source.paragraphs()))
        read_papers(source)
    except AppError as error:
        return {"fate": "refused", "said": str(error)}
    return {
        "fate": "read",
        "said": "",
        "found": [one for one in _WANTED[path.name] if one in words],
    }


def _answer(path: Path) -> dict[str, object]:
    _forget_peak()
    try:
        made = _read(path)
    except BaseException as error:  # noqa: BLE001 everything unexpected is the finding
        made = {"fate": "fault", "said": repr(error)[:500]}
    return {**made, "peak": _peak()}


if __name__ == "__main__":
    _WANTED = json.loads(os.environ["HOSTILE_WORDS"])
    for row in sys.stdin:
        print(json.dumps(_answer(Path(row.strip()))), flush=True)
