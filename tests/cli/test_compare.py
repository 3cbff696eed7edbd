"""bdg compare and bdg take-back."""

import json
from pathlib import Path

import docx
import pytest

from app.cli import run
from tests.cli.test_commands import INIT, PLANS, Bdg, bdg, data, done, refused

__all__ = ["bdg", "data"]


@pytest.fixture
def plan(bdg: Bdg) -> str:
    """The identity of a real plan in a new data folder."""
    done(bdg(*INIT))
    return done(bdg("plan", "import", PLANS / "song-an-2019.txt")).strip()


def changed(path: Path, old: str, new: str) -> Path:
    """The file as Word leaves it after a few words were typed."""
    word = docx.Document(str(path))
    for paragraph in word.paragraphs:
        for one in paragraph.runs:
            one.text = one.text.replace(old, new)
    word.save(str(path))
    return path


def test_two_files_are_compared_without_a_data_folder(capsys: pytest.CaptureFixture[str]) -> None:
    same = str(PLANS / "song-an-2019.txt")
    assert run(["compare", same, same]) == 0
    assert capsys.readouterr().out.startswith("0 chỗ khác nhau")
    assert run(["compare", same, str(PLANS / "ha-noi-2025.txt"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {change["kind"] for change in told["changes"]} >= {"added", "removed", "changed"}
    assert any(line["field"] == "signer_name" for line in told["head"])


def test_a_file_changed_in_word_is_listed_then_taken(bdg: Bdg, plan: str, tmp_path: Path) -> None:
    out = tmp_path / "gửi lãnh đạo.docx"
    done(bdg("plan", "export", plan, out))
    assert "đúng như văn bản" in done(bdg("take-back", out))
    changed(out, "Tăng cường các hoạt động hỗ trợ", "Đẩy mạnh các hoạt động hỗ trợ")
    listed = done(bdg("take-back", out)).splitlines()
    assert len(listed) == 1
    number, state, kind, place, words = listed[0].split("\t")
    assert (number, state, kind) == ("1", "nhận được", "Sửa")
    assert place.startswith("I.")
    assert "[−Tăng cường−] [+Đẩy mạnh+]" in words

    assert "Đã nhận 1 trong 1" in done(bdg("take-back", out, "--accept", "1"))

    assert "Đẩy mạnh các hoạt động hỗ trợ" in done(bdg("plan", "outline", plan))
    assert "0 chỗ khác nhau" in done(bdg("plan", "compare", plan, out))


def test_all_is_taken_and_what_is_not_is_told(bdg: Bdg, plan: str, tmp_path: Path) -> None:
    out = tmp_path / "gửi lãnh đạo.docx"
    done(bdg("plan", "export", plan, out))
    changed(out, "Tăng cường các hoạt động hỗ trợ", "Đẩy mạnh các hoạt động hỗ trợ")
    changed(out, "Đẩy mạnh công tác tuyên truyền", "Đổi mới công tác tuyên truyền")
    count = len(done(bdg("plan", "take-back", out, "--list")).splitlines())
    assert count > 1
    told = done(bdg("plan", "take-back", out, "--accept", "1")).splitlines()
    assert told[0] == f"Đã nhận 1 trong {count} chỗ khác nhau."
    assert len(told) == count
    assert all(line.startswith("Không nhận ") for line in told[1:])
    done(bdg("plan", "take-back", out, "--accept-all"))
    assert "đúng như văn bản" in done(bdg("plan", "take-back", out))


def test_versions_of_one_paper(bdg: Bdg, plan: str) -> None:
    assert "0 chỗ khác nhau" in done(bdg("compare", plan, "--versions", "1", "1"))
    assert "không" in refused(bdg("compare", plan, "--versions", "1", "2")).lower()


def test_one_name_alone_is_not_enough(bdg: Bdg, plan: str) -> None:
    assert "hai văn bản" in refused(bdg("compare", plan))


def test_a_foreign_file_needs_the_paper_named(bdg: Bdg, plan: str, tmp_path: Path) -> None:
    foreign = tmp_path / "la.docx"
    word = docx.Document()
    word.add_paragraph("KẾ HOẠCH")
    word.add_paragraph("1. Một việc.")
    word.save(str(foreign))
    assert "chưa biết" in refused(bdg("take-back", foreign))
    assert "nhận được" in done(bdg("take-back", foreign, "--id", plan))
