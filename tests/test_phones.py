"""Phone numbers for templates, on real databases: whose they are, and when they are forgotten."""

from datetime import UTC, datetime

from sqlalchemy import select, update

from domain.messages import Address
from storage import people, phones, schema
from storage.engine import Store
from storage.phones import Owner
from storage.tables import addresses, consents
from storage.tables import people as people_table
from storage.tx import Tx

NOW = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)


def join(tx: Tx, name: str, chat: str, *, agreed: bool = True) -> Owner:
    person = people.add_person(tx, name, name.lower())
    address = people.add_address(tx, Address("zalo_oa", "7", chat), name, person)
    if agreed:
        tx.later(consents, {"person_id": person, "version": "t", "channel": "zalo_oa", "given_at": NOW})
        tx.flush()
    return Owner(address, person)


def test_numbers_are_their_owners_and_go_with_them(store: Store) -> None:
    schema.upgrade(store)
    with store.write() as connection:
        tx = Tx(connection, NOW)
        sen, rom = join(tx, "Sen", "1"), join(tx, "Rom", "2")
        join(tx, "Lan", "3", agreed=False)
        assert [phones.owner(tx, "7", chat) for chat in ("1", "2", "3", "9")] == [sen, rom, None, None]
        phones.put(tx, "7", sen, "84911")
        phones.put(tx, "7", sen, "84922")
        phones.put(tx, "7", rom, "84922")  # two people, one telephone: the first has it
        phones.put(tx, "7", rom, "84933")
        assert (phones.numbers(tx, sen.person_id), phones.numbers(tx, rom.person_id)) == (["84922"], ["84933"])
        assert phones.of_who_left(tx, "7", ["tel:84922", "tel:84933"]) == []
        people.unreachable(tx, sen.address_id, "chặn")
        assert phones.of_who_left(tx, "7", ["tel:84922", "tel:84933"]) == ["tel:84922"]
        assert phones.forget(tx, sen.person_id) == 1
        assert phones.numbers(tx, sen.person_id) == []
        assert phones.sweep(tx, "7", wanted=True) == 0
        tx.run(update(people_table).where(people_table.c.id == rom.person_id).values(left_at=NOW))
        assert phones.sweep(tx, "8", wanted=False) == 0, "another account's"
        assert phones.sweep(tx, "7", wanted=True) == 1
        phones.put(tx, "7", sen, "84911")
        assert phones.sweep(tx, "7", wanted=False) == 1, "no template is left to use it"
        assert not [chat for chat in tx.connection.scalars(select(addresses.c.chat)) if "849" in chat]
