"""bdg paper: new, list, export, copy."""

from pathlib import Path

from tests.cli.test_commands import INIT, Bdg, bdg, data, done, refused

__all__ = ["bdg", "data"]


def test_a_letter_from_its_template_to_a_file(bdg: Bdg, tmp_path: Path) -> None:
    done(bdg(*INIT))
    listed = done(bdg("paper", "templates"))
    assert "letter_reminder\tCông văn\t" in listed
    assert "plan_year" not in listed
    made = done(bdg("paper", "new", "--template", "letter_reminder", "--year", "2026")).strip()
    assert made in done(bdg("paper", "list"))
    assert "đôn đốc" in done(bdg("paper", "list"))
    out = tmp_path / "công văn.docx"
    done(bdg("paper", "export", made, out))
    assert out.stat().st_size > 5_000
    assert "phải sửa" in done(bdg("paper", "check", made))
    assert "chưa ban hành" in refused(bdg("paper", "copy", made, tmp_path / "a.pdf"))
