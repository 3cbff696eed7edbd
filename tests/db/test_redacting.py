"""Lines of history lose a name; whoever reads the chain still sees that nobody else touched it."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.change_chain import LINKED, link
from app.domain.redaction import MARK, REDACT, hidden, holds, pattern_of, redactions, without
from app.domain.topics import Topic
from app.errors import ValidationError
from app.models import Change, Signer
from app.models.redacting import NewWords, redact

NAME = "Nguyễn Thị Mẫu"
FINDS = pattern_of(NAME)


def add_signer(session: Session, name: str) -> None:
    session.add(Signer(form_code="kt", lines=["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], name=name))


def rename(session: Session, name: str) -> None:
    session.scalars(select(Signer)).one().name = name


def lines(session: Session) -> list[Change]:
    return list(session.scalars(select(Change).order_by(Change.id)))


def without_name(session: Session, reason: str) -> int:
    def cut(words: str | None) -> str | None:
        return (
            None
            if words is None
            else json.dumps(without(json.loads(words), FINDS), ensure_ascii=False)
        )

    return redact(
        session, reason, [NewWords(one.id, cut(one.old), cut(one.new)) for one in lines(session)]
    )


def broken(session: Session) -> list[int]:
    """Ids of lines whose link neither holds nor was redacted, told as a verifier would."""
    found = lines(session)
    allowed = redactions(one.new or "" for one in found if one.action == REDACT)
    wrong, before = [], ""
    for one in found:
        covered = {name: getattr(one, name) for name in LINKED} | {"at": one.at.isoformat()}
        now = link(before, covered)
        if now not in (one.chain, allowed.get(one.chain)):
            wrong.append(one.id)
        before = one.chain
    return wrong


def test_the_name_leaves_every_line_and_the_chain_can_still_be_proved(
    db: Database, committed: list[frozenset[Topic]]
) -> None:
    db.write(add_signer, NAME)
    db.write(rename, "Trần Văn Mẫu")
    count = db.write(without_name, "theo yêu cầu")
    kept = db.read(lines)
    assert count == 2
    assert not any(NAME in f"{one.old}{one.new}" for one in kept)
    assert MARK in (kept[0].new or "")
    assert "PHÓ CHỦ TỊCH" in json.loads(kept[0].new or "")["lines"]
    assert kept[-1].action == REDACT
    assert db.read(broken) == []
    assert committed[-1] == {Topic.HISTORY}


def test_it_can_be_done_again_and_goes_on_from_there(db: Database) -> None:
    db.write(add_signer, NAME)
    db.write(without_name, "lần một")
    db.write(rename, NAME)
    db.write(without_name, "lần hai")
    db.write(add_signer, "Lê Thị Mẫu")
    assert db.read(broken) == []


def test_nothing_to_take_out_leaves_no_line(db: Database) -> None:
    db.write(add_signer, "Trần Văn Mẫu")
    before = len(db.read(lines))
    assert db.write(without_name, "không có gì") == 0
    assert len(db.read(lines)) == before


def test_a_line_rewritten_by_another_hand_is_found(db: Database) -> None:
    db.write(add_signer, NAME)
    db.write(without_name, "theo yêu cầu")
    with db.engine.begin() as there:
        there.exec_driver_sql("UPDATE change SET new = '\"khác\"' WHERE id = 1")
    assert db.read(broken) == [1]


def test_what_is_no_word_stays() -> None:
    value = {"name": NAME, "lines": [NAME, ""], "position": 3, "left": None}
    assert hidden(value) == {"name": MARK, "lines": [MARK, ""], "position": 3, "left": None}
    assert holds(value, FINDS) == NAME
    assert without(value, FINDS) == {"name": MARK, "lines": [MARK, ""], "position": 3, "left": None}


@pytest.mark.parametrize("words", ["Mẫu", "Thị", "abcdef", " "])
def test_too_little_to_tell_one_person_from_others(words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        pattern_of(words)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("typed", "words", "left"),
    [
        ("nguyễn  thị mẫu", "Bà NGUYỄN THỊ MẪU nói", f"Bà {MARK} nói"),
        ("Nguyễn Thị Mẫ", "Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu"),
        ("0912 345 678", "gọi 0912 345 678.", f"gọi {MARK}."),
        ("a.b@song-an.vn", "a.b@song-an.vn, aab@song-an.vn", f"{MARK}, aab@song-an.vn"),
    ],
)
def test_a_person_is_found_as_typed_and_in_capitals(typed: str, words: str, left: str) -> None:
    assert without(words, pattern_of(typed)) == left
