"""Hidden bookmarks that name the paper's nodes, so that a file sent back finds them again."""

from typing import Final
from uuid import UUID

#: Before the 32 digits of a node's key, and before the number of a node without one.
KEYED: Final = "_bdg"
GENERATED: Final = "_bdgx"
#: Before the depth of a node that no mark tells, at the end of its name.
DEPTH: Final = "d"


class NodeNames:
    """Gives each node a name that no other has."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._generated = 0

    def ends(self, key: str, depth: int = 0) -> tuple[str, str]:
        """The two ends of a new bookmark, to stand before and behind what the node made.

        ``depth`` is that of a node without a mark; 0 at the top.
        """
        number = len(self._used)
        name = self._name(key)
        self._used.add(name)
        name += f"{DEPTH}{depth}" if depth else ""
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def _name(self, key: str) -> str:
        try:
            name = f"{KEYED}{UUID(key).hex}"
        except ValueError:
            name = ""
        if name and name not in self._used:
            return name
        self._generated += 1
        return f"{GENERATED}{self._generated}"
