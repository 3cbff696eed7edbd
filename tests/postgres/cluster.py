"""A real PostgreSQL of the test's own: a throw-away cluster on a socket and on loopback."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

OWNER = "so_binh_dang"
#: Nothing of a test must outlive a power cut.
SETTINGS = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60",
    "shared_buffers=32MB", "log_statement=none", "max_wal_size=64MB", "autovacuum=off",
)  # fmt: skip


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where PostgreSQL is not installed."""
    rooms = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda room: int(room.parent.name)
    )
    found = [room for room in rooms if (room / "initdb").exists() and (room / "pg_ctl").exists()]
    if found:
        return found[-1]
    anywhere = shutil.which("initdb")
    return Path(anywhere).parent if anywhere and shutil.which("pg_ctl") else None


def as_nobody_special() -> list[str]:
    """PostgreSQL refuses to run as root: the words before a command that make it another user."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


@dataclass
class Cluster:
    """A running server. ``password`` is that of its one user, OWNER."""

    room: Path
    bin: Path
    port: int = 0
    password: str = "mật-khẩu thử @:/%"

    def run(self, *command: str | Path, env: dict[str, str] | None = None) -> None:
        """A program of PostgreSQL, as its user."""
        words: Sequence[str | Path] = [*as_nobody_special(), *command]
        done = subprocess.run(
            words, cwd=self.room, env={**os.environ, **(env or {}), "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    def start(self) -> None:
        """Start, and wait until it answers; on another port when somebody took ours meanwhile."""
        for _ in range(5):
            self.port = free_port()
            if self._started():
                return
        raise AssertionError((self.room / "server.log").read_text(encoding="utf-8")[-3000:])

    def _started(self) -> bool:
        options = f"-p {self.port} -k {self.room} -c listen_addresses=127.0.0.1 "
        options += " ".join(f"-c {setting}" for setting in SETTINGS)
        log, data = self.room / "server.log", self.room / "data"
        # The server must not hold pytest's own pipes open: all it says goes into its log.
        done = subprocess.run(
            [*as_nobody_special(), self.bin / "pg_ctl", "-D", data, "-l", log, "-o", options,
             "-w", "-t", "300", "start"],
            cwd=self.room, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        return done.returncode == 0

    def stop(self) -> None:
        """Stop at once."""
        self.run(self.bin / "pg_ctl", "-D", self.room / "data", "-m", "immediate", "-w", "stop")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def make_cluster(bin_folder: Path) -> Cluster:
    """A new cluster in a short path (a socket's name has room for about 100 letters), started."""
    room = Path(tempfile.mkdtemp(prefix="bdg-pg-"))
    cluster = Cluster(room, bin_folder)
    secret = room / "secret"
    secret.write_text(f"{cluster.password}\n", encoding="utf-8")
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        for path in (room, secret):
            os.chown(path, user.pw_uid, user.pw_gid)
    cluster.run(
        bin_folder / "initdb", "-D", room / "data", "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8",
        "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync",
    )  # fmt: skip
    cluster.start()
    return cluster
