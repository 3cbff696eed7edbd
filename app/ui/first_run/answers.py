"""The five answers: what earlier answers suggest for later ones, and the office they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.db.database import Database
from app.queries.catalogue import EntryRow, list_entries
from app.services.office import SetUpOffice, SignerDraft

Values = Mapping[str, Any]
_MINUTES: Final = "bien_ban"
_USUAL_FORM: Final = "tm_ubnd_ct"
_DEPUTY_FORM: Final = "tm_ubnd_kt_pct"
_POST_UNKNOWN: Final = "[điền: chức vụ]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Rows of the catalogues that the questions rest on."""

    levels: tuple[EntryRow, ...]
    forms: tuple[EntryRow, ...]
    receivers: tuple[EntryRow, ...]
    agencies: tuple[EntryRow, ...]

    def level(self, code: str) -> EntryRow | None:
        """The level of this code."""
        return next((row for row in self.levels if row.code == code), None)


def read_facts(db: Database, today: date) -> Facts:
    """What the catalogues say today."""
    forms = db.read(list_entries, "signer_form", on=today)
    return Facts(
        levels=tuple(db.read(list_entries, "level", on=today)),
        forms=tuple(row for row in forms if row.code != _MINUTES),
        receivers=tuple(db.read(list_entries, "receiver")),
        agencies=tuple(db.read(list_entries, "agency", on=today)),
    )


def tier_of(values: Values, facts: Facts) -> str:
    """ "commune", "district" or "province"."""
    level = facts.level(str(values.get("level_code", "")))
    return str(level.data.get("tier", "commune")) if level else "commune"


def word_of(values: Values, facts: Facts) -> str:
    """ "xã", "phường" …"""
    level = facts.level(str(values.get("level_code", "")))
    return str(level.data.get("word", "")) if level else ""


def form_choices(values: Values, facts: Facts) -> tuple[tuple[str, str], ...]:
    """Forms of signing of this level."""
    tier = tier_of(values, facts)
    return tuple(
        (row.code, row.name) for row in facts.forms if tier in row.data.get("tiers", [tier])
    )


def form_lines(code: str, values: Values, facts: Facts) -> tuple[str, ...]:
    """The printed lines of a form of signing."""
    row = next((row for row in facts.forms if row.code == code), None)
    office = str(values.get("drafting_office", "")).upper() or "PHÒNG"
    lines = row.data.get("lines", []) if row else []
    return tuple(
        str(line).replace("{PHONG}", office).replace("{CHUC_VU}", _POST_UNKNOWN) for line in lines
    )


def suggestions(values: Values, facts: Facts) -> dict[str, Any]:
    """What each later answer usually is, given the earlier ones."""
    upper = str(values.get("upper_unit", ""))
    commune = tier_of(values, facts) != "province"
    form = str(values.get("signer_form") or _USUAL_FORM)
    deputy = str(values.get("deputy_form") or _DEPUTY_FORM)
    suggested: dict[str, Any] = {
        "reporting_line": "two_tier",
        "receiving_office": f"Sở Nội vụ {upper}".strip() if commune else "Bộ Nội vụ",
        "drafting_symbol": _symbol(str(values.get("drafting_office", "")), facts),
        "place_name": values.get("name", ""),
        "signer_form": form,
        "signer_lines": form_lines(form, values, facts),
        "deputy_form": deputy,
        "deputy_lines": form_lines(deputy, values, facts),
    }
    return suggested | _receivers({**suggested, **_given(values)}, facts)


def _given(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _symbol(office: str, facts: Facts) -> str:
    found = next((row for row in facts.agencies if office and row.name == office), None)
    return str(found.data.get("short", "")) if found else ""


def _receivers(values: Values, facts: Facts) -> dict[str, Any]:
    plan, report = _receiver_row("plan", values, facts), _receiver_row("report", values, facts)
    send_to = str(report.data.get("send_to", "{so_noi_vu}")) if report else "{so_noi_vu}"
    return {
        "plan_recipients": _filled(plan.data.get("lines", []) if plan else [], values, facts),
        "report_addressees": _filled([send_to], values, facts),
        "report_recipients": _filled(report.data.get("lines", []) if report else [], values, facts),
    }


def _receiver_row(paper: str, values: Values, facts: Facts) -> EntryRow | None:
    wanted = (tier_of(values, facts), paper)
    same = [
        row for row in facts.receivers if (row.data.get("tier"), row.data.get("paper")) == wanted
    ]
    line = values.get("reporting_line")
    return next(
        (row for row in same if row.data.get("hierarchy") == line), same[0] if same else None
    )


def _filled(lines: Sequence[str], values: Values, facts: Facts) -> tuple[str, ...]:
    symbol = str(values.get("drafting_symbol", "")).upper()
    fields = {
        "{so_noi_vu}": str(values.get("receiving_office", "")) or "Sở Nội vụ",
        "{cap_tren}": str(values.get("upper_unit", "")),
        "{cap}": word_of(values, facts),
    }
    filled = []
    for line in lines:
        text = line
        for field, value in fields.items():
            text = text.replace(field, value)
        if text.startswith("Lưu:"):
            text = f"Lưu: VT, {symbol}." if symbol else "Lưu: VT."
        filled.append(text)
    return tuple(filled)


def to_command(values: Values, facts: Facts) -> SetUpOffice:
    """The office these answers make."""
    drafting = str(values.get("drafting_symbol", ""))
    return SetUpOffice(
        level_code=str(values["level_code"]),
        name=str(values["name"]),
        upper_unit=str(values["upper_unit"]),
        reporting_line=str(values["reporting_line"]),
        receiving_office=str(values["receiving_office"]),
        drafting_office=str(values.get("drafting_office", "")),
        drafting_symbol=drafting,
        place_name=str(values.get("place_name", "")),
        signers=_signers(values, facts),
        recipients={
            "plan": tuple(values.get("plan_recipients", ())),
            "report": tuple(values.get("report_recipients", ())),
        },
        addressees={"report": tuple(values.get("report_addressees", ()))},
    )


def _signers(values: Values, facts: Facts) -> tuple[SignerDraft, ...]:
    form = str(values["signer_form"])
    first = SignerDraft(
        form_code=form,
        lines=tuple(values.get("signer_lines") or form_lines(form, values, facts)),
        name=str(values.get("signer_name", "")),
    )
    if not values.get("deputy_name"):
        return (first,)
    deputy = str(values["deputy_form"])
    lines = tuple(values.get("deputy_lines") or form_lines(deputy, values, facts))
    return first, SignerDraft(form_code=deputy, lines=lines, name=str(values["deputy_name"]))
