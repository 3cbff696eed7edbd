"""The sizes that are refused: a long function, file or class is cut, not excused."""

import ast
from pathlib import Path

from tests.architecture.tree import ROOT, Function, functions, parsed, place, python_files

LONGEST_FUNCTION = 50
LONGEST_FILE = 500
MOST_PARAMETERS = 6
MOST_PUBLIC_METHODS = 20

OURS = [*python_files("app", "benchmarks"), ROOT / "dev.py"]


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters(node: Function) -> int:
    names = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in names)


def public_methods(node: ast.ClassDef) -> int:
    return sum(isinstance(part, Function) and not part.name.startswith("_") for part in node.body)


def classes(path: Path) -> list[ast.ClassDef]:
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)]


def test_no_function_is_longer_than_50_lines() -> None:
    found = {
        place(path, node.lineno): length(node)
        for path in OURS
        for node in functions(path)
        if length(node) > LONGEST_FUNCTION
    }
    assert found == {}


def test_no_file_is_longer_than_500_lines() -> None:
    found = {}
    for path in [*OURS, *python_files("tests")]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            found[str(path.relative_to(ROOT))] = lines
    assert found == {}


def test_no_function_takes_more_than_6_parameters() -> None:
    found = {
        place(path, node.lineno): parameters(node)
        for path in OURS
        for node in functions(path)
        if parameters(node) > MOST_PARAMETERS
    }
    assert found == {}


def test_no_class_has_more_than_20_public_methods() -> None:
    found = {
        place(path, node.lineno): public_methods(node)
        for path in OURS
        for node in classes(path)
        if public_methods(node) > MOST_PUBLIC_METHODS
    }
    assert found == {}


def test_every_module_says_what_it_is_for() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in OURS
        if parsed(path).body and not ast.get_docstring(parsed(path))
    ]
    assert found == []
