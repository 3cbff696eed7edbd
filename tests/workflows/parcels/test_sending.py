"""A report becomes a package: what is in it, which number it gets, what stands in the way."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.papers import ReportType
from app.domain.parcels import SentState
from app.errors import ConflictError, NotFoundError, ValidationError
from app.exchange.check_code import shown_code
from app.exchange.manifest import PackageKind, Privacy
from app.exchange.order import Standing, place
from app.exchange.records import ActivityRecord, FigureRecord, PaperRole, Records, UnitRecord
from app.exchange.refusals import PackageError, Refusal
from app.models import PaperVersion, SentPackage
from app.queries.kept_files import read_kept
from app.queries.papers import get_paper
from app.queries.seals import find_seal, seal_of_code
from app.queries.sent import find_sent_by_code, get_sent, list_sent
from app.services.issue import OpenNextVersion, open_next_version
from app.services.sent import SentDraft, keep_sent
from app.workflows.parcels.sending import (
    list_copies,
    list_sendable,
    look,
    make,
    sent_already,
    withdraw,
    write_to,
)
from tests.papers import create, issue_newest
from tests.workflows.parcels.commune import (
    DAY,
    LATER,
    NOW,
    PEOPLE,
    UNIT,
    VIOLENCE,
    at,
    begin,
    draft_report,
    enrol,
    held,
    issue_report,
    issued_report,
    next_version,
    received,
    send,
    write_activity,
    write_figures,
)


def sent(db: Database, paper_id: UUID, stick: Path, **more: object) -> UUID:
    """Made and written; the package's identity."""
    row = make(db, send(paper_id, **more), NOW)
    write_to(db, row.id, stick, NOW)
    return row.id


class TestContent:
    def test_the_receiver_reads_what_the_office_wrote(self, commune: Database) -> None:
        paper_id = issued_report(commune)
        package = received(commune, make(commune, send(paper_id), NOW))

        said = package.manifest
        assert (said.duty, said.period.code, said.sequence) == ("report_year", "2026", 1)
        assert (said.kind, said.privacy) == (PackageKind.ORIGINAL, Privacy.INTERNAL)
        assert (said.period.first, said.period.last) == (date(2025, 12, 15), date(2026, 12, 14))
        assert (said.unit.code, said.unit.parent, said.receiver.code) == (UNIT, "79", "79")
        assert (said.template.code, said.created_by) == ("bieu_nam", "Trần Thị Mẫu")
        cells = {(one.indicator, one.sex): one for one in package.records.figures}
        men = cells[PEOPLE, Column.MEN]
        assert (men.value, men.worked_out) == (Decimal(6000), True)
        missing = cells["tao_hon", Column.TOTAL]
        assert (missing.state, missing.reason) == (CellState.MISSING, "chưa điều tra")
        assert missing.value is None
        [activity] = package.records.activities
        assert (activity.title, activity.men, activity.total) == ("Tập huấn kỹ năng", 20, 55)
        assert activity.money == (("ngan_sach", 3_500_000),)

    def test_the_papers_are_the_issued_version(self, commune: Database, tmp_path: Path) -> None:
        paper_id = issued_report(commune)
        package = received(commune, make(commune, send(paper_id), NOW))

        row = commune.read(get_paper, paper_id)
        assert {one.paper_hash for one in package.records.documents} == {row.content_hash}
        assert {one.role for one in package.records.documents} == {PaperRole.REPORT}
        assert {one.number for one in package.records.documents} == {"12"}
        pdf = tmp_path / "gui.pdf"
        pdf.write_bytes(package.papers["docs/van-ban.pdf"])
        words = PdfReader(pdf).pages[0].extract_text().replace(" ", "")
        assert "12/BC-UBND" in words
        assert shown_code(package.manifest.check_code) in words
        assert package.papers["docs/van-ban.docx"].startswith(b"PK")

    def test_every_package_of_a_version_has_the_code_of_the_paper(self, commune: Database) -> None:
        paper_id = issued_report(commune)
        version = commune.read(get_paper, paper_id).version_id
        seal = commune.read(find_seal, version)
        first = make(commune, send(paper_id), NOW)
        write_figures(commune, {PEOPLE: 9999})
        second = make(commune, send(paper_id, test=True), LATER)

        assert seal is not None
        assert first.content_hash == second.content_hash == seal.content_hash
        assert first.check_code == seal.check_code
        assert commune.read(seal_of_code, seal.check_code) == seal
        assert [one.id for one in commune.read(find_sent_by_code, seal.check_code)] == [
            second.id,
            first.id,
        ]
        figures = received(commune, second).records.figures
        assert figures[0].value == Decimal(9000), "the figures of the day of issue"

    def test_the_form_of_the_reports_own_period_comes_first(self, commune: Database) -> None:
        write_figures(commune, {PEOPLE: 8000}, "2026-H1")
        write_figures(commune, {PEOPLE: 9000})
        paper_id = draft_report(commune, ReportType.HALF_YEAR, "2026-H1")
        issue_report(commune, paper_id)

        package = received(commune, make(commune, send(paper_id), NOW))

        assert package.manifest.template.code == "bieu_nua_nam"
        assert package.manifest.duty == "report_six_month"
        assert {one.value for one in package.records.figures if one.sex is Column.TOTAL} <= {
            Decimal(8000)
        }

    def test_activities_of_other_days_stay_at_home(self, commune: Database) -> None:
        write_activity(commune, "Năm sau", date(2026, 12, 20))
        package = received(commune, make(commune, send(issued_report(commune)), NOW))
        assert [one.title for one in package.records.activities] == ["Tập huấn kỹ năng"]

    def test_counts_of_violence_seal_the_package(self, commune: Database) -> None:
        paper_id = issued_report(commune, sensitive=True)
        row = make(commune, send(paper_id), NOW)

        assert row.privacy == Privacy.SENSITIVE
        content = commune.read(read_kept, row.file_sha256)
        assert "Tập huấn".encode() not in content
        package = received(commune, row)
        assert package.manifest.totals is None
        assert {one.value for one in package.records.figures if one.indicator == VIOLENCE} == {
            Decimal(7)
        }

    def test_a_plan_travels_without_figures(self, commune: Database) -> None:
        paper_id = commune.write(create)
        commune.write(issue_newest, paper_id)

        package = received(commune, make(commune, send(paper_id), NOW))

        assert (package.manifest.duty, package.manifest.template.code) == ("plan_year", "van_ban")
        assert (package.records.figures, package.records.activities) == ((), ())
        assert {one.role for one in package.records.documents} == {PaperRole.PLAN}

    def test_records_of_units_below_come_beside(self, commune: Database) -> None:
        paper_id = issued_report(commune)
        cell = FigureRecord(PEOPLE, Column.TOTAL, CellState.VALUE, Decimal(4), unit="1")
        day = date(2025, 12, 1)
        act = ActivityRecord(UUID(int=8), "tap_huan", "Tập huấn ở thôn", day, day, unit="1")
        units = (UnitRecord("1", "Thôn Mẫu", reported=True),)
        extra = Records(figures=(cell,), activities=(act,), units=units)
        basis = (["id", "1", 2],)

        out = look(commune, send(paper_id, extra=extra), NOW)
        row = make(commune, send(paper_id, extra=extra, basis=basis), NOW)

        assert any("mã đối chiếu của gói khác" in one for one in out.warnings)
        assert row.basis == basis
        assert row.check_code != out.seal.check_code
        package = received(commune, row)
        assert package.records.units == units
        assert package.manifest.period.first == day, "the span holds every activity"


class TestWithoutCard:
    def test_a_sensitive_package_asks_for_a_passphrase(self, db: Database) -> None:
        begin(db)
        paper_id = issued_report(db, sensitive=True)

        out = look(db, send(paper_id), NOW)
        assert out.asks_passphrase
        assert not out.is_card_known
        assert any("Chưa ghi nhận thẻ" in one and "mật khẩu" in one for one in out.warnings)
        with pytest.raises(ValidationError, match=r"xin thẻ cơ quan.*mật khẩu") as caught:
            make(db, send(paper_id), NOW)
        assert caught.value.field == "passphrase"
        with pytest.raises(ValidationError, match="8"):
            make(db, send(paper_id), NOW, "ngắn")
        assert db.read(list_sent) == []

        row = make(db, send(paper_id), NOW, "mật khẩu dài")
        with pytest.raises(PackageError) as refused:
            received(db, row)
        assert refused.value.refusals == {Refusal.ASKS_PASSPHRASE}
        assert received(db, row, "mật khẩu dài").records.figures

    def test_another_package_goes_without(self, db: Database) -> None:
        begin(db)
        row = make(db, send(issued_report(db)), NOW)
        assert received(db, row).manifest.receiver.fingerprint == ""

    def test_a_passphrase_beside_a_card_is_not_used(self, commune: Database) -> None:
        row = make(commune, send(issued_report(commune, sensitive=True)), NOW, "mật khẩu dài")
        assert received(commune, row).records.figures


class TestNumber:
    def test_a_new_version_of_what_left_is_a_correction(
        self, commune: Database, stick: Path
    ) -> None:
        paper_id = issued_report(commune)
        first = sent(commune, paper_id, stick)
        write_figures(commune, {PEOPLE: 9300})
        next_version(commune, paper_id, "Sửa số dân theo thống kê")

        row = make(commune, send(paper_id, reason=""), LATER)

        assert (row.kind, row.sequence, row.supersedes) == ("correction", 2, first)
        assert row.reason == "Sửa số dân theo thống kê"
        before = received(commune, commune.read(get_sent, first))
        package = received(commune, row)
        placed = place(package.manifest, package.package_hash, [held(before)])
        assert (placed.standing, placed.replaces) == (Standing.REPLACES, first)
        assert package.records.figures[0].value == Decimal(9300)

    def test_what_never_left_gives_way(self, commune: Database) -> None:
        paper_id = issued_report(commune)
        first = make(commune, send(paper_id), NOW)
        next_version(commune, paper_id)

        row = make(commune, send(paper_id), LATER)

        assert (row.kind, row.sequence, row.supersedes) == ("original", 1, None)
        assert [one.id for one in commune.read(list_sent)] == [row.id]
        with pytest.raises(NotFoundError, match="làm lại"):
            commune.read(get_sent, first.id)
        with pytest.raises(NotFoundError):
            commune.read(read_kept, first.file_sha256)

    def test_an_unsent_correction_gives_way_too(self, commune: Database, stick: Path) -> None:
        paper_id = issued_report(commune)
        first = sent(commune, paper_id, stick)
        next_version(commune, paper_id)
        unsent = make(commune, send(paper_id), LATER)
        next_version(commune, paper_id, "Sửa lần nữa", "14")

        out = look(commune, send(paper_id), LATER)
        row = make(commune, send(paper_id), LATER)

        assert out.replaces == unsent.id
        assert (row.sequence, row.supersedes) == (2, first)
        assert len(commune.read(list_sent)) == 2

    def test_the_same_version_again_asks_for_a_reason(self, commune: Database, stick: Path) -> None:
        paper_id = issued_report(commune)
        first = sent(commune, paper_id, stick)

        with pytest.raises(ValidationError, match=r"đã gửi \(lần 1.*Chép lại") as caught:
            make(commune, send(paper_id, reason=""), LATER)
        assert caught.value.field == "reason"
        found = sent_already(commune, send(paper_id), LATER)
        assert found is not None
        assert found.id == first
        row = make(commune, send(paper_id, reason="Nơi nhận đổi thẻ"), LATER)
        assert (row.kind, row.sequence, row.reason) == ("correction", 2, "Nơi nhận đổi thẻ")

    def test_what_never_left_is_made_anew_for_another_card(self, db: Database) -> None:
        begin(db)
        paper_id = issued_report(db)
        row = make(db, send(paper_id), NOW)
        found = sent_already(db, send(paper_id), NOW)
        assert found is not None
        assert found.id == row.id
        enrol(db)
        assert sent_already(db, send(paper_id), NOW) is None

    def test_a_test_uses_no_number_up(self, commune: Database, stick: Path) -> None:
        paper_id = issued_report(commune)
        trial = make(commune, send(paper_id, test=True), NOW)
        write_to(commune, trial.id, stick, NOW)

        assert sent_already(commune, send(paper_id, test=True), NOW) is None
        assert sent_already(commune, send(paper_id), NOW) is None
        [listed] = [row for row in list_sendable(commune, DAY) if row.paper_id == paper_id]
        assert listed.sent is None
        [kept] = commune.read(list_sent)
        assert kept.state_words == "Đã chép ra"
        real = make(commune, send(paper_id), NOW)
        write_to(commune, real.id, stick, NOW)
        again = make(commune, send(paper_id, test=True), LATER)

        assert [(one.kind, one.sequence) for one in (trial, real, again)] == [
            ("test", 1),
            ("original", 1),
            ("test", 2),
        ]
        assert trial.file_name.endswith("-gui-thu.bdg-goi")
        package = received(commune, again)
        before = [held(received(commune, real))]
        assert place(package.manifest, package.package_hash, before).standing is Standing.TEST

    def test_a_withdrawal_and_what_follows(self, commune: Database, stick: Path) -> None:
        paper_id = issued_report(commune)
        first = sent(commune, paper_id, stick)

        gone = withdraw(commune, first, "Gửi nhầm kỳ", NOW)
        write_to(commune, gone.id, stick, NOW)
        package = received(commune, gone)
        assert (gone.kind, gone.sequence, gone.supersedes) == ("withdrawal", 2, first)
        assert package.records == Records()
        assert package.papers == {}
        with pytest.raises(ConflictError, match="rút lại rồi"):
            withdraw(commune, gone.id, "Lần nữa", NOW)
        with pytest.raises(ConflictError, match="gửi sau cùng"):
            withdraw(commune, first, "Lần nữa", NOW)

        assert sent_already(commune, send(paper_id), LATER) is None
        row = make(commune, send(paper_id), LATER)
        assert (row.kind, row.sequence, row.supersedes) == ("original", 3, None)
        before = [held(received(commune, commune.read(get_sent, first))), held(package)]
        after = received(commune, row)
        assert place(after.manifest, after.package_hash, before).standing is Standing.REPLACES

    def test_only_what_left_is_withdrawn(self, commune: Database, stick: Path) -> None:
        paper_id = issued_report(commune)
        row = make(commune, send(paper_id), NOW)
        with pytest.raises(ValidationError, match="chưa chép ra"):
            withdraw(commune, row.id, "Nhầm", NOW)
        with pytest.raises(ValidationError, match="lý do rút lại"):
            withdraw(commune, row.id, " ", NOW)
        trial = sent(commune, paper_id, stick, test=True)
        with pytest.raises(ValidationError, match="gửi thử"):
            withdraw(commune, trial, "Nhầm", NOW)

    def test_two_seats_do_not_use_one_number(self, commune: Database, stick: Path) -> None:
        paper_id = issued_report(commune)
        row = commune.read(get_sent, sent(commune, paper_id, stick))
        fields = {name: getattr(row, name) for name in SentDraft.__slots__}
        other = SentDraft(**{**fields, "id": UUID(int=5)})
        with pytest.raises(ConflictError, match="máy khác"):
            commune.write(keep_sent, other, b"x")

    def test_a_line_has_an_end(self, commune: Database, stick: Path) -> None:
        paper_id = issued_report(commune)
        first = sent(commune, paper_id, stick)

        def far(session: Session) -> None:
            session.get_one(SentPackage, first).sequence = 9999

        commune.write(far)
        with pytest.raises(ValidationError, match="quá nhiều lần"):
            look(commune, send(paper_id), NOW)


class TestBefore:
    """What is told before a package is made."""

    def test_a_paper_that_is_not_issued(self, commune: Database) -> None:
        paper_id = draft_report(commune)
        with pytest.raises(ValidationError, match="chưa ban hành"):
            look(commune, send(paper_id), NOW)
        with pytest.raises(NotFoundError):
            look(commune, send(UUID(int=1)), NOW)

    def test_nobody_to_send_to(self, commune: Database) -> None:
        paper_id = issued_report(commune)
        with pytest.raises(ValidationError, match="mã 99") as caught:
            look(commune, send(paper_id, receiver="99"), NOW)
        assert caught.value.field == "receiver"
        assert look(commune, send(paper_id, receiver="79"), NOW).receiver.code == "79"

    def test_forms_are_counted(self, commune: Database) -> None:
        out = look(commune, send(issued_report(commune)), NOW)
        year = out.forms[0]
        assert (year.code, year.values, year.missing) == ("bieu_nam", 4, 1)
        assert year.blank > 100
        assert any(one.startswith(f"{year.name}: {year.blank} trong") for one in out.warnings)
        assert out.shown_code == f"{out.seal.check_code[:5]}-{out.seal.check_code[5:]}"

    def test_an_empty_form_stands_in_the_way(self, commune: Database) -> None:
        paper_id = draft_report(commune)
        issue_report(commune, paper_id)
        with pytest.raises(ValidationError, match=r"chưa có số nào\. Báo cáo vẫn nguyên"):
            make(commune, send(paper_id, reason=""), NOW)
        row = make(commune, send(paper_id, reason="Không có nhân sự thống kê"), NOW)
        assert received(commune, row).manifest.reason == "Không có nhân sự thống kê"

    def test_what_changed_since_the_day_of_issue(self, commune: Database) -> None:
        paper_id = issued_report(commune)
        assert not any("thay đổi" in one for one in look(commune, send(paper_id), NOW).warnings)
        write_figures(commune, {PEOPLE: 9300})
        write_activity(commune, "Thêm một buổi")
        told = " ".join(look(commune, send(paper_id), NOW).warnings)
        assert "3 ô số liệu đã thay đổi" in told
        assert "1 hoạt động đã thay đổi" in told

    def test_a_part_above_its_whole_needs_a_note_or_a_reason(self, commune: Database) -> None:
        write_figures(commune, {"dan_so": 900, "dan_so_60": 1200})
        paper_id = draft_report(commune)
        issue_report(commune, paper_id)
        with pytest.raises(ValidationError, match="lớn hơn"):
            make(commune, send(paper_id, reason=""), NOW)

        write_figures(commune, {"dan_so_60": 1200}, note="Theo sổ của Hội Người cao tuổi")
        next_version(commune, paper_id)
        out = look(commune, send(paper_id, reason=""), NOW)
        assert out.problems == ()
        assert any("2 ô có ghi chú" in one for one in out.warnings)
        notes = {one.note for one in out.records.figures if one.indicator == "dan_so_60"}
        assert "Theo sổ của Hội Người cao tuổi" in notes

    def test_a_jump_is_asked_about(self, commune: Database) -> None:
        write_figures(commune, {PEOPLE: 1000}, "2025")
        told = " ".join(look(commune, send(issued_report(commune)), NOW).warnings)
        assert "chưa có ghi chú: “Dân số” (nam): tăng 800 %" in told

    def test_deadline_drafts_and_bare_activities(self, commune: Database) -> None:
        write_activity(commune, "Không đếm", people=False)
        paper_id = issued_report(commune)
        commune.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa"))
        told = " ".join(look(commune, send(paper_id), at(date(2026, 12, 5))).warnings)
        assert "Đã quá hạn 30/11/2026 (5 ngày)" in told
        assert "1 trong 2 hoạt động chưa ghi số người" in told
        assert "bản mới chưa ban hành; gói mang bản đã ban hành số 12" in told
        assert not any("quá hạn" in one for one in look(commune, send(paper_id), NOW).warnings)

    def test_an_altered_version_is_not_sent(self, commune: Database) -> None:
        paper_id = issued_report(commune)
        version = commune.read(get_paper, paper_id).version_id

        def alter(session: Session) -> None:
            session.get_one(PaperVersion, version).signer_name = "Người khác"

        commune.write(alter)
        with pytest.raises(ValidationError, match="không còn đúng như lúc ký"):
            look(commune, send(paper_id), NOW)


class TestLists:
    def test_what_can_be_sent(self, commune: Database, stick: Path) -> None:
        draft_report(commune, ReportType.HALF_YEAR, "2026-H1")
        paper_id = issued_report(commune)
        plan = commune.write(create)
        commune.write(issue_newest, plan)

        rows = list_sendable(commune, DAY)
        assert {row.paper_id for row in rows} == {paper_id, plan}
        [report] = [row for row in rows if row.paper_id == paper_id]
        assert (report.duty, report.period, report.number) == ("report_year", "2026", "12")
        assert (report.due, report.days_left) == (date(2026, 11, 30), 10)
        assert (report.sent, report.newer_draft, report.duty_name) == (None, False, "Báo cáo năm")

        package = sent(commune, paper_id, stick)
        [report] = [row for row in list_sendable(commune, DAY) if row.paper_id == paper_id]
        assert report.sent is not None
        assert (report.sent.id, report.sent.state) == (package, SentState.WRITTEN)
        assert report.sent.state_words == "Đã chép ra, chờ phiếu tiếp nhận"

    def test_the_last_ten_copies(self, commune: Database, tmp_path: Path) -> None:
        row = make(commune, send(issued_report(commune)), NOW)
        for number in range(12):
            folder = tmp_path / f"usb {number}"
            folder.mkdir()
            write_to(commune, row.id, folder, at(date(2026, 12, number + 1)))

        copies = commune.read(list_copies)
        assert len(copies) == 10
        assert [Path(one.place).name for one in copies[:2]] == ["usb 11", "usb 10"]
        assert {one.file_name for one in copies} == {row.file_name}
        files = {next((tmp_path / f"usb {n}").iterdir()).read_bytes() for n in range(12)}
        assert files == {commune.read(read_kept, row.file_sha256)}
