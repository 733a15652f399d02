"""`sothon doctor`: looks at everything an administrator can get wrong, and says what to do."""

from argparse import Namespace

from bot.commands.ledger import ledger, load_settings, transaction
from bot.doctor import BAD, NOTE, examine
from storage import recount


def run(args: Namespace) -> int:
    """Prints a line a finding; 1 if anything must be mended. `--rebuild` makes the roll-ups anew instead. Raises
    SettingsError."""
    if args.rebuild:
        return _rebuild()
    marks = []
    for finding in examine(load_settings(), online=not args.offline):
        marks.append(finding.mark)
        print(f"{finding.mark} {finding.what}" + (f"\n    → {finding.do}" if finding.do else ""), flush=True)
    bad, notes = marks.count(BAD), marks.count(NOTE)
    print()
    if bad:
        print(f"Có {bad} việc phải sửa" + (f" và {notes} điều nên biết." if notes else "."))
        return 1
    print(f"Chạy được. Có {notes} điều nên biết." if notes else "Mọi thứ ổn.")
    return 0


def _rebuild() -> int:
    """The roll-ups made anew from the entries in one transaction, with what differed before. Raises SettingsError."""
    with ledger() as (_, store), store.write() as connection:
        wrong = recount.rebuild(transaction(connection))
    for line in wrong:
        print(f"Đã sửa: {line}")
    print("Đã dựng lại bảng tổng hợp từ từng số đã ghi." + ("" if wrong else " Trước đó vẫn khớp, không lệch số nào."))
    return 0
