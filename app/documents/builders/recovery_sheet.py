"""The recovery code on a sheet that is kept in the safe."""

from datetime import date

from app.documents.blocks import Align, Table, TableColumn
from app.documents.plain_sheet import PlainSheet
from app.domain.dates import format_date

_COLUMNS = (
    TableColumn("Nhóm thứ", 1.0, Align.CENTER),
    TableColumn("Gõ đúng các ký tự này", 3.0, Align.CENTER),
)
#: How the sheet is used and kept; shown beside the code on the screen too.
USES = (
    "Ai có tờ này mở được sổ mà không cần mật khẩu.",
    "Cất trong tủ có khóa hoặc phong bì niêm phong; không để cùng máy tính, không chụp ảnh, không gửi.",
    "Khi quên mật khẩu: mở chương trình, chọn “Quên mật khẩu”, gõ mã này rồi đặt mật khẩu mới.",
    "Mất cả mật khẩu lẫn tờ này thì dữ liệu đã mã hóa không ai mở được, kể cả người làm chương trình.",
)


def recovery_sheet(code: str, office: str, day: date) -> PlainSheet:
    """The sheet with the code in its groups.

    Args:
        code: "ABCDE-FGHJK-…" as ``app.vault.key_file`` made it.
    """
    rows = tuple((str(number), group) for number, group in enumerate(code.split("-"), start=1))
    return PlainSheet(
        title="TỜ MÃ KHÔI PHỤC CỦA SỔ BÌNH ĐẲNG",
        under=f"{office} · lập ngày {format_date(day)}".removeprefix(" · "),
        table=Table(columns=_COLUMNS, rows=rows),
        notes=USES,
    )
