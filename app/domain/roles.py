"""What an officer of this office may do in the program."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """Four kinds of officers; one person has one of them."""

    OFFICER = "officer"
    LEADER = "leader"
    CLERK = "clerk"
    ADMIN = "admin"


ROLE_WORDS: Final = {
    Role.OFFICER: "Công chức phụ trách",
    Role.LEADER: "Lãnh đạo",
    Role.CLERK: "Văn thư",
    Role.ADMIN: "Người quản trị",
}
ROLE_DUTIES: Final = {
    Role.OFFICER: "Làm mọi việc hằng ngày, trừ người dùng, mật khẩu và phục hồi dữ liệu.",
    Role.LEADER: "Xem tất cả và ban hành văn bản; không sửa số liệu.",
    Role.CLERK: "Xem tất cả, cấp số và ghi ngày ban hành cho văn bản.",
    Role.ADMIN: "Làm mọi việc, kể cả người dùng, mật khẩu, phục hồi và mở lại năm đã khóa.",
}
