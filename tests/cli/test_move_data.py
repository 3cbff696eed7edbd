"""bdg move-data: moved once, followed afterwards, refused in words."""

from pathlib import Path

from tests.cli.test_commands import INIT, Bdg, bdg, data, done

__all__ = ["bdg", "data"]


def test_commands_follow_a_folder_that_was_moved(bdg: Bdg, data: Path, tmp_path: Path) -> None:
    done(bdg(*INIT))
    target = tmp_path / "máy này"
    out = done(bdg("move-data", "--to", target))
    assert str(target) in out
    assert "Bản cũ vẫn còn ở" in out
    # The office is found where it was moved to: there is nothing to begin.
    assert bdg(*INIT)[0] == 2
    assert not (data / "so-binh-dang.db").exists()
    status, _, err = bdg("move-data", "--to", target)
    assert status == 2
    assert "đã ở" in err
    target.rename(tmp_path / "xa")
    status, _, err = bdg("plan", "list")
    assert status == 2
    assert "đã được chuyển đến" in err


def test_nothing_to_move(bdg: Bdg, tmp_path: Path) -> None:
    status, _, err = bdg("move-data", "--to", tmp_path / "x")
    assert status == 2
    assert "Không có dữ liệu" in err
