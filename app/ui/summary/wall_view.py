"""Theo dõi nộp báo cáo: đơn vị và việc phải gửi."""

from app.ui.tab_desk import TabView


class WallView(TabView):
    """Theo dõi nộp báo cáo: đơn vị và việc phải gửi."""
