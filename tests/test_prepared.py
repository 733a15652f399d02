"""What is handed to the driver says and finds the same as what SQLAlchemy executes itself."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, exc, insert, select

from storage import schema
from storage.engine import Store
from storage.prepared import Driver
from storage.tables import outbox, people

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
_ADD = insert(people)
_AMONG = select(people.c.id, people.c.name, people.c.created_at, people.c.left_at).where(
    people.c.id.in_(bindparam("ids", expanding=True)), people.c.name.in_(("Sen", "Rôm", "Hoa"))
)


def row(name: str) -> dict[str, Any]:
    return {"name": name, "folded": name.lower(), "created_at": AT, "sample": False}


def test_lists_of_every_length_find_what_sqlalchemy_finds(store: Store) -> None:
    schema.upgrade(store)
    with store.write() as connection:
        ids = [Driver(connection).insert(_ADD, row(name)) for name in ("Sen", "Rôm", "Hoa", "Lan")]
        assert len(set(ids)) == 4
        for count in (0, 1, 2, 3, 5, 1000, 1025, 40_000):  # 40,000 drawn out would be more than PostgreSQL takes
            given = {"ids": [*ids, *range(1_000_000, 1_040_000)][:count]}
            found = Driver(connection).fetch(_AMONG, given)
            assert [tuple(one) for one in found] == [tuple(one) for one in connection.execute(_AMONG, given)]
            assert [one.name for one in found] == ["Sen", "Rôm", "Hoa"][:count]
            assert all(one.created_at == AT and one.left_at is None for one in found)


def test_an_error_is_sqlalchemys_own_and_holds_no_value(store: Store) -> None:
    schema.upgrade(store)
    secret = {"address_id": 999, "text": "bí mật", "kind": "reply", "key": "k"}
    bad = secret | {"choices": [], "made_at": AT, "not_before": AT, "state": "due"}
    adding = insert(outbox)
    for _ in range(2):  # as SQLAlchemy executes it, and as it is prepared
        with pytest.raises(exc.IntegrityError) as error, store.write() as connection:
            Driver(connection).change_many(adding, [bad, bad])
        assert "bí mật" not in str(error.value)
