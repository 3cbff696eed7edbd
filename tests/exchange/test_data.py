"""Records and the rules among them: what is refused with which sentence."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.exchange.canonical import canonical
from app.exchange.check_code import check_code
from app.exchange.manifest import PackageKind
from app.exchange.packing import make_package
from app.exchange.reading import read_package
from app.exchange.records import (
    KINDS,
    Content,
    Records,
    content_shape,
    member_of,
    records_shape,
)
from app.exchange.refusals import Refusal, Stage
from tests.exchange.offices import (
    COMMUNE,
    desk,
    empty,
    package,
    records,
)
from tests.exchange.rebuild import members_of, resigned, rows_changed
from tests.exchange.refused import only, refused

FIGURES = "data/figures.json"
ACTIVITIES = "data/activities.json"


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
        kind: records_shape(kind).read(json.loads(parts[member_of(kind)] or b"")).records()
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
