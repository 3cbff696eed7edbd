"""Units: codes, mail addresses, telephones, tiers, circles, and who became whom."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.domain.unit_tree import Became, UnitNode, UnitTree
from app.domain.units import (
    PRESETS,
    ChangeKind,
    checked_code,
    checked_email,
    checked_phone,
    in_circles,
    is_higher,
)
from app.errors import ValidationError

FIRST = date(2020, 1, 1)


class TestFields:
    @pytest.mark.parametrize("code", ["1", "00012", "H29.1/2-a_b", " 26734 "])
    def test_a_code(self, code: str) -> None:
        assert checked_code(code) == code.strip()

    @pytest.mark.parametrize("code", ["", "  ", "mã", "-1", ".1", "a b", "1" * 81, "１２"])
    def test_no_code(self, code: str) -> None:
        with pytest.raises(ValidationError):
            checked_code(code)

    @pytest.mark.parametrize("email", ["", "a@b.vn", "phong.vhxh@song-an.gialai.gov.vn"])
    def test_a_mail_address(self, email: str) -> None:
        assert checked_email(email) == email

    @pytest.mark.parametrize("email", ["a@b", "@b.vn", "a b@c.vn", "a@b.vn, c@d.vn", "a@b.vn\nx"])
    def test_no_mail_address(self, email: str) -> None:
        with pytest.raises(ValidationError):
            checked_email(email)

    def test_a_telephone(self) -> None:
        assert checked_phone(" 0912 345.678 ") == "0912 345.678"
        assert checked_phone("+84 (24) 123-456") == "+84 (24) 123-456"
        for wrong in ("12", "gọi sau", "0912 345 678 hoặc 0912 345 679"):
            with pytest.raises(ValidationError):
                checked_phone(wrong)


class TestTiers:
    def test_the_tree_follows_the_reporting_line(self) -> None:
        two, three = PRESETS["two_tier"], PRESETS["three_tier"]
        assert two.tier_above("commune") == "province"
        assert three.tier_above("commune") == "district"
        assert three.tier_above("district") == "province"
        assert two.tier_above("district") == two.tier_above("province") == ""

    def test_higher_is_not_the_same(self) -> None:
        assert is_higher("district", "commune")
        assert not is_higher("commune", "commune")
        assert not is_higher("commune", "province")


class TestCircles:
    def test_none(self) -> None:
        assert in_circles({"a": "b", "b": "c", "c": "", "d": "c"}) == set()

    def test_only_those_in_it(self) -> None:
        parents = {"x": "a", "a": "b", "b": "c", "c": "a", "y": "y", "z": ""}
        assert in_circles(parents) == {"a", "b", "c", "y"}

    @given(some.dictionaries(some.sampled_from("abcdefgh"), some.sampled_from(["", *"abcdefgh"])))
    def test_are_those_that_come_back_to_themselves(self, parents: dict[str, str]) -> None:
        def comes_back(start: str) -> bool:
            code = parents[start]
            for _step in parents:
                if code == start:
                    return True
                code = parents.get(code, "")
            return False

        assert in_circles(parents) == {code for code in parents if comes_back(code)}


@some.composite
def histories(draw: some.DrawFn) -> tuple[list[UnitNode], list[Became], date]:
    """Communes of a year that merge, are renamed and split, one change a year."""
    count = draw(some.integers(1, 5))
    nodes = [unit(number) for number in range(count)]
    became: list[Became] = []
    day = FIRST
    for _change in range(draw(some.integers(0, 5))):
        day += timedelta(days=365)
        standing = [at for at, node in enumerate(nodes) if node.valid_to is None]
        kind = draw(some.sampled_from(ChangeKind))
        taken = 2 if kind is ChangeKind.MERGE else 1
        if len(standing) < taken:
            continue
        old = draw(some.permutations(standing))[:taken]
        for at in old:
            nodes[at] = ended(nodes[at], day)
        for _part in range(2 if kind is ChangeKind.SPLIT else 1):
            new = unit(len(nodes), code=nodes[old[0]].code, day=day)
            nodes.append(new)
            became += [Became(new.id, nodes[at].id, kind, day) for at in old]
    return nodes, became, day


def unit(number: int, code: str = "", day: date = FIRST) -> UnitNode:
    return UnitNode(
        id=UUID(int=number + 1),
        code=code or f"X{number}",
        name=f"Xã {number}",
        level_code="xa",
        valid_from=day,
        valid_to=None,
    )


def ended(node: UnitNode, day: date) -> UnitNode:
    return UnitNode(
        id=node.id,
        code=node.code,
        name=node.name,
        level_code=node.level_code,
        valid_from=node.valid_from,
        valid_to=day - timedelta(days=1),
    )


class TestWhoBecameWhom:
    @given(histories())
    def test_every_unit_is_shown_once(
        self, made: tuple[list[UnitNode], list[Became], date]
    ) -> None:
        nodes, became, day = made
        tree = UnitTree(nodes, became)
        split = {one.predecessor for one in became if one.kind is ChangeKind.SPLIT}

        for node in nodes:
            shown = tree.now(node, day)
            # It stands, or its trace ends where a unit was split; nobody is shown under two.
            assert shown.stood_on(day) or shown.id in split
            assert (shown.id == node.id) or node.id in tree.before(shown)
        standing = [node for node in nodes if node.stood_on(day)]
        taken = [old for node in standing for old in tree.before(node)]
        assert len(taken) == len(set(taken))

    @given(histories())
    def test_on_the_first_day_everybody_is_himself(
        self, made: tuple[list[UnitNode], list[Became], date]
    ) -> None:
        nodes, became, _day = made
        tree = UnitTree(nodes, became)
        for node in nodes:
            if node.stood_on(FIRST):
                assert tree.now(node, FIRST) is node
