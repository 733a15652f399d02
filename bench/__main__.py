"""`python -m bench WHAT [--quick] [--rounds N]`: run one of the benchmarks and print its table."""

import argparse
import sys
from dataclasses import replace

from bench import files, reminders, rollup, startup, turns, understanding

KINDS = ("turns", "postgres", "startup", "understanding", "files", "rollup", "reminders")


def main() -> int:
    """Returns 1 where an answer or the ledger was wrong."""
    line = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    line.add_argument("what", nargs="?", default="turns", choices=KINDS)
    line.add_argument("--quick", action="store_true", help="one tiny round: whether it is right, not how fast")
    line.add_argument("--rounds", type=int, default=0)
    line.add_argument("--seconds", type=float, default=0)
    line.add_argument("--scale", type=float, default=1.0, help="rollup, reminders: how much of the country")
    line.add_argument("--url", default="", help="rollup, reminders: an empty PostgreSQL database instead of SQLite")
    args = line.parse_args()
    if args.what == "rollup":
        lines = rollup.main(0.012 if args.quick else args.scale, args.url)
        print("\n".join([turns.machine(), "", *lines]))
        return int(any(line.startswith("WRONG") for line in lines))
    if args.what == "reminders":
        lines = reminders.main(5_000 if args.quick else int(460_000 * args.scale), args.url)
        print("\n".join([turns.machine(), "", *lines]))
        return int(any(line.startswith("WRONG") for line in lines))
    if args.what in ("startup", "understanding"):
        sys.argv[1:] = []  # they read what remains as their own
        return startup.main() if args.what == "startup" else understanding.main()
    if args.what == "files":
        print(
            "\n".join([f"{turns.machine()}; milliseconds of processor time", "", *files.main(3 if args.quick else 15)])
        )
        return 0
    plan = turns.QUICK if args.quick else turns.Plan()
    plan = replace(plan, rounds=args.rounds or plan.rounds, seconds=args.seconds or plan.seconds)
    lines = turns.main_postgres(plan) if args.what == "postgres" else turns.main(plan)
    print(f"{turns.machine()}; medians of {plan.rounds} × {plan.turns_each} times {plan.seconds:g} s a level\n")
    print(turns.table(lines))
    wrong = [f"{series.name}: {what}" for series in lines for what in series.wrong]
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
