"""What the sample office did in 2026: invented, plainly named "mẫu", no real person or place."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.domain.activities import ActivityDraft

YEAR: Final = 2026
THEME: Final = "(chủ đề mẫu) Chung tay xây dựng gia đình và cộng đồng không bạo lực"
MESSAGES: Final = (
    "(thông điệp mẫu) Hưởng ứng Tháng hành động vì bình đẳng giới năm 2026",
    "(thông điệp mẫu) Việc nhà cùng sẻ chia, việc chung cùng quyết định",
)
DRAFTER: Final = "Phòng Văn hóa - Xã hội"
UNION: Final = "Hội Liên hiệp Phụ nữ xã"
CLINIC: Final = "Trạm Y tế xã"
SCHOOL: Final = "Trường Trung học cơ sở Mẫu"
POLICE: Final = "Công an xã"
PEOPLE: Final = "Nhân dân trên địa bàn"
PUPILS: Final = "Học sinh"
STAFF: Final = "Cán bộ, công chức, viên chức, người lao động"
HALL: Final = "Hội trường Ủy ban nhân dân xã"


@dataclass(frozen=True, slots=True)
class SampleActivity:
    """An activity; ``task`` are folded words of the plan's task it belongs to."""

    day: date
    draft: ActivityDraft
    in_month: bool = False
    task: str = ""


def did(
    day: tuple[int, int, int],
    kind: str,
    title: str,
    *,
    ends_on: tuple[int, int, int] | None = None,
    month: bool = False,
    task: str = "",
    **more: Any,
) -> SampleActivity:
    """One activity; days are (day, month, year), ``month`` puts it into the Action Month."""
    first, last = _day(day), _day(ends_on) if ends_on else None
    draft = ActivityDraft(kind_code=kind, title=title, starts_on=first, ends_on=last, **more)
    return SampleActivity(first, draft, month, task)


def _day(parts: tuple[int, int, int]) -> date:
    day, month, year = parts
    return date(year, month, day)


ACTIVITIES: Final = (
    did(
        (10, 2, YEAR), "van_ban", "Ban hành Kế hoạch công tác bình đẳng giới năm 2026",
        lead=DRAFTER, quantities=(("van_ban", 1),),
    ),
    did(
        (24, 2, YEAR), "hop_ban", "Họp Ban Vì sự tiến bộ của phụ nữ xã, phân công nhiệm vụ năm",
        place=HALL, lead=DRAFTER, men=7, women=8,
        target_group="Thành viên Ban Vì sự tiến bộ của phụ nữ", task="ban vi su tien bo",
    ),
    did(
        (6, 3, YEAR), "gap_mat", "Gặp mặt cán bộ nữ nhân Ngày Quốc tế Phụ nữ 08/3",
        place=HALL, lead=UNION, partners=(DRAFTER,), men=12, women=64,
        target_group=STAFF, money=(("ngan_sach", 6_500_000), ("xa_hoi_hoa", 2_000_000)),
        task="quoc te phu nu",
    ),
    did(
        (20, 3, YEAR), "noi_chuyen", "Nói chuyện chuyên đề nhân Ngày Quốc tế Hạnh phúc tại thôn Mẫu 1",
        place="Nhà văn hóa thôn Mẫu 1", lead=UNION, men=21, women=47, target_group=PEOPLE,
        money=(("ngan_sach", 1_800_000),), quantities=(("to_roi", 70),), task="truyen thong truc tiep",
    ),
    did(
        (14, 4, YEAR), "tap_huan", "Tập huấn kỹ năng lồng ghép giới cho cán bộ thôn",
        place=HALL, lead=DRAFTER, partners=(UNION,), men=18, women=22,
        target_group=STAFF, money=(("ngan_sach", 9_600_000),), quantities=(("ngay_tap_huan", 1),),
        task="tap huan",
    ),
    did(
        (12, 5, YEAR), "kham_suc_khoe", "Khám, tư vấn sức khỏe sinh sản tại thôn Mẫu 3",
        place="Nhà văn hóa thôn Mẫu 3", lead=CLINIC, partners=(UNION,), men=0, women=85,
        quantities=(("luot_kham", 85),), money=(("xa_hoi_hoa", 7_200_000),), task="suc khoe",
    ),
    did(
        (28, 5, YEAR), "doi_thoai", "Đối thoại giữa lãnh đạo xã với phụ nữ",
        place=HALL, lead="Ủy ban nhân dân xã", partners=(UNION,),
        men=14, women=71, quantities=(("y_kien", 16), ("y_kien_tra_loi", 13)), task="doi thoai",
        target_group=PEOPLE, result="Ba ý kiến được giao cơ quan chuyên môn trả lời bằng văn bản.",
    ),
    did(
        (26, 6, YEAR), "hoi_thi", "Giao lưu “Gia đình hạnh phúc” nhân Ngày Gia đình Việt Nam",
        place="Sân vận động xã", lead=UNION, partners=(DRAFTER,), men=58, women=92,
        target_group=PEOPLE, quantities=(("tiet_muc", 9),), task="gia dinh",
        money=(("ngan_sach", 5_000_000), ("xa_hoi_hoa", 4_500_000)),
    ),
    did(
        (16, 7, YEAR), "tu_van_phap_ly", "Trợ giúp pháp lý lưu động tại thôn Mẫu 2",
        place="Nhà văn hóa thôn Mẫu 2", lead="Công chức Tư pháp - Hộ tịch", total=36,
        quantities=(("luot_tu_van", 19),), task="phap ly",
    ),
    did(
        (18, 8, YEAR), "kiem_tra", "Kiểm tra hoạt động của hai địa chỉ tin cậy - nhà tạm lánh",
        place="Thôn Mẫu 1, thôn Mẫu 4", lead=DRAFTER, partners=(POLICE, UNION), men=3, women=4,
        quantities=(("don_vi_kiem_tra", 2),), task="dia chi tin cay",
    ),
    did(
        (22, 9, YEAR), "ngoai_khoa", "Sinh hoạt ngoại khóa về phòng ngừa xâm hại, tảo hôn",
        place=SCHOOL, lead=SCHOOL, partners=(POLICE,), men=148, women=161, target_group=PUPILS,
        task="truong",
    ),
    did(
        (19, 10, YEAR), "cho_vay_ho_tro_sinh_ke", "Trao vốn vay sinh kế cho phụ nữ khó khăn",
        place="Trụ sở Ủy ban nhân dân xã", lead=UNION, men=0, women=12,
        money=(("quy_hoi", 60_000_000),), task="von",
    ),
    did(
        (5, 11, YEAR), "van_ban", "Ban hành Kế hoạch Tháng hành động năm 2026",
        lead=DRAFTER, quantities=(("van_ban", 1),), month=True,
    ),
    did(
        (15, 11, YEAR), "le_phat_dong", "Lễ phát động Tháng hành động năm 2026",
        place="Sân Ủy ban nhân dân xã", lead="Ủy ban nhân dân xã", partners=(UNION, SCHOOL),
        men=112, women=168, target_group=PEOPLE, month=True, task="phat dong",
        money=(("ngan_sach", 8_000_000), ("xa_hoi_hoa", 3_000_000)),
    ),
    did(
        (15, 11, YEAR), "bang_ron", "Treo băng rôn, khẩu hiệu tại trụ sở và các thôn",
        lead=DRAFTER, ends_on=(15, 12, YEAR), quantities=(("bang_ron", 14),), month=True,
        money=(("ngan_sach", 4_200_000),), task="bang ron",
    ),
    did(
        (16, 11, YEAR), "truyen_thanh", "Phát thanh chuyên mục bình đẳng giới trên đài truyền thanh xã",
        lead=DRAFTER, ends_on=(20, 11, YEAR), month=True, task="phat thanh",
        quantities=(("luot_phat_thanh", 10), ("phut_phat_thanh", 150)),
    ),
    did(
        (16, 11, YEAR), "mang_xa_hoi", "Đăng bài trên trang Zalo, Facebook của xã",
        lead="Đoàn Thanh niên xã", quantities=(("bai_mang_xa_hoi", 6), ("luot_tiep_can", 4_350)),
        month=True,
    ),
    did(
        (17, 11, YEAR), "noi_chuyen", "Truyền thông trực tiếp về phòng ngừa bạo lực tại thôn Mẫu 2",
        place="Nhà văn hóa thôn Mẫu 2", lead=UNION, partners=(POLICE,), men=33, women=41,
        target_group=PEOPLE, money=(("ngan_sach", 1_500_000),), quantities=(("to_roi", 80),),
        month=True, task="truyen thong",
    ),
    did(
        (18, 11, YEAR), "noi_chuyen", "Truyền thông cho nam giới tại thôn Mẫu 4",
        place="Nhà văn hóa thôn Mẫu 4", lead="Hội Nông dân xã", men=46, women=9, month=True,
        target_group="Nam giới", money=(("ngan_sach", 1_500_000),), quantities=(("to_roi", 60),),
    ),
    did(
        (18, 11, YEAR), "to_roi", "Phát tờ rơi, tờ gấp tại chợ Mẫu và các điểm trường",
        lead=DRAFTER, quantities=(("to_roi", 600), ("to_gap", 300)), month=True,
        money=(("ngan_sach", 3_600_000),),
    ),
    did(
        (19, 11, YEAR), "ngoai_khoa", "Sinh hoạt dưới cờ chủ đề “Nói không với bạo lực học đường”",
        place=SCHOOL, lead=SCHOOL, total=420, target_group=PUPILS, month=True, task="truong",
    ),
    did(
        (20, 11, YEAR), "hoi_nghi_toa_dam", "Tọa đàm “Bình đẳng giới trong gia đình trẻ”",
        place=HALL, lead=UNION, partners=("Đoàn Thanh niên xã",),
        men=27, women=38, month=True, money=(("quy_hoi", 2_400_000),),
        target_group="Gia đình trẻ", task="toa dam",
    ),
    did(
        (20, 11, YEAR), "tham_tang_qua", "Thăm, tặng quà phụ nữ và trẻ em có hoàn cảnh khó khăn",
        place="Các thôn", lead=UNION, men=2, women=18, quantities=(("suat_qua", 20),), month=True,
        money=(("xa_hoi_hoa", 10_000_000),), task="tham hoi",
    ),
    did(
        (21, 11, YEAR), "noi_chuyen", "Truyền thông lưu động tại chợ phiên Mẫu",
        place="Chợ Mẫu", lead=DRAFTER, month=True,
        result="Chưa kịp thống kê số người nghe; sẽ ghi sau.",
    ),
)  # fmt: skip

#: What the sample office writes where a template says "[điền: …]": words of the place → answer.
ANSWERS: Final = (
    (
        "ke hoach nam",
        (
            "Kế hoạch số 08/KH-UBND ngày 26 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu về công "
            "tác bình đẳng giới năm 2026"
        ),
    ),
    (
        "ve thang hanh dong",
        (
            "Công văn số 1234/SNV-BĐG ngày 15 tháng 10 năm 2026 của Sở Nội vụ tỉnh Mẫu về việc "
            "hướng dẫn Tháng hành động năm 2026"
        ),
    ),
    (
        "ke hoach cong tac",
        (
            "Kế hoạch số 12/KH-UBND ngày 10 tháng 02 năm 2026 của Ủy ban nhân dân xã Mẫu về công tác "
            "bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2026"
        ),
    ),
    ("so tien", "60.000.000"),
    ("6 thang", "30 tháng 5 năm 2026"),
    ("bao cao nam", "30 tháng 11 năm 2026"),
    ("bao cao thang hanh dong", "25 tháng 12 năm 2026"),
    ("le phat dong", "sân Ủy ban nhân dân xã, ngày 15 tháng 11 năm 2026"),
)
ANY_ANSWER: Final = "(nội dung mẫu)"
