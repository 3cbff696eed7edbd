"""Start-up time and memory of the program beside a bare PySide6 window, taken in turns."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
MOST_SECONDS = 3.0
MOST_MEGABYTES = 250.0

# The same clock and the same measure of memory as the program: from the start of the process
# to the first turn of the event loop with the window shown.
BARE_WINDOW = """
import json, os, sys, time
import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

def ready():
    memory = psutil.Process().memory_info().rss / 1e6
    passed = (time.time() - float(os.environ["BDG_T0"])) * 1000
    print(json.dumps({"ready_ms": passed, "rss_mb": memory}), flush=True)
    app.quit()

app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Sổ Bình Đẳng"))
window.show()
QTimer.singleShot(0, ready)
app.exec()
"""


@dataclass(frozen=True)
class Sample:
    seconds: float
    megabytes: float


def environment() -> dict[str, str]:
    env = dict(os.environ, PYTHONUTF8="1")
    has_screen = sys.platform != "linux" or env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")
    if not has_screen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    return env


def measure(*arguments: str) -> Sample:
    command = [sys.executable, *arguments]
    env = environment() | {"BDG_T0": repr(time.time())}
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    answer = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
    return Sample(answer["ready_ms"] / 1000, answer["rss_mb"])


def median(samples: list[Sample]) -> Sample:
    return Sample(
        statistics.median(sample.seconds for sample in samples),
        statistics.median(sample.megabytes for sample in samples),
    )


def show(name: str, sample: Sample) -> None:
    print(f"{name:<28}{sample.seconds:8.2f} giây{sample.megabytes:9.0f} MB")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        data = str(Path(folder) / "mau")
        subprocess.run(
            [sys.executable, "-m", "app", "sample", data], cwd=ROOT, env=environment(), check=True
        )
        program = ("-m", "app", "--data", data, "--exit-when-ready")
        bare = ("-c", BARE_WINDOW)
        measure(*program)  # fills the disk cache for both
        pairs = [(measure(*bare), measure(*program)) for _ in range(ROUNDS)]
    window, ours = median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])
    print(f"Trung vị của {ROUNDS} lần, xen kẽ nhau:")
    show("Cửa sổ PySide6 trống", window)
    show("Sổ Bình Đẳng, đơn vị mẫu", ours)
    times, memory = ours.seconds / window.seconds, ours.megabytes / window.megabytes
    print(f"{'Gấp':<28}{times:8.2f} lần{memory:11.2f} lần")
    print(f"Giới hạn{'':<20}{MOST_SECONDS:8.2f} giây{MOST_MEGABYTES:9.0f} MB")
    kept = ours.seconds < MOST_SECONDS and ours.megabytes < MOST_MEGABYTES
    print("ĐẠT" if kept else "HỎNG")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
