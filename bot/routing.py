"""Where something is said first: the address it was meant for, else another of the person's, else nowhere and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from bot.lane import Lane
from storage import reaching
from storage.reaching import Way
from storage.tx import Tx

GONE = "người nhận không còn nhận tin ở tài khoản này"
PAUSED = "kênh này đang tạm dừng"
ELSEWHERE = "tài khoản bot này chưa chạy"
UNKNOWN = "chưa vào sổ hoặc đã dừng nhận tin"

Account = tuple[str, str]  # channel, account


class Routing:
    """Asks the channels whom they may speak to; what a platform forbids is known there and nowhere else."""

    def __init__(self, lanes: Mapping[Account, Lane]) -> None:
        self._lanes = lanes

    def hindered(self, tx: Tx, rows: Sequence[Row[Any]]) -> dict[str, Way | str]:
        """By key, for claimed rows that cannot be said where they were meant for: the next best way, or why there is
        none. Rows that can are left out."""
        ways = reaching.ways(tx, [row.person_id for row in rows if row.person_id is not None])
        asked = [(row.channel, row.account, row.chat, row.kind) for row in rows]
        kinds = {row.person_id: row.kind for row in rows}
        asked += [(w.channel, w.account, w.chat, kinds[person]) for person, own in ways.items() for w in own]
        barred = self._barred(tx, asked)
        found: dict[str, Way | str] = {}
        for row in rows:
            here = (row.channel, row.account, row.chat, row.kind)
            why = GONE if row.unreachable_at is not None else self._why(here, barred)
            if why:
                others = (way for way in ways.get(row.person_id, ()) if way.address_id != row.address_id)
                found[row.key] = self._first(others, row.kind, barred) or why
        return found

    def another(self, tx: Tx, person_id: int, kind: str, not_at: int) -> Way | None:
        """Another address where something can be said first to a person, `not_at` having failed."""
        ways = [way for way in reaching.ways(tx, [person_id]).get(person_id, ()) if way.address_id != not_at]
        return self._first(ways, kind, self._barred(tx, [(w.channel, w.account, w.chat, kind) for w in ways]))

    def unreached(self, tx: Tx, person_ids: Sequence[int]) -> dict[int, str]:
        """Which of these people a nudge would not reach as of now, and why."""
        ways = reaching.ways(tx, person_ids)
        asked = [(way.channel, way.account, way.chat, "nudge") for own in ways.values() for way in own]
        barred = self._barred(tx, asked)
        found: dict[int, str] = {}
        for person in person_ids:
            own = ways.get(person, [])
            if self._first(own, "nudge", barred) is None:
                reasons = [self._why((w.channel, w.account, w.chat, "nudge"), barred) for w in own if not w.unreachable]
                found[person] = next(filter(None, reasons), GONE if own else UNKNOWN)
        return found

    def _first(self, ways: Iterable[Way], kind: str, barred: Mapping[tuple[str, str, str, str], str]) -> Way | None:
        for way in ways:
            if not way.unreachable and not self._why((way.channel, way.account, way.chat, kind), barred):
                return way
        return None

    def _why(self, place: tuple[str, str, str, str], barred: Mapping[tuple[str, str, str, str], str]) -> str:
        """Why nothing is said first there; empty where it is."""
        lane = self._lanes.get((place[0], place[1]))
        if lane is None:
            return ELSEWHERE
        return PAUSED if not lane.open else barred.get(place, "")

    def _barred(self, tx: Tx, asked: Iterable[tuple[str, str, str, str]]) -> dict[tuple[str, str, str, str], str]:
        """One question to each channel for each kind."""
        groups: dict[tuple[str, str, str], set[str]] = {}
        for channel, account, chat, kind in asked:
            groups.setdefault((channel, account, kind), set()).add(chat)
        found: dict[tuple[str, str, str, str], str] = {}
        for (channel, account, kind), chats in groups.items():
            lane = self._lanes.get((channel, account))
            if lane is not None:
                for chat, why in lane.channel.barred(tx, sorted(chats), kind).items():
                    found[channel, account, chat, kind] = why
        return found
