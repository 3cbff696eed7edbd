"""bdg package read: what receiving a file would do."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from app.commands import arguments
from app.commands.opened import opened, passphrase_in, source_file
from app.commands.receive import ask_passphrase


def add_read(verbs: Any) -> None:
    """Add the verb."""
    read = verbs.add_parser("read", help="xem nhận gói này thì sẽ thế nào; chưa ghi gì")
    read.add_argument("file", type=arguments.path, metavar="TỆP")
    read.add_argument("--all", action="store_true", help="in cả những số như cũ")
    ask_passphrase(read)
    read.set_defaults(run=foresee_file)


def foresee_file(chosen: Namespace) -> int:
    """What the package is, what is to be looked at, and each cell that is not as it was.

    Returns:
        1 when it would be refused.
    """
    from app.domain.parcel_cells import OUTCOME_WORDS, CellOutcome
    from app.workflows.parcels.desk import desk_of, own_office
    from app.workflows.parcels.foreseeing import foresee
    from app.workflows.parcels.preview import shown_value
    from app.workflows.parcels.taking_in import Took

    path = source_file(chosen.file)
    with opened(chosen, writes=True) as folder:
        own = own_office(folder.db, datetime.now(UTC))
        desk = desk_of(folder.db, own, passphrase=passphrase_in(chosen.passphrase_file))
        found = foresee(folder.db, path, desk)
    if found.about:
        print(found.about)
    for sentence in found.sentences:
        print(sentence)
    for one in found.cells:
        if one.outcome is CellOutcome.SAME and not chosen.all:
            continue
        values = (shown_value(said, one.decimals) for said in (one.before, one.now))
        print("\t".join((OUTCOME_WORDS[one.outcome], one.name, one.sex, *values, one.words)))
    return 1 if found.took is Took.REFUSED else 0
