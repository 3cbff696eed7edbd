"""A page of several views under one title: tabs, each view made when it is first wanted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from app.ui.context import UiContext
from app.ui.page import Page


class TabView(QWidget):
    """One view. ``buttons`` stand in the title row of the page while it is shown."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.buttons: list[QWidget] = []

    def refresh(self) -> None:
        """Re-read what is shown."""

    def open(self, target: Mapping[str, object]) -> None:
        """Show one thing."""

    def leave(self) -> bool:
        """Save what is not saved yet; False keeps the officer here."""
        return True

    def back(self) -> bool:
        """Esc: one step back inside the view; False when there is none."""
        return False


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the page: its code in targets (``tab``), the words on it, what makes it."""

    code: str
    words: str
    make: Callable[[UiContext, QWidget], TabView]


class TabDesk(Page):
    """Subclasses give ``title``, ``topics`` and ``tabs``; a target's ``tab`` names the view."""

    #: What a screen reader says of the row of tabs.
    row_name: str = "Các phần của trang"

    def __init__(
        self, context: UiContext, tabs: Sequence[Tab], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._tabs = tuple(tabs)
        self._views: dict[str, TabView] = {}
        self.switch = QTabBar(self)
        self.switch.setDrawBase(False)
        self.switch.setExpanding(False)
        self.switch.setAccessibleName(self.row_name)
        for tab in self._tabs:
            self.switch.addTab(tab.words)
        self.stack = QStackedWidget(self)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.stack, 1)
        self.switch.currentChanged.connect(self._on_changed)
        self._show(self._tabs[0].code)

    @property
    def view(self) -> TabView:
        """The view that is shown."""
        return self._views[self._tabs[self._shown].code]

    def show_tab(self, code: str) -> TabView:
        """Show a view, unless the one before keeps the officer."""
        self.switch.setCurrentIndex([tab.code for tab in self._tabs].index(code))
        return self.view

    def refresh(self) -> None:
        """The view shown is read again; the others when they are shown."""
        self.view.refresh()

    def open(self, target: Mapping[str, object]) -> None:
        """Go to ``tab``; the rest of the target is for its view."""
        rest = dict(target)
        code = rest.pop("tab", None)
        if isinstance(code, str) and code in {tab.code for tab in self._tabs}:
            self.show_tab(code)
        if rest:
            self.view.open(rest)

    def leave(self) -> bool:
        """As the view says."""
        return self.view.leave()

    def back(self) -> bool:
        """Inside the view first, then to the first tab."""
        if self.view.back():
            return True
        if self._shown == 0:
            return False
        self.switch.setCurrentIndex(0)
        return True

    def _on_changed(self, index: int) -> None:
        if index == self._shown:
            return
        if not self.view.leave():
            self.switch.setCurrentIndex(self._shown)
            return
        self._show(self._tabs[index].code)
        self.view.refresh()

    def _show(self, code: str) -> None:
        at = next(place for place, tab in enumerate(self._tabs) if tab.code == code)
        if code not in self._views:
            made = self._tabs[at].make(self.context, self)
            self._views[code] = made
            self.stack.addWidget(made)
            for button in made.buttons:
                self.add_button(button)
        self._shown = at
        for name, view in self._views.items():
            for button in view.buttons:
                button.setVisible(name == code)
        self.stack.setCurrentWidget(self._views[code])
