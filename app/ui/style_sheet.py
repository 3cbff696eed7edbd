"""The style sheet: how each role looks. Lengths follow the text size."""

from dataclasses import asdict
from string import Template
from typing import Final

from app.ui.look import Colours

_RULES: Final = Template("""
QToolTip { color: $text; background: $raised; border: 1px solid $line; padding: 4px; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: bold; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="number"] { font-size: ${number}pt; font-weight: bold; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="error"], QLabel[role="bad"] { color: $bad; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="good"] { color: $good; }
QLabel[role="accent"] { color: $accent; }

QPushButton, QToolButton[role="button"] {
  color: $text; background: $raised; border: 1px solid $line; border-radius: 5px;
  padding: 4px 12px; min-height: ${control}px;
}
QPushButton:hover { background: $primary_soft; }
QPushButton:pressed, QPushButton:checked { background: $primary_soft; border-color: $primary; }
QPushButton:focus { border: 2px solid $primary; padding: 3px 11px; }
QPushButton:disabled { color: $quiet; background: $surface; }
QPushButton[role="primary"] { color: $on_primary; background: $primary; border-color: $primary; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { color: $quiet; background: $line; border-color: $line; }
QPushButton[role="danger"] { color: $bad; border-color: $bad; }
QPushButton[role="link"] {
  color: $primary; background: transparent; border: 1px solid transparent; text-align: left;
  padding: 2px 4px;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $primary; }

QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: ${control}px; }
QLineEdit, QPlainTextEdit, QTextEdit, QListWidget, QSpinBox {
  background: $raised; border: 1px solid $line; border-radius: 4px; padding: 2px 6px;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QListWidget:focus, QSpinBox:focus,
QTableView:focus, QTreeView:focus { border: 2px solid $primary; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus { padding: 1px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $quiet; background: $surface; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 2px solid $bad; }
QCheckBox, QRadioButton { min-height: ${control}px; spacing: 8px; }

QTableView, QTreeView {
  background: $raised; border: 1px solid $line; border-radius: 4px; gridline-color: $line;
}
QHeaderView::section {
  color: $text; background: $surface; border: none; border-right: 1px solid $line;
  border-bottom: 1px solid $line; padding: 6px; font-weight: bold;
}
QTableView::item { padding: 2px 6px; }

QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="step"] { background: $primary_soft; border: 1px solid $primary; border-radius: 8px; }
QFrame[role="warn"] { background: $warn_soft; border: 1px solid $warn; border-radius: 6px; }
QFrame[role="bad"] { background: $bad_soft; border: 1px solid $bad; border-radius: 6px; }
QFrame[role="good"] { background: $good_soft; border: 1px solid $good; border-radius: 6px; }
QFrame[role="accent"] { background: $accent_soft; border: 1px solid $accent; border-radius: 6px; }
QFrame[role="line"] { background: $line; max-height: 1px; min-height: 1px; border: none; }
QFrame[role="bar"] { background: $raised; border: none; border-bottom: 1px solid $line; }
QFrame[role="foot"] { background: $raised; border: none; border-top: 1px solid $line; }
QFrame[role="side"] { background: $raised; border: none; border-right: 1px solid $line; }
QFrame[role="side"] QToolButton {
  color: $text; background: transparent; border: none; border-left: 4px solid transparent;
  padding: 4px 12px 4px 8px; min-height: ${entry}px; text-align: left;
}
QFrame[role="side"] QToolButton:hover { background: $surface; }
QFrame[role="side"] QToolButton:focus { border-left: 4px solid $accent; background: $surface; }
QFrame[role="side"] QToolButton:checked {
  color: $primary; background: $primary_soft; border-left: 4px solid $primary; font-weight: bold;
}
QFrame[role="sample"] { background: $accent_soft; border: none; border-bottom: 1px solid $accent; }
QFrame[role="sample"] QLabel { color: $accent; font-weight: bold; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QProgressBar {
  border: 1px solid $line; border-radius: 4px; background: $surface; text-align: center;
  color: $text; min-height: 12px;
}
QProgressBar::chunk { background: $primary_soft; border-radius: 3px; }
QTabBar::tab { padding: 6px 12px; min-height: ${control}px; }
QMenu { background: $raised; border: 1px solid $line; }
QMenu::item { padding: 6px 24px 6px 12px; }
QMenu::item:selected { background: $primary_soft; color: $text; }
""")


def style_sheet(look: Colours, size: float) -> str:
    """The rules for these colours and this text size in points."""
    return _RULES.substitute(
        asdict(look),
        title=f"{size * 1.45:.1f}",
        heading=f"{size * 1.15:.1f}",
        number=f"{size * 1.7:.1f}",
        control=max(22, round(size * 2)),
        entry=max(26, round(size * 2.4)),
    )
