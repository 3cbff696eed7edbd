"""The journal of typed text: what is left after a crash, locked with the folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.journal import Draft, Journal
from app.vault.crypt import new_key
from app.vault.files import FileVault

AT = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
WORDS = "Tổ chức lễ phát động tại xã Mẫu"


def draft(words: str) -> Draft:
    return Draft(
        kind="form",
        where="Cài đặt, Tên đơn vị",
        page="settings",
        target={"section": "office"},
        words=words,
        typed={"boxes": [["Ghi chú", words]]},
    )


def test_what_was_written_is_found_by_the_next_run(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "dang-go", FileVault())
    first, second = journal.new_place(), journal.new_place()
    journal.write(first, draft("một"), AT)
    journal.write(first, draft(WORDS), AT)
    journal.write(second, draft("hai"), AT.replace(hour=9))

    later, earlier = reversed(Journal(tmp_path / "dang-go", FileVault()).kept())

    assert (earlier.draft.words, later.draft) == ("hai", draft(WORDS))
    assert later.at == AT


def test_a_forgotten_draft_is_gone_and_a_missing_folder_is_empty(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "dang-go", FileVault())
    assert journal.kept() == []
    place = journal.new_place()
    journal.write(place, draft(WORDS), AT)
    journal.forget(place)
    journal.forget(place)
    assert journal.kept() == []
    assert list((tmp_path / "dang-go").iterdir()) == []


def test_a_locked_folder_shows_no_word_and_another_key_reads_nothing(tmp_path: Path) -> None:
    folder, vault = tmp_path / "dang-go", FileVault(new_key())
    journal = Journal(folder, vault)
    journal.write(journal.new_place(), draft(WORDS), AT)

    [path] = folder.iterdir()
    stored = path.read_bytes()

    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        assert "phát động".encode(code) not in stored
    assert [one.draft.words for one in Journal(folder, vault).kept()] == [WORDS]
    assert Journal(folder, FileVault(new_key())).kept() == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"at": "hm", "draft": {}}', b"\xff\x00"])
def test_a_spoiled_file_takes_no_other_with_it(tmp_path: Path, content: bytes) -> None:
    journal = Journal(tmp_path, FileVault())
    journal.write(journal.new_place(), draft(WORDS), AT)
    journal.new_place().write_bytes(content)
    assert [one.draft.words for one in journal.kept()] == [WORDS]


def test_first_words_fit_in_one_line() -> None:
    assert draft("a\n b").first_words == "a b"
    long = draft("chữ " * 60).first_words
    assert len(long) <= 61
    assert long.endswith("chữ…")
