"""A PostgreSQL server for the tests: the machine's own programs, a fresh cluster, thrown away at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and postgres, or None if this machine has none."""
    places = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places += sorted(Path("/opt/homebrew/opt").glob("postgresql*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Start a server on a unix socket in a folder of its own; yields its URL. PostgreSQL refuses to run as root, so
    root drops to nobody. `durable`: commits reach the disk, as in earnest; tests need no such patience."""
    place = programs()
    assert place is not None
    as_nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if as_nobody:
        shutil.chown(folder, "nobody", "nogroup")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    try:
        subprocess.run(
            [
                place / "initdb",
                "-D",
                folder / "data",
                "-U",
                "sothon",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
            check=True,
            **quiet,
            **as_nobody,
        )
        process = subprocess.Popen(
            [
                place / "postgres",
                "-D",
                folder / "data",
                "-k",
                folder,
                "-c",
                "listen_addresses=",
                "-c",
                f"fsync={'on' if durable else 'off'}",
                "-c",
                f"full_page_writes={'on' if durable else 'off'}",
                "-c",
                "max_connections=60",
            ],
            **quiet,
            **as_nobody,
        )
        try:
            for _ in range(200):
                if subprocess.run([place / "pg_isready", "-q", "-h", folder], check=False, **quiet).returncode == 0:
                    break
                subprocess.run(["sleep", "0.05"], check=True)
            yield f"postgresql://sothon@/postgres?host={folder}"
        finally:
            process.terminate()
            process.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
