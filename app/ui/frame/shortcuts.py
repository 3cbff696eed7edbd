"""Every key of the window in one table, shown by Ctrl+/."""

from typing import Final

#: (keys, what they do); the first part works everywhere, the second on the pages named.
EVERYWHERE: Final = (
    ("Ctrl+1 … Ctrl+9, Ctrl+0", "Đến trang theo thứ tự ở cột bên trái"),
    ("Ctrl+K", "Tìm mọi thứ: văn bản, hoạt động, trang, lệnh"),
    ("Ctrl+S", "Ghi lại"),
    ("Ctrl+N", "Thêm mới ở trang đang mở"),
    ("Ctrl+F", "Tìm trong trang đang mở"),
    ("Ctrl+O", "Chọn tệp ở trang Kiểm tra tệp"),
    ("F5", "Đọc lại trang đang mở"),
    ("F6", "Chuyển giữa cột trang, nội dung và thanh trên cùng"),
    ("Esc", "Quay lại; không mất chữ đang gõ"),
    ("Ctrl+= và Ctrl+-", "Chữ to hơn, nhỏ hơn"),
    ("F1", "Trợ giúp của trang đang mở; ở bảng Chỉ tiêu: phiếu giải thích chỉ tiêu"),
    ("Ctrl+F1", "Trợ giúp của trang đang mở, ở trang nào cũng vậy"),
    ("Ctrl+Shift+L", "Khóa cửa sổ, khi sổ có mật khẩu"),
    ("Ctrl+/", "Bảng phím này"),
)
IN_PAPERS: Final = (
    ("Tab và Shift+Tab", "Lùi mục vào, đưa mục ra"),
    ("Alt+↑ và Alt+↓", "Chuyển mục lên, xuống"),
    ("Ctrl+Z và Ctrl+Y", "Hoàn tác, làm lại"),
    ("F4", "Sang bảng bên phải và về lại"),
    ("F7", "Đến chỗ cần điền tiếp theo"),
    ("F8 và Shift+F8", "Đến chỗ phải sửa, nên xem tiếp theo; về chỗ trước"),
    ("Ctrl+F8", "Sửa giúp chỗ đang xem"),
    ("Alt+F8", "Bỏ qua chỗ đang xem, ghi lý do"),
    ("F9", "Thêm chú thích cuối trang, sửa chú thích đang đứng"),
    ("Ctrl+P", "Xem trước trang in"),
)
IN_ACTIVITIES: Final = (("Ctrl+D", "Như lần trước: chép hoạt động gần nhất"),)
