"""`sothon understand TEXT`: what the bot reads in a sentence; needs no database, and imports none."""

import sys
from argparse import Namespace

from bot.understand import main


class NotReadError(ValueError):
    """Input that is no sentence, time or line of JSON; the message says in Vietnamese what is expected."""


def run(args: Namespace) -> int:
    """Prints the reading. Raises NotReadError."""
    if args.text is None and not args.jsonl:
        print("Cần một câu, ví dụ: sothon understand “hnay 12 hv, 5 vneid”; hoặc --jsonl.", file=sys.stderr)
        return 2
    try:
        return main(args.text, args.now, args.json, args.jsonl)
    except KeyError as error:
        raise NotReadError(f"Mỗi dòng của --jsonl cần có {error.args[0]}.") from None
    except ValueError as error:
        if args.jsonl:
            raise NotReadError(f"Mỗi dòng của --jsonl phải là một đối tượng JSON: {error}.") from None
        raise NotReadError(f"--now “{args.now}” phải là thời điểm như 2025-11-20T19:30.") from None
