"""Icons of the own set, drawn in the colour of a role for each size."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.paths import resource
from app.ui import theme

_SIZES: Final = (16, 20, 24, 32, 48)
_known: Final[dict[int, tuple[str, str]]] = {}


def icon(name: str, role: str = "text") -> QIcon:
    """The icon ``name`` of resources/icons in a colour role of the theme.

    A disabled control shows it in the quiet colour.
    """
    roles = theme.roles()
    drawn = _drawn(name, getattr(roles, role), roles.quiet, roles.on_primary)
    _known[drawn.cacheKey()] = (name, role)
    return drawn


def recolour(root: QWidget) -> None:
    """Draw the icons of buttons and actions below ``root`` again, after the colours changed."""
    owners: list[QAbstractButton | QAction] = [*root.findChildren(QAbstractButton)]
    owners += root.findChildren(QAction)
    for owner in owners:
        name, role = _known.get(owner.icon().cacheKey(), ("", ""))
        if name:
            owner.setIcon(icon(name, role))


def pixmap(name: str, role: str, size: int, ratio: float) -> QPixmap:
    """One picture of ``size`` logical px."""
    return icon(name, role).pixmap(QSize(size, size), ratio)


@lru_cache(maxsize=400)
def _drawn(name: str, colour: str, disabled: str, chosen: str) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_picture(name, colour, size), QIcon.Mode.Normal)
        made.addPixmap(_picture(name, disabled, size), QIcon.Mode.Disabled)
        made.addPixmap(_picture(name, chosen, size), QIcon.Mode.Selected)
    return made


def _picture(name: str, colour: str, size: int) -> QPixmap:
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("#000", colour)
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return picture


def program_icon() -> QIcon:
    """The icon of the program itself."""
    return QIcon(str(resource("icons/app.svg")))
