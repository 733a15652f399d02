"""`sothon understand`: what the bot reads in a sentence, for people with the words underlined, or as JSON."""

import json
import sys
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from domain.indicators import BY_KEY
from vietnamese.reading import Reading, read

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(text: str | None) -> datetime:
    """`--now` as an aware time in Vietnam; without it the present. Raises ValueError on anything else than
    ISO 8601.
    """
    if not text:
        return datetime.now(ZONE)
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=ZONE) if found.tzinfo is None else found.astimezone(ZONE)


def as_json(reading: Reading) -> dict[str, object]:
    """The whole reading for machines: the corpus fields, and spans, doubts, places and corrections."""
    when = reading.when
    return {
        **reading.json(),
        "text": reading.text,
        "intents": list(reading.intents),
        "figures": [
            {"indicator": f.indicator, "value": f.value, "start": f.start, "end": f.end, "estimate": f.estimate}
            for f in reading.figures
        ],
        "doubts": [
            {
                "kind": d.kind,
                "start": d.start,
                "end": d.end,
                "indicators": list(d.indicators),
                "numbers": list(d.numbers),
            }
            for d in reading.doubts
        ],
        "days": {
            "kind": when.kind,
            "first": when.first.isoformat(),
            "last": when.last.isoformat(),
            "start": when.start,
            "end": when.end,
        }
        if when
        else None,
        "places": [
            {"key": p.key, "start": p.start, "end": p.end, "score": p.score, "also": list(p.also)}
            for p in reading.places
        ],
        "unknown_place": reading.unknown_place,
        "whole_commune": reading.whole_commune,
        "unexplained": [list(s) for s in reading.unexplained],
        "unknown_words": list(reading.unknown_words),
    }


def for_people(reading: Reading) -> str:
    """The message with what was understood under it, one line a piece."""
    lines = [reading.text, f"ý định: {', '.join(reading.intents)}"]
    for figure in reading.figures:
        words = reading.text[figure.start : figure.end]
        label = BY_KEY[figure.indicator].short if figure.indicator in BY_KEY else figure.indicator
        lines.append(
            f"  {label}: {figure.value}{' (ước)' if figure.estimate else ''}  ← “{words}” [{figure.start}:{figure.end}]"
        )
    if reading.when:
        w = reading.when
        lines.append(
            f"  ngày: {w.first:%d/%m/%Y}{'' if w.first == w.last else f' – {w.last:%d/%m/%Y}'} ({w.kind})"
            f"  ← “{reading.text[w.start : w.end]}” [{w.start}:{w.end}]"
        )
    for place in reading.places:
        lines.append(
            f"  nơi: {place.key}  ← “{reading.text[place.start : place.end]}”"
            f" [{place.start}:{place.end}] {place.score:.0f}"
        )
    for doubt in reading.doubts:
        lines.append(
            f"  cần hỏi ({doubt.kind}): “{reading.text[doubt.start : doubt.end]}” [{doubt.start}:{doubt.end}]"
            f" {' / '.join(doubt.indicators)} {list(doubt.numbers) or ''}".rstrip()
        )
    if not reading.doubts:
        lines.append("  không cần hỏi lại")
    return "\n".join(lines)


def read_lines(source: TextIO, out: TextIO) -> None:
    """`--jsonl`: lines {"id", "text", "now"} in, lines {"id", "intent", "values", "when", "ask"} out, in the
    same order.
    """
    for line in source:
        if line.strip():
            row = json.loads(line)
            reading = read(row["text"], moment(row.get("now")))
            out.write(json.dumps({"id": row["id"], **reading.json()}, ensure_ascii=False) + "\n")


def main(text: str | None, now: str | None = None, machine: bool = False, lines: bool = False) -> int:
    """The command: returns the exit status."""
    if lines:
        read_lines(sys.stdin, sys.stdout)
        return 0
    reading = read(text or "", moment(now))
    print(json.dumps(as_json(reading), ensure_ascii=False) if machine else for_people(reading))
    return 0
