"""Nhận về: gói của đơn vị dưới, phiếu tiếp nhận, gói của cấp trên."""

from app.ui.tab_desk import TabView


class ReceiveView(TabView):
    """Nhận về: gói của đơn vị dưới, phiếu tiếp nhận, gói của cấp trên."""
