"""A seat of the receiving office in a process of its own: reads a folder when it is told to."""

import json
import os
import sys
from pathlib import Path

from app.db.database import Database
from app.db.engine import make_server_engine
from app.db.server import parse_server
from app.exchange.office_cards import OfficeCard
from app.exchange.packing import Sender
from app.exchange.reading import Desk
from app.jobs import JobContext
from app.workflows.parcels.receiving import receive
from tests.exchange.offices import card, keys_of
from tests.workflows.parcels.senders import NOW, desk

COMMUNES = 24


def sender(number: int) -> Sender:
    """A made-up commune by its number from 0; the same keys in every process."""
    code, name = f"{30000 + number}", f"UBND xã Mẫu {number}"
    return Sender(keys_of(10 + number), card(10 + number, code, name))


def all_cards() -> list[OfficeCard]:
    return [sender(number).card for number in range(COMMUNES)]


def office() -> Desk:
    """The desk of the receiving office, which knows every commune."""
    return desk(*all_cards())


def main(folder: Path) -> None:
    db = Database(make_server_engine(parse_server(os.environ["BDG_DB"])), f"ghế {folder.name}")
    place = office()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        received = receive(db, [folder], place, JobContext(), NOW, accept_clean=True)
    finally:
        db.close()
    told = [[one.path.name, one.state.value, list(one.sentences)] for one in received.outcomes]
    print(json.dumps({"told": told, "trouble": received.trouble}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
