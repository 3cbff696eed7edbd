"""Papers with one mistake each: the rule that finds it, the paper, the place, the words."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.documents.blocks import (
    Annex,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
)
from app.domain.numbering import Mark
from tests.documents.check.right_papers import (
    BODY,
    COPY,
    DECISION,
    LETTER,
    MINUTES,
    PLAN,
    REPORT,
    TASK,
    WITH_ANNEX,
    key,
    with_node,
)


def signed(document: Document, *lines: str, name: str = "Trần Thị Mẫu") -> Document:
    return replace(document, signature=Signature(lines, name))


def formed(document: Document, **changes: Any) -> Document:
    return replace(document, form=replace(document.form, **changes))


def table(*titles: str, rows: tuple[tuple[str, ...], ...] = (("1", "x"),)) -> Table:
    return Table(columns=tuple(map(TableColumn, titles)), rows=rows)


#: Speaks of itself, at its own level and one below.
ANNOUNCES_ITSELF = Annex(
    title="HƯỚNG DẪN",
    key=key(21),
    nodes=(
        Node(
            mark=Mark.ARABIC,
            text="Phụ lục này hướng dẫn ghi biểu:",
            key=key(22),
            children=(Node(mark=Mark.DASH, text="Ghi vào biểu kèm theo./.", key=key(23)),),
        ),
    ),
)

MISTAKES: list[tuple[str, Document, str, str]] = [
    # names
    ("letterhead_missing", replace(PLAN, letterhead=()), "letterhead", ""),
    (
        "letterhead_bold",
        replace(PLAN, letterhead=(LetterheadLine("ỦY BAN NHÂN DÂN XÃ MẪU", bold=False),)),
        "letterhead:0",
        "ỦY BAN NHÂN DÂN XÃ MẪU",
    ),
    (
        "letterhead_capitals",
        replace(PLAN, letterhead=(LetterheadLine("Ủy ban nhân dân xã Mẫu"),)),
        "letterhead:0",
        "Ủy ban nhân dân xã Mẫu",
    ),
    (
        "letterhead_full",
        replace(PLAN, letterhead=(LetterheadLine("UBND XÃ MẪU"),)),
        "letterhead:0",
        "UBND XÃ MẪU",
    ),
    ("type_missing", replace(PLAN, type_name=""), "type_name", ""),
    ("type_capitals", replace(PLAN, type_name="Kế hoạch"), "type_name", "Kế hoạch"),
    ("title_missing", replace(PLAN, title=("", " ")), "title", ""),
    (
        "title_end",
        replace(PLAN, title=("Bình đẳng giới", "năm 2026.")),
        "title:1",
        "năm 2026.",
    ),
    (
        "title_capitals",
        replace(PLAN, title=("CÔNG TÁC BÌNH ĐẲNG GIỚI", "NĂM 2026")),
        "title:0",
        "CÔNG TÁC BÌNH ĐẲNG GIỚI",
    ),
    (
        "title_subject",
        replace(PLAN, title=("V/v triển khai công tác năm 2026",)),
        "title:0",
        "V/v triển khai công tác năm 2026",
    ),
    (
        "title_subject",
        replace(LETTER, title=("Về việc mời họp",)),
        "title:0",
        "Về việc mời họp",
    ),
    ("title_year", replace(PLAN, title=("Bình đẳng giới năm 2025",)), "title:0", "2025"),
    # number, symbol, place
    ("number_form", replace(PLAN, number="1 2", day=date(2026, 1, 5)), "number", "1 2"),
    ("number_form", replace(PLAN, number="12/KH", day=date(2026, 1, 5)), "number", "12/KH"),
    ("number_day", replace(PLAN, number="12"), "number", "12"),
    ("number_day", replace(PLAN, day=date(2026, 1, 5)), "day", ""),
    ("symbol_missing", replace(PLAN, symbol=""), "symbol", ""),
    ("symbol_form", replace(PLAN, symbol="KH - UBND"), "symbol", "KH - UBND"),
    ("symbol_form", replace(PLAN, symbol="kh-ubnd"), "symbol", "kh-ubnd"),
    ("symbol_form", replace(PLAN, symbol="KH/UBND"), "symbol", "KH/UBND"),
    ("symbol_kind", replace(PLAN, symbol="BC-UBND"), "symbol", "BC-UBND"),
    ("symbol_kind", replace(PLAN, symbol="UBND-VHXH"), "symbol", "UBND-VHXH"),
    ("symbol_kind", replace(LETTER, symbol="CV-UBND-VHXH"), "symbol", "CV-UBND-VHXH"),
    (
        "symbol_body",
        replace(PLAN, letterhead=(LetterheadLine("BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ"),)),
        "symbol",
        "KH-UBND",
    ),
    ("symbol_body", replace(PLAN, symbol="KH-BVSTBPN"), "symbol", "KH-BVSTBPN"),
    ("place_missing", replace(PLAN, place=""), "place", ""),
    ("place_form", replace(PLAN, place="Mẫu,"), "place", "Mẫu,"),
    ("place_form", replace(PLAN, place="xã song an"), "place", "xã song an"),
    ("place_form", replace(PLAN, place="Xã Song An"), "place", "Xã Song An"),
    ("place_form", replace(PLAN, place="phường 1"), "place", "phường 1"),
    ("place_form", replace(PLAN, place="1"), "place", "1"),
    ("urgency_form", formed(PLAN, urgency="Khẩn"), "urgency", "Khẩn"),
    ("circulation_form", formed(PLAN, circulation="Nội bộ"), "circulation", "Nội bộ"),
    ("drafter_form", formed(PLAN, drafter="pl 300"), "drafter", "pl 300"),
    # receivers
    ("addressees_missing", replace(REPORT, addressees=()), "addressees", ""),
    ("addressees_missing", replace(LETTER, addressees=()), "addressees", ""),
    ("addressees_extra", replace(PLAN, addressees=("Sở Nội vụ",)), "addressees:0", "Sở Nội vụ"),
    (
        "same_above",
        replace(REPORT, recipients=REPORT.recipients[1:]),
        "recipients:0",
        "Lưu: VT, VHXH.",
    ),
    (
        "same_above",
        replace(PLAN, recipients=("Như trên;", *PLAN.recipients)),
        "recipients:0",
        "Như trên;",
    ),
    ("recipients_missing", replace(PLAN, recipients=()), "recipients", ""),
    (
        "recipients_empty",
        replace(PLAN, recipients=("- ;", *PLAN.recipients)),
        "recipients:0",
        "- ;",
    ),
    (
        "recipients_dash",
        replace(PLAN, recipients=("- - Đảng ủy xã;", *PLAN.recipients)),
        "recipients:0",
        "- - Đảng ủy xã;",
    ),
    (
        "recipients_keep",
        replace(PLAN, recipients=PLAN.recipients[:1]),
        "recipients:0",
        "Sở Nội vụ tỉnh Mẫu (để báo cáo);",
    ),
    (
        "recipients_keep",
        replace(PLAN, recipients=PLAN.recipients[::-1]),
        "recipients:0",
        "Lưu: VT, VHXH.",
    ),
    (
        "recipients_keep",
        replace(PLAN, recipients=(PLAN.recipients[0], "Lưu VT, VHXH")),
        "recipients:1",
        "Lưu VT, VHXH",
    ),
    # bases
    ("bases_missing", replace(PLAN, bases=()), "bases", ""),
    (
        "base_start",
        replace(PLAN, bases=("Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",)),
        "bases:0",
        "Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",
    ),
    (
        "base_start",
        replace(PLAN, bases=("căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",)),
        "bases:0",
        "căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",
    ),
    (
        "base_law",
        replace(PLAN, bases=("Căn cứ Luật Bình đẳng giới số 73/2006/QH11 năm 2006;",)),
        "bases:0",
        "Căn cứ Luật Bình đẳng giới số 73/2006/QH11 năm 2006;",
    ),
    (
        "base_law",
        replace(PLAN, bases=("Căn cứ Luật Bình đẳng giới năm 2006 của Quốc hội;",)),
        "bases:0",
        "Căn cứ Luật Bình đẳng giới năm 2006 của Quốc hội;",
    ),
    ("base_double", replace(PLAN, bases=(*PLAN.bases, PLAN.bases[0])), "bases:2", PLAN.bases[0]),
    ("base_double", replace(PLAN, bases=(*PLAN.bases, PLAN.bases[1])), "bases:2", PLAN.bases[1]),
    (
        "base_double",
        replace(
            PLAN,
            bases=(
                "Căn cứ Quyết định số 2351/QĐ-TTg của Thủ tướng Chính phủ;",
                "Thực hiện Quyết định số 2351/QĐ-TTg về bình đẳng giới;",
            ),
        ),
        "bases:1",
        "Thực hiện Quyết định số 2351/QĐ-TTg về bình đẳng giới;",
    ),
    # decisions and minutes
    ("authority_missing", formed(DECISION, authority=""), "authority", ""),
    (
        "authority_capitals",
        formed(DECISION, authority="Chủ tịch Ủy ban nhân dân"),
        "authority",
        "Chủ tịch Ủy ban nhân dân",
    ),
    ("resolution_missing", formed(DECISION, resolution=""), "resolution", ""),
    ("article_missing", replace(DECISION, nodes=BODY), key(1), ""),
    (
        "article_first",
        replace(DECISION, nodes=(Node(text="Nay quyết định:", key=key(8)), *DECISION.nodes)),
        key(8),
        "Nay quyết định:",
    ),
    (
        "minutes_time",
        replace(MINUTES, nodes=(Node(text="Họp tại Hội trường xã./.", key=key(1)),)),
        key(1),
        "",
    ),
    (
        "minutes_place",
        replace(MINUTES, nodes=(Node(text="Họp hồi 8 giờ./.", key=key(1)),)),
        key(1),
        "",
    ),
    ("second_signer", formed(MINUTES, second_name=""), "second_name", ""),
    # the tree
    ("node_empty", with_node(PLAN, 4, text=" "), key(4), "a)"),
    ("decimal_parent", with_node(PLAN, 2, mark=Mark.DECIMAL), key(2), "1."),
    ("mark_level", with_node(PLAN, 4, mark=Mark.ROMAN, heading="Ý", text=""), key(4), "I."),
    ("mark_level", with_node(PLAN, 4, mark=Mark.ARABIC), key(4), "1."),
    ("heading_end", with_node(PLAN, 3, heading="Yêu cầu."), key(3), "Yêu cầu."),
    ("heading_end", with_node(PLAN, 3, heading="Yêu cầu: :"), key(3), "Yêu cầu: :"),
    ("heading_capitals", with_node(PLAN, 1, heading="Mục đích"), key(1), "Mục đích"),
    ("heading_small", with_node(PLAN, 3, heading="YÊU CẦU"), key(3), "YÊU CẦU"),
    (
        "table_rows",
        with_node(PLAN, 8, table=table("STT", "Việc", rows=(("", " "),))),
        key(8),
        "STT | Việc",
    ),
    ("table_column", with_node(PLAN, 8, table=table("STT", " ")), key(8), "cột 2"),
    (
        "task_lead",
        with_node(PLAN, 7, task=replace(TASK, lead=" ")),
        key(7),
        "Tập huấn cho cán bộ thôn.",
    ),
    (
        "task_period",
        with_node(PLAN, 7, task=replace(TASK, period="Quý IV/2025")),
        key(7),
        "Quý IV/2025",
    ),
    # filling in
    ("blank", replace(PLAN, place="[điền: địa danh]"), "place", "[điền: địa danh]"),
    ("blank", with_node(PLAN, 2, text="Chi [điền: số] đồng."), key(2), "[điền: số]"),
    (
        "blank",
        with_node(PLAN, 7, task=replace(TASK, output="[điền: sản phẩm]")),
        key(7),
        "[điền: sản phẩm]",
    ),
    (
        "blank",
        with_node(PLAN, 8, table=replace(table("A", "B"), groups=(("[điền: gì]", 0, 2),))),
        key(8),
        "[điền: gì]",
    ),
    ("blank", with_node(PLAN, 8, table=table("STT", "[điền: cột]")), key(8), "[điền: cột]"),
    ("blank", formed(PLAN, contact=("[điền: địa chỉ]",)), "contact:0", "[điền: địa chỉ]"),
    ("letters", with_node(PLAN, 2, text="Vui 🎉."), key(2), "🎉"),
    # the end
    ("end_mark", with_node(PLAN, 9, text="Trên đây là Kế hoạch."), key(9), "Trên đây là Kế hoạch."),
    (
        "end_inside",
        with_node(PLAN, 2, text="Nâng cao nhận thức./."),
        key(2),
        "Nâng cao nhận thức./.",
    ),
    ("end_inside", with_node(PLAN, 9, text="Hết./. Chép./."), key(9), "Hết./."),
    (
        "end_mark",
        replace(
            WITH_ANNEX,
            annexes=(
                replace(WITH_ANNEX.annexes[1], nodes=(Node(text="Hướng dẫn.", key=key(22)),)),
            ),
        ),
        key(22),
        "Hướng dẫn.",
    ),
    ("annex_announced", with_node(WITH_ANNEX, 9, text="Hết./."), key(20), "CHỈ TIÊU NĂM 2026"),
    (
        "annex_announced",
        with_node(replace(WITH_ANNEX, annexes=(ANNOUNCES_ITSELF,)), 9, text="Hết./."),
        key(21),
        "HƯỚNG DẪN",
    ),
    (
        "annex_title",
        replace(WITH_ANNEX, annexes=(replace(WITH_ANNEX.annexes[0], title="PHỤ LỤC I"),)),
        key(20),
        "PHỤ LỤC I",
    ),
    (
        "annex_label",
        replace(WITH_ANNEX, annexes=(replace(WITH_ANNEX.annexes[0], title="Phụ lục 1: CHỈ TIÊU"),)),
        key(20),
        "Phụ lục 1: CHỈ TIÊU",
    ),
    # signers
    ("signature_missing", signed(PLAN), "signature_lines", ""),
    ("signature_capitals", signed(PLAN, "Chủ tịch"), "signature_lines:0", "Chủ tịch"),
    (
        "signature_short",
        signed(PLAN, "TM.ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "signature_lines:0",
        "TM.ỦY BAN NHÂN DÂN",
    ),
    ("signature_short", signed(PLAN, "QUYỀN CHỦ TỊCH"), "signature_lines:0", "QUYỀN CHỦ TỊCH"),
    (
        "signature_order",
        signed(PLAN, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "signature_lines:1",
        "CHỦ TỊCH",
    ),
    (
        "signature_order",
        signed(PLAN, "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"),
        "signature_lines:1",
        "PHÓ CHỦ TỊCH",
    ),
    (
        "signature_order",
        signed(PLAN, "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        "signature_lines:1",
        "KT. CHỦ TỊCH",
    ),
    (
        "signature_order",
        signed(PLAN, "KT. TRƯỞNG BAN", "PHÓ CHỦ TỊCH"),
        "signature_lines:0",
        "KT. TRƯỞNG BAN",
    ),
    ("signature_order", signed(PLAN, "TM. CHỦ TỊCH"), "signature_lines:0", "TM. CHỦ TỊCH"),
    ("signer_missing", signed(PLAN, "CHỦ TỊCH", name=""), "signer_name", ""),
    ("signer_degree", signed(PLAN, "CHỦ TỊCH", name="ThS. Lê Mẫu"), "signer_name", "ThS. Lê Mẫu"),
    (
        "signer_degree",
        signed(PLAN, "CHỦ TỊCH", name="PGS.TS Lê Văn Mẫu"),
        "signer_name",
        "PGS.TS Lê Văn Mẫu",
    ),
    (
        "signer_degree",
        signed(PLAN, "CHỦ TỊCH", name="Bác sĩ Lê Văn Mẫu"),
        "signer_name",
        "Bác sĩ Lê Văn Mẫu",
    ),
    ("signer_capitals", signed(PLAN, "CHỦ TỊCH", name="LÊ VĂN MẪU"), "signer_name", "LÊ VĂN MẪU"),
    ("signer_capitals", formed(MINUTES, second_name="Lê thị Mẫu"), "second_name", "Lê thị Mẫu"),
    # copies
    ("copy_form", replace(COPY, copy=replace(COPY.copy, form="SAO CHỤP")), "copy", "SAO CHỤP"),
    ("copy_symbol", replace(COPY, copy=replace(COPY.copy, symbol="KH-UBND")), "copy", "KH-UBND"),
    ("copy_signer", replace(COPY, copy=replace(COPY.copy, signature=Signature())), "copy", "SAO Y"),
]
