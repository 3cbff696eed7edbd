"""A paper out of a package that was received, as a file to be opened."""

from pathlib import Path
from uuid import UUID

from app.db.database import Database
from app.errors import NotFoundError
from app.exchange.delivery import deliver
from app.exchange.reading import read_package
from app.queries.kept_files import read_kept
from app.queries.received import find_received
from app.workflows.parcels.desk import desk_of, own_office


def write_document_of(db: Database, package_id: UUID, file: str, folder: Path) -> Path:
    """Write one paper of a package into a folder, under a name that says whose it is.

    Args:
        file: its name in the package, "docs/…".

    Raises:
        NotFoundError: no such package or paper; a report keyed by hand has none.
        DataFileError, PackageError: the kept package is damaged, or sealed with a passphrase.
        DeliveryError: the folder takes no file.
    """
    row = db.read(find_received, package_id)
    if row.file_sha256 is None:
        raise NotFoundError("Số liệu này không đến bằng gói nên không có văn bản kèm theo.")
    own = own_office(db, row.received_at)
    package = read_package(db.read(read_kept, row.file_sha256), desk_of(db, own))
    content = package.papers.get(file)
    if content is None:
        raise NotFoundError("Trong gói không có văn bản này. Số liệu đã nhận vẫn nguyên.")
    name = f"{row.unit_code}_{row.duty}_{row.period}_{Path(file).name}".replace("/", "-")
    return deliver(folder, name, content).path
