"""Start of the program after it was killed in the middle of saving, beside a start after a good end.

The sample office with 200 MB of history. A process saves activities without end and is killed; then
the program starts as the officer starts it, to the first turn of the event loop with the window
shown. What SQLite has to bring over from its log and the check of the file are part of it.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from bench_latency import add_history  # noqa: E402
from bench_start import environment, measure  # noqa: E402

ROUNDS, SAVES, MOST_SECONDS = 5, 300, 5.0

SAVE_FOR_EVER = """
import sys
from datetime import date
from pathlib import Path
from app.data_folder import open_data_folder
from app.domain.activities import ActivityDraft
from app.queries.kinds import get_catalogues
from app.services.activities import record_activities

folder = open_data_folder(Path(sys.argv[1]), actor="đo")
kind = next(iter(folder.db.read(get_catalogues).kinds))
draft = ActivityDraft(kind_code=kind, title="Nói chuyện", starts_on=date(2026, 3, 8), women=5, men=3)
while True:
    folder.db.write(record_activities, [draft] * 20)
    print("đã ghi", flush=True)
"""


def kill_in_the_middle(data: Path) -> None:
    """A process that saves is killed after so many saves."""
    command = [sys.executable, "-c", SAVE_FOR_EVER, str(data)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE) as process:
        for _ in range(SAVES // 20):
            if not process.stdout or not process.stdout.readline():
                raise SystemExit("Không ghi được.")
        process.kill()


def tell(name: str, times: list[float]) -> None:
    """One line."""
    print(f"  {name}: trung vị {statistics.median(times):.2f} giây, lâu nhất {max(times):.2f} giây")


def main() -> int:
    good, killed = [], []
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as room:
        data = Path(room) / "mau"
        sample = [sys.executable, "-m", "app", "sample", str(data)]
        subprocess.run(sample, cwd=ROOT, env=environment(), check=True)
        add_history(data / "so-binh-dang.db")
        program = ("-m", "app", "--data", str(data), "--exit-when-ready")
        measure(*program)  # fills the disk cache for both
        for _ in range(ROUNDS):
            good.append(measure(*program).seconds)
            kill_in_the_middle(data)
            killed.append(measure(*program).seconds)
    print(f"Mở chương trình với 200 MB dữ liệu, {ROUNDS} lần, xen kẽ nhau:")
    tell("sau khi đóng đàng hoàng", good)
    tell("sau khi bị tắt giữa lúc ghi", killed)
    kept = max(killed) < MOST_SECONDS
    print(f"Giới hạn: {MOST_SECONDS:.0f} giây. {'ĐẠT' if kept else 'HỎNG'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
