"""What reading gives back, and every stage before the sender is asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.exchange.check_code import check_code
from app.exchange.manifest import PackageKind
from app.exchange.packing import content_hash_of
from app.exchange.reading import look_into, read_file, read_package
from app.exchange.records import (
    Records,
)
from app.exchange.refusals import PackageError, Point, Refusal, Stage
from tests.exchange.offices import (
    COMMUNE,
    FIRST_ID,
    PAPER,
    PDF,
    desk,
    draft,
    package,
    records,
)
from tests.exchange.rebuild import resigned, rows_changed, with_manifest, with_members
from tests.exchange.refused import only, refused

FIGURES = "data/figures.json"
ACTIVITIES = "data/activities.json"


def test_what_was_written_is_read() -> None:
    made = package()
    read = read_package(made.content, desk())
    assert read.records == records()
    assert read.papers == {PAPER: PDF}
    assert read.manifest == made.manifest
    assert read.package_hash == made.package_hash
    assert read.sender == COMMUNE.card
    assert "UBND xã Mẫu Thượng" in read.summary


def test_rows_are_ready_to_be_stored() -> None:
    read = read_package(package().content, desk())
    names = ("indicator", "sex", "value")
    wanted = [(one.indicator, one.sex, one.value) for one in records().figures]
    assert list(read.rows("figures", *names)) == wanted
    assert list(read.rows("targets", "indicator")) == []
    assert read.tables["activities"].wire("id") == tuple(
        str(one.id) for one in records().activities
    )


def test_the_check_code_is_known_before_the_paper_is_printed() -> None:
    code = check_code(content_hash_of(draft()))
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
    codes = {check_code(content_hash_of(draft()))}
    for changes in (
        {"salt": "f" * 32},
        {"duty": "bao-cao-6-thang"},
        {"records": Records(figures=records().figures[:3])},
    ):
        codes.add(check_code(content_hash_of(draft(**changes))))
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
