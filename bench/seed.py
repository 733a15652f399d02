"""Many communes set up and many people enrolled with Telegram addresses, the same for both bots."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bench.botapi import ACCOUNT
from bench.driver import NAMES, chat_of
from domain.messages import Address
from domain.roles import Role
from handlers.notice import VERSION
from storage import people, schema, setup
from storage.engine import Store
from storage.tables import consents, memberships, units
from storage.tx import Tx
from vietnamese.fold import fold


def seed(url: str, communes: int, each: int) -> None:
    """Fill an empty database: ten villages a commune, `each` people a village, all of whom have agreed."""
    store = Store(url)
    schema.upgrade(store)
    with store.write() as connection:
        tx = Tx(connection, datetime.now(UTC))
        for number in range(communes):
            _commune(tx, number, each)
        tx.flush()
    if store.sqlite:
        with store.readers.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def far_due(now: datetime) -> str:
    """A weekly due time three days away, whatever day this is: on the evening before, and when it is due, reminders
    would come between the answers of a program that runs by the real clock."""
    return (now + timedelta(days=3)).strftime("%A 10:00").lower()


def _commune(tx: Tx, number: int, each: int) -> None:
    plan = {
        "cycle": {"week_due": far_due(tx.now)},
        "commune": {"key": f"mau-{number}", "name": f"Xã Mẫu {number}", "contact": "chị Hoa"},
        "village": [{"key": fold(name).replace(" ", "-"), "name": f"Thôn {name}", "aliases": [name]} for name in NAMES],
    }
    commune_id = setup.apply(tx, plan, fold).commune_id
    ids = tx.all(select(units.c.id).where(units.c.parent_id == commune_id).order_by(units.c.position))
    first = number * len(NAMES)
    for place, row in enumerate(ids):
        for k in range(each):
            name = f"Đinh Thị {chr(65 + k)}{first + place}"
            person_id = people.add_person(tx, name, fold(name))
            people.add_address(tx, Address("telegram", ACCOUNT, str(chat_of(first + place, k))), name, person_id)
            role = {"person_id": person_id, "unit_id": row.id, "role": Role.MEMBER.value, "since": tx.now}
            tx.later(memberships, role)
            agreed = {"person_id": person_id, "version": VERSION, "channel": "telegram", "given_at": tx.now}
            tx.later(consents, agreed)
