"""Every stage of reading: what passes, what is refused with which sentence."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.domain.figure_rows import Column
from app.exchange.canonical import canonical
from app.exchange.check_code import check_code
from app.exchange.manifest import Direction, PackageKind, Privacy
from app.exchange.office_cards import Pin, card_of
from app.exchange.packing import check_code_of, make_package
from app.exchange.reading import KnownUnit, look_into, read_file, read_package
from app.exchange.records import (
    KINDS,
    Content,
    Records,
    TargetRecord,
    content_shape,
    member_of,
    records_shape,
)
from app.exchange.refusals import PackageError, Point, Refusal, Stage
from tests.exchange.offices import (
    COMMUNE,
    FIRST_ID,
    NOW,
    OTHER,
    PAPER,
    PDF,
    PROVINCE,
    desk,
    draft,
    empty,
    keys_of,
    package,
    records,
    sensitive,
)
from tests.exchange.rebuild import members_of, resigned, rows_changed, with_manifest, with_members

FIGURES = "data/figures.json"
ACTIVITIES = "data/activities.json"


def refused(content: bytes, **changes: Any) -> PackageError:
    with pytest.raises(PackageError) as caught:
        read_package(content, desk(**changes))
    error = caught.value
    for point in error.points:
        assert point.sentence.count(".") >= 2
        assert "{" not in point.sentence
    return error


def only(content: bytes, **changes: Any) -> tuple[Stage, Refusal]:
    error = refused(content, **changes)
    assert len(error.refusals) == 1, error.points
    return error.stage, next(iter(error.refusals))


def test_what_was_written_is_read() -> None:
    made = package()
    read = read_package(made.content, desk())
    assert read.records == records()
    assert read.papers == {PAPER: PDF}
    assert read.manifest == made.manifest
    assert read.package_hash == made.package_hash
    assert read.sender == COMMUNE.card
    assert "UBND xã Mẫu Thượng" in read.summary


def test_the_check_code_is_known_before_the_paper_is_printed() -> None:
    code = check_code_of(draft())
    later = package(
        papers={PAPER: PDF + code.encode()},
        sequence=2,
        kind=PackageKind.CORRECTION,
        supersedes=FIRST_ID,
        reason="Chép lại",
        package_id=UUID(int=2),
    )
    assert later.manifest.check_code == code
    assert read_package(later.content, desk()).manifest.check_code == code


def test_the_check_code_follows_every_word_of_the_data() -> None:
    codes = {check_code_of(draft())}
    for changes in (
        {"salt": "f" * 32},
        {"duty": "bao-cao-6-thang"},
        {"records": Records(figures=records().figures[:3])},
    ):
        codes.add(check_code_of(draft(**changes)))
    assert len(codes) == 4


def test_every_refusal_has_a_whole_sentence() -> None:
    for refusal in Refusal:
        sentence = Point(refusal, "chỗ này").sentence
        assert len(sentence) > 60
        assert sentence.endswith(".")
        assert any(word in sentence for word in ("Hãy", "Không làm gì", "Không cần", "Không nhận"))


class TestVersionAndManifest:
    def test_a_newer_format_names_the_version_needed(self) -> None:
        content = with_manifest(
            package().content, lambda head: head.update(format_version="2.3", new={"x": 1})
        )
        assert only(content) == (Stage.VERSION, Refusal.NEWER_FORMAT)
        assert "2.3" in refused(content).message

    @pytest.mark.parametrize("version", ["1", "1.x", "", 1, None, "01.0", "1.0.0"])
    def test_no_version_is_no_package(self, version: object) -> None:
        content = with_manifest(package().content, lambda head: head.update(format_version=version))
        assert only(content) == (Stage.VERSION, Refusal.NOT_OUR_FORMAT)

    def test_fields_of_a_newer_minor_version_are_kept(self) -> None:
        def change(head: dict[str, Any]) -> None:
            head.update(format_version="1.7", new_field={"x": ["1"]})
            head["unit"]["new_too"] = "y"

        made = package()
        figures = rows_changed(made.content, FIGURES, lambda rows: rows[0].update(quality="tốt"))
        read = read_package(resigned(made.content, COMMUNE, figures, change), desk())
        assert dict(read.manifest.more) == {"new_field": {"x": ["1"]}}
        assert dict(read.manifest.unit.more) == {"new_too": "y"}
        assert dict(read.records.figures[0].more) == {"quality": "tốt"}

    def test_unknown_fields_of_our_own_version_are_refused(self) -> None:
        content = with_manifest(package().content, lambda head: head.update(new_field=1))
        assert only(content) == (Stage.MANIFEST, Refusal.BAD_FIELD)

    def test_what_a_newer_version_nests_too_deep_is_refused(self) -> None:
        deep: Any = 1
        for _ in range(20):
            deep = [deep]
        content = with_manifest(
            package().content, lambda head: head.update(format_version="1.1", more=deep)
        )
        assert only(content)[0] is Stage.MANIFEST

    def test_all_wrong_fields_are_told_together(self) -> None:
        def change(head: dict[str, Any]) -> None:
            head.update(sequence=0, kind="mới", created_at="hôm qua", privacy=None)
            head["unit"]["code"] = "xã"
            del head["duty"]
            head["files"][0]["size"] = -1

        error = refused(with_manifest(package().content, change))
        assert error.stage is Stage.MANIFEST
        places = {point.what.split(" ")[0] for point in error.points}
        assert places == {
            ".sequence", ".kind", ".created_at", ".privacy", ".unit.code", ".duty", ".files[1].size"
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            (lambda head: head["files"].append(head["files"][0]), Refusal.LISTED_TWICE),
            (lambda head: head["files"].pop(), Refusal.NOT_LISTED),
            (
                lambda head: head["files"].append(
                    {"name": "docs/x.pdf", "size": 1, "sha256": "0" * 64, "sealed": False}
                ),
                Refusal.MISSING_PART,
            ),
            (lambda head: head["files"][0].update(sealed=True), Refusal.BAD_FIELD),
            (lambda head: head.update(totals=None), Refusal.BAD_FIELD),
            (lambda head: head["period"].update(last="2024-01-01"), Refusal.BAD_FIELD),
        ],
    )
    def test_the_list_of_files_is_exact(
        self, change: Callable[[dict[str, Any]], object], refusal: Refusal
    ) -> None:
        assert only(with_manifest(package().content, change)) == (Stage.MANIFEST, refusal)

    @pytest.mark.parametrize("head", [b"[]", b"{", b"\xff", b'{"a":1,"a":2}', b"NaN", b""])
    def test_a_manifest_that_is_none(self, head: bytes) -> None:
        error = refused(with_members(package().content, {"manifest.json": head}))
        assert error.stage is Stage.VERSION

    def test_a_summary_with_steering_signs(self) -> None:
        content = with_members(package().content, {"tom-tat.txt": "a\u202eb".encode()})
        assert only(content) == (Stage.MANIFEST, Refusal.BAD_TEXT)


class TestWhoSentItToWhom:
    def test_a_package_for_another_office(self) -> None:
        assert only(package().content, card=OTHER.card) == (
            Stage.RECEIVER,
            Refusal.WRONG_RECEIVER,
        )

    def test_a_package_for_our_old_card(self) -> None:
        new = card_of(keys_of(9), "79", "Sở Nội vụ tỉnh Mẫu", NOW)
        content = package().content
        assert only(content, card=new) == (Stage.RECEIVER, Refusal.OTHER_KEY_OF_OURS)
        kept = desk(card=new, keys=keys_of(9), earlier=((PROVINCE.card, PROVINCE.keys),))
        assert read_package(content, kept).records == records()

    def test_an_unknown_unit_and_one_that_is_gone(self) -> None:
        content = package().content
        assert only(content, units={}) == (Stage.SENDER, Refusal.UNKNOWN_UNIT)
        gone = KnownUnit("26734", "xã cũ", last=date(2025, 6, 30))
        assert only(content, units={"26734": gone}) == (Stage.SENDER, Refusal.RENAMED_UNIT)

    def test_only_the_unit_above_sends_down(self) -> None:
        down = package(direction=Direction.DOWN).content
        assert only(down) == (Stage.SENDER, Refusal.WRONG_DIRECTION)
        above = {"26734": KnownUnit("26734", "Xã", Pin(COMMUNE.card, NOW), above=True)}
        assert only(package().content, units=above) == (Stage.SENDER, Refusal.WRONG_DIRECTION)
        assert read_package(down, desk(units=above)).records == records()

    def test_targets_do_not_go_up(self) -> None:
        target = TargetRecord("CT.01", 2027, Column.TOTAL, Decimal(1))
        down = package(
            direction=Direction.DOWN, records=Records(targets=(target,)), papers={}
        ).content
        content = resigned(down, COMMUNE, change=lambda head: head.update(direction="up"))
        assert only(content) == (Stage.RULES, Refusal.BROKEN_RULE)

    def test_a_changed_part(self) -> None:
        content = with_members(package().content, {PAPER: b"khac", FIGURES: b"{}"})
        error = refused(content)
        assert error.stage is Stage.HASHES
        assert {point.what for point in error.points} == {PAPER, FIGURES}

    def test_a_check_code_that_is_not_of_the_hash(self) -> None:
        content = with_manifest(
            package().content, lambda head: head.update(check_code="2222222222")
        )
        assert only(content) == (Stage.HASHES, Refusal.CHANGED_MANIFEST)

    def test_an_unsigned_package(self) -> None:
        content = with_members(package().content, {"signature.json": None})
        assert only(content) == (Stage.SIGNATURE, Refusal.UNSIGNED)

    @pytest.mark.parametrize("signature", [b"{}", b"[]", b"x", b'{"card":1,"signature":""}'])
    def test_a_signature_that_is_none(self, signature: bytes) -> None:
        content = with_members(package().content, {"signature.json": signature})
        assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_a_signature_that_is_no_text(self) -> None:
        made = package().content
        signed = json.loads(members_of(made)["signature.json"])
        content = with_members(made, {"signature.json": canonical({**signed, "signature": 5})})
        assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_any_change_of_the_manifest_breaks_the_signature(self) -> None:
        for change in (
            lambda head: head.update(created_by="Người khác"),
            lambda head: head.update(sequence=2),
            lambda head: head["unit"].update(name="Xã khác"),
        ):
            content = with_manifest(package().content, change)
            assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_a_replay_under_another_units_name(self) -> None:
        content = resigned(
            package().content, COMMUNE, change=lambda head: head["unit"].update(code="26737")
        )
        assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)
        theirs = resigned(package().content, OTHER)
        assert only(theirs) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_an_unknown_and_a_changed_key_name_the_code_to_be_read_by_phone(self) -> None:
        content = package().content
        unit = KnownUnit("26734", "UBND xã Mẫu Thượng")
        error = refused(content, units={"26734": unit})
        assert error.refusals == {Refusal.UNKNOWN_KEY}
        assert COMMUNE.card.short_code in error.message
        old = card_of(keys_of(8), "26734", "UBND xã Mẫu Thượng", NOW)
        unit = KnownUnit("26734", "UBND xã Mẫu Thượng", Pin(old, NOW))
        error = refused(content, units={"26734": unit})
        assert error.refusals == {Refusal.CHANGED_KEY}
        assert COMMUNE.card.short_code in error.message

    def test_a_form_we_do_not_have_and_a_newer_one(self) -> None:
        content = package().content
        assert only(content, templates={}) == (Stage.TEMPLATE, Refusal.UNKNOWN_TEMPLATE)
        assert only(content, templates={"bieu-nam": 0}) == (Stage.TEMPLATE, Refusal.NEWER_TEMPLATE)


class TestSealed:
    def test_receiver_and_sender_read_it(self) -> None:
        content = sensitive().content
        assert read_package(content, desk()).records == records()
        own = desk(card=COMMUNE.card, keys=COMMUNE.keys, reads_own=True)
        assert read_package(content, own).papers == {PAPER: PDF}

    def test_it_opens_for_no_one_else(self) -> None:
        content = sensitive().content
        pretender = card_of(OTHER.keys, "79", "Sở Nội vụ tỉnh Mẫu", NOW)
        assert only(content, card=pretender, keys=OTHER.keys)[0] is Stage.RECEIVER
        assert only(content, keys=OTHER.keys) == (Stage.RECORDS, Refusal.CANNOT_OPEN)
        for own in (False, True):
            thief = {"card": OTHER.card, "keys": OTHER.keys, "reads_own": own}
            assert refused(content, **thief).stage in (Stage.RECEIVER, Stage.SENDER)

    def test_nothing_of_the_data_stands_outside(self) -> None:
        content = sensitive().content
        for word in (b"CT.01", b"%PDF", "Tập huấn".encode(), b'"12"'):
            assert all(word not in part for part in members_of(content).values())
        assert look_into(content).manifest.totals is None

    def test_a_passphrase_opens_it(self) -> None:
        made = package_with_passphrase()
        content = made
        assert only(content) == (Stage.RECORDS, Refusal.ASKS_PASSPHRASE)
        assert only(content, passphrase="sai mật khẩu") == (Stage.RECORDS, Refusal.CANNOT_OPEN)
        assert read_package(content, desk(passphrase=" câu bí mật ")).records == records()
        own = desk(card=COMMUNE.card, keys=COMMUNE.keys, reads_own=True)
        assert read_package(content, own).records == records()

    def test_members_cannot_be_exchanged(self) -> None:
        made = sensitive()
        parts = members_of(made.content)
        swapped = {
            "data/figures.json.kin": parts["data/activities.json.kin"],
            "data/activities.json.kin": parts["data/figures.json.kin"],
        }
        content = resigned(made.content, COMMUNE, swapped)
        assert only(content) == (Stage.RECORDS, Refusal.CANNOT_OPEN)

    def test_our_own_package_under_another_key(self) -> None:
        own = {"card": COMMUNE.card, "keys": COMMUNE.keys, "reads_own": True}
        forged = card_of(keys_of(7), "26734", "UBND xã Mẫu Thượng", NOW)
        mine = {**own, "card": forged}
        assert only(package().content, **mine) == (Stage.SIGNATURE, Refusal.CHANGED_KEY)
        other = {**own, "card": OTHER.card}
        assert only(package().content, **other) == (Stage.SENDER, Refusal.UNKNOWN_UNIT)


def package_with_passphrase() -> bytes:
    made = make_package(draft(privacy=Privacy.SENSITIVE, receiver_card=None), COMMUNE, "câu bí mật")
    return made.content


class TestRecords:
    @pytest.mark.parametrize(
        ("content", "refusal"),
        [
            (b"\xef\xbb\xbf{}", Refusal.BAD_TEXT),
            ('{"rows":[]}'.encode("utf-16"), Refusal.BAD_TEXT),
            ('{"rows":["e\u0301"]}'.encode(), Refusal.BAD_TEXT),
            (b'{"rows":[1.5]}', Refusal.BAD_JSON),
            (b'{"rows":[NaN]}', Refusal.BAD_JSON),
            (b'{"rows":[1e400]}', Refusal.BAD_JSON),
            (b'{"rows":[' + b"9" * 5000 + b"]}", Refusal.BAD_JSON),
            (b'{"rows":[],"rows":[]}', Refusal.BAD_JSON),
            (b"[" * 100_000, Refusal.BAD_JSON),
            (b'{"rows":["\\u0000"]}', Refusal.BAD_JSON),
            (b'{"rows":{}}', Refusal.BAD_RECORD),
            (b'{"rows":[{}]}', Refusal.BAD_RECORD),
        ],
    )
    def test_a_data_file_that_is_wrong(self, content: bytes, refusal: Refusal) -> None:
        changed = resigned(package().content, COMMUNE, {FIGURES: content})
        error = refused(changed)
        assert (error.stage, error.refusals) == (Stage.RECORDS, {refusal})

    def test_all_wrong_records_are_told_together(self) -> None:
        made = package()

        def figures(rows: list[dict[str, Any]]) -> None:
            rows[0]["value"] = 12
            rows[1]["sex"] = "nam"
            rows[2]["indicator"] = "=1+1"

        def activities(rows: list[dict[str, Any]]) -> None:
            rows[0]["starts_on"] = "2026-02-30"
            rows[0]["title"] = "hai\ndòng"
            rows[0]["money"] = [["a", -1]]
            rows[0]["men"] = True
            rows[0]["partners"] = "một"

        changes = rows_changed(made.content, FIGURES, figures)
        changes |= rows_changed(made.content, ACTIVITIES, activities)
        error = refused(resigned(made.content, COMMUNE, changes))
        assert error.stage is Stage.RECORDS
        assert len(error.points) == 8
        assert "data/figures.json.rows[1].value" in error.points[0].what

    def test_a_missing_and_a_strange_data_file(self) -> None:
        made = package()
        content = resigned(made.content, COMMUNE, {"data/content.json": None})
        assert only(content) == (Stage.RECORDS, Refusal.MISSING_PART)
        content = resigned(made.content, COMMUNE, {"data/strange.json": b"{}"})
        assert only(content) == (Stage.RECORDS, Refusal.NOT_LISTED)


class TestRules:
    @pytest.mark.parametrize(
        ("name", "change", "words"),
        [
            (FIGURES, lambda rows: rows.append(dict(rows[0])), "hai lần"),
            (FIGURES, lambda rows: rows[2].update(value="28"), "nam cộng nữ"),
            (FIGURES, lambda rows: rows[3].update(value="-1.5"), "số âm"),
            (FIGURES, lambda rows: rows[6].update(reason=" "), "không ghi lý do"),
            (FIGURES, lambda rows: rows[6].update(value="3"), "vừa có số"),
            (FIGURES, lambda rows: rows[6].update(state="empty"), "bỏ trống"),
            (FIGURES, lambda rows: rows[0].update(indicator="CT.99"), "CT.99"),
            (FIGURES, lambda rows: rows[0].update(unit="1234"), "danh sách đơn vị"),
            (ACTIVITIES, lambda rows: rows.append(dict(rows[0])), "hai lần"),
            (ACTIVITIES, lambda rows: rows[0].update(ends_on="2026-11-01"), "trước khi bắt đầu"),
            (ACTIVITIES, lambda rows: rows[0].update(men=21), "nam cộng nữ"),
            ("data/documents.json", lambda rows: rows[0].update(file="docs/b.pdf"), "docs/b.pdf"),
            ("data/documents.json", lambda rows: rows.append(dict(rows[0])), "hai lần"),
        ],
    )
    def test_a_broken_rule(
        self, name: str, change: Callable[[list[dict[str, Any]]], object], words: str
    ) -> None:
        error = refused(consistent(name, change))
        assert error.stage is Stage.RULES
        assert words in " ".join(point.what for point in error.points)

    def test_figures_of_the_wrong_year(self) -> None:
        content = consistent(
            ACTIVITIES, lambda rows: rows[0].update(starts_on="2024-03-01", ends_on="2024-03-02")
        )
        assert only(content) == (Stage.RULES, Refusal.WRONG_PERIOD)

    def test_totals_and_counts_that_do_not_fit(self) -> None:
        made = package()
        figures = rows_changed(made.content, FIGURES, lambda rows: rows.pop(0))
        error = refused(resigned(made.content, COMMUNE, figures))
        assert (error.stage, error.refusals) == (
            Stage.RULES,
            {Refusal.WRONG_TOTALS, Refusal.WRONG_COUNTS},
        )
        edited = resigned(
            made.content, COMMUNE, change=lambda head: head["totals"][0].update(total="28")
        )
        assert only(edited) == (Stage.RULES, Refusal.WRONG_TOTALS)

    def test_a_content_hash_of_something_else(self) -> None:
        content = resigned(
            package().content,
            COMMUNE,
            change=lambda head: head.update(content_hash="0" * 64, check_code=check_code("0" * 64)),
            fix_hash=False,
        )
        assert only(content) == (Stage.RULES, Refusal.CHANGED_MANIFEST)

    def test_a_withdrawal_carries_nothing(self) -> None:
        withdrawn = empty(
            kind=PackageKind.WITHDRAWAL,
            sequence=2,
            supersedes=records().activities[0].id,
            reason="Nhầm kỳ",
        )
        content = make_package(withdrawn, COMMUNE).content
        assert read_package(content, desk()).records == Records()
        full = resigned(
            package().content, COMMUNE, change=lambda head: head.update(kind="withdrawal")
        )
        assert len(refused(full).points) == 2
        itself = resigned(content, COMMUNE, change=lambda h: h.update(supersedes=h["package_id"]))
        assert only(itself) == (Stage.RULES, Refusal.BROKEN_RULE)


def consistent(name: str, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    """Records changed, and totals and counts changed with them, all signed."""
    made = package()
    changes = rows_changed(made.content, name, change)
    parts = {**members_of(made.content), **changes}
    rows = {
        kind: records_shape(kind).read(json.loads(parts[member_of(kind)] or b""))
        for kind in KINDS
        if member_of(kind) in parts
    }
    now = Records(**rows)
    value = json.loads(parts["data/content.json"] or b"")
    written = content_shape().write(Content(value["salt"], now.totals))
    changes["data/content.json"] = canonical(written)

    def head(head: dict[str, Any]) -> None:
        head["totals"] = written["totals"]
        head["counts"] = {kind: len(getattr(now, kind)) for kind in KINDS}

    return resigned(made.content, COMMUNE, changes, head)


def test_a_file_is_read_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "a.bdg-goi"
    path.write_bytes(package().content)
    assert look_into(read_file(path)).manifest.unit.code == "26734"
    for wrong in (tmp_path, tmp_path / "khong-co", Path("/dev/zero")):
        with pytest.raises(PackageError) as caught:
            read_file(wrong)
        assert caught.value.stage is Stage.FILE


def test_a_long_list_of_points_is_cut() -> None:
    error = PackageError(Stage.RULES, [Point(Refusal.BROKEN_RULE, "x")] * 1000)
    assert len(error.points) == 200
    assert "199 chỗ khác" in error.message
