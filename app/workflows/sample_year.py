"""What the sample office did in the other months of 2026 and, for comparison, in 2025: invented."""

from typing import Final

from app.workflows.sample_data import (
    CLINIC,
    DRAFTER,
    HALL,
    PEOPLE,
    POLICE,
    PUPILS,
    SCHOOL,
    STAFF,
    UNION,
    did,
)

_HOUSE: Final = "Nhà văn hóa thôn Mẫu"

#: Of the management year 2026 (15/12/2025 - 14/12/2026), beside those of ``sample_data``.
OTHER_MONTHS: Final = (
    did(
        (18, 12, 2025), "so_ket_tong_ket", "Tổng kết công tác bình đẳng giới năm 2025",
        place=HALL, lead=DRAFTER, partners=(UNION,), men=19, women=26, target_group=STAFF,
        money=(("ngan_sach", 3_200_000),),
    ),
    did(
        (22, 12, 2025), "tin_bai", "Tin, bài về kết quả công tác bình đẳng giới năm 2025",
        lead=DRAFTER, quantities=(("tin_bai", 3),),
    ),
    did(
        (9, 1, 2026), "hop_ban", "Họp Ban Vì sự tiến bộ của phụ nữ xã, góp ý dự thảo kế hoạch năm",
        place=HALL, lead=DRAFTER, men=6, women=8,
    ),
    did(
        (15, 1, 2026), "ra_soat_so_lieu", "Rà soát số liệu tách theo giới tính của các thôn",
        lead=DRAFTER, partners=("Thống kê cơ sở",),
    ),
    did(
        (28, 1, 2026), "tham_tang_qua", "Thăm, tặng quà Tết phụ nữ nghèo, đơn thân",
        place="Các thôn", lead=UNION, men=0, women=24, money=(("xa_hoi_hoa", 12_000_000),),
        quantities=(("suat_qua", 24), ("tri_gia_qua", 12_000_000)),
    ),
    did(
        (5, 2, 2026), "truyen_thanh", "Phát thanh về chia sẻ việc nhà dịp Tết", lead=DRAFTER,
        ends_on=(9, 2, 2026), quantities=(("luot_phat_thanh", 6), ("phut_phat_thanh", 90)),
    ),
    did(
        (12, 3, 2026), "kien_toan", "Kiện toàn Ban Vì sự tiến bộ của phụ nữ xã", lead=DRAFTER,
        quantities=(("van_ban", 1),),
    ),
    did(
        (27, 3, 2026), "sinh_hoat_clb", "Sinh hoạt câu lạc bộ “Gia đình hạnh phúc” thôn Mẫu 2",
        place=f"{_HOUSE} 2", lead=UNION, men=14, women=23,
    ),
    did(
        (8, 4, 2026), "noi_chuyen", "Nói chuyện về bạo lực gia đình tại thôn Mẫu 5",
        place=f"{_HOUSE} 5", lead=UNION, partners=(POLICE,), men=37, women=52, target_group=PEOPLE,
        quantities=(("to_roi", 120),), money=(("ngan_sach", 1_500_000),),
    ),
    did(
        (22, 4, 2026), "tin_bai", "Tin, bài trên trang thông tin điện tử xã quý II",
        lead=DRAFTER, ends_on=(15, 6, 2026), quantities=(("tin_bai", 5),),
    ),
    did(
        (7, 5, 2026), "kiem_tra", "Kiểm tra công tác bình đẳng giới tại hai trường",
        place=SCHOOL, lead=DRAFTER, partners=(UNION,), men=2, women=3,
        quantities=(("don_vi_kiem_tra", 2),),
    ),
    did(
        (20, 5, 2026), "ho_tro_nan_nhan", "Hỗ trợ người bị bạo lực sáu tháng đầu năm",
        lead=CLINIC, partners=(POLICE, UNION), men=0, women=6, quantities=(("luot_ho_tro", 9),),
        money=(("thuong_xuyen", 2_700_000),),
    ),
    did(
        (9, 6, 2026), "tap_huan", "Tập huấn cho cộng tác viên bình đẳng giới các thôn",
        place=HALL, lead=DRAFTER, partners=(CLINIC,), men=6, women=13,
        quantities=(("ngay_tap_huan", 2),), money=(("ngan_sach", 7_400_000),),
    ),
    did(
        (18, 6, 2026), "pa_no", "Thay hai pa nô tại ngã ba Mẫu", lead=DRAFTER,
        quantities=(("pa_no", 2),), money=(("ngan_sach", 6_000_000),),
    ),
    did(
        (7, 7, 2026), "hoi_nghi_toa_dam", "Sơ kết sáu tháng, tọa đàm về việc làm cho phụ nữ",
        place=HALL, lead=DRAFTER, partners=(UNION,), men=22, women=34, target_group=STAFF,
        money=(("ngan_sach", 2_800_000),),
    ),
    did(
        (24, 7, 2026), "mang_xa_hoi", "Bài đăng về phòng ngừa mua bán người", lead=POLICE,
        quantities=(("bai_mang_xa_hoi", 4), ("luot_tiep_can", 2_860)),
    ),
    did(
        (6, 8, 2026), "mo_hinh_moi", "Ra mắt mô hình “Nam giới nói không với bạo lực” thôn Mẫu 4",
        place=f"{_HOUSE} 4", lead="Hội Nông dân xã", partners=(UNION,), men=31, women=17,
        quantities=(("mo_hinh", 1),), money=(("xa_hoi_hoa", 3_500_000),),
    ),
    did(
        (25, 8, 2026), "tu_van_phap_ly", "Tư vấn pháp luật về hôn nhân và gia đình",
        place=f"{_HOUSE} 1", lead="Công chức Tư pháp - Hộ tịch", men=12, women=21,
        quantities=(("luot_tu_van", 17),),
    ),
    did(
        (10, 9, 2026), "so_tay", "Cấp sổ tay nghiệp vụ cho cộng tác viên", lead=DRAFTER,
        quantities=(("so_tay", 26), ("tai_lieu", 26)), money=(("ngan_sach", 1_300_000),),
    ),
    did(
        (29, 9, 2026), "truyen_thanh", "Phát thanh chuyên mục quý III", lead=DRAFTER,
        quantities=(("luot_phat_thanh", 8), ("phut_phat_thanh", 120)),
    ),
    did(
        (13, 10, 2026), "hop_ban", "Họp Ban Vì sự tiến bộ của phụ nữ xã chuẩn bị Tháng hành động",
        place=HALL, lead=DRAFTER, men=7, women=8,
    ),
    did(
        (20, 10, 2026), "khen_thuong", "Khen thưởng phụ nữ tiêu biểu nhân Ngày Phụ nữ Việt Nam",
        place=HALL, lead=UNION, men=2, women=7, money=(("ngan_sach", 5_400_000),),
        quantities=(("tap_the_khen", 2), ("ca_nhan_khen", 9)),
    ),
    did(
        (10, 11, 2026), "tin_bai", "Tin, bài trước Tháng hành động", lead=DRAFTER,
        quantities=(("tin_bai", 4),),
    ),
    did(
        (25, 11, 2026), "hoi_thi", "Hội thi tìm hiểu pháp luật về bình đẳng giới",
        place=HALL, lead=UNION, partners=(DRAFTER,), men=64, women=103, target_group=PEOPLE,
        quantities=(("tiet_muc", 7),), month=True,
        money=(("ngan_sach", 6_000_000), ("xa_hoi_hoa", 3_000_000)),
    ),
    did(
        (2, 12, 2026), "doi_thoai", "Đối thoại về phòng ngừa bạo lực trên cơ sở giới", month=True,
        place=HALL, lead="Ủy ban nhân dân xã", partners=(UNION, POLICE), men=29, women=44,
        quantities=(("y_kien", 11), ("y_kien_tra_loi", 9)),
    ),
    did(
        (8, 12, 2026), "truyen_thanh", "Phát thanh đợt hai của Tháng hành động", lead=DRAFTER,
        month=True, quantities=(("luot_phat_thanh", 8), ("phut_phat_thanh", 120)),
    ),
    did(
        (10, 12, 2026), "phong_su", "Phóng sự về mô hình địa chỉ tin cậy", lead=DRAFTER,
        month=True, quantities=(("phong_su", 1),), money=(("ngan_sach", 2_000_000),),
    ),
)  # fmt: skip

#: Of the management year before.
LAST_YEAR: Final = (
    did(
        (14, 2, 2025), "van_ban", "Ban hành Kế hoạch công tác bình đẳng giới năm 2025",
        lead=DRAFTER, quantities=(("van_ban", 1),),
    ),
    did(
        (7, 3, 2025), "gap_mat", "Gặp mặt cán bộ nữ nhân Ngày Quốc tế Phụ nữ 08/3 năm 2025",
        place=HALL, lead=UNION, men=10, women=58,
        money=(("ngan_sach", 8_000_000), ("xa_hoi_hoa", 6_000_000)),
    ),
    did(
        (11, 4, 2025), "hop_ban", "Họp Ban Vì sự tiến bộ của phụ nữ xã năm 2025", place=HALL,
        lead=DRAFTER, men=7, women=7,
    ),
    did(
        (24, 4, 2025), "noi_chuyen", "Nói chuyện về phòng ngừa bạo lực gia đình năm 2025",
        place=f"{_HOUSE} 3", lead=UNION, partners=(POLICE,), men=60, women=85,
        target_group=PEOPLE, quantities=(("to_roi", 260),), money=(("xa_hoi_hoa", 9_000_000),),
    ),
    did(
        (16, 5, 2025), "tap_huan", "Tập huấn bình đẳng giới cho cán bộ xã, thôn năm 2025",
        place=HALL, lead=DRAFTER, men=21, women=19, money=(("ngan_sach", 18_000_000),),
    ),
    did(
        (27, 6, 2025), "hoi_thi", "Hội thi nấu ăn Ngày Gia đình Việt Nam 2025", place=HALL,
        lead=UNION, men=98, women=142,
        money=(("ngan_sach", 9_000_000), ("xa_hoi_hoa", 15_000_000)),
    ),
    did(
        (15, 7, 2025), "doi_thoai", "Đối thoại với phụ nữ năm 2025", place=HALL,
        lead="Ủy ban nhân dân xã", men=34, women=82, money=(("ngan_sach", 6_000_000),),
        quantities=(("y_kien", 12), ("y_kien_tra_loi", 9)),
    ),
    did(
        (19, 8, 2025), "kiem_tra", "Kiểm tra địa chỉ tin cậy năm 2025", lead=DRAFTER, men=3,
        women=3, quantities=(("don_vi_kiem_tra", 2),),
    ),
    did(
        (23, 9, 2025), "noi_chuyen", "Nói chuyện chuyên đề tại trường năm 2025", place=SCHOOL,
        lead=SCHOOL, men=130, women=142, target_group=PUPILS, quantities=(("to_roi", 250),),
    ),
    did(
        (21, 10, 2025), "tham_tang_qua", "Thăm, tặng quà nhân Ngày Phụ nữ Việt Nam 2025",
        lead=UNION, men=1, women=17, money=(("xa_hoi_hoa", 9_000_000),),
        quantities=(("suat_qua", 18), ("tri_gia_qua", 9_000_000)),
    ),
    did(
        (22, 10, 2025), "cho_vay_ho_tro_sinh_ke", "Trao vốn vay sinh kế cho phụ nữ năm 2025",
        lead=UNION, men=0, women=10, money=(("quy_hoi", 48_000_000),),
    ),
    did(
        (23, 10, 2025), "khen_thuong", "Khen thưởng tập thể, cá nhân tiêu biểu năm 2025",
        place=HALL, lead=UNION, men=2, women=6, money=(("ngan_sach", 3_000_000),),
        quantities=(("tap_the_khen", 2), ("ca_nhan_khen", 8)),
    ),
    did(
        (16, 11, 2025), "le_phat_dong", "Lễ phát động Tháng hành động năm 2025", place=HALL,
        lead="Ủy ban nhân dân xã", men=96, women=141, money=(("ngan_sach", 11_000_000),),
    ),
    did(
        (20, 11, 2025), "bang_ron", "Treo băng rôn Tháng hành động năm 2025", lead=DRAFTER,
        quantities=(("bang_ron", 12),), money=(("ngan_sach", 4_200_000),),
    ),
    did(
        (2, 12, 2025), "truyen_thanh", "Phát thanh trong Tháng hành động năm 2025", lead=DRAFTER,
        quantities=(("luot_phat_thanh", 22), ("phut_phat_thanh", 330)),
    ),
)  # fmt: skip
