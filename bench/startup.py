"""How long `sothon run` takes until /healthz answers, and what memory it then holds; without any chat channel.

Run `python -m bench.startup`. On a busy machine trust the processor's time rather than the clock's.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

TURNS = 5
CLOCK = os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Print one line a start, and the medians."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [start(Path(folder), number) for number in range(TURNS)]
    again = rows[1:]  # the first start makes the ledger
    report(f"median of {len(again)}", *(median(row[column] for row in again) for column in range(4)))
    return 0


def report(what: str, seconds: float, cpu: float, memory: float, stopping: float) -> None:
    """One line of the table."""
    print(f"{what}: healthz {seconds:.2f} s ({cpu:.2f} s of processor), {memory:.0f} MB, stop {stopping:.2f} s")


def start(folder: Path, number: int) -> tuple[float, float, float, float]:
    """One start and stop: seconds to /healthz, seconds of processor, MB resident, seconds to stop."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "ZALO_"))}
    env |= {"DATA_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(port), "LOG_LEVEL": "WARNING"}
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env, stdout=subprocess.DEVNULL)
    while not answers(port):
        assert process.poll() is None, "the program ended"
        time.sleep(0.002)
    seconds = time.perf_counter() - began
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    cpu = (int(fields[11]) + int(fields[12])) / CLOCK
    time.sleep(1)
    status = Path(f"/proc/{process.pid}/status").read_text()
    memory = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    began = time.perf_counter()
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    stopping = time.perf_counter() - began
    report(f"start {number}", seconds, cpu, memory, stopping)
    return seconds, cpu, memory, stopping


def answers(port: int) -> bool:
    """Whether /healthz answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
