"""Look at a package file without taking it in: is it whole, who signed it, do we know that card?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.db.database import Database
from app.domain.units import CardState
from app.exchange.manifest import MANIFEST, SIGNATURE, Manifest
from app.exchange.office_cards import OfficeCard
from app.exchange.reading import look_into
from app.exchange.refusals import Refusal, Stage, refuse
from app.exchange.seals import signer
from app.queries.office_keys import list_keys
from app.queries.units import list_cards


class Trust(StrEnum):
    """What the card that signed is to us."""

    OWN = "own"
    PINNED = "pinned"
    EARLIER = "earlier"
    UNKNOWN = "unknown"


TRUST_WORDS: Final = {
    Trust.OWN: "gói của chính đơn vị mình",
    Trust.PINNED: "thẻ cơ quan đã đối chiếu và ghi nhận",
    Trust.EARLIER: "thẻ cơ quan cũ, đã thay; hãy hỏi lại nơi gửi",
    Trust.UNKNOWN: "chưa ghi nhận thẻ cơ quan này: gói nguyên vẹn nhưng chưa chắc đúng nơi gửi",
}


@dataclass(frozen=True, slots=True)
class Verified:
    """A whole package with a signature that fits; ``trust`` is ours to judge."""

    manifest: Manifest
    package_hash: str
    card: OfficeCard
    trust: Trust


def verify(db: Database, content: bytes) -> Verified:
    """Check hashes and signature of a package; nothing is taken in.

    Raises:
        PackageError: stages FILE, VERSION, MANIFEST, HASHES or SIGNATURE.
    """
    opened = look_into(content)
    members = opened.archive.members
    if SIGNATURE not in members:
        raise refuse(Stage.SIGNATURE, Refusal.UNSIGNED)
    card = signer(members[SIGNATURE], opened.manifest, members[MANIFEST])
    if card is None:
        raise refuse(Stage.SIGNATURE, Refusal.BAD_SIGNATURE)
    return Verified(opened.manifest, opened.package_hash, card, _trust(db, card))


def _trust(db: Database, card: OfficeCard) -> Trust:
    if any(row.fingerprint == card.fingerprint for row in db.read(list_keys)):
        return Trust.OWN
    states = {
        row.state
        for row in db.read(list_cards, card.unit_code)
        if row.fingerprint == card.fingerprint
    }
    if CardState.PINNED in states:
        return Trust.PINNED
    return Trust.EARLIER if CardState.REPLACED in states else Trust.UNKNOWN
