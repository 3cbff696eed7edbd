"""Light and dark: icons of what is already made follow at once."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from app.ui import icons
from app.ui.context import UiContext
from app.ui.main_window import MainWindow


def ink(icon: QIcon) -> str:
    """The colour of the drawn lines."""
    image = icon.pixmap(24, 24).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda pixel: pixel.alpha()).name()


def test_icons_follow_the_colours(window: MainWindow, context: UiContext) -> None:
    button = QPushButton(icons.icon("save"), "Ghi lại", window.page)
    assert ink(button.icon()) == "#1b1b27"

    context.preferences.change(theme="dark")
    context.bus.look_changed.emit()

    assert ink(button.icon()) == "#ececf4"
