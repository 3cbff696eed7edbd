"""Packages and cards carry of people only who made them: no contacts, no signers."""

from dataclasses import fields, is_dataclass
from types import ModuleType

from app.exchange import manifest, office_cards, receipt, records

PEOPLE = {"contact", "phone", "email", "mail", "signer", "author", "created_by", "signer_name"}


def named(module: ModuleType) -> set[tuple[str, str]]:
    return {
        (name, field.name)
        for name, kind in vars(module).items()
        if is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == module.__name__
        for field in fields(kind)
        if field.name in PEOPLE
    }


def test_records_and_cards_name_nobody() -> None:
    assert named(records) == set()
    assert named(office_cards) == set()


def test_who_made_a_package_and_who_signed_a_receipt_is_all() -> None:
    assert named(manifest) == {("Manifest", "created_by")}
    assert {field for _kind, field in named(receipt)} == {"signer"}
