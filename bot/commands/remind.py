"""`sothon remind`: one pass of the reminder rules as of a time; what may be said then, to whom, about what."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.commands.ledger import CommandError, ledger
from bot.composition import closing
from domain.periods import VIETNAM
from reminders import clock, due, window
from reminders.due import Agenda, Planned
from reminders.words import about
from storage import communes
from storage.tx import Tx
from vietnamese import words


def run(args: Namespace) -> int:
    """Prints one line a message: person, unit, rule, wave, channel, what is owed. Raises CommandError, SettingsError,
    SchemaError."""
    now = moment(args.now)
    with ledger() as (settings, store):
        early = closing(settings)
        with store.read() as connection:
            tx = Tx(connection, now)
            known = [communes.load(tx, id_) for id_ in communes.all_ids(tx)]
            found = due.planned(tx, known, Agenda().open(known, now))
            if early is not None:
                found += window.planned(tx, known, window.early(tx, known, early))
            found += due.planned_again(tx, communes.load)
            lines = messages(found, now)
        if not args.dry_run:
            with store.write() as connection:
                tx = Tx(connection, now)
                clock.knock(tx, communes.load, closing=early)
                tx.flush()
    for one in lines:
        print(one)
    if not lines:
        print("Lúc này không có ai phải nhắc.")
    return 0


def moment(text: str) -> datetime:
    """An ISO time, Vietnam's where it names no zone. Raises CommandError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--now “{text}” phải là một lúc dạng ISO, ví dụ 2025-11-23T19:00.") from None
    return (found if found.tzinfo else found.replace(tzinfo=VIETNAM)).astimezone(UTC)


def messages(found: Sequence[Planned], now: datetime) -> list[str]:
    """One line a message: what one person is told about in one moment is one."""
    together: dict[tuple[int, str, datetime], list[Planned]] = {}
    for one in found:
        together.setdefault((one.person_id, one.rule.name, one.slot), []).append(one)
    return [line(some, now) for some in together.values()]


def line(some: Sequence[Planned], now: datetime) -> str:
    """Lan | bac-lan | before (chưa báo, sắp đến hạn) | 1 | zalo | tuần 17–23/11, hạn …"""
    one, today = some[0], now.astimezone(VIETNAM).date()
    units = ",".join(dict.fromkeys(each.unit for each in some))
    owed = [f"{about(each.commune, each.round, now)}, hạn {words.due(each.round.due, today)}" for each in some]
    what = "; ".join(dict.fromkeys(owed))
    return f"{one.person} | {units} | {one.rule.name} ({one.rule.title}) | {one.wave} | {one.channel} | {what}"
