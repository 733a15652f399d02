"""How fast and how well messages are read, beside dateparser and a number-word package on the same corpus.

    python bench/understanding.py [CORPUS.jsonl …]   (else ../shared/corpus/visible.jsonl and tests/corpus/dev-*.jsonl)

The packages of the alternative are wanted by this benchmark alone; where they are missing it says so and goes on.
"""

import json
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from vietnamese.fold import fold  # noqa: E402
from vietnamese.reading import read  # noqa: E402

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ROUNDS = 7
QUIET = 20.0  # ms in which an undisturbed core of this kind counts to a million
Row = dict[str, object]
Reader = Callable[[str, datetime], dict[str, object]]


def corpus(paths: list[Path]) -> list[Row]:
    """The labelled lines of some files."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def ours(text: str, now: datetime) -> dict[str, object]:
    return read(text, now).json()


KEYWORDS = {
    "hoc vien": "learners",
    "hv": "learners",
    "nguoi hoc": "learners",
    "chung nhan": "certificates",
    "vneid": "vneid",
    "dinh danh": "vneid",
    "buoi": "sessions",
    "luot": "people_helped",
    "dvc": "public_services",
    "ho so": "public_services",
    "tk dvc": "dvc_accounts",
    "vi dien tu": "e_wallets",
    "qr": "qr_households",
    "san": "ecommerce_households",
    "chu ky so": "digital_signatures",
    "tuyen truyen": "outreach",
}


def alternative() -> Reader | None:
    """The same task with what a package index offers: dateparser for days, vietnam-number for words, nearest
    keyword.
    """
    try:
        from dateparser.search import search_dates
        from vietnam_number import w2n
    except ImportError as missing:
        print(f"The alternative is not measured: {missing.name} is missing (pip install dateparser vietnam-number).")
        return None

    def read_with_packages(text: str, now: datetime) -> dict[str, object]:
        settings = {"RELATIVE_BASE": now.replace(tzinfo=None), "PREFER_DATES_FROM": "past"}
        days = search_dates(text, languages=["vi"], settings=settings)
        values: dict[str, int] = {}
        for piece in re.split(r"[,;\n]", text.lower()):
            found = re.search(r"\d+", piece)
            try:
                number = int(found.group()) if found else int(w2n(piece))
            except Exception:  # the package raises many things on words that are no numbers
                continue
            key = next((k for word, k in KEYWORDS.items() if word in fold(piece)), None)
            if key:
                values[key] = number
        when = {"date": days[0][1].date().isoformat()} if days else None
        return {"intent": "report" if values else "other", "values": values, "when": when, "ask": False}

    return read_with_packages


def errors(reader: Reader, rows: list[Row]) -> dict[str, float]:
    """exact, silent wrong, needless ask over all lines; days and figures right over the reports that have them."""
    count: Counter[str] = Counter()
    for gold in rows:
        got = reader(str(gold["text"]), datetime.fromisoformat(str(gold["now"])))
        free = gold["intent"] in ("other", "help")
        fields = ("intent", "values", "ask") if free else ("intent", "values", "when", "ask")
        wrong = any(got[f] != gold[f] for f in fields)
        count["exact"] += not wrong
        count["silent"] += wrong and not got["ask"] and got["intent"] in ("report", "correct", "nil", "cancel")
        count["needless"] += bool(got["ask"]) and not gold["ask"]
        count["sure"] += not gold["ask"]
        if gold["intent"] == "report" and gold["when"] and "date" in gold["when"]:  # type: ignore[operator]
            count["days"] += 1
            count["right days"] += got["when"] == gold["when"]
        if gold["intent"] == "report" and gold["values"] and not gold["ask"]:
            count["figures"] += 1
            count["right figures"] += got["values"] == gold["values"]
    n = len(rows)
    return {
        "exact": count["exact"] / n,
        "silent wrong": count["silent"] / n,
        "needless ask": count["needless"] / max(1, count["sure"]),
        "days right": count["right days"] / max(1, count["days"]),
        "figures right": count["right figures"] / max(1, count["figures"]),
    }


def million() -> float:
    """Milliseconds of processor time that this machine needs to count to a million: the scale of all others."""
    start = time.process_time()
    for _ in range(1_000_000):
        pass
    return (time.process_time() - start) * 1e3


def speed(reader: Reader, rows: list[Row], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """(median, 99th percentile, scaled median) in microseconds of processor time a message; each message's best of
    some rounds, on a warm process. The scaled one is what a quiet core would need, one that counts to a million in
    QUIET ms: on a shared machine the caches and half the core are others'.
    """
    messages = [(str(r["text"]), datetime.fromisoformat(str(r["now"]))) for r in rows]
    best = [float("inf")] * len(messages)
    counted: list[float] = []
    for _ in range(rounds):
        counted.append(million())
        for k, (text, now) in enumerate(messages):
            fold.cache_clear()  # which is for the handlers of one turn: here every message is new
            start = time.process_time()
            reader(text, now)
            best[k] = min(best[k], time.process_time() - start)
    best.sort()
    median = statistics.median(best) * 1e6
    return median, best[int(len(best) * 0.99)] * 1e6, median * QUIET / statistics.median(counted)


def confusion(rows: list[Row]) -> list[str]:
    """Intents as labelled (rows) and as read (columns), as a table of Markdown."""
    intents = ("report", "nil", "correct", "cancel", "summary", "status", "help", "other")
    count: Counter[tuple[str, str]] = Counter()
    for gold in rows:
        got = read(str(gold["text"]), datetime.fromisoformat(str(gold["now"])))
        count[str(gold["intent"]), got.intent] += 1
    lines = ["| labelled | " + " | ".join(intents) + " |", "|---" * (len(intents) + 1) + "|"]
    return lines + [f"| {a} | " + " | ".join(str(count[a, b] or "·") for b in intents) + " |" for a in intents]


def hard_inputs(count: int, rows: list[Row]) -> list[str]:
    """Random inputs of up to 4,000 characters: any Unicode, and jumbles of the corpus' own words and signs."""
    rng = random.Random(20251122)
    words = [w for r in rows for w in str(r["text"]).split()]
    words += ["12", "5", "15/11", "-", ":", "(", "không phải", "hay", "\n", "hv", "vneid", "thành"]
    found = []
    for k in range(count):
        size = int(4000 ** rng.random()) if k % 50 else 4000
        if k % 2:
            points = [rng.randrange(0x110000) for _ in range(size)]
            found.append("".join(chr(c) for c in points if not 0xD800 <= c < 0xE000))
        else:
            text = ""
            while len(text) < size:
                text += rng.choice(words) + rng.choice((" ", " ", ", ", "", "\n", ". "))
            found.append(text[:size])
    return found


def slowest(inputs: list[str]) -> float:
    """Milliseconds of processor time of the slowest reading; a reading that raises would end the benchmark."""
    now = datetime(2025, 11, 20, 19, 30, tzinfo=ZONE)
    worst = 0.0
    for text in inputs:
        best = float("inf")
        for _ in range(2):  # the better of two, so that one interruption by the machine is no finding
            fold.cache_clear()
            start = time.process_time()
            read(text, now)
            best = min(best, time.process_time() - start)
            if best < 0.005:
                break
        worst = max(worst, best)
    return worst * 1e3


def main() -> int:
    """Print the tables."""
    usual = (ROOT.parent / "shared/corpus/visible.jsonl", *sorted((ROOT / "tests/corpus").glob("dev-*.jsonl")))
    paths = [Path(a) for a in sys.argv[1:]] or [p for p in usual if p.exists()]
    rows = corpus(paths)
    print(f"{len(rows)} labelled messages; this machine counts to a million in {million():.0f} ms of processor time\n")
    readers: list[tuple[str, Reader, int]] = [("Sổ Thôn", ours, ROUNDS)]
    other = alternative()
    if other is not None:
        readers.append(("dateparser + vietnam-number", other, 1))
    print("| reader | median µs | p99 µs | scaled median | exact | silent wrong | needless ask | days right | ", end="")
    print("figures right |")
    print("|---" * 9 + "|")
    for name, reader, rounds in readers:
        found = errors(reader, rows)
        median, tail, scaled = speed(reader, rows, rounds)
        print(
            f"| {name} | {median:,.0f} | {tail:,.0f} | {scaled:,.0f} | "
            + " | ".join(f"{v:.1%}" for v in found.values())
            + " |"
        )
    print("\n" + "\n".join(confusion(rows)))
    worst, counted = slowest(hard_inputs(10_000, rows)), million()
    print(
        f"\nslowest of 10,000 inputs of up to 4,000 characters: {worst:.1f} ms, {worst * QUIET / counted:.1f} ms scaled"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
