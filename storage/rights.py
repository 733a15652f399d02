"""What is kept about a person, and its erasure: the figures stay in the ledger, the person does not."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Executable, String, bindparam, case, cast, delete, func, literal, select, update

from domain.frozen import frozen
from storage.people import leave
from storage.tables import (
    absences,
    addresses,
    consents,
    entries,
    inbox,
    invites,
    notes,
    outbox,
    people,
    requests,
    snoozes,
    talks,
    web_lines,
)
from storage.tx import Tx

ERASE_WITHIN = timedelta(days=20)  # Decree 356/2025, article 5: deletion within 20 days of the request
ERASED = "erased"

_ENTRIES = select(
    func.count().label("number"),
    func.min(entries.c.said_at).label("first"),
    func.max(entries.c.said_at).label("last"),
).where(entries.c.person_id == bindparam("person"))
_NOTES = select(func.count()).where(notes.c.person_id == bindparam("person"))
_TEXTS = select(func.count()).where(inbox.c.person_id == bindparam("person"), inbox.c.text != "")
_CONSENT = (
    select(consents.c.version, consents.c.given_at, consents.c.channel)
    .where(consents.c.person_id == bindparam("person"), consents.c.withdrawn_at.is_(None))
    .order_by(consents.c.id.desc())
)
_PERSON = select(people.c.created_at, people.c.silent_at).where(people.c.id == bindparam("person"))


@frozen
class Held:
    """What is kept about a person, beside their name, places and accounts."""

    since: datetime
    silent_at: datetime | None
    entries: int
    first_said: datetime | None
    last_said: datetime | None
    notes: int
    texts: int  # messages whose words are still kept whole, because they could not be read
    consent: str  # the version of the notice agreed to; empty: none
    consent_at: datetime | None
    consent_channel: str


def held(tx: Tx, person_id: int) -> Held:
    """Everything that is kept about a person, counted."""
    key = {"person": person_id}
    person = tx.one(_PERSON, key)
    assert person is not None
    said = tx.one(_ENTRIES, key)
    assert said is not None
    consent = tx.one(_CONSENT, key)
    return Held(
        person.created_at,
        person.silent_at,
        said.number,
        said.first,
        said.last,
        tx.scalar(_NOTES, key),
        tx.scalar(_TEXTS, key),
        consent.version if consent else "",
        consent.given_at if consent else None,
        consent.channel if consent else "",
    )


def silence(tx: Tx, person_id: int, *, silent: bool) -> None:
    """Stop, or resume, saying anything first."""
    tx.run(update(people).where(people.c.id == person_id).values(silent_at=tx.now if silent else None))


def rename(tx: Tx, person_id: int, name: str, folded: str) -> None:
    """Write a person's name anew."""
    tx.run(update(people).where(people.c.id == person_id).values(name=name[:200], folded=folded[:200]))


def erase(tx: Tx, person_id: int, commune_id: int | None, pseudonym: str, asked_at: datetime) -> None:
    """Erase a person: name, accounts, consents, places and words go; the figures stay under the pseudonym.

    The request is kept with its dates as the proof that it was answered in time.
    """
    ids = [row.id for row in tx.all(_ADDRESSES, {"person": person_id})]
    leave(tx, person_id)
    own = {"person": person_id, "now": tx.now, "joined": f"join/{person_id}/%", "pseudonym": pseudonym[:200]}
    for statement in _ERASE:
        tx.run(statement, own)
    if ids:
        chats = [row.chat for row in tx.all(_WEB_CHATS, {"ids": ids})]
        tx.run(_FORGET_LINES, {"chats": chats})
        for statement in _FORGET_ADDRESSES:
            tx.run(statement, {"ids": ids, "now": tx.now, "before": tx.now})
    tx.insert(
        requests,
        {
            "person_id": person_id,
            "commune_id": commune_id,
            "kind": "erase",
            "asked_at": asked_at,
            "due_at": asked_at + ERASE_WITHIN,
            "done_at": tx.now,
        },
    )


def sweep(tx: Tx) -> None:
    """Erase what the turn of an erasure itself left behind: its message and reply are written after it.

    For the daily upkeep; a day is left for platforms to send a message once more and find it already taken.
    """
    ids = [row.id for row in tx.all(select(addresses.c.id).where(addresses.c.reason == ERASED))]
    if ids:
        for statement in _FORGET_TRACES:
            tx.run(statement, {"ids": ids, "before": tx.now - timedelta(days=1)})


def _placeholder(number: ColumnElement[int]) -> ColumnElement[str]:
    """erased-17: says nothing about what stood there, and is unique where the column must be."""
    return literal(f"{ERASED}-", String) + cast(number, String)


_ADDRESSES = select(addresses.c.id).where(addresses.c.person_id == bindparam("person"))
_WEB_CHATS = select(addresses.c.chat).where(
    addresses.c.id.in_(bindparam("ids", expanding=True)), addresses.c.channel == "web"
)
_FORGET_LINES = delete(web_lines).where(web_lines.c.chat.in_(bindparam("chats", expanding=True)))
_FORGET_TRACES: tuple[Executable, ...] = (
    update(inbox)
    .where(inbox.c.address_id.in_(bindparam("ids", expanding=True)), inbox.c.taken_at <= bindparam("before"))
    .values(text="", person_id=None, message=_placeholder(inbox.c.id)),
    update(outbox)
    .where(outbox.c.address_id.in_(bindparam("ids", expanding=True)), outbox.c.made_at <= bindparam("before"))
    .values(
        text="",
        choices=[],
        person_id=None,
        key=_placeholder(outbox.c.id),
        state=case((outbox.c.state.in_(("due", "sending")), "moot"), else_=outbox.c.state),
    ),
)
_FORGET_ADDRESSES: tuple[Executable, ...] = (
    *_FORGET_TRACES,
    delete(talks).where(talks.c.address_id.in_(bindparam("ids", expanding=True))),
    update(addresses)
    .where(addresses.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        chat=_placeholder(addresses.c.id),
        person_id=None,
        name="",
        reason=ERASED,
        unreachable_at=bindparam("now"),
    ),
)
_ERASE: tuple[Executable, ...] = (
    delete(absences).where(absences.c.person_id == bindparam("person")),
    delete(snoozes).where(snoozes.c.person_id == bindparam("person")),
    # The whole message goes, the words that gave the figure stay with it; the source may hold the chat's id.
    update(entries).where(entries.c.person_id == bindparam("person")).values(message="", source=ERASED),
    update(inbox).where(inbox.c.person_id == bindparam("person")).values(text="", person_id=None),
    update(consents)
    .where(consents.c.person_id == bindparam("person"), consents.c.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now")),
    update(invites).where(invites.c.person_id == bindparam("person")).values(uses_left=0),
    update(outbox).where(outbox.c.key.like(bindparam("joined"))).values(text=""),  # it names them to the officers
    update(people)
    .where(people.c.id == bindparam("person"))
    .values(name=bindparam("pseudonym"), folded="", left_at=bindparam("now"), silent_at=None),
)
