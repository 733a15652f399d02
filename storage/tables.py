"""The tables. Entries are never overwritten: a correction is a new row that supersedes the old one."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)

from storage.types import Day, Document, Flag, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# 64 bits on PostgreSQL; on SQLite only a plain INTEGER key counts up by itself.
Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[Any]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UtcDateTime, nullable=nullable)


def _index_of(which: str, name: str, *columns: str) -> Index:
    """An index over only those rows."""
    return Index(name, *columns, sqlite_where=text(which), postgresql_where=text(which))


# ── places ────────────────────────────────────────────────────────────────────────────────────────────────────────────

units = Table(
    "units",
    metadata,
    _id(),
    Column("key", String(64), nullable=False),
    Column("kind", String(16), nullable=False),  # country province commune village team
    _ref("parent_id", "units", nullable=True),
    _ref("commune_id", "units", nullable=True),  # the commune it lies in; a commune's own id; null above
    Column("name", String(200), nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("names", Document, nullable=False),  # aliases, and old names after a merger
    Column("valid_from", Day),  # null: has always existed
    Column("valid_to", Day),  # the last day it exists
    Column("sample", Flag, nullable=False, server_default=text("false")),
    UniqueConstraint("parent_id", "key"),
    Index(None, "commune_id"),
)

# What a commune has set for itself. `version` moves with every change that the reader's lexicon depends on.
communes = Table(
    "communes",
    metadata,
    Column("id", Id, ForeignKey("units.id"), primary_key=True, autoincrement=False),
    Column("week_due", String(32), nullable=False),
    Column("indicators", Document, nullable=False),  # keys asked for by default
    Column("created_at", UtcDateTime, nullable=False),  # periods that ended before are never owed
    Column("version", Integer, nullable=False, server_default="1"),
    Column("contact", String(200), nullable=False, server_default=""),  # whom the privacy notice names
    Column("keep_days", Integer, nullable=False, server_default="90"),  # how long whole messages are kept
    Column(
        "upward_due", String(32), nullable=False, server_default=""
    ),  # when its officer reports upward; empty: unset
)

indicators = Table(  # a commune's own, beside the catalogue
    "indicators",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    Column("key", String(64), nullable=False),
    Column("label", String(200), nullable=False),
    Column("unit", String(64), nullable=False),
    Column("pillar", String(64), nullable=False, server_default=""),
    Column("aliases", Document, nullable=False),
    UniqueConstraint("commune_id", "key"),
)

aliases = Table(  # words an officer taught the bot
    "aliases",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    Column("words", String(100), nullable=False),
    Column("folded", String(100), nullable=False),
    Column("indicator", String(64), nullable=False),
    _ref("person_id", "people", nullable=True),
    _time("at"),
    _time("ended_at", nullable=True),
    Index(None, "commune_id"),
)

unknown_words = Table(  # words near a figure that nobody explained: no names, no numbers
    "unknown_words",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    Column("folded", String(100), nullable=False),
    Column("words", String(100), nullable=False),
    Column("times", Integer, nullable=False),
    _time("last_at"),
    _time("settled_at", nullable=True),
    UniqueConstraint("commune_id", "folded"),
)

denominators = Table(
    "denominators",
    metadata,
    _id(),
    _ref("unit_id", "units"),
    Column("name", String(64), nullable=False),  # population adults aged14 households …
    Column("date", Day),
    Column("value", BigInteger, nullable=False),
    UniqueConstraint("unit_id", "name", "date"),
)

targets = Table(
    "targets",
    metadata,
    _id(),
    _ref("unit_id", "units"),
    Column("indicator", String(64), nullable=False),
    Column("period", String(32), nullable=False),
    Column("value", BigInteger, nullable=False),
    UniqueConstraint("unit_id", "indicator", "period"),
)

counts = Table(  # an officer's dated cumulative number of persons: the only numerator over persons
    "counts",
    metadata,
    _id(),
    _ref("unit_id", "units"),
    Column("indicator", String(64), nullable=False),
    Column("date", Day, nullable=False),
    Column("value", BigInteger, nullable=False),
    _ref("person_id", "people", nullable=True),
    _time("at"),
    UniqueConstraint("unit_id", "indicator", "date"),
)

days_off = Table(  # added by a commune (or for all, commune_id null) to the public holidays
    "days_off",
    metadata,
    _id(),
    _ref("commune_id", "units", nullable=True),
    Column("date", Day, nullable=False),
    Column("name", String(200), nullable=False),
    UniqueConstraint("commune_id", "date"),
)

# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────────

people = Table(
    "people",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("folded", String(200), nullable=False),
    _time("created_at"),
    _time("left_at", nullable=True),  # removed, or their data deleted on request
    _time("silent_at", nullable=True),  # said "dừng": nothing is sent first
    Column("sample", Flag, nullable=False, server_default=text("false")),
)

memberships = Table(
    "memberships",
    metadata,
    _id(),
    _ref("person_id", "people"),
    _ref("unit_id", "units"),
    Column("role", String(16), nullable=False),
    _time("since"),
    _time("ended_at", nullable=True),
    Index(None, "person_id"),
    Index(None, "unit_id"),
)

addresses = Table(
    "addresses",
    metadata,
    _id(),
    Column("channel", String(16), nullable=False),
    Column("account", String(64), nullable=False),
    Column("chat", String(128), nullable=False),
    _ref("person_id", "people", nullable=True),
    Column("name", String(200), nullable=False, server_default=""),  # as the platform shows it
    _time("first_at"),
    _time("last_at"),  # the last thing heard from it
    _time("unreachable_at", nullable=True),
    Column("reason", String(200), nullable=False, server_default=""),
    _time("chosen_at", nullable=True),  # the person wants to be spoken to first here
    UniqueConstraint("channel", "account", "chat"),
    Index(None, "person_id", "chosen_at", "last_at"),
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _ref("person_id", "people"),
    Column("version", String(32), nullable=False),
    Column("channel", String(16), nullable=False),
    _time("given_at"),
    _time("withdrawn_at", nullable=True),
    Index(None, "person_id"),
)

invites = Table(
    "invites",
    metadata,
    _id(),
    Column("code_hash", String(64), nullable=False, unique=True),
    _ref("unit_id", "units"),
    Column("role", String(16), nullable=False),
    _ref("person_id", "people", nullable=True),  # a code for one person moves them to the new account
    Column("uses_left", Integer, nullable=False),
    _time("made_at"),
    _time("ends_at"),
    _ref("made_by", "people", nullable=True),
)

tries = Table(  # wrong codes, by who typed them
    "tries",
    metadata,
    _id(),
    Column("who", String(200), nullable=False),
    _time("at"),
    Index(None, "who", "at"),
)

link_codes = Table(  # a person's own six digits, typed in another channel to add it
    "link_codes",
    metadata,
    _id(),
    Column("code_hash", String(64), nullable=False),
    _ref("person_id", "people"),
    _time("made_at"),
    _time("ends_at"),
    _time("used_at", nullable=True),
    Index(None, "code_hash"),
    Index(None, "person_id"),
)

# ── the ledger ────────────────────────────────────────────────────────────────────────────────────────────────────────

entries = Table(
    "entries",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    _ref("unit_id", "units"),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("nil", Flag, nullable=False),
    Column("state", String(16), nullable=False),  # live, held (a double count not settled), superseded, void
    _ref("person_id", "people", nullable=True),  # whose statement it is; null once their data was deleted
    _ref("typed_by", "people", nullable=True),  # who typed it, where another did
    Column("channel", String(16), nullable=False),
    Column("source", String(160), nullable=False),  # channel/account/message: an edit of that message finds it
    _time("said_at"),
    _time("stored_at"),
    Column("words", Text, nullable=False),  # the words that gave the figures
    Column("message", Text, nullable=False, server_default=""),  # the whole message, erased after keep_days
    Column("estimate", Flag, nullable=False, server_default=text("false")),
    Column("cumulative", Flag, nullable=False, server_default=text("false")),
    Column("sample", Flag, nullable=False, server_default=text("false")),
    _ref("supersedes", "entries", nullable=True),
    _time("ended_at", nullable=True),  # when it was superseded or taken back
    Column("ended_why", String(64), nullable=False, server_default=""),
    CheckConstraint("first <= last", name="span"),
    Index(None, "unit_id", "last"),
    Index(None, "commune_id", "last"),
    Index(None, "person_id", "stored_at"),
    Index(None, "source"),
)

entry_values = Table(
    "entry_values",
    metadata,
    Column("entry_id", Id, ForeignKey("entries.id"), primary_key=True),
    Column("indicator", String(64), primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("estimate", Flag, nullable=False, server_default=text("false")),
    Column("held", Flag, nullable=False, server_default=text("false")),  # kept, not counted until settled
    CheckConstraint("value >= 0", name="value"),
)

notes = Table(
    "notes",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    _ref("unit_id", "units"),
    Column("kind", String(16), nullable=False),  # difficulty, proposal, note
    Column("date", Day, nullable=False),
    Column("text", Text, nullable=False),
    _ref("person_id", "people", nullable=True),
    _time("said_at"),
    _time("ended_at", nullable=True),
    Index(None, "commune_id", "date"),
)

# ── the conversation ──────────────────────────────────────────────────────────────────────────────────────────────────

talks = Table(
    "talks",
    metadata,
    Column("address_id", Id, ForeignKey("addresses.id"), primary_key=True, autoincrement=False),
    Column("state", Document, nullable=False),
    _time("changed_at"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("channel", String(16), nullable=False),
    Column("account", String(64), nullable=False),
    Column("message", String(128), nullable=False),
    _ref("address_id", "addresses", nullable=True),
    _ref("person_id", "people", nullable=True),
    _ref("commune_id", "units", nullable=True),
    Column("text", Text, nullable=False),  # erased after keep_days
    _time("sent_at"),
    _time("taken_at"),
    Column("outcome", String(16), nullable=False),  # done, unread, failed, refused
    Column("handler", String(32), nullable=False, server_default=""),
    UniqueConstraint("channel", "account", "message"),
    _index_of("outcome IN ('unread', 'failed')", "ix_inbox_unread", "commune_id", "taken_at"),
)
# The few messages whose words are kept; as it stands in the index, so that both databases see that the index serves.
IS_UNREAD = text("inbox.outcome IN ('unread', 'failed')")

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),  # reply, notice, nudge, bulk
    _ref("address_id", "addresses"),
    _ref("person_id", "people", nullable=True),
    _ref("unit_id", "units", nullable=True),  # what a nudge is about
    Column("period", String(32), nullable=False, server_default=""),
    Column("rule", String(32), nullable=False, server_default=""),
    Column("wave", Integer, nullable=False, server_default="0"),
    Column("text", Text, nullable=False),
    Column("choices", Document, nullable=False),
    _time("made_at"),
    _time("not_before"),
    _time("not_after", nullable=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("state", String(16), nullable=False),  # due, sending, sent, moot, expired, failed
    _time("lease_until", nullable=True),
    Column("reason", String(300), nullable=False, server_default=""),
    _time("sent_at", nullable=True),  # while a nudge is "sending": when it was handed to its channel
    Column("sent_id", String(128), nullable=False, server_default=""),
    _index_of("state IN ('due', 'sending')", "ix_outbox_open", "kind", "state", "not_before"),
    _index_of("kind <> 'reply' OR rule <> ''", "ix_outbox_told", "person_id", "made_at", "rule"),
    _index_of("state IN ('failed', 'expired')", "ix_outbox_dead", "person_id", "made_at"),
)
# As they stand in the indexes, so that both databases see that these serve: what was given up; all but plain replies.
IS_DEAD = text("outbox.state IN ('failed', 'expired')")


def is_told(name: str = "outbox") -> TextClause:
    """All but plain replies, of the outbox by this alias."""
    return text(f"({name}.kind <> 'reply' OR {name}.rule <> '')")


# ── what is owed, and who is left in peace ────────────────────────────────────────────────────────────────────────────

due_times = Table(  # a due time set by the officer for one period, of the commune or of one unit; the newest holds
    "due_times",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    _ref("unit_id", "units", nullable=True),
    Column("period", String(32), nullable=False),
    _time("due_at"),
    _ref("person_id", "people", nullable=True),
    _time("at"),
    Index(None, "commune_id", "period"),
)

excuses = Table(  # days on which a unit need not report: storm, harvest, leave
    "excuses",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    _ref("unit_id", "units"),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("why", String(200), nullable=False),
    _ref("person_id", "people", nullable=True),
    _time("at"),
    _time("ended_at", nullable=True),
    CheckConstraint("first <= last", name="days"),
    Index(None, "unit_id", "last"),
    Index(None, "commune_id"),
)

absences = Table(  # people on leave: until when nothing is said to them first
    "absences",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    _time("until"),
    _time("at"),
)

snoozes = Table(  # “nhắc lại sau 2 giờ”: when to say again what is owed by then
    "snoozes",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    _time("until"),
    _time("at"),
)

substitutes = Table(  # somebody who reports for a colleague: a one-time code, then a place until `ends_at`
    "substitutes",
    metadata,
    _id(),
    Column("code_hash", String(64), nullable=False),
    _ref("unit_id", "units"),
    _ref("made_by", "people"),
    _ref("person_id", "people", nullable=True),
    _time("made_at"),
    _time("ends_at"),
    _time("taken_at", nullable=True),
    _time("ended_at", nullable=True),
    Index(None, "code_hash"),
    Index(None, "person_id"),
)

requests_to_officer = Table(  # “xin gia hạn”: asked once, answered with one tap
    "requests_to_officer",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    _ref("unit_id", "units"),
    Column("period", String(32), nullable=False),
    Column("kind", String(16), nullable=False),  # extend
    _time("until"),
    _ref("person_id", "people"),
    _time("at"),
    _ref("answered_by", "people", nullable=True),
    _time("answered_at", nullable=True),
    Column("granted", Flag),
    Index(None, "commune_id", "unit_id", "period"),
)

collections = Table(  # an ad-hoc request: its own indicators, days and due time
    "collections",
    metadata,
    _id(),
    _ref("commune_id", "units"),
    Column("name", String(200), nullable=False),
    Column("indicators", Document, nullable=False),
    _time("due_at"),
    _ref("made_by", "people", nullable=True),
    _time("made_at"),
    _time("ended_at", nullable=True),
    Index(None, "commune_id"),
)

collection_units = Table(
    "collection_units",
    metadata,
    Column("collection_id", Id, ForeignKey("collections.id"), primary_key=True, autoincrement=False),
    Column("unit_id", Id, ForeignKey("units.id"), primary_key=True, autoincrement=False),
)

answers = Table(  # what a unit answered to a collection; a new answer ends the old one. Never added to the entries
    "answers",
    metadata,
    _id(),
    _ref("collection_id", "collections"),
    _ref("unit_id", "units"),
    Column("figures", Document, nullable=False),  # indicator → value; empty: there was nothing
    Column("words", Text, nullable=False),
    _ref("person_id", "people", nullable=True),
    _ref("typed_by", "people", nullable=True),
    _time("said_at"),
    _time("stored_at"),
    _time("ended_at", nullable=True),
    Index(None, "collection_id", "unit_id"),
)

knocks = Table(  # which waves of which communes were put into the outbox: nothing is said twice
    "knocks",
    metadata,
    Column("rule", String(32), primary_key=True),
    Column("wave", Integer, primary_key=True, autoincrement=False),
    Column("period", String(32), primary_key=True),
    Column("commune_id", Id, ForeignKey("units.id"), primary_key=True, autoincrement=False),
    _time("at"),
)

web_lines = Table(  # what a web chat shows, kept so that a page that comes back finds it
    "web_lines",
    metadata,
    _id(),
    Column("chat", String(128), nullable=False),
    Column("mine", Flag, nullable=False),  # said by the person
    Column("key", String(200), nullable=False),  # the page's own id of a message, or the outbox key
    Column("text", Text, nullable=False),
    Column("choices", Document, nullable=False),
    _time("at"),
    UniqueConstraint("chat", "mine", "key"),
    Index(None, "chat", "id"),
)

# ── Zalo ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

zalo_sends = Table(  # messages sent by a Zalo Bot in a calendar month of Vietnam: its plan counts them
    "zalo_sends",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("sent", Integer, nullable=False),
)

zalo_tokens = Table(  # the pair of an Official Account: the refresh token serves once and is replaced with every use
    "zalo_tokens",
    metadata,
    Column("app_id", String(64), primary_key=True),
    Column("access", Text, nullable=False),
    Column("refresh", Text, nullable=False),
    Column("seed", String(64), nullable=False),  # the hash of the setting this chain of tokens began with
    _time("got_at"),
    _time("expires_at"),
    _time("tried_at", nullable=True),  # a refresh that began and has not been heard of since
    _time("failed_at", nullable=True),
    Column("failure", String(200), nullable=False, server_default=""),
)

# ── upkeep ────────────────────────────────────────────────────────────────────────────────────────────────────────────

audit = Table(
    "audit",
    metadata,
    _id(),
    _time("at"),
    _ref("person_id", "people", nullable=True),
    _ref("commune_id", "units", nullable=True),
    Column("action", String(64), nullable=False),
    Column("about", Document, nullable=False),
    Index(None, "commune_id", "at"),
)

requests = Table(  # data-subject requests, each with the legal day by which it must be done
    "requests",
    metadata,
    _id(),
    _ref("person_id", "people"),
    _ref("commune_id", "units", nullable=True),
    Column("kind", String(16), nullable=False),  # erase
    _time("asked_at"),
    _time("due_at"),
    _time("done_at", nullable=True),
)

leases = Table(  # which process polls a token
    "leases",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("holder", String(100), nullable=False),
    _time("until"),
)

facts = Table(  # single values: the signing key (on PostgreSQL), the demo's clock
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
