"""A unit's period for machines: .csv of villages × indicators, .json with every statement."""

import csv
import io
import json
from typing import Any

from reports.book import Book, copies, scope
from reports.rollup import MISSING, NIL, as_json
from vietnamese.redact import redact

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run


def as_csv(book: Book, _template: bytes | None = None) -> bytes:
    """One line a village: unit, name, status, from, to, then a column an indicator; UTF-8 without a mark, CRLF.
    `now_part_of`: the unit in whose place one stands today, where it has merged.

    A figure is a number, `nil` where the village said there was nothing, `missing` where it has not reported, empty
    where it reported without naming that indicator.
    """
    keys = book.keys
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["unit", "name", "status", "from", "to", *keys, "estimates", "weeks_missing", "now_part_of"])
    for row in book.rows:
        absent = {NIL: "nil", MISSING: "missing"}.get(row.line.status, "")
        writer.writerow(
            [
                row.key,
                tame(row.name),
                row.line.status,
                book.period.first.isoformat(),
                book.period.last.isoformat(),
                *(row.line.values.get(key, absent) for key in keys),
                " ".join(sorted(row.line.estimates)),
                len(row.line.gaps),
                tame(row.heir),
            ]
        )
    return out.getvalue().encode()


def tame(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_json(book: Book, _template: bytes | None = None) -> bytes:
    """What `sothon summary --json` prints, with `scope`, the year so far and every statement beside it."""
    found: dict[str, Any] = as_json(
        book.unit.key,
        book.period,
        [(f"{chapter.commune.key}/" if book.is_above else "", chapter.found) for chapter in book.chapters],
    )
    keys = {row.unit.id: row.key for row in book.rows}
    differs = any(chapter.mapped and chapter.mapped.differs for chapter in book.chapters)
    found |= {
        "scope": scope(book),
        "as_of": book.now.isoformat(),
        "year_to_date": book.so_far,
        "as_reported": copies(book),
        "by_map_of_now": {
            f"{chapter.commune.key}/{place.unit.key}" if book.is_above else place.unit.key: {
                "values": place.line.values,
                "merged": place.merged,
            }
            for chapter in book.chapters
            if differs and chapter.mapped
            for place in chapter.mapped.places
        },
        "entries": [
            {
                "id": line.entry_id,
                "unit": keys.get(line.unit_id, ""),
                "from": line.first.isoformat(),
                "to": line.last.isoformat(),
                "nil": line.nil,
                "indicator": line.indicator or None,
                "value": None if line.nil else line.value,
                "estimate": line.estimate,
                "counted": not line.held and not line.nil,
                "was": line.was,
                "by": line.name or None,
                "typed_by": line.typist or None,
                "said_at": line.said_at.isoformat(),
                "channel": line.channel,
                "words": redact(line.words),
            }
            for chapter in book.chapters
            for line in chapter.entries
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
