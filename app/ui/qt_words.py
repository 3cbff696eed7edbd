"""Qt's own buttons and context menus in Vietnamese."""

from typing import Final

from PySide6.QtCore import QTranslator

_WORDS: Final = {
    "&Undo": "&Hoàn tác",
    "&Redo": "&Làm lại",
    "Cu&t": "&Cắt",
    "&Copy": "Ché&p",
    "Copy": "Chép",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn hết",
    "Copy &Link Location": "Chép đường dẫn",
    "Clear": "Xóa chữ",
    "OK": "Đồng ý",
    "&OK": "Đồng ý",
    "Cancel": "Thôi",
    "&Cancel": "Thôi",
    "Close": "Đóng",
    "&Close": "Đóng",
    "&Yes": "&Có",
    "Yes": "Có",
    "&No": "&Không",
    "No": "Không",
    "Save": "Ghi lại",
    "&Save": "&Ghi lại",
    "Save As": "Lưu thành",
    "Discard": "Bỏ",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Help": "Trợ giúp",
    "Open": "Mở",
    "&Open": "&Mở",
    "&Choose": "&Chọn",
    "Look in:": "Thư mục:",
    "Directory:": "Thư mục:",
    "File &name:": "&Tên tệp:",
    "Files of type:": "Loại tệp:",
    "All Files": "Mọi tệp",
    "All files (*)": "Mọi tệp (*)",
    "Back": "Trước",
    "Forward": "Sau",
    "Parent Directory": "Thư mục cha",
    "Create New Folder": "Tạo thư mục mới",
    "&New Folder": "Thư mục &mới",
    "List View": "Danh sách",
    "Detail View": "Chi tiết",
    "Computer": "Máy tính",
    "My Computer": "Máy tính",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Date Modified": "Ngày sửa",
    "Sidebar": "Nơi hay dùng",
    "Show &hidden files": "Hiện tệp ẩn",
    "&Rename": "Đổi &tên",
    "&Delete": "&Xóa",
    "Remove": "Bỏ",
    "Find Directory": "Tìm thư mục",
    "Directory": "Thư mục",
    "File": "Tệp",
    "Folder": "Thư mục",
    "Open File": "Mở tệp",
    "Save File": "Lưu tệp",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nGhi đè lên tệp đó?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông tìm thấy tệp.\nHãy xem lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông tìm thấy thư mục.\nHãy xem lại tên thư mục."
    ),
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Giấu chi tiết",
    "Page width": "Bề ngang trang",
    "Scroll here": "Cuộn tới đây",
    "Left edge": "Mép trái",
    "Right edge": "Mép phải",
    "Top": "Đầu",
    "Bottom": "Cuối",
    "Page up": "Trang trước",
    "Page down": "Trang sau",
    "Page left": "Trang trái",
    "Page right": "Trang phải",
    "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống",
    "Scroll left": "Cuộn trái",
    "Scroll right": "Cuộn phải",
    "&Step up": "Tăng",
    "Step &down": "Giảm",
    "Insert Unicode control character": "Chèn dấu điều khiển",
}


class QtWords(QTranslator):
    """Answers for the words of Qt itself; ours are Vietnamese already."""

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """The Vietnamese words, or Qt's own: Qt would show an empty answer as no words at all."""
        if not context.startswith(("Q", "Windows")):
            return source
        return _WORDS.get(source, source)

    def isEmpty(self) -> bool:
        """There are words here."""
        return False
