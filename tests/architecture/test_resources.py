"""Every shipped file is used by the program, and every file it names is shipped."""

import ast
from pathlib import Path

from tests.architecture.tree import RESOURCES, calls, place, python_files, strings

APP_FILES = python_files("app")
# Papers about the files, and the script that makes the fonts: for people, not for the program.
FOR_PEOPLE = {"README.md", "OFL.txt", "make_fonts.py"}


def shipped() -> list[Path]:
    files = [path for path in sorted(RESOURCES.rglob("*")) if path.is_file()]
    return [path for path in files if path.name not in FOR_PEOPLE and path.suffix != ".pyc"]


def words_of_the_program() -> set[str]:
    """Strings of the code, their last parts and stems: "icons/add.svg" also says "add"."""
    texts = {text for path in APP_FILES for text in strings(path) if 0 < len(text) < 80}
    for table in RESOURCES.rglob("*.toml"):
        texts |= set(table.read_text(encoding="utf-8").replace("'", '"').split('"'))
    return texts | {Path(text).name for text in texts} | {Path(text).stem for text in texts}


def is_listed_as_folder(path: Path) -> bool:
    """The program reads whatever lies in the folder (templates, catalogues, help)."""
    folder = path.parent.relative_to(RESOURCES).as_posix()
    return any(
        argument.value == folder for source in APP_FILES for argument, _ in named_resources(source)
    )


def named_resources(source: Path) -> list[tuple[ast.Constant, ast.Call]]:
    found = []
    for call in calls(source):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        first = call.args[0] if call.args else None
        if name == "resource" and isinstance(first, ast.Constant):
            found.append((first, call))
    return found


def test_every_shipped_file_is_used() -> None:
    words = words_of_the_program()
    unused = [
        path.relative_to(RESOURCES).as_posix()
        for path in shipped()
        if not words & {path.name, path.stem} and not is_listed_as_folder(path)
    ]
    assert unused == []


def test_every_named_resource_is_shipped() -> None:
    missing = [
        f"{place(source, call.lineno)} {name.value}"
        for source in APP_FILES
        for name, call in named_resources(source)
        if not (RESOURCES / str(name.value)).exists()
    ]
    assert missing == []
