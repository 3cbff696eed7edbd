"""bdg log: the history as lines, CSV or JSON; of one record; what left the program."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]


def test_history_is_printed_by_record_day_and_form(bdg: Bdg, tmp_path: Path) -> None:
    made = bdg("plan", "new", "--template", "plan_year_commune", "--year", "2026")
    plan = made[1].strip()

    status, out, err = bdg("log", "--record", plan[:8])
    assert (status, err) == (0, "")
    assert "Ghi mới" in out
    assert "năm: 2026" in out
    whole = bdg("log", "--json")
    rows = json.loads(whole[1])
    assert {"Văn bản", "Cơ quan", "Mục của danh mục"} <= {row["kind"] for row in rows}
    as_csv = list(csv.DictReader(io.StringIO(bdg("log", "--csv", "--record", plan)[1])))
    assert [row["record"] for row in as_csv][:1] == [rows[0]["record"]]
    assert bdg("log", "--record", plan, "--to", "01/01/2020")[1] == ""
    assert bdg("log", "--from", "01/01/2020", "--actor", "Không ai")[1] == ""
    assert bdg("log", "--record", "ffffffff")[0] == 2

    out_file = tmp_path / "Kế hoạch.docx"
    assert bdg("plan", "export", plan, out_file)[0] == 0
    (left,) = json.loads(bdg("log", "--exports", "--json")[1])
    assert (left["way"], left["file_name"]) == ("Lưu thành Word", out_file.name)
    assert left["sha256"] == sha256(out_file.read_bytes()).hexdigest()
