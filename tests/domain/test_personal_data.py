"""What beside a sensitive count points to a person, and the reasons that must pass."""

import tomllib

import pytest

from app.domain.personal_data import PERSONAL_WORDS, Personal, find_personal
from app.paths import resource

NAME, PHONE, IDENTITY, ADDRESS, MAIL = Personal

REFUSED = [
    ("bà Nguyễn Thị Mẫu chưa khai", NAME),
    ("Nạn nhân là Trần Văn Mẫu", NAME),
    ("NGUYỄN THỊ MẪU", NAME),
    ("nguyễn thị mẫu đã tạm lánh", NAME),
    ("do Lê Mẫu trình báo", NAME),
    ("chị Hoa xin rút đơn", NAME),
    ("anh H. đã được tư vấn", NAME),
    ("ông Mẫu", NAME),
    ("cháu M đang học lớp 5", NAME),
    ("N.T.M, 34 tuổi", NAME),
    ("nạn nhân H. chưa khai", NAME),
    ("Hà Thị Mẫu", NAME),
    ("Lò Văn Mẫu và vợ", NAME),
    ("Giàng A Mẫu", NAME),
    ("Mai Xuân Mẫu", NAME),
    ("Công an xã báo về Phạm Văn Mẫu", NAME),
    ("em Mẫu học sinh Trường Tiểu học", NAME),
    ("gọi 0912345678", PHONE),
    ("số máy 0912 345 678", PHONE),
    ("0912.345.678", PHONE),
    ("+84 912 345 678", PHONE),
    ("máy bàn 0243 825 1234", PHONE),
    ("CCCD 001190012345", IDENTITY),
    ("CMND 123456789", IDENTITY),
    ("số 123 456 789", IDENTITY),
    ("số định danh 0011 9001 2345", IDENTITY),
    ("lien.he@vidu.vn", MAIL),
    ("thôn Đông", ADDRESS),
    ("Thôn 3 chưa khai", ADDRESS),
    ("một phụ nữ ở thôn 3, thôn 4 chưa gửi", ADDRESS),
    ("số nhà 12", ADDRESS),
    ("ngõ 5 phố Chợ", ADDRESS),
    ("tổ dân phố số 7", ADDRESS),
    ("ở xóm Trại", ADDRESS),
    ("bản Nậm", ADDRESS),
    ("đường Mẫu Giáo", ADDRESS),
]

PASSING = [
    "",
    "chưa có báo cáo của Công an xã",
    "Trạm Y tế chưa gửi",
    "trạm y tế chưa gửi",
    "Thôn chưa gửi",
    "hai thôn chưa gửi báo cáo",
    "thôn 3 chưa gửi",
    "Thôn 3, 5 và 7 chưa báo cáo",
    "thôn Đồng Mẫu nộp chậm",
    "tổ dân phố số 7 gửi thiếu",
    "các thôn, tổ dân phố chưa gửi",
    "trưởng thôn chưa gửi biểu",
    "sáp nhập thêm hai thôn",
    "Tăng 2 vụ do công an xã rà soát lại quý III năm 2026",
    "Theo Công văn số 1234/CAX ngày 05/12/2026",
    "Kỳ số liệu 15/12/2025 - 14/12/2026",
    "15.12.2025-14.12.2026",
    "Nghị định số 76/2023/NĐ-CP",
    "Kế hoạch 2025 - 2026 chưa tổng kết",
    "Quyết định 2282/QĐ-TTg giao Hội Liên hiệp Phụ nữ",
    "Hội LHPN xã và Đoàn Thanh niên Cộng sản Hồ Chí Minh chưa gửi",
    "Thành phố Hồ Chí Minh chuyển đến",
    "chuyển từ xã Lê Lợi sang",
    "Trường THCS Nguyễn Du chưa báo cáo",
    "UBND phường Trần Phú chưa trả lời",
    "tỉnh Bà Rịa - Vũng Tàu chuyển về",
    "bà con chưa khai báo",
    "ông bà, cha mẹ không trình báo",
    "trẻ em Mông ở điểm trường lẻ chưa thống kê",
    "chị em phụ nữ ngại khai",
    "tổ hòa giải chưa họp",
    "Tổ Hòa giải cơ sở chưa gửi",
    "đường dây nóng 111 chưa chuyển",
    "bản sao chưa có dấu",
    "Bản Báo cáo của Phòng Văn hóa - Xã hội đến muộn",
    "phố mới lập, chưa có số",
    "Tổng đài chưa tách theo giới",
    "chi 1.250.000.000 đồng cho nơi tạm lánh",
    "Thái Nguyên, Hà Nội, Sơn La chưa chuyển hồ sơ",
    "CHƯA CÓ BÁO CÁO CỦA CÔNG AN XÃ",
    "Tòa án nhân dân khu vực chưa gửi số liệu",
    "rà soát lại 3 vụ của năm trước",
    "tổ 5 người kiểm tra chưa xong",
    "số tăng do mở rộng đối tượng theo Luật Phòng, chống bạo lực gia đình 2022",
]


@pytest.mark.parametrize(("words", "kind"), REFUSED)
def test_what_points_to_a_person_is_found(words: str, kind: Personal) -> None:
    assert find_personal(words) is kind


@pytest.mark.parametrize("words", PASSING)
def test_the_usual_reasons_pass(words: str) -> None:
    assert find_personal(words) is None


def test_the_words_of_the_catalogue_pass() -> None:
    """Names, meanings and collectors are the very words that reasons are made of."""
    for name in ("indicators", "forms", "receivers"):
        entries = tomllib.loads(resource(f"catalogues/{name}.toml").read_text("utf-8"))["entry"]
        for entry in entries:
            said = (entry["name"], *(str(entry.get(key, "")) for key in ("meaning", "collector")))
            assert [words for words in said if find_personal(words)] == []


def test_every_kind_has_words() -> None:
    assert set(PERSONAL_WORDS) == set(Personal)
