"""`python -m tests.hurried SECONDS SETTINGS`: `sothon run` with its clock moved and its patience shortened, for tests.

What is shortened are the moments of waiting (leases, an answer that does not come) and Telegram's pace, all of them by
about the same factor; everything else is `sothon run`. Each entry of SETTINGS (a JSON list of environments) becomes a
process of its own; they are forked, because loading Telegram's library takes longer than what is tested. Prints their
ids.
"""

import json
import os
import sys
from datetime import timedelta

from bot import clock, delivery, lane
from bot.__main__ import main
from bot.channels import telegram
from bot.channels.base import Pace
from storage import messages, outbox

FASTER = 20


def hurry(seconds: float) -> None:
    """Move the clock by so many seconds and shorten what is waited for."""
    whole = clock.Clock.__init__
    clock.Clock.__init__ = lambda self, offset=timedelta(seconds=seconds): whole(self, offset)
    telegram.TelegramChannel.pace = Pace(telegram.PACE.bulk_per_second * FASTER, telegram.PACE.chat_per_second, 5)
    messages.LEASE = outbox.LEASE = timedelta(seconds=12)
    lane.PATIENCE, lane.MARGIN = 6.0, 2.0
    delivery.SAY, delivery.BATCH = timedelta(seconds=3), 500


def fork(settings: dict[str, str]) -> int:
    """`sothon run` with these settings as a process of its own; returns its id."""
    child = os.fork()
    if child:
        return child
    os.environ.update(settings)
    log = os.open(settings["LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.exit(main(["run"]))


if __name__ == "__main__":
    hurry(float(sys.argv[1]))
    children = [fork(one) for one in json.loads(sys.argv[2])]
    print(*children, flush=True)
    for _ in children:
        os.wait()
