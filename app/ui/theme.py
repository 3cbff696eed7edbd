"""Colours by role, text sizes, and the one style of all controls."""

import sys
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What a colour is for."""

    surface: str
    raised: str
    line: str
    text: str
    quiet: str
    primary: str
    on_primary: str
    hover: str
    accent: str
    good: str
    done: str
    warn: str
    bad: str
    band: str


LIGHT: Final = Roles(
    surface="#f4f4f8",
    raised="#ffffff",
    line="#c5c5d3",
    text="#1b1b27",
    quiet="#565666",
    primary="#3d3a8c",
    on_primary="#ffffff",
    hover="#e6e5f5",
    accent="#ad4e08",
    good="#1a6b3a",
    done="#b5dcc3",
    warn="#8a4b00",
    bad="#b3261e",
    band="#fdeedd",
)
DARK: Final = Roles(
    surface="#181820",
    raised="#22222d",
    line="#4a4a60",
    text="#ececf4",
    quiet="#b6b6c8",
    primary="#aeaaf7",
    on_primary="#15152b",
    hover="#33334a",
    accent="#f2a863",
    good="#82d6a3",
    done="#2c5b40",
    warn="#f2bd66",
    bad="#ff9f96",
    band="#43301a",
)
THEMES: Final = {"light": LIGHT, "dark": DARK}
THEME_WORDS: Final = {"light": "Sáng", "dark": "Tối"}
#: Points of the ordinary text; "huge" is one and a half times the usual size.
SIZES: Final = {"small": 10.0, "medium": 11.0, "large": 13.5, "huge": 16.5}
SIZE_WORDS: Final = {"small": "Nhỏ", "medium": "Vừa", "large": "To", "huge": "Rất to"}
LEAST_TARGET: Final = 32


class _Now:
    roles: Roles = LIGHT
    family: str = ""


def roles() -> Roles:
    """The colours in use."""
    return _Now.roles


def apply(app: QApplication, theme: str, text_size: str) -> None:
    """Give the whole program its look; may be called again at any time."""
    _Now.roles = THEMES[theme]
    app.setStyle("Fusion")
    app.setPalette(palette(_Now.roles))
    points = SIZES[text_size]
    font = QFont(window_family())
    font.setPointSizeF(points)
    app.setFont(font)
    app.setStyleSheet(style_sheet(_Now.roles, points))


def window_family() -> str:
    """Segoe UI on Windows; elsewhere the shipped face, so that every machine shows the same."""
    if sys.platform == "win32":
        return "Segoe UI"
    if not _Now.family:
        for name in ("Arimo-Regular", "Arimo-Bold"):
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}.ttf")))
        _Now.family = "Arimo"
    return _Now.family


def paper_family() -> str:
    """The face of papers: Times New Roman where it is, else the shipped one of the same widths."""
    if "Times New Roman" in QFontDatabase.families():
        return "Times New Roman"
    if "Tinos" not in QFontDatabase.families():
        for name in ("Regular", "Bold", "Italic", "BoldItalic"):
            QFontDatabase.addApplicationFont(str(resource(f"fonts/Tinos-{name}.ttf")))
    return "Tinos"


def palette(look: Roles) -> QPalette:
    """The roles as Qt's palette."""
    made = QPalette()
    part = QPalette.ColorRole
    for role, colour in {
        part.Window: look.surface,
        part.WindowText: look.text,
        part.Base: look.raised,
        part.AlternateBase: look.surface,
        part.ToolTipBase: look.raised,
        part.ToolTipText: look.text,
        part.PlaceholderText: look.quiet,
        part.Text: look.text,
        part.Button: look.raised,
        part.ButtonText: look.text,
        part.BrightText: look.bad,
        part.Highlight: look.primary,
        part.HighlightedText: look.on_primary,
        part.Accent: look.primary,
        part.Link: look.primary,
        part.LinkVisited: look.primary,
        part.Mid: look.line,
        part.Light: look.raised,
    }.items():
        made.setColor(role, QColor(colour))
    for role in (part.WindowText, part.Text, part.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.quiet))
    return made


_STYLE: Final = """
QPushButton, QComboBox, QLineEdit, QSpinBox, QToolButton {{ min-height: {control}px; }}
QPushButton, QToolButton, QTabBar {{ icon-size: {icon}px; }}
QPushButton {{ padding: 0 12px; border: 1px solid {line}; border-radius: 4px;
    background: {raised}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 2px solid {primary}; padding: 0 11px; }}
QPushButton:disabled {{ color: {quiet}; background: {surface}; }}
QPushButton[role="primary"] {{ background: {primary}; color: {on_primary}; border-color: {primary};
    font-weight: bold; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {line}; color: {surface}; border-color: {line}; }}
QPushButton[big="true"] {{ padding: 6px 32px; font-size: {heading}pt; }}
QPushButton[big="true"]:focus {{ padding: 5px 31px; }}
QPushButton[role="link"] {{ border: none; background: transparent; color: {primary};
    text-align: left; padding: 0 4px; text-decoration: underline; }}
QFrame[role="foot"] QPushButton {{ min-height: 0; }}
QPushButton[role="link"]:focus {{ border: 2px solid {primary}; }}
QPushButton::menu-indicator {{ width: 12px; }}
QCheckBox, QRadioButton {{ min-height: {target}px; spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {mark}px; height: {mark}px;
    border: 1px solid {quiet}; background: {raised}; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QCheckBox::indicator:checked {{ background: {primary}; border-color: {primary};
    image: url("{tick}"); }}
QRadioButton::indicator {{ border-radius: {half}px; }}
QRadioButton::indicator:checked {{ border: {ring}px solid {primary}; width: {inner}px;
    height: {inner}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {surface};
    border-color: {line}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox {{ border: 1px solid {line}; border-radius: 4px;
    background: {raised}; padding: 0 6px; }}
QPlainTextEdit, QTextEdit {{ padding: 4px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {primary}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {surface}; color: {quiet}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {bad}; }}
QComboBox {{ padding: 0 6px; }}
QComboBox QLineEdit {{ border: none; min-height: 0; padding: 0; }}
QComboBox QLineEdit:focus {{ border: none; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: bold; }}
QLabel[role="heading"] {{ font-size: {heading}pt; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="quiet"] {{ color: {quiet}; }}
QLabel[role="primary"] {{ color: {primary}; }}
QLabel[role="accent"] {{ color: {accent}; }}
QLabel[role="good"] {{ color: {good}; }}
QLabel[role="warn"] {{ color: {warn}; }}
QLabel[role="bad"], QLabel[role="error"] {{ color: {bad}; }}
QFrame[role="card"] {{ background: {raised}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[role="step"] {{ background: {raised}; border: 2px solid {primary}; border-radius: 6px; }}
QFrame[role="drop"] {{ background: {raised}; border: 2px dashed {quiet}; border-radius: 8px; }}
.QFrame[role="warn"], QFrame[role="band"] {{ background: {band}; border: 1px solid {accent};
    border-radius: 4px; }}
QLabel[role="warn"] {{ border: none; background: transparent; }}
QFrame[role="band"] QLabel {{ color: {text}; font-weight: bold; }}
QFrame[role="bar"] {{ background: {raised}; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="foot"] {{ background: {raised}; border: none; border-top: 1px solid {line}; }}
QFrame[role="side"] {{ background: {raised}; border: none; border-right: 1px solid {line}; }}
QFrame[role="side"] QToolButton {{ border: none; border-left: 4px solid transparent;
    border-radius: 0; padding: 4px 12px 4px 8px; min-height: {control}px; background: transparent; }}
QFrame[role="side"] QToolButton:hover {{ background: {hover}; }}
QFrame[role="side"] QToolButton:checked {{ background: {hover}; border-left-color: {primary};
    color: {primary}; font-weight: bold; }}
QFrame[role="side"] QToolButton:focus {{ border-left-color: {accent}; }}
QTableView, QListView, QTreeView {{ background: {raised}; border: 1px solid {line};
    gridline-color: {line}; alternate-background-color: {surface}; }}
QTableView::item {{ padding: 0 4px; }}
QListView::item {{ padding: 0 6px; }}
QListView::item:selected {{ background: {primary}; color: {on_primary}; }}
QHeaderView::section {{ background: {surface}; color: {text}; font-weight: bold; padding: 6px;
    border: none; border-right: 1px solid {line}; border-bottom: 1px solid {line}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget[role="plain"] {{ background: transparent; }}
QProgressBar {{ border: 1px solid {line}; border-radius: 4px; background: {surface};
    text-align: center; min-height: 18px; color: {text}; }}
QProgressBar::chunk {{ background: {done}; border-radius: 3px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px; }}
QMenu::item:selected {{ background: {primary}; color: {on_primary}; }}
QTabBar::tab {{ min-height: {control}px; padding: 0 14px; border: none; background: transparent;
    border-bottom: 3px solid transparent; }}
QTabBar::tab:hover {{ background: {hover}; }}
QTabBar::tab:selected {{ color: {primary}; border-bottom-color: {primary}; }}
QTabBar::tab:focus {{ background: {hover}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
"""


def style_sheet(look: Roles, points: float) -> str:
    """The style of all controls for a palette and a text size."""
    colours = {name: getattr(look, name) for name in Roles.__dataclass_fields__}
    tick = resource("icons/tick-light.svg" if look is LIGHT else "icons/tick-dark.svg")
    mark = round(points * 1.5)
    ring = max(3, mark // 3)
    return _STYLE.format(
        **colours,
        tick=tick.as_posix(),
        mark=mark,
        half=mark // 2 + 1,
        ring=ring,
        inner=mark + 2 - 2 * ring,
        control=LEAST_TARGET - 2,
        target=LEAST_TARGET,
        icon=max(16, round(points * 1.4)),
        title=points * 1.4,
        heading=points * 1.15,
    )
