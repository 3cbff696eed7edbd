"""A receiving office with its units, all cards confirmed, and a folder of packages from each."""

from datetime import datetime
from pathlib import Path

from communes import NOW, PERIOD, Commune, communes, package_of
from sqlalchemy.orm import Session

from app.data_folder import DataFolder, open_data_folder
from app.domain.text import fold
from app.domain.units import CardState
from app.exchange.office_cards import CARD_SHAPE, OfficeCard
from app.models import Unit, UnitCard
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.workflows.parcels.desk import own_office, set_unit_code

YEAR = PERIOD
CODE = "79"
_SIGNER = SignerDraft(form_code="gd", lines=("GIÁM ĐỐC",), name="Nguyễn Văn Mẫu")


def make_office(folder: Path, count: int, packages: Path) -> list[Commune]:
    """A data folder whose units have all confirmed cards, and a package file from each unit."""
    opened = open_data_folder(folder, actor="đo")
    try:
        card = _set_up(opened, NOW)
        made = []
        packages.mkdir()
        for at, one in enumerate(communes(count, receiver=card)):
            (packages / f"{at:05}.bdg-goi").write_bytes(package_of(one))
            made.append(one)
        opened.db.write(_enrol, [one.sender.card for one in made])
    finally:
        opened.close()
    return made


def _set_up(opened: DataFolder, now: datetime) -> OfficeCard:
    answers = SetUpOffice(
        level_code="tinh",
        name="Mẫu",
        upper_unit="Bộ Nội vụ",
        receiving_office="Bộ Nội vụ",
        signers=(_SIGNER,),
    )
    opened.db.write(set_up_office, answers)
    set_unit_code(opened.db, CODE)
    return own_office(opened.db, now).card


def _enrol(session: Session, cards: list[OfficeCard]) -> None:
    for card in cards:
        session.add(
            Unit(
                code=card.unit_code,
                name=card.unit_name,
                search=fold(card.unit_name),
                level_code="xa",
            )
        )
        session.add(
            UnitCard(
                unit_code=card.unit_code,
                fingerprint=card.fingerprint,
                card=CARD_SHAPE.write(card),
                state=CardState.PINNED,
                received_at=NOW,
                confirmed_at=NOW,
            )
        )
