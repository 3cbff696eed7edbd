"""LibreOffice as a reader of Word files: many files in one start, with the shipped faces."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import RESOURCES

_FACES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{faces}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match>
</fontconfig>"""


def converted(files: list[Path], kind: str, room: Path) -> list[Path]:
    """The files as PDF or DOCX written by LibreOffice; the test is skipped where there is none.

    Args:
        files: in any order; their names differ.
        kind: "pdf" or "docx".
        room: an empty folder for the profile and for what is made.
    """
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here")
    faces = room / "faces.conf"
    faces.write_text(_FACES.format(faces=RESOURCES / "fonts", cache=room / "cache"), "utf-8")
    made = room / kind
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(made)]
    subprocess.run(
        [*command, *map(str, files)],
        check=True,
        capture_output=True,
        timeout=500,
        env={**os.environ, "FONTCONFIG_FILE": str(faces)},
    )
    return [made / f"{file.stem}.{kind}" for file in files]
