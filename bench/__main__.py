"""`python -m bench [turns|files] [--quick] [--rounds N]`: run a benchmark and print its table."""

import argparse
import sys
from dataclasses import replace

from bench import files, turns


def main() -> int:
    """Returns 1 where an answer or the ledger was wrong."""
    line = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    line.add_argument("what", nargs="?", default="turns", choices=["turns", "files"])
    line.add_argument("--quick", action="store_true", help="one tiny round: whether it is right, not how fast")
    line.add_argument("--rounds", type=int, default=0)
    line.add_argument("--seconds", type=float, default=0)
    args = line.parse_args()
    if args.what == "files":
        print(
            "\n".join([f"{turns.machine()}; milliseconds of processor time", "", *files.main(3 if args.quick else 15)])
        )
        return 0
    plan = turns.QUICK if args.quick else turns.Plan()
    plan = replace(plan, rounds=args.rounds or plan.rounds, seconds=args.seconds or plan.seconds)
    lines = turns.main(plan)
    print(f"{turns.machine()}; medians of {plan.rounds} rounds of {plan.seconds:g} s a level\n")
    print(turns.table(lines))
    wrong = [f"{series.name}: {what}" for series in lines for what in series.wrong]
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
