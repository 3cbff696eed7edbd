"""bdg package code: exit status and words for a script and for a person."""

import json

from app.exchange.check_code import check_code, shown_code
from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]

DIGEST = "9f" * 32


def test_an_unknown_code_and_a_mistyped_one(bdg: Bdg) -> None:
    code = shown_code(check_code(DIGEST))
    status, out, err = bdg("package", "code", code.lower())
    assert (status, err) == (1, "")
    assert code in out
    status, out, _err = bdg("package", "code", code, "--json")
    assert (status, json.loads(out)["kind"]) == (1, "unknown")
    status, out, err = bdg("package", "code", code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert (status, out) == (2, "")
    assert "sai ít nhất một ký tự" in err
