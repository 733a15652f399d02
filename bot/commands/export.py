"""`sothon export`: a unit's period as a file: workbook, draft report, picture, CSV, JSON."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from bot.commands.ledger import ledger, transaction
from domain.periods import parse_key
from reports import BY_KEY, book
from storage import templates
from storage.places import find_unit
from vietnamese.words import number


def run(args: Namespace) -> int:
    """Writes the file (to standard output for `-`) and says what it holds. Raises SettingsError, SchemaError,
    PlaceError, PeriodError, ReportError."""
    period = parse_key(args.period, decree=args.decree09)
    report = BY_KEY[args.format]
    with ledger() as (_, store), store.read() as connection:
        tx = transaction(connection)
        unit = find_unit(tx, args.unit)
        read = book.read(tx, unit, period, tx.now)
        data = report.make(read, templates.get(tx, unit.id) if report.key == "docx" else None)
    if args.output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return 0
    path = Path(args.output)
    write_whole(path, data)
    print(f"✅ Đã ghi {path.name} ({report.title}, {number(len(data))} byte).")
    print(book.scope(read))
    caveats = book.caveats(read)
    if caveats:
        print("Cần xem trước khi dùng:")
        for caveat in caveats:
            print(f"- {caveat}")
    return 0


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises OSError with the file's name."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise type(error)(error.errno, error.strerror, str(path)) from None
