"""`sothon dayoff`: a commune's own day off, or storm days and the like of one village; taken back with --drop."""

from argparse import Namespace
from datetime import date

from bot.commands.ledger import CommandError, ledger, transaction
from domain.periods import parse_key
from storage import audit, leave
from storage.places import find_unit
from vietnamese.words import full_day

LONGEST = 60  # days


def run(args: Namespace) -> int:
    """Prints what is off now. Raises CommandError, PeriodError, PlaceError, SettingsError, SchemaError."""
    first, last = days(args.days)
    with ledger() as (_, store), store.write() as connection:
        tx = transaction(connection)
        unit = find_unit(tx, args.unit)
        if unit.commune_id is None or unit.kind == "team":
            raise CommandError(f"“{unit.name}” không phải xã hay thôn; ngày nghỉ đặt cho một xã hoặc một thôn.")
        whole = unit.id == unit.commune_id
        if args.drop and whole:
            count = leave.work_after_all(tx, unit.commune_id, first, last)
        elif args.drop:
            count = leave.recall(tx, unit.commune_id, [unit.id], first)
        elif whole:
            count = len(leave.day_off(tx, unit.commune_id, first, last, args.name))
        else:
            leave.excuse(tx, unit.commune_id, [unit.id], first, last, args.name, None)
            count = 1
        about = {"unit": unit.id, "first": first.isoformat(), "last": last.isoformat(), "drop": args.drop}
        audit.note(tx, None, unit.commune_id, "day off", about)
        tx.flush()
    when = full_day(first) if first == last else f"{full_day(first)}–{full_day(last)}"
    if not count:
        print(f"Không có gì thay đổi: {unit.name}, {when}.")
    elif args.drop:
        print(f"Đã bỏ ngày nghỉ của {unit.name}: {when}.")
    elif whole:
        print(f"{unit.name} nghỉ {when} ({args.name}): không nhắc ai, hạn rơi vào đó thì dời.")
    else:
        print(f"{unit.name} nghỉ {when} ({args.name}): các kỳ có ngày ấy thôn không phải báo, không nhắc.")
    return 0


def days(text: str) -> tuple[date, date]:
    """2026-09-10 or 2026-09-10..2026-09-12. Raises PeriodError, CommandError."""
    period = parse_key(text)
    if period.days > LONGEST:
        raise CommandError(f"“{text}” dài quá {LONGEST} ngày; viết như 2026-09-10 hoặc 2026-09-10..2026-09-12.")
    return period.first, period.last
