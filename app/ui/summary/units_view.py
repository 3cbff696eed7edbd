"""Danh sách đơn vị báo cáo."""

from app.ui.tab_desk import TabView


class UnitsView(TabView):
    """Danh sách đơn vị báo cáo."""
