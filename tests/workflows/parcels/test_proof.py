"""The check code on paper: printed on what was issued, looked up by whoever holds packages."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.parcels import ParcelOrigin, ReceivedState, SentState
from app.exchange.check_code import check_code, shown_code
from app.exchange.paper_code import payload
from app.models import ReceivedPackage, SentPackage
from app.queries.papers import get_paper
from app.queries.seals import SealRow, find_seal
from app.services.issue import OpenNextVersion, open_next_version
from app.workflows.check_facts import shipped_facts
from app.workflows.file_checks import check_file
from app.workflows.other_papers import CopyOrder, export_copy
from app.workflows.papers import export_paper, printed_document, write_document
from app.workflows.parcels.code_packages import Standing
from app.workflows.parcels.proof import CodeKind, look_up_code
from app.workflows.parcels.sending import make, withdraw, write_to
from app.workflows.round_trip import take_back
from tests.shipped import load_shipped
from tests.workflows.parcels.commune import (
    LATER,
    NOW,
    PEOPLE,
    begin,
    enrol,
    issued_report,
    next_version,
    send,
    write_figures,
)
from tests.workflows.parcels.received import make_received, make_unit

FIRST, SECOND, THIRD = ("9f" * 32, "41" * 32, "c7" * 32)
FACTS = shipped_facts(date(2026, 11, 20))
LINE = ("26734", "report_year", "2026")


def typed(digest: str) -> str:
    return shown_code(check_code(digest))


def scanned(digest: str, line: tuple[str, str, str] = LINE) -> str:
    return payload(check_code(digest), line, digest)


@pytest.fixture
def receiver(db: Database) -> Database:
    db.write(load_shipped)
    db.write(make_unit, "26734", "xã Mẫu")
    return db


def arrived(db: Database, digest: str, sequence: int = 1, **more: object) -> None:
    """A package of the commune with a content."""

    def keep(session: Session) -> None:
        make_received(
            session, *LINE, {}, sequence=sequence, content_hash=digest,
            check_code=check_code(digest), **more,
        )  # fmt: skip

    db.write(keep)


@pytest.mark.parametrize("say", [typed, scanned], ids=["typed", "scanned"])
def test_a_paper_of_the_package_that_counts_matches(receiver: Database, say: object) -> None:
    assert callable(say)
    arrived(receiver, FIRST)
    answer = look_up_code(receiver, say(FIRST))
    assert answer.kind is CodeKind.MATCHES
    assert answer.sentence.startswith("Khớp: ")
    for words in ("xã Mẫu", "gói lần 1", "năm 2026", "đang được tính vào tổng"):
        assert words in answer.sentence
    (package,) = answer.packages
    assert (package.unit_code, package.duty, package.period) == LINE


def test_a_package_that_nobody_looked_at_matches_and_says_so(receiver: Database) -> None:
    arrived(receiver, FIRST, state=ReceivedState.WAITING)
    answer = look_up_code(receiver, typed(FIRST))
    assert answer.kind is CodeKind.MATCHES
    assert "chưa tính vào tổng" in answer.sentence


def test_the_paper_of_an_older_package_differs_and_the_newer_is_named(receiver: Database) -> None:
    arrived(receiver, FIRST)
    arrived(receiver, SECOND, 2)
    answer = look_up_code(receiver, typed(FIRST))
    assert answer.kind is CodeKind.DIFFERS
    assert "gói lần 1" in answer.sentence
    assert "gói lần 2" in answer.sentence
    assert typed(SECOND) in answer.sentence
    assert answer.holds is not None
    assert answer.holds.sequence == 2
    assert look_up_code(receiver, typed(SECOND)).kind is CodeKind.MATCHES


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReceivedState.RETURNED, "bị trả lại"),
        (ReceivedState.TEST, "gửi thử"),
        (ReceivedState.WITHDRAWN, "rút lại"),
    ],
)
def test_the_paper_of_a_package_that_does_not_count_differs(
    receiver: Database, state: ReceivedState, words: str
) -> None:
    arrived(receiver, FIRST, state=state)
    answer = look_up_code(receiver, typed(FIRST))
    assert answer.kind is CodeKind.DIFFERS
    assert words in answer.sentence
    assert answer.holds is None


def test_a_withdrawn_report_differs(receiver: Database) -> None:
    arrived(receiver, FIRST)

    def withdraw(session: Session) -> None:
        make_received(
            session, *LINE, {}, sequence=2, state=ReceivedState.WITHDRAWN,
            check_code=check_code(SECOND), content_hash=SECOND,
        )  # fmt: skip

    receiver.write(withdraw)
    answer = look_up_code(receiver, typed(FIRST))
    assert answer.kind is CodeKind.DIFFERS


def test_squares_of_a_known_line_with_another_code_name_the_package_that_holds(
    receiver: Database,
) -> None:
    arrived(receiver, FIRST)
    answer = look_up_code(receiver, scanned(THIRD).lower())
    assert answer.kind is CodeKind.DIFFERS
    assert typed(THIRD) in answer.sentence
    assert typed(FIRST) in answer.sentence
    assert answer.packages == ()
    # Ten signs alone do not say of which unit they are.
    assert look_up_code(receiver, typed(THIRD)).kind is CodeKind.UNKNOWN


def test_a_paper_keyed_by_hand_cannot_be_compared(receiver: Database) -> None:
    receiver.write(lambda session: make_received(session, *LINE, {}, origin=ParcelOrigin.PAPER))
    assert look_up_code(receiver, scanned(FIRST)).kind is CodeKind.UNKNOWN


def test_an_unknown_code_says_what_may_be(receiver: Database) -> None:
    arrived(receiver, FIRST)
    answer = look_up_code(receiver, scanned(THIRD, ("99999", "report_year", "2026")))
    assert answer.kind is CodeKind.UNKNOWN
    assert "hỏi nơi gửi" in answer.sentence


@pytest.mark.parametrize("wrong", ["ABCDE-FGHJ", "ABCDE-FGHJ0", "", typed(FIRST)[:-1] + "?"])
def test_a_mistyped_code_is_told_and_asked_again(receiver: Database, wrong: str) -> None:
    answer = look_up_code(receiver, wrong)
    assert answer.kind is CodeKind.WRONG_SIGN
    assert "gõ lại" in answer.sentence


@pytest.fixture
def commune(db: Database) -> Database:
    begin(db)
    enrol(db)
    return db


def seal_of(db: Database, paper: object) -> SealRow:
    row = db.read(get_paper, paper)
    seal = db.read(find_seal, row.version_id)
    assert seal is not None
    return seal


def test_an_issued_report_carries_its_code_on_every_page(commune: Database, tmp_path: Path) -> None:
    paper = issued_report(commune)
    before = commune.read(get_paper, paper).content_hash
    path = tmp_path / "bao-cao.pdf"
    export_paper(commune, paper, path)
    code = shown_code(seal_of(commune, paper).check_code)
    for page in PdfReader(path).pages:
        assert f"Mã đối chiếu: {code}" in page.extract_text()
    assert commune.read(get_paper, paper).content_hash == before


def test_a_draft_print_and_a_version_that_is_not_issued_carry_none(
    commune: Database, tmp_path: Path
) -> None:
    paper = issued_report(commune)
    path = tmp_path / "bao-cao.pdf"
    export_paper(commune, paper, path, draft=True)
    assert "đối chiếu" not in PdfReader(path).pages[0].extract_text()
    commune.write(open_next_version, OpenNextVersion(paper_id=paper, reason="Sửa số liệu"))
    export_paper(commune, paper, path)
    assert "đối chiếu" not in PdfReader(path).pages[0].extract_text()
    export_paper(commune, paper, path, version=1)
    assert "đối chiếu" in PdfReader(path).pages[0].extract_text()


def test_a_whole_copy_carries_the_code_and_an_extract_does_not(
    commune: Database, tmp_path: Path
) -> None:
    paper = issued_report(commune)
    for form, carried in (("SAO Y", True), ("TRÍCH SAO", False)):
        path = tmp_path / f"{form}.pdf"
        export_copy(commune, paper, path, CopyOrder(form=form))
        assert ("đối chiếu" in PdfReader(path).pages[0].extract_text()) is carried


def test_a_word_file_with_the_code_comes_back_without_a_difference(
    commune: Database, tmp_path: Path
) -> None:
    path = tmp_path / "bao-cao.docx"
    export_paper(commune, issued_report(commune), path)
    review = take_back(commune, path)
    assert review.sure
    assert review.offers == ()
    assert review.comparison.changes == ()


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_file_with_the_code_is_judged_as_one_without(
    commune: Database, tmp_path: Path, suffix: str
) -> None:
    def found(path: Path) -> list[str]:
        return [
            one.finding.message for part in check_file(path, FACTS).parts for one in part.findings
        ]

    paper = issued_report(commune)
    proved, bare = tmp_path / f"co{suffix}", tmp_path / f"khong{suffix}"
    export_paper(commune, paper, proved)
    row = commune.read(get_paper, paper)
    write_document(commune, printed_document(row), bare, row)
    assert found(proved) == found(bare)


def test_our_own_report_is_known_before_and_after_it_was_sent(
    commune: Database, tmp_path: Path
) -> None:
    paper = issued_report(commune)
    seal = seal_of(commune, paper)
    answer = look_up_code(commune, seal.check_code)
    assert answer.kind is CodeKind.MATCHES
    assert answer.packages[0].standing is Standing.NOT_SENT
    sent = make(commune, send(paper), NOW)
    write_to(commune, sent.id, tmp_path, LATER)
    answer = look_up_code(commune, seal.check_code)
    assert answer.kind is CodeKind.MATCHES
    assert answer.packages[0].id == sent.id
    assert "gửi Sở Nội vụ tỉnh Mẫu" in answer.sentence
    assert "chờ phiếu tiếp nhận" in answer.sentence


def test_our_paper_of_what_was_corrected_and_withdrawn_differs(
    commune: Database, tmp_path: Path
) -> None:
    paper = issued_report(commune)
    first = make(commune, send(paper), NOW)
    write_to(commune, first.id, tmp_path, NOW)
    write_figures(commune, {PEOPLE: 9001})
    next_version(commune, paper)
    second = make(commune, send(paper), LATER)
    write_to(commune, second.id, tmp_path, LATER)
    old = look_up_code(commune, first.check_code)
    assert old.kind is CodeKind.DIFFERS
    assert old.packages[0].standing is Standing.OLDER
    assert shown_code(second.check_code) in old.sentence
    assert look_up_code(commune, second.check_code).kind is CodeKind.MATCHES
    gone = withdraw(commune, second.id, "Sai kỳ", LATER)
    write_to(commune, gone.id, tmp_path, LATER)
    now = look_up_code(commune, second.check_code)
    assert now.kind is CodeKind.DIFFERS
    assert "rút lại" in now.sentence


def test_a_trial_is_no_proof(commune: Database, tmp_path: Path) -> None:
    sent = make(commune, send(issued_report(commune), test=True), NOW)
    write_to(commune, sent.id, tmp_path, NOW)
    answer = look_up_code(commune, sent.check_code)
    assert answer.kind is CodeKind.DIFFERS
    assert "gửi thử" in answer.sentence


def test_a_returned_package_of_ours_differs(commune: Database, tmp_path: Path) -> None:
    sent = make(commune, send(issued_report(commune)), NOW)
    write_to(commune, sent.id, tmp_path, NOW)

    def come_back(session: Session) -> None:
        session.get_one(SentPackage, sent.id).state = SentState.RETURNED

    commune.write(come_back)
    answer = look_up_code(commune, sent.check_code)
    assert answer.kind is CodeKind.DIFFERS
    assert "bị trả lại" in answer.sentence
    assert "Hãy hỏi" in answer.sentence


def test_a_paper_of_a_period_that_cannot_be_read_is_still_answered(receiver: Database) -> None:
    arrived(receiver, FIRST)

    def bend(session: Session) -> None:
        for one in session.scalars(select(ReceivedPackage)):
            one.period = "kỳ cũ"

    receiver.write(bend)
    assert "kỳ cũ" in look_up_code(receiver, typed(FIRST)).sentence


def test_a_report_without_frozen_data_is_printed_without_a_code(
    db: Database, tmp_path: Path
) -> None:
    begin(db, code="")
    path = tmp_path / "bao-cao.pdf"
    export_paper(db, issued_report(db), path)
    assert "đối chiếu" not in PdfReader(path).pages[0].extract_text()
