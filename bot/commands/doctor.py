"""`sothon doctor`: looks at everything an administrator can get wrong, and says what to do."""

from argparse import Namespace

from bot.commands.ledger import load_settings
from bot.doctor import BAD, NOTE, examine


def run(args: Namespace) -> int:
    """Prints a line a finding; 1 if anything must be mended. Raises SettingsError."""
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
