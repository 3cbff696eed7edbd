"""Whatever writes a file for people puts it into the log of what left the program."""

from pathlib import Path

from tests.architecture.tree import ROOT, calls, python_files

#: Files that are no part of the book, each with its reason.
FREE = {
    "app/ui/feedback.py": "the dialog itself",
    "app/ui/editor/rescue.py": "words that the book could not take, so no line can be written",
    "app/ui/access/recovery_sheet.py": "the recovery code: no record of the office",
    "app/ui/file_check/page.py": "asks its writer, which tells",
    "app/ui/settings/support_box.py": "app.support_file tells",
    "app/commands/privacy.py": "app.support_file tells",
    "app/commands/password.py": "the recovery code: no record of the office",
    "app/commands/check_data.py": "says what is damaged; a damaged book takes no line",
    "app/ui/settings/data_check_section.py": "as the command check_data",
    "app/commands/check.py": "a file from elsewhere written anew, often without any book",
    "app/commands/opened.py": "the helper itself",
}


def names_called(path: Path) -> set[str]:
    found = set()
    for call in calls(path):
        found.add(str(getattr(call.func, "attr", getattr(call.func, "id", ""))))
    return found


def writers(folder: str, asks: str, tells: set[str]) -> list[str]:
    """Modules that ask where a file goes and tell nobody."""
    found = []
    for path in python_files(folder):
        place = path.relative_to(ROOT).as_posix()
        called = names_called(path)
        if asks in called and not called & tells and place not in FREE:
            found.append(place)
    return found


def test_windows_that_save_a_file_tell_the_log() -> None:
    assert writers("app/ui", "ask_save", {"record_file"}) == []


def test_commands_that_write_a_file_tell_the_log() -> None:
    assert writers("app/commands", "target_file", {"wrote", "record_file"}) == []


def test_what_goes_to_the_printer_is_told() -> None:
    """Every page that shows a preview with a printer listens for the printing."""
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in python_files("app/ui")
        if "PdfPreview" in names_called(path) and "record_print" not in _near(path)
    ]
    assert silent == []


def _near(path: Path) -> set[str]:
    """What the module and its neighbours call: a page leaves its output to a helper beside it."""
    return set().union(*(names_called(one) for one in path.parent.glob("*.py")))


def test_the_free_ones_are_there() -> None:
    assert all((ROOT / place).exists() for place in FREE)
