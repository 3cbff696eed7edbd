"""Gửi đi: chọn báo cáo, xem và cảnh báo, ghi ra USB hoặc thư."""

from app.ui.tab_desk import TabView


class SendView(TabView):
    """Gửi đi: chọn báo cáo, xem và cảnh báo, ghi ra USB hoặc thư."""
