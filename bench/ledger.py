"""After a run: what the ledger holds must be exactly what was said, each message taken once, each answer sent once."""

from collections import Counter

from sqlalchemy import func, select

from bench import baseline
from bench.driver import Crowd, Kept
from storage.engine import Store
from storage.tables import addresses, entries, entry_values, inbox, outbox


def compare_product(url: str, crowd: Crowd) -> list[str]:
    """What differs between the product's database and what was said; empty where nothing does."""
    store = Store(url)
    wrong = []
    figures: dict[int, dict[str, int]] = {}
    chats: dict[int, tuple[int, str]] = {}
    with store.read() as connection:
        rows = connection.execute(
            select(entries.c.id, addresses.c.chat, entries.c.last, entry_values.c.indicator, entry_values.c.value)
            .join_from(entries, entry_values, entry_values.c.entry_id == entries.c.id)
            .join(addresses, addresses.c.person_id == entries.c.person_id)
            .where(entries.c.state == "live", entry_values.c.held.is_(False))
        )
        for number, chat, day, indicator, value in rows:
            chats[number] = int(chat), day.isoformat()
            figures.setdefault(number, {})[indicator] = value
        count = connection.scalar(select(func.count()).select_from(entries))
        taken = connection.scalar(select(func.count()).select_from(inbox))
        sent = connection.scalar(select(func.count()).where(outbox.c.state == "sent", outbox.c.kind == "reply"))
        other = connection.scalar(select(func.count()).where(outbox.c.state != "sent"))
        failed = connection.scalar(select(func.count()).where(inbox.c.outcome != "done"))
    store.close()
    found: dict[int, Counter[Kept]] = {}
    for number, values in figures.items():
        chat, day = chats[number]
        key = (day, values.get("learners", -1), values.get("vneid", -1), values.get("sessions", -1))
        found.setdefault(chat, Counter())[key] += 1
    wrong += _differ(found, crowd)
    if count != len(figures):
        wrong.append(f"{count} entries, {len(figures)} of them with figures")
    if taken != crowd.turns:
        wrong.append(f"{taken} messages kept, {crowd.turns} said")
    if sent != crowd.turns or other:
        wrong.append(f"{sent} answers sent and {other} not, of {crowd.turns}")
    if failed:
        wrong.append(f"{failed} messages not understood")
    return wrong


def compare_baseline(url: str, crowd: Crowd) -> list[str]:
    """The same for the plain bot, which keeps no messages."""
    return _differ({chat: Counter(said) for chat, said in baseline.ledger(url).items()}, crowd)


def _differ(found: dict[int, Counter[Kept]], crowd: Crowd) -> list[str]:
    lost = sum((said - found.get(chat, Counter())).total() for chat, said in crowd.said.items())
    more = sum((got - crowd.said.get(chat, Counter())).total() for chat, got in found.items())
    return [f"{lost} reports lost, {more} too many"] if lost or more else []
