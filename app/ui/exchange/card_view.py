"""Thẻ cơ quan: của mình và của nơi nhận."""

from app.ui.tab_desk import TabView


class CardView(TabView):
    """Thẻ cơ quan: của mình và của nơi nhận."""
