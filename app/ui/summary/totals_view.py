"""Số tổng hợp của các đơn vị."""

from app.ui.tab_desk import TabView


class TotalsView(TabView):
    """Số tổng hợp của các đơn vị."""
