"""One command for every chore: set up, run, test, measure, freeze; standard library only."""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK, PYPROJECT = ROOT / "requirements.lock", ROOT / "pyproject.toml"
STAMP = VENV / "dev.stamp"
WINDOWS, LINUX = sys.platform == "win32", sys.platform == "linux"
PROGRAM, SCREEN, OLDEST_PYTHON = "SoBinhDang", "1366x768x24", (3, 11)
LONG_TESTS = (
    "tests/hostile tests/postgres tests/faults tests/backups tests/checking tests/vault tests/db "
    "tests/e2e/test_typed_and_killed.py tests/test_starts.py tests/workflows/parcels/test_sequences.py"
)
PARTS = (
    "PySide6.QtWidgets PySide6.QtPdf sqlalchemy.orm alembic.command reportlab.platypus docx.oxml "
    "openpyxl.workbook psycopg_binary sqlcipher3.dbapi2 pytest PyInstaller"
)

# What Qt loads at run time → the Debian package that brings it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
SCREEN_TOOLS = {"Xvfb": "xvfb"}
# PyInstaller reads the program's own libraries with objdump.
BUILD_TOOLS = {"objdump": "binutils"}
# The tests read the finished paper with other people's programs.
PAPER_TOOLS = {"pdftotext": "poppler-utils", "soffice": "libreoffice-writer-nogui"}
TEST_TOOLS = SCREEN_TOOLS | BUILD_TOOLS | PAPER_TOOLS


class SetupError(Exception):
    """The machine lacks something; the text tells the person what to do."""


def say(text: str = "") -> None:
    print(text, flush=True)


def speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def venv_program(name: str) -> Path:
    return VENV / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name)


PYTHON = venv_program("python")


def environment(*, offscreen: bool = False) -> dict[str, str]:
    """The environment of every child: UTF-8 everywhere, our programs first on the path."""
    env = dict(os.environ, PYTHONUTF8="1", PYTHONIOENCODING="utf-8", VIRTUAL_ENV=str(VENV))
    env["PATH"] = os.pathsep.join([str(PYTHON.parent), env.get("PATH", "")])
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if LINUX and "utf" not in locale.lower():
        env["LC_ALL"] = "C.UTF-8"
    if offscreen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    return env


def call(*command: str | Path, env: dict[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=env or environment(), check=False).returncode


def succeeds(*command: str | Path) -> bool:
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), check=False, capture_output=True
        )
    except OSError:
        return False
    return done.returncode == 0


def call_and_read(*command: str | Path, env: dict[str, str]) -> tuple[int, list[str]]:
    """Run a program, show its lines as they come, and keep them."""
    lines: list[str] = []
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    return process.returncode, lines


# --- system packages -------------------------------------------------------------------------


def is_debian() -> bool:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    return "debian" in f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(tools: dict[str, str]) -> list[str]:
    lacking = [package for library, package in LIBRARIES.items() if not loads(library)]
    lacking += [package for tool, package in tools.items() if shutil.which(tool) is None]
    return lacking + (python_library() if BUILD_TOOLS.items() <= tools.items() else [])


def python_library() -> list[str]:
    """Debian keeps the library of Python, which the frozen program needs, in a package apart."""
    name, folder = (str(sysconfig.get_config_var(word)) for word in ("INSTSONAME", "LIBDIR"))
    found = not name.startswith("libpython") or (Path(folder) / name).exists() or loads(name)
    return [] if found else ["libpython{}.{}".format(*sys.version_info)]


def administrator_prefix() -> list[str] | None:
    """Words to put before a command that needs root; None when we may not."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and succeeds("sudo", "-n", "true"):
        return ["sudo", "-n"]
    return None


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages, or print the one command that does it."""
    prefix = administrator_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        names = " ".join(packages)
        say("Thiếu thư viện của hệ điều hành. Hãy chạy một lệnh này rồi làm lại:")
        say(f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}")
        return False
    say(f"Cài gói hệ thống: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    call(*apt, "update")
    return call(*apt, "install", "-y", "--no-install-recommends", *packages) == 0


def ensure_packages(tools: dict[str, str]) -> bool:
    """True when the machine has what Qt and the named tools need."""
    if not LINUX:
        return True
    packages = missing_packages(tools)
    if not packages:
        return True
    if not is_debian():
        say(f"Thiếu thành phần hệ thống, tương ứng các gói Debian: {' '.join(packages)}")
        return False
    return install_packages(packages) and not missing_packages(tools)


def try_server() -> None:
    """PostgreSQL for the tests of several seats; where it cannot be had, they are skipped."""
    there = shutil.which("pg_ctl") or any(Path("/").glob("usr/lib/postgresql/*/bin/pg_ctl"))
    if not there and not (is_debian() and install_packages(["postgresql"])):
        say("Không có PostgreSQL: phép thử nhiều người cùng làm được bỏ qua.")


# --- the virtual environment -----------------------------------------------------------------


def fingerprint() -> str:
    """What the environment was made from; it names this folder, so a moved tree is made anew."""
    digest = hashlib.sha256(f"{ROOT}|{sys.version_info[:2]}".encode())
    for source in (LOCK, PYPROJECT):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def is_stamped() -> bool:
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint()


def is_whole() -> bool:
    """The parts are in place; looked for, not loaded, for Qt may still lack a system library."""
    look = (
        "import sys; from importlib.util import find_spec; "
        "sys.exit(not all(map(find_spec, sys.argv[1:])))"
    )
    return venv_program("bdg").exists() and succeeds(PYTHON, "-c", look, *PARTS.split())


def make_venv() -> None:
    if find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not (is_debian() and install_packages([package])):
            raise SetupError(f"Python của máy thiếu phần venv (gói {package}).")
    if VENV.exists():
        shutil.rmtree(VENV)
    say("Tạo môi trường .venv …")
    if call(sys.executable, "-m", "venv", VENV) != 0:
        raise SetupError("Không tạo được .venv; hãy xem lỗi ở trên.")


def install_requirements() -> bool:
    say("Cài các thư viện đã khóa phiên bản (lần đầu mất khoảng nửa phút) …")
    pip = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    locked = call(PYTHON, *pip, "--require-hashes", "-r", LOCK) == 0
    ours = ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]
    return locked and call(PYTHON, *pip, *ours) == 0 and is_whole()


def setup() -> None:
    """Make .venv match the lock; nothing to do when it already does."""
    stamped = is_stamped()
    if stamped and is_whole():
        return
    STAMP.unlink(missing_ok=True)
    usable = not stamped and succeeds(PYTHON, "-m", "pip", "--version")
    if not (usable and install_requirements()):
        make_venv()
        if not install_requirements():
            raise SetupError("Không cài được thư viện; hãy xem lỗi ở trên và kiểm tra mạng.")
    STAMP.write_text(fingerprint(), encoding="utf-8")
    say("Môi trường đã sẵn sàng.")


def has_display() -> bool:
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def virtual_display() -> Iterator[dict[str, str]]:
    """The environment for programs that draw on an X screen of our own; offscreen without Xvfb."""
    server = shutil.which("Xvfb") if LINUX else None
    if server is None:
        yield environment(offscreen=LINUX)
        return
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="ascii") as answer:
                number = answer.readline().strip()
            yield dict(environment(), DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        finally:
            process.terminate()


# --- the chores ------------------------------------------------------------------------------


def verb_setup(_: Sequence[str]) -> int:
    ensure_packages({})
    setup()
    return 0


def verb_run(arguments: Sequence[str]) -> int:
    complete = ensure_packages({})
    setup()
    if has_display():
        return call(PYTHON, "-m", "app", *arguments)
    say("Máy này không có màn hình: làm việc chính không cần cửa sổ.")
    return main_job(with_pictures=complete)


def bdg(data: Path, *words: str) -> list[str]:
    """Lines that a command of the program prints."""
    command = [str(PYTHON), "-m", "app", "--data", str(data), *words]
    env = environment(offscreen=True)
    done = subprocess.run(
        command, cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE, encoding="utf-8"
    )
    if done.returncode != 0:
        raise SetupError(f"Lệnh «bdg {' '.join(words)}» không xong.")
    return done.stdout.splitlines()


def main_job(*, with_pictures: bool) -> int:
    """The sample office, its plan and report on paper, and pictures of the screens."""
    out = ROOT / "out" / "mau"
    shutil.rmtree(out, ignore_errors=True)
    data, paper = out / "du-lieu", out / "van-ban"
    paper.mkdir(parents=True)
    bdg(data, "sample", str(data))
    for kind, name in (("plan", "ke-hoach"), ("report", "bao-cao")):
        for number, line in enumerate(bdg(data, kind, "list"), start=1):
            for suffix in ("pdf", "docx"):
                target = paper / f"{name}-{number}.{suffix}"
                bdg(data, kind, "export", line.split("\t")[0], str(target))
    bdg(data, "activity", "export", str(paper / "hoat-dong.xlsx"))
    status = 0
    if with_pictures:
        env = environment(offscreen=True)
        status = call(PYTHON, "-m", "tests.e2e.shots", "--out", out / "anh", env=env)
    say("Đã làm xong đơn vị mẫu:")
    for path in sorted([*paper.iterdir(), *(out / "anh").glob("*.png")]):
        say(f"  {path.relative_to(ROOT)}")
    return status


def verb_bench(arguments: Sequence[str]) -> int:
    ensure_packages(SCREEN_TOOLS)
    setup()
    programs = sorted((ROOT / "benchmarks").glob("bench_*.py"))
    with nullcontext(environment()) if has_display() else virtual_display() as env:
        statuses = [call(PYTHON, program, *arguments, env=env) for program in programs]
    return max(statuses, default=0)


def build() -> int:
    return call(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")


def verb_build(_: Sequence[str]) -> int:
    ensure_packages(BUILD_TOOLS)
    setup()
    status = build()
    if status == 0:
        folder = ROOT / "dist" / PROGRAM
        files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        size = sum(path.stat().st_size for path in files)
        say(f"Chương trình nằm ở {folder.relative_to(ROOT)} ({size / 1e6:.0f} MB).")
    return status


def verb_shots(arguments: Sequence[str]) -> int:
    ensure_packages(SCREEN_TOOLS)
    setup()
    tool = ["-m", "tests.e2e.shots", "--out"]
    with virtual_display() as env:
        usual = call(PYTHON, *tool, "docs/screens", *arguments, env=env)
        large = call(PYTHON, *tool, "docs/screens/150", "--scale", "1.5", *arguments, env=env)
    return max(usual, large)


# --- the checks ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    stage: str
    seconds: float
    passed: bool


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def read(self, lines: Sequence[str]) -> None:
        """Take the numbers from pytest's closing line."""
        closing = next((line for line in reversed(lines) if re.search(r" in [\d.]+s", line)), "")
        for number, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)\b", closing):
            name = "failed" if word.startswith("error") else word
            setattr(self, name, getattr(self, name) + int(number))


def run_pytest(arguments: Sequence[str], count: Tally) -> int:
    env = environment(offscreen=True)
    status, lines = call_and_read(PYTHON, "-m", "pytest", *arguments, env=env)
    count.read(lines)
    return status


def foreign_environment() -> dict[str, str]:
    """A machine that knows nothing of us: no UTF-8 promised, no Python, no screen."""
    kept = {"HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA"}
    env = {name: value for name, value in os.environ.items() if name.upper() in kept}
    return env | {"LC_ALL": "C", "QT_QPA_PLATFORM": "offscreen"}


def check_frozen() -> int:
    """Build the one-folder program; a copy of it under a difficult name tests itself."""
    if (status := build()) != 0:
        return status
    with tempfile.TemporaryDirectory(prefix="sổ bình đẳng ") as room:
        copied = Path(room) / "Sổ Bình Đẳng của xã"
        shutil.copytree(ROOT / "dist" / PROGRAM, copied, symlinks=True)
        program = copied / ("bdg.exe" if WINDOWS else "bdg")
        data, env = Path(room) / "dữ liệu", foreign_environment()
        return call(program, "--data", data, "self-test", env=env)


def stages(count: Tally) -> list[tuple[str, Callable[[], int]]]:
    ruff, mypy = venv_program("ruff"), venv_program("mypy")
    windows = "--platform win32 --no-warn-unreachable --cache-dir .mypy_cache/windows -p app"
    return [
        ("định dạng", lambda: call(ruff, "format", "--check")),
        ("ruff", lambda: call(ruff, "check")),
        ("mypy", lambda: call(mypy)),
        ("mypy (Windows)", lambda: call(mypy, *windows.split())),
        ("quan hệ gói", lambda: call(venv_program("lint-imports"))),
        ("pytest", lambda: run_pytest(["-n", "2", "--dist", "worksteal", "--cov"], count)),
        ("bản đóng gói", check_frozen),
    ]


def closing_line(count: Tally, seconds: float) -> str:
    """The last line of all, in pytest's own form."""
    numbers = f"{count.failed} failed, {count.passed} passed, {count.skipped} skipped"
    return f"==== {numbers} in {seconds:.2f}s ===="


def verb_test(arguments: Sequence[str]) -> int:
    if not ensure_packages(TEST_TOOLS):
        return 2
    try_server()
    setup()
    count = Tally()
    if arguments:
        return run_pytest(arguments, count)
    outcomes = [time_stage(name, stage) for name, stage in stages(count)]
    say()
    for outcome in outcomes:
        word = "ĐẠT " if outcome.passed else "HỎNG"
        say(f"{word}  {outcome.stage:<15}{outcome.seconds:7.1f} giây")
    seconds = sum(outcome.seconds for outcome in outcomes)
    say(f"Cộng  {seconds:22.1f} giây")
    say(closing_line(count, seconds))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def time_stage(name: str, stage: Callable[[], int]) -> Outcome:
    say(f"\n── {name}")
    begun = time.monotonic()
    status = stage()
    return Outcome(name, time.monotonic() - begun, status == 0)


# --- the command line ------------------------------------------------------------------------

VERBS: dict[str, tuple[str, Callable[[Sequence[str]], int]]] = {
    "setup": ("dựng môi trường .venv và thư viện hệ thống", verb_setup),
    "run": ("mở chương trình; không có màn hình thì làm văn bản mẫu và ảnh", verb_run),
    "test": ("mọi kiểm tra; thêm tham số thì chỉ chạy pytest với tham số ấy", verb_test),
    "stress": ("thử thật nhiều", lambda w: verb_test([*LONG_TESTS.split(), "--stress", *w])),
    "bench": ("đo thời gian mở và tốc độ làm văn bản", verb_bench),
    "build": ("đóng gói thành một thư mục dist/SoBinhDang", verb_build),
    "shots": ("chụp mọi màn hình vào docs/screens", verb_shots),
}


def show_usage() -> None:
    say("Cách dùng: python3 dev.py VIỆC [tham số]   (Windows: py dev.py VIỆC)")
    for name, (meaning, _) in VERBS.items():
        say(f"  {name:<7}{meaning}")


def main(words: Sequence[str]) -> int:
    speak_utf8()
    if sys.version_info < OLDEST_PYTHON:
        say("Cần Python 3.11 trở lên.")
        return 2
    if not words or words[0] not in VERBS:
        show_usage()
        return 0 if words and words[0] in {"-h", "--help", "help"} else 2
    try:
        return VERBS[words[0]][1](words[1:])
    except SetupError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
