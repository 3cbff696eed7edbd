"""Gửi xuống đơn vị."""

from app.ui.tab_desk import TabView


class DownView(TabView):
    """Gửi xuống đơn vị."""
