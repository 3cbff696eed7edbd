"""bdg package down, take, upper: two data folders, a province and a commune, and a stick."""

import json
from pathlib import Path

import pytest

from app.cli import run
from app.data_folder import open_data_folder
from app.exchange.office_cards import read_card
from tests.workflows.parcels.two_offices import ask_report, make_plan, plan_content


class Office:
    """A data folder and its commands."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys

    def bdg(self, *words: object) -> str:
        """Output of a command that succeeds."""
        status = run(["--data", str(self.data), *map(str, words)])
        said = self._capsys.readouterr()
        assert status == 0, said.err
        return said.out

    def refused(self, *words: object) -> str:
        """The sentence of a command that does not."""
        status = run(["--data", str(self.data), *map(str, words)])
        assert status != 0
        return self._capsys.readouterr().err


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


@pytest.fixture
def offices(tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]) -> list[Office]:
    """A province and a commune enrolled with each other by card and code."""
    province, commune = (Office(tmp_path / name, capsys) for name in ("tỉnh", "xã"))
    province.bdg("init", "--name", "Mẫu", "--level", "tinh", "--upper", "Chính phủ")
    commune.bdg("init", "--name", "Mẫu Thượng", "--level", "xa", "--upper", "tỉnh Mẫu")
    province.bdg("unit", "add", "26734=Mẫu Thượng", "--level", "xa")
    cards = []
    for office, code in ((province, "79"), (commune, "26734")):
        before = set(stick.iterdir())
        office.bdg("office", "card", "--to", stick, "--code", code)
        cards += set(stick.iterdir()) - before
    for office, path, above in (
        (province, cards[1], ()),
        (commune, cards[0], ("--above",)),
    ):
        heard = read_card(path.read_bytes()).short_code
        office.bdg("office", "enrol", path, "--code-heard", heard, *above)
    return [province, commune]


def begin(office: Office, *texts: str, issued: bool) -> str:
    """A plan of 2026 and a report that is asked for; the plan's id."""
    folder = open_data_folder(office.data, actor="Trần Thị Mẫu")
    try:
        if issued:
            ask_report(folder.db)
        return str(make_plan(folder.db, plan_content(*texts), issued=issued))
    finally:
        folder.close()


def test_from_the_province_to_the_plan_of_the_commune(
    offices: list[Office], stick: Path, tmp_path: Path
) -> None:
    province, commune = offices
    plan = begin(province, "Tập huấn bình đẳng giới cho cán bộ", "Khảo sát bạo lực", issued=True)
    begin(commune, "Tập huấn về bình đẳng giới cho cán bộ thôn", issued=False)
    letter = tmp_path / "cong-van.pdf"
    letter.write_bytes(b"%PDF-1.7 thu")
    province.bdg("figures", "target", "ho", "2026", "120")
    out = province.bdg(
        "package", "down", "--to", stick, "--forms", "bieu_nam", "--targets", "2026",
        "--deadlines", "2026", "--plan", plan[:8], "--letter", letter, "--sealed",
    )  # fmt: skip
    file = Path(out.strip())
    assert file.name == "79_gui-26734_cap-tren_2026_lan-1.bdg-goi"

    looked = commune.bdg("package", "take", file, "--dry-run", "--letters-to", stick)
    assert looked.splitlines()[-1] == "Chưa lấy gì vào sổ."
    assert "Mục tiêu: 1 mới" in looked
    assert any(path.suffix == ".pdf" for path in stick.iterdir())
    assert commune.bdg("package", "upper", "2026").startswith("Chưa lấy kế hoạch")

    taken = commune.bdg("package", "take", file, "--only", "plan,deadlines")
    assert "Mục tiêu" not in taken
    assert "hạn 5/12" in taken
    assert "05/12/2026" in commune.bdg("calendar", "--year", "2026")
    rows = json.loads(commune.bdg("package", "upper", "2026", "--json"))
    assert [row["state"] for row in rows] == ["missing", "missing"]
    first, second = rows
    (offer,) = first["offers"]
    commune.bdg("package", "upper", "2026", "--cover", first["id"][:8], offer["task"][:8])
    said = commune.bdg("package", "upper", "2026", "--draft", second["id"])
    assert said.splitlines()[-1].startswith("Kế hoạch của đơn vị đã có 2 trên 2")
    commune.bdg("package", "upper", "2026", "--reset", first["id"])
    said = commune.bdg("package", "upper", "2026", "--not-ours", first["id"])
    assert said.splitlines()[-1].startswith("Kế hoạch của đơn vị đã có 1 trên 1")


def test_mistakes_are_told_in_a_sentence(offices: list[Office], stick: Path) -> None:
    province, commune = offices
    assert "Không có gì" in province.refused("package", "down", "--to", stick)
    assert "ít nhất một mã" in province.refused("package", "down", "--to", stick, "--forms", ",")
    said = province.refused("package", "down", "--to", stick, "--targets", "2026", "--units", "1")
    assert "mã 1 " in said
    assert "chỉ có" in commune.refused("package", "take", stick, "--only", "money")
    begin(province, "Một", issued=True)
    out = province.bdg("package", "down", "--to", stick, "--deadlines", "2026")
    assert "gửi cho nơi khác" in province.refused("package", "take", out.strip())
    assert "--draft" in commune.refused(
        "package", "upper", "2026", "--plan", "abcdef", "--reset", "x"
    )
