"""What an office writes into the fields of the templates."""

from dataclasses import dataclass

from app.domain.text import upper_first

#: Who drafts where there is no drafting office.
DEFAULT_DRAFTER = "công chức Văn hóa - Xã hội"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """The facts of an office that templates need.

    ``level`` is "xã", ``name`` "Song An", ``upper_unit`` "tỉnh Gia Lai", ``receiving_office``
    "Sở Nội vụ"; ``signer_lines`` stand under "TM. ỦY BAN NHÂN DÂN".
    """

    level: str
    name: str
    upper_unit: str
    receiving_office: str = ""
    drafting_office: str = ""
    place_name: str = ""
    signer_lines: tuple[str, ...] = ()
    signer_name: str = ""


def office_fields(facts: OfficeFacts, year: int, theme: str = "") -> dict[str, str]:
    """Every field of the templates with its value; what is not known asks to be filled in."""
    unit = f"{facts.level} {facts.name}"
    return {
        "don_vi": unit,
        "Don_vi": upper_first(unit),
        "DON_VI": unit.upper(),
        "ten": facts.name,
        "cap": facts.level,
        "cap_tren": facts.upper_unit,
        "Cap_tren": upper_first(facts.upper_unit),
        "CAP_TREN": facts.upper_unit.upper(),
        "so_noi_vu": facts.receiving_office or "[điền: cơ quan nhận báo cáo]",
        "phong": facts.drafting_office or DEFAULT_DRAFTER,
        "dia_danh": facts.place_name or facts.name,
        "nam": str(year),
        "nam_truoc": str(year - 1),
        "nam_sau": str(year + 1),
        "ky": f"năm {year}",
        "ky_sau": f"năm {year + 1}",
        "chu_de": theme or f"[điền: chủ đề Tháng hành động năm {year}]",
        "chuc_vu_ky": "\n".join(facts.signer_lines) or "CHỦ TỊCH",
        "nguoi_ky": facts.signer_name,
    }
