"""Files of the data folder: locked with the folder's key, or plain when it has none."""

import hashlib
import re
from pathlib import Path
from typing import Final

from app.errors import DataFileError
from app.files import explain_os_error, put_in_place
from app.vault.crypt import derived_key, keyed_name, lock, unlock

#: What a locked file ends with, whatever is in it.
LOCKED_SUFFIX: Final = ".khoa"
_MAGIC: Final = b"bdg-tep/1\n"
#: What a lock adds to a content: the mark, nonce and tag.
_LONGER: Final = len(_MAGIC) + 12 + 16
_CONTENT: Final = b"bdg content of files/1"
_NAMES: Final = b"bdg names of files/1"
_SUFFIX: Final = re.compile(r"^\.[a-z0-9]{1,8}$")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class FileVault:
    """Reads and writes files so that without the key neither words nor names tell anything.

    Args:
        key: the folder's key; None keeps files as they are.

    ``key`` is also what the database of the folder is encrypted with.
    """

    def __init__(self, key: bytes | None = None) -> None:
        self.key = key
        self._content = derived_key(key, _CONTENT) if key is not None else b""
        self._names = derived_key(key, _NAMES) if key is not None else b""

    @property
    def locks(self) -> bool:
        """Whether files are locked."""
        return bool(self._content)

    def name_of(self, content: bytes) -> str:
        """The name, without its ending, under which ``put`` keeps this content."""
        return self.name_for(hashlib.sha256(content).hexdigest())

    def name_for(self, sha256: str) -> str:
        """The same for a content of which only the hash (64 hex digits) is known."""
        return keyed_name(self._names, sha256.encode("ascii")) if self.locks else sha256

    def find(self, folder: Path, sha256: str) -> Path | None:
        """Where ``put`` keeps the content with this hash; None when it is not there."""
        if not _DIGEST.fullmatch(sha256):
            return None
        return next(iter(sorted(folder.glob(f"{self.name_for(sha256)}*"))), None)

    def put(self, folder: Path, content: bytes, suffix: str) -> Path:
        """Keep a content under its name, once; a whole file that is there stays.

        Args:
            suffix: ending of the plain file; a locked one tells nothing of it.

        Raises:
            OSError: the disk refuses; no half file is left.
        """
        folder.mkdir(parents=True, exist_ok=True)
        there = self.find(folder, hashlib.sha256(content).hexdigest())
        if there is not None and there.stat().st_size == len(content) + (
            _LONGER if self.locks else 0
        ):
            return there
        ending = suffix if _SUFFIX.match(suffix) else ""
        path = folder / f"{self.name_of(content)}{LOCKED_SUFFIX if self.locks else ending}"
        self.write(path, content)
        return path

    def write(self, path: Path, content: bytes) -> None:
        """Write a file in one step under a name of one's own, which is not locked.

        Raises:
            OSError: the disk refuses; the old file stays.
        """
        put_in_place(path, self.stored_bytes(path, content))

    def read(self, path: Path) -> bytes:
        """The plain content of a file.

        Raises:
            DataFileError: it cannot be read, is damaged, or was locked with another key.
        """
        try:
            stored = path.read_bytes()
        except OSError as error:
            raise explain_os_error(error) from error
        if not self.locks:
            return stored
        plain = None
        if stored.startswith(_MAGIC):
            plain = unlock(self._content, stored[len(_MAGIC) :], _bound(path))
        if plain is None:
            raise DataFileError(
                "Một tệp trong thư mục dữ liệu bị hỏng hoặc bị thay nên không mở được. Các bản ghi "
                "khác vẫn an toàn. Hãy lấy tệp này từ bản sao lưu.",
                detail=path.name,
            )
        return plain

    def stored_bytes(self, path: Path, content: bytes) -> bytes:
        """What lies on the disk for a content under this name; only the name counts, not the folder."""
        return _MAGIC + lock(self._content, content, _bound(path)) if self.locks else content


#: Of a folder that is not encrypted.
PLAIN: Final = FileVault()


def _bound(path: Path) -> bytes:
    # A locked file in the place of another is refused.
    return _MAGIC + path.name.encode("utf-8")
