"""Every module of the program can be imported, also where it thinks it runs on Windows."""

import json
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT, module_name, python_files

MODULES = [module_name(path) for path in python_files("app")]

# Third-party packages are imported first as what they are; then only our modules run again
# under the other system's name, with stand-ins for the libraries that only Windows has.
IMPORT_ALL = """
import ctypes, importlib, json, sys, traceback
from types import ModuleType
from unittest.mock import MagicMock

def import_all(names):
    errors = {}
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException:
            errors[name] = traceback.format_exc(limit=-3)
    return errors

platform, names = sys.argv[1], sys.argv[2:]
errors = import_all(names)
if platform != sys.platform:
    for name in [name for name in sys.modules if name.split(".")[0] == "app"]:
        del sys.modules[name]
    for name in ("msvcrt", "winreg", "_winapi"):
        sys.modules[name] = MagicMock(spec=ModuleType(name))
    ctypes.windll = MagicMock()
    sys.platform = platform
    errors = import_all(names)
print(json.dumps(errors))
"""


def errors_on(platform: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, platform, *MODULES],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_module_imports(platform: str) -> None:
    assert errors_on(platform) == {}


def test_importing_the_program_prints_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import app.cli"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")
