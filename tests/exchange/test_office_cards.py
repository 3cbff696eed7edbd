"""Keys, cards, pins, and the text keys are kept as."""

import json

import pytest

from app.exchange import crypt
from app.exchange.canonical import canonical
from app.exchange.key_file import key_text, keys_in
from app.exchange.office_cards import (
    CardError,
    Enrolment,
    card_bytes,
    card_of,
    enrolment_of,
    from_base64,
    new_keys,
    pinned,
    read_card,
)
from app.vault import crypt as vault_crypt
from tests.exchange.offices import COMMUNE, NOW, OTHER, keys_of


class TestCard:
    def test_a_card_comes_back_as_it_went(self) -> None:
        assert read_card(card_bytes(COMMUNE.card)) == COMMUNE.card

    def test_fresh_keys_are_never_the_same(self) -> None:
        cards = {card_of(new_keys(), "1", "Xã", NOW).fingerprint for _ in range(5)}
        assert len(cards) == 5

    def test_the_code_follows_keys_and_unit_but_not_the_name(self) -> None:
        code = COMMUNE.card.short_code
        assert len(code.replace("-", "")) == 12
        assert card_of(COMMUNE.keys, "26734", "Tên mới", NOW).short_code == code
        assert card_of(COMMUNE.keys, "26735", "UBND xã", NOW).short_code != code
        assert OTHER.card.short_code != code

    @pytest.mark.parametrize("field", ["unit_code", "unit_name", "signing_key", "sealing_key"])
    def test_an_edited_card_is_refused(self, field: str) -> None:
        value = json.loads(card_bytes(COMMUNE.card))
        value[field] = json.loads(card_bytes(OTHER.card))[field]
        with pytest.raises(CardError, match="bị sửa"):
            read_card(canonical(value))

    @pytest.mark.parametrize("content", [b"", b"{}", b"x" * 20_000, b"\xff", b"[1]"])
    def test_what_is_no_card(self, content: bytes) -> None:
        with pytest.raises(CardError, match="không phải là thẻ"):
            read_card(content)

    def test_what_looks_like_base64_and_is_none_signs_nothing(self) -> None:
        value = json.loads(card_bytes(COMMUNE.card))
        value["signature"] = "A" * 85 + "B=="
        with pytest.raises(CardError):
            read_card(canonical(value))
        assert from_base64("AAA") == b""

    def test_private_keys_do_not_show(self) -> None:
        keys = keys_of(5)
        assert repr(keys) == "OfficeKeys()"


class TestPin:
    def test_the_first_card_is_pinned_when_its_code_was_heard(self) -> None:
        card = COMMUNE.card
        assert enrolment_of(card, None) is Enrolment.FIRST
        pin = pinned(card, card.short_code.lower().replace("-", " "), NOW)
        assert enrolment_of(card, pin) is Enrolment.SAME
        assert pin.earlier == ()

    def test_a_wrong_code_pins_nothing(self) -> None:
        with pytest.raises(CardError, match="không khớp"):
            pinned(COMMUNE.card, OTHER.card.short_code, NOW)

    def test_a_change_is_confirmed_and_remembered(self) -> None:
        pin = pinned(COMMUNE.card, COMMUNE.card.short_code, NOW)
        new = card_of(keys_of(50), "26734", "UBND xã Mẫu Thượng", NOW)
        assert enrolment_of(new, pin) is Enrolment.CHANGED
        changed = pinned(new, new.short_code, NOW, pin)
        assert changed.card == new
        assert changed.earlier == (COMMUNE.card.fingerprint,)
        assert pinned(new, new.short_code, NOW, changed).earlier == changed.earlier
        assert enrolment_of(COMMUNE.card, changed) is Enrolment.REPLACED
        back = pinned(COMMUNE.card, COMMUNE.card.short_code, NOW, changed)
        assert back.earlier == (new.fingerprint,)

    def test_a_card_of_another_unit_does_not_take_its_place(self) -> None:
        pin = pinned(COMMUNE.card, COMMUNE.card.short_code, NOW)
        with pytest.raises(CardError, match="26737"):
            pinned(OTHER.card, OTHER.card.short_code, NOW, pin)


class TestKeptKeys:
    def test_keys_come_back(self) -> None:
        assert keys_in(key_text(keys_of(4))) == keys_of(4)

    def test_a_damaged_text_is_told(self) -> None:
        short = {"format": "bdg-khoa", "format_version": "1.0", "salt": "", "keys": "AAAA"}
        for text in ("", "{}", "x" * 20_000, "khóa", canonical(short).decode()):
            with pytest.raises(CardError, match="đã hỏng"):
                keys_in(text)


class TestLibrary:
    def test_ed25519_is_the_standards(self) -> None:
        """RFC 8032, 7.1, test 2."""
        private = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
        public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        assert crypt.signing_public(private).hex() == public
        assert crypt.sign(private, b"\x72").hex().startswith("92a009a9f0d4cab8720e820b5f642540")

    def test_nothing_opens_with_another_key_or_purpose(self) -> None:
        one, two = keys_of(1), keys_of(2)
        sealed = crypt.seal_to(crypt.sealing_public(one.sealing), b"x", b"p")
        assert crypt.open_sealed(one.sealing, sealed, b"p") == b"x"
        assert crypt.open_sealed(two.sealing, sealed, b"p") is None
        assert crypt.open_sealed(one.sealing, sealed, b"q") is None
        assert crypt.open_sealed(one.sealing, sealed[:20], b"p") is None
        assert crypt.open_sealed(one.sealing, sealed[:-1] + b"\0", b"p") is None
        locked = vault_crypt.lock(bytes(32), b"x", b"p")
        assert vault_crypt.unlock(bytes(32), locked, b"p") == b"x"
        for key, content, purpose in (
            (bytes(31) + b"1", locked, b"p"),
            (bytes(32), locked, b"q"),
            (bytes(32), locked[:5], b"p"),
            (b"short", locked, b"p"),
        ):
            assert vault_crypt.unlock(key, content, purpose) is None

    def test_a_key_that_is_none_signs_nothing(self) -> None:
        assert not crypt.is_signed(b"", b"x", b"y")
        assert not crypt.is_signed(bytes(32), b"x", bytes(64))
        for first, last in ((0, 0x80), (1, 0), (1, 0x80)):
            weak = bytes([first]) + bytes(30) + bytes([last])
            neutral = b"\1" + bytes(63)
            assert not any(crypt.is_signed(weak, bytes([at]), neutral) for at in range(40))
        with pytest.raises(ValueError, match=r"."):
            crypt.seal_to(bytes(32), b"x", b"p")

    def test_a_passphrase_is_the_same_however_it_is_typed(self) -> None:
        salt = bytes(16)
        assert vault_crypt.passphrase_key("mật khẩu", salt) == vault_crypt.passphrase_key(
            " mật khẩu ", salt
        )
