"""Which columns of the data may hold a person's name, phone number or mail address.

Every column with words stands here under its table (tests/architecture/test_personal_columns.py):
``people`` are made for them, ``free`` are typed freely and may hold them by chance, ``other`` are
codes, hashes, names of offices and what the program writes itself.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class TableWords:
    """The columns of one table by what they hold; ``name`` is what the officer calls its records.

    ``kept``: nothing in it is changed when a person is taken out, for the reason told.
    """

    table: str
    name: str
    people: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    kept: str = ""


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _table(table: str, name: str, *, kept: str = "", **columns: str) -> TableWords:
    return TableWords(
        table, name, kept=kept, **{kind: _names(words) for kind, words in columns.items()}
    )


#: Why records stay as they are; the sentences that explain it stand in docs/safety.md.
SIGNED: Final = "văn bản đã ban hành"
_SEALED: Final = "gói đã ký"
_ACCOUNT: Final = "ai đã làm gì trong sổ"

TABLES: Final = (
    _table("activity", "Hoạt động", free="title place lead partners target_group result",
           other="kind_code search"),
    _table("activity_money", "Kinh phí của hoạt động", other="source_code"),
    _table("activity_quantity", "Số lượng của hoạt động", other="item_code"),
    _table("attachment", "Tệp của hoạt động", free="name", other="sha256 media_type"),
    _table("campaign", "Tháng hành động", free="name theme messages", other="code"),
    _table("catalogue_entry", "Danh mục", free="name replaced_by source note data",
           other="catalogue code search"),
    _table("change", "Lịch sử thay đổi", people="actor", free="old new",
           other="action record_type record_id field strand chain", kept=_ACCOUNT),
    _table("collection", "Báo cáo yêu cầu các đơn vị gửi", people="closed_by",
           free="name letter reopen_reason note", other="duty period template levels"),
    _table("duty_done", "Việc đã xong", free="note", other="code"),
    _table("export_entry", "Sổ in và chép ra", people="actor", free="title file_name",
           other="way record_type record_id sha256"),
    _table("figure", "Số liệu", free="reason note source",
           other="indicator period sex state value origin"),
    _table("indicator_target", "Mục tiêu", free="words", other="indicator sex value set_by"),
    _table("kept_file", "Tệp gói giữ trong sổ", other="sha256 content", kept=_SEALED),
    _table("office", "Cơ quan", free="addressees recipients",
           other="unit_code level_code name upper_unit reporting_line receiving_office drafting_office "
           "drafting_symbol body_symbol place_name letterhead print_options"),
    _table("office_key", "Khóa của đơn vị", free="reason", other="fingerprint card secret"),
    _table("officer", "Người dùng", people="name", other="role slot", kept=_ACCOUNT),
    _table("paper", "Văn bản", free="source", other="kind paper_type period"),
    _table("paper_attachment", "Tệp của văn bản", free="name", other="sha256 media_type"),
    _table("paper_node", "Nội dung văn bản", free="heading text data_table",
           other="mark source_mark"),
    _table("paper_task", "Nhiệm vụ trong kế hoạch", free="lead partners output", other="budget"),
    _table("paper_version", "Bản của văn bản", people="signer_name",
           free="reason title addressees bases recipients signature_lines form left_overs",
           other="state type_name letterhead doc_number doc_symbol doc_place content_hash"),
    _table("paper_waiver", "Chỗ bỏ qua của văn bản", free="quote reason", other="rule"),
    _table("quarantined_file", "Tệp chưa nhận được", free="file_name note points",
           other="sha256 unit_code unit_name"),
    _table("receipt_read", "Phiếu tiếp nhận đã đọc", people="signer", other="result file_sha256"),
    _table("receipt_remark", "Điểm trong phiếu tiếp nhận", free="words",
           other="kind period indicator sex grp"),
    _table("received_activity", "Hoạt động trong gói đã nhận",
           free="title place lead partners target_group result",
           other="kind campaign quantities money unit", kept=_SEALED),
    _table("received_document", "Văn bản trong gói đã nhận", free="file title",
           other="role number symbol paper_hash", kept=_SEALED),
    _table("received_figure", "Số liệu trong gói đã nhận", free="reason note",
           other="indicator sex grp unit state value origin", kept=_SEALED),
    _table("received_package", "Gói đã nhận", people="made_by decided_by",
           free="reason file_name warnings points",
           other="direction kind origin unit_code unit_name duty period privacy template package_hash "
           "content_hash check_code fingerprint file_sha256 state receipt_sha256"),
    _table("received_unit", "Đơn vị trong gói đã nhận", other="code name origin"),
    _table("report_seal", "Mã đối chiếu của báo cáo",
           other="duty period template unit_code salt content_hash check_code records"),
    _table("sent_copy", "Lần chép gói ra", free="place", other="way"),
    _table("sent_package", "Gói đã lập", people="made_by", free="reason file_name",
           other="direction kind receiver_code receiver_name duty period privacy template package_hash "
           "content_hash check_code file_sha256 state basis"),
    _table("signer", "Người ký", people="name", free="lines", other="form_code"),
    _table("task_progress", "Tiến độ nhiệm vụ", free="note", other="state"),
    _table("totals_basis", "Gói mà báo cáo tổng hợp dựa vào", other="duty period packages"),
    _table("unit", "Đơn vị", people="email phone contact", free="source note",
           other="code name search level_code parent_code"),
    _table("unit_card", "Thẻ cơ quan", other="unit_code fingerprint card state"),
    _table("unit_change", "Thay đổi của đơn vị", free="source", other="kind"),
    _table("upper_task", "Nhiệm vụ cấp trên giao", free="heading text lead partners output",
           other="mark"),
    _table("year_closing", "Năm đã khóa", people="closed_by", free="reason"),
)  # fmt: skip

BY_TABLE: Final = {one.table: one for one in TABLES}


def words_of_people(table: str) -> frozenset[str]:
    """The columns in which a person may stand, by purpose or by chance."""
    one = BY_TABLE[table]
    return frozenset((*one.people, *one.free))
