"""The source tree as the architecture tests read it."""

import ast
import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
RESOURCES = ROOT / "resources"
MADE = {"build", "dist", "out", "__pycache__"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in files if "__pycache__" not in path.parts]


@cache
def dev_module() -> ModuleType:
    """dev.py as a module; it lies outside every package."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["dev"] = module
    spec.loader.exec_module(module)
    return module


def is_made(path: Path) -> bool:
    """A tool made it: caches and environments have a dot or a telling end."""
    folders = path.parts[:-1]
    caches = [part for part in folders if part.startswith(".") and part != ".ci"]
    if path.name.startswith(".coverage"):
        return True
    return bool(caches) or any(part in MADE or part.endswith(".egg-info") for part in folders)


def text_files() -> Iterator[Path]:
    """Every file of the tree that a person wrote."""
    kinds = {".py", ".md", ".toml", ".txt", ".json", ".csv", ".spec", ".svg", ".ini", ".lock", ""}
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and path.suffix in kinds and not is_made(path.relative_to(ROOT)):
            yield path


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(parsed(path)) if isinstance(node, Function)]


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))


def strings(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
