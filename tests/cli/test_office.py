"""bdg office: our card out, cards of others in, keys changed."""

from pathlib import Path

import pytest

from app.cli import run
from app.exchange.office_cards import card_bytes, read_card
from tests.cli.begun import Bdg, bdg
from tests.exchange.offices import COMMUNE, PROVINCE

__all__ = ["bdg"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


@pytest.fixture
def commune_card(stick: Path) -> Path:
    path = stick / "xa.bdg-the"
    path.write_bytes(card_bytes(COMMUNE.card))
    return path


def code_in(out: str) -> str:
    return next(line for line in out.splitlines() if line.startswith("Mã thẻ: "))[8:]


class TestOwnCard:
    def test_is_written_with_its_code_said(self, bdg: Bdg, stick: Path) -> None:
        status, out, err = bdg("office", "card", "--to", stick, "--code", "26734")

        assert (status, err) == (0, "")
        [path] = stick.iterdir()
        assert out.splitlines()[0] == str(path)
        card = read_card(path.read_bytes())
        assert (card.unit_code, card.unit_name) == ("26734", "UBND xã Mẫu")
        assert code_in(out) == card.short_code

    def test_asks_for_the_code_of_the_office(self, bdg: Bdg, stick: Path) -> None:
        status, _out, err = bdg("office", "card", "--to", stick)
        assert status == 2
        assert "chưa có mã" in err
        assert bdg("office", "code", "26734") == (0, "Mã đơn vị: 26734\n", "")
        assert bdg("office", "card", "--to", stick)[0] == 0

    def test_as_a_paper_to_be_signed(self, bdg: Bdg, tmp_path: Path) -> None:
        out = tmp_path / "giấy.docx"
        assert bdg("office", "card", "--code", "26734", "--paper", out)[0] == 0
        assert out.stat().st_size > 1_000

    def test_into_no_folder(self, bdg: Bdg, tmp_path: Path) -> None:
        status, _out, err = bdg("office", "card", "--code", "1", "--to", tmp_path / "không có")
        assert status == 2
        assert "Không có thư mục" in err


class TestKeys:
    def test_changed_make_another_card(self, bdg: Bdg, stick: Path) -> None:
        _status, before, _err = bdg("office", "card", "--code", "26734")

        status, after, err = bdg("office", "keys", "change", "--reason", "mất máy tính")

        assert (status, err) == (0, "")
        assert code_in(after) != code_in(before)
        assert "gửi lại thẻ" in after
        assert code_in(bdg("office", "card", "--to", stick)[1]) == code_in(after)


class TestEnrolling:
    def test_a_card_waits_and_is_trusted_by_its_code(self, bdg: Bdg, commune_card: Path) -> None:
        bdg("unit", "add", "26734=Mẫu Thượng")

        status, out, _err = bdg("office", "enrol", commune_card)
        assert (status, "đối chiếu" in out) == (0, True)
        assert "Chờ đối chiếu mã" in bdg("unit", "list")[1]

        wrong = bdg("office", "enrol", commune_card, "--code-heard", PROVINCE.card.short_code)
        assert wrong[0] != 0
        assert "không khớp" in wrong[2]

        right = bdg("office", "enrol", commune_card, "--code-heard", COMMUNE.card.short_code)
        assert right == (0, "Đã ghi nhận thẻ của UBND xã Mẫu Thượng (mã 26734).\n", "")
        assert "Đã ghi nhận" in bdg("unit", "list")[1]

        again = bdg("office", "enrol", commune_card)
        assert (again[0], "từ trước" in again[1]) == (0, True)

    def test_a_card_of_nobody_in_the_list(self, bdg: Bdg, commune_card: Path) -> None:
        status, _out, err = bdg("office", "enrol", commune_card)
        assert status == 2
        assert "chưa có trong danh sách đơn vị" in err

    def test_the_card_of_the_office_above(self, bdg: Bdg, stick: Path) -> None:
        path = stick / "so.bdg-the"
        path.write_bytes(card_bytes(PROVINCE.card))

        heard = PROVINCE.card.short_code
        assert bdg("office", "enrol", path, "--above", "--code-heard", heard)[0] == 0

        _status, out, _err = bdg("unit", "list")
        assert out.startswith("79\tSở Nội vụ tỉnh Mẫu\tcấp trên\t")
        assert heard in out

    def test_a_file_that_is_no_card(self, bdg: Bdg, stick: Path) -> None:
        (stick / "x.bdg-the").write_bytes(b"{}" * 600_000)
        status, _out, err = bdg("office", "enrol", stick / "x.bdg-the")
        assert status != 0
        assert "không phải là thẻ" in err

    def test_two_offices_know_each_other(
        self, tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def bdg_of(name: str, *words: object) -> str:
            assert run(["--data", str(tmp_path / name), *map(str, words)]) == 0
            return capsys.readouterr().out

        bdg_of("xã", "init", "--name", "Mẫu", "--level", "xa", "--upper", "tỉnh Mẫu")
        bdg_of("tỉnh", "init", "--name", "Mẫu", "--level", "tinh", "--upper", "Chính phủ")
        bdg_of("tỉnh", "unit", "add", "26734=Mẫu")
        commune = bdg_of("xã", "office", "card", "--to", stick, "--code", "26734")
        province = bdg_of("tỉnh", "office", "card", "--to", stick, "--code", "79")
        cards = {path.name: path for path in stick.iterdir()}

        bdg_of("tỉnh", "office", "enrol", cards["26734_the-co-quan.bdg-the"],
               "--code-heard", code_in(commune))  # fmt: skip
        bdg_of("xã", "office", "enrol", cards["79_the-co-quan.bdg-the"], "--above",
               "--code-heard", code_in(province))  # fmt: skip

        assert "26734\txã Mẫu\t\t\t\tĐã ghi nhận" in bdg_of("tỉnh", "unit", "list")
        assert "79\tUBND tỉnh Mẫu\tcấp trên\t\t\tĐã ghi nhận" in bdg_of("xã", "unit", "list")
