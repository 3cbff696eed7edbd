"""A process that works on a data folder until it is killed, and writes down what was confirmed."""

import json
import os
from pathlib import Path

from tests.faults.load import Load, Receipt

#: More than anybody lets it do.
_ENDLESS = 100_000


def work(root: str, seed: int, old: str, receipts: str, key: bytes | None) -> None:
    """Work without end; every receipt is one line, handed to the system at once."""
    file = os.open(receipts, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(receipt: Receipt) -> None:
        os.write(file, (json.dumps(receipt) + "\n").encode())

    Load(Path(root), seed, tell, old=Path(old), key=key).work(_ENDLESS)
