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
_DRAFTER: Final = "Phòng Văn hóa - Xã hội"
_UNION: Final = "Hội Liên hiệp Phụ nữ xã"
_CLINIC: Final = "Trạm Y tế xã"
_SCHOOL: Final = "Trường Trung học cơ sở Mẫu"
_POLICE: Final = "Công an xã"
_PEOPLE: Final = "Nhân dân trên địa bàn"
_PUPILS: Final = "Học sinh"
_STAFF: Final = "Cán bộ, công chức, viên chức, người lao động"


@dataclass(frozen=True, slots=True)
class SampleActivity:
    """An activity; ``task`` are folded words of the plan's task it belongs to."""

    day: date
    draft: ActivityDraft
    in_month: bool = False
    task: str = ""


def _did(
    day: tuple[int, int], kind: str, title: str, *, month: bool = False, task: str = "", **more: Any
) -> SampleActivity:
    first = date(YEAR, day[1], day[0])
    draft = ActivityDraft(kind_code=kind, title=title, starts_on=first, **more)
    return SampleActivity(first, draft, month, task)


ACTIVITIES: Final = (
    _did(
        (10, 2), "van_ban", "Ban hành Kế hoạch công tác bình đẳng giới năm 2026",
        lead=_DRAFTER, quantities=(("van_ban", 1),),
    ),
    _did(
        (24, 2), "hop_ban", "Họp Ban Vì sự tiến bộ của phụ nữ xã, phân công nhiệm vụ năm",
        place="Hội trường Ủy ban nhân dân xã", lead=_DRAFTER, men=7, women=8,
        target_group="Thành viên Ban Vì sự tiến bộ của phụ nữ", task="ban vi su tien bo",
    ),
    _did(
        (6, 3), "gap_mat", "Gặp mặt cán bộ nữ nhân Ngày Quốc tế Phụ nữ 08/3",
        place="Hội trường Ủy ban nhân dân xã", lead=_UNION, partners=(_DRAFTER,), men=12, women=64,
        target_group=_STAFF, money=(("ngan_sach", 6_500_000), ("xa_hoi_hoa", 2_000_000)),
        task="quoc te phu nu",
    ),
    _did(
        (20, 3), "noi_chuyen", "Nói chuyện chuyên đề nhân Ngày Quốc tế Hạnh phúc tại thôn Mẫu 1",
        place="Nhà văn hóa thôn Mẫu 1", lead=_UNION, men=21, women=47, target_group=_PEOPLE,
        money=(("ngan_sach", 1_800_000),), quantities=(("to_roi", 70),), task="truyen thong truc tiep",
    ),
    _did(
        (14, 4), "tap_huan", "Tập huấn kỹ năng lồng ghép giới cho cán bộ thôn",
        place="Hội trường Ủy ban nhân dân xã", lead=_DRAFTER, partners=(_UNION,), men=18, women=22,
        target_group=_STAFF, money=(("ngan_sach", 9_600_000),), quantities=(("ngay_tap_huan", 1),),
        task="tap huan",
    ),
    _did(
        (12, 5), "kham_suc_khoe", "Khám, tư vấn sức khỏe sinh sản tại thôn Mẫu 3",
        place="Nhà văn hóa thôn Mẫu 3", lead=_CLINIC, partners=(_UNION,), men=0, women=85,
        quantities=(("luot_kham", 85),), money=(("xa_hoi_hoa", 7_200_000),), task="suc khoe",
    ),
    _did(
        (28, 5), "doi_thoai", "Đối thoại giữa lãnh đạo xã với phụ nữ",
        place="Hội trường Ủy ban nhân dân xã", lead="Ủy ban nhân dân xã", partners=(_UNION,),
        men=14, women=71, quantities=(("y_kien", 16), ("y_kien_tra_loi", 13)), task="doi thoai",
        target_group=_PEOPLE, result="Ba ý kiến được giao cơ quan chuyên môn trả lời bằng văn bản.",
    ),
    _did(
        (26, 6), "hoi_thi", "Giao lưu “Gia đình hạnh phúc” nhân Ngày Gia đình Việt Nam",
        place="Sân vận động xã", lead=_UNION, partners=(_DRAFTER,), men=58, women=92,
        target_group=_PEOPLE, quantities=(("tiet_muc", 9),), task="gia dinh",
        money=(("ngan_sach", 5_000_000), ("xa_hoi_hoa", 4_500_000)),
    ),
    _did(
        (16, 7), "tu_van_phap_ly", "Trợ giúp pháp lý lưu động tại thôn Mẫu 2",
        place="Nhà văn hóa thôn Mẫu 2", lead="Công chức Tư pháp - Hộ tịch", total=36,
        quantities=(("luot_tu_van", 19),), task="phap ly",
    ),
    _did(
        (18, 8), "kiem_tra", "Kiểm tra hoạt động của hai địa chỉ tin cậy - nhà tạm lánh",
        place="Thôn Mẫu 1, thôn Mẫu 4", lead=_DRAFTER, partners=(_POLICE, _UNION), men=3, women=4,
        quantities=(("don_vi_kiem_tra", 2),), task="dia chi tin cay",
    ),
    _did(
        (22, 9), "ngoai_khoa", "Sinh hoạt ngoại khóa về phòng ngừa xâm hại, tảo hôn",
        place=_SCHOOL, lead=_SCHOOL, partners=(_POLICE,), men=148, women=161, target_group=_PUPILS,
        task="truong",
    ),
    _did(
        (19, 10), "cho_vay_ho_tro_sinh_ke", "Trao vốn vay sinh kế cho phụ nữ khó khăn",
        place="Trụ sở Ủy ban nhân dân xã", lead=_UNION, men=0, women=12,
        money=(("quy_hoi", 60_000_000),), task="von",
    ),
    _did(
        (5, 11), "van_ban", "Ban hành Kế hoạch Tháng hành động năm 2026",
        lead=_DRAFTER, quantities=(("van_ban", 1),), month=True,
    ),
    _did(
        (15, 11), "le_phat_dong", "Lễ phát động Tháng hành động năm 2026",
        place="Sân Ủy ban nhân dân xã", lead="Ủy ban nhân dân xã", partners=(_UNION, _SCHOOL),
        men=112, women=168, target_group=_PEOPLE, month=True, task="phat dong",
        money=(("ngan_sach", 8_000_000), ("xa_hoi_hoa", 3_000_000)),
    ),
    _did(
        (15, 11), "bang_ron", "Treo băng rôn, khẩu hiệu tại trụ sở và các thôn",
        lead=_DRAFTER, ends_on=date(YEAR, 12, 15), quantities=(("bang_ron", 14),), month=True,
        money=(("ngan_sach", 4_200_000),), task="bang ron",
    ),
    _did(
        (16, 11), "truyen_thanh", "Phát thanh chuyên mục bình đẳng giới trên đài truyền thanh xã",
        lead=_DRAFTER, ends_on=date(YEAR, 11, 20), month=True, task="phat thanh",
        quantities=(("luot_phat_thanh", 10), ("phut_phat_thanh", 150)),
    ),
    _did(
        (16, 11), "mang_xa_hoi", "Đăng bài trên trang Zalo, Facebook của xã",
        lead="Đoàn Thanh niên xã", quantities=(("bai_mang_xa_hoi", 6), ("luot_tiep_can", 4_350)),
        month=True,
    ),
    _did(
        (17, 11), "noi_chuyen", "Truyền thông trực tiếp về phòng ngừa bạo lực tại thôn Mẫu 2",
        place="Nhà văn hóa thôn Mẫu 2", lead=_UNION, partners=(_POLICE,), men=33, women=41,
        target_group=_PEOPLE, money=(("ngan_sach", 1_500_000),), quantities=(("to_roi", 80),),
        month=True, task="truyen thong",
    ),
    _did(
        (18, 11), "noi_chuyen", "Truyền thông cho nam giới tại thôn Mẫu 4",
        place="Nhà văn hóa thôn Mẫu 4", lead="Hội Nông dân xã", men=46, women=9, month=True,
        target_group="Nam giới", money=(("ngan_sach", 1_500_000),), quantities=(("to_roi", 60),),
    ),
    _did(
        (18, 11), "to_roi", "Phát tờ rơi, tờ gấp tại chợ Mẫu và các điểm trường",
        lead=_DRAFTER, quantities=(("to_roi", 600), ("to_gap", 300)), month=True,
        money=(("ngan_sach", 3_600_000),),
    ),
    _did(
        (19, 11), "ngoai_khoa", "Sinh hoạt dưới cờ chủ đề “Nói không với bạo lực học đường”",
        place=_SCHOOL, lead=_SCHOOL, total=420, target_group=_PUPILS, month=True, task="truong",
    ),
    _did(
        (20, 11), "hoi_nghi_toa_dam", "Tọa đàm “Bình đẳng giới trong gia đình trẻ”",
        place="Hội trường Ủy ban nhân dân xã", lead=_UNION, partners=("Đoàn Thanh niên xã",),
        men=27, women=38, month=True, money=(("quy_hoi", 2_400_000),),
        target_group="Gia đình trẻ", task="toa dam",
    ),
    _did(
        (20, 11), "tham_tang_qua", "Thăm, tặng quà phụ nữ và trẻ em có hoàn cảnh khó khăn",
        place="Các thôn", lead=_UNION, men=2, women=18, quantities=(("suat_qua", 20),), month=True,
        money=(("xa_hoi_hoa", 10_000_000),), task="tham hoi",
    ),
    _did(
        (21, 11), "noi_chuyen", "Truyền thông lưu động tại chợ phiên Mẫu",
        place="Chợ Mẫu", lead=_DRAFTER, month=True,
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
