"""What a web chat shows: the lines said by the person and by the program, kept for a page that returns."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, func, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.frozen import frozen
from storage.tables import web_lines


@frozen
class WebLine:
    """One line of one web chat. `seq` grows with every line of the whole table; `key` is the page's own id of a message
    (mine) or an id made by the channel."""

    seq: int
    mine: bool
    key: str
    text: str
    choices: tuple[tuple[str, str], ...]  # (key, label)
    at: datetime


def add(
    connection: Connection,
    chat: str,
    *,
    mine: bool,
    key: str,
    text: str,
    at: datetime,
    choices: Sequence[tuple[str, str]] = (),
) -> int:
    """Keep a line and return its seq; a line of that chat, side and key that is already there stays as it is."""
    insert = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(web_lines)
    row = {
        "chat": chat,
        "mine": mine,
        "key": key,
        "text": text,
        "choices": [list(choice) for choice in choices],
        "at": at,
    }
    added = connection.execute(insert.values(row).on_conflict_do_nothing().returning(web_lines.c.id)).scalar()
    if added is not None:
        return int(added)
    same = (web_lines.c.chat == chat) & (web_lines.c.mine == mine) & (web_lines.c.key == key)
    return int(connection.execute(select(web_lines.c.id).where(same)).scalar_one())


def after(connection: Connection, chat: str, seq: int, limit: int = 200) -> list[WebLine]:
    """The oldest `limit` lines of a chat with a seq above `seq`, oldest first."""
    return _read(connection, _of(chat).where(web_lines.c.id > seq).order_by(web_lines.c.id).limit(limit))


def newest(connection: Connection, chat: str, limit: int = 50, before: int | None = None) -> list[WebLine]:
    """The newest `limit` lines of a chat (those with a seq below `before`, if given), oldest first."""
    query = _of(chat) if before is None else _of(chat).where(web_lines.c.id < before)
    return _read(connection, query.order_by(web_lines.c.id.desc()).limit(limit))[::-1]


def last(connection: Connection) -> int:
    """The highest seq of the whole table; 0 while it is empty."""
    return int(connection.execute(select(func.max(web_lines.c.id))).scalar() or 0)


def stirred(connection: Connection, seq: int, chats: Collection[str]) -> set[str]:
    """Which of `chats` have a line above `seq`: one look for every open page, at what another process has written."""
    query = select(web_lines.c.chat).where(web_lines.c.id > seq, web_lines.c.chat.in_(chats)).distinct()
    return set(connection.execute(query).scalars())


def _of(chat: str) -> Select[tuple[object, ...]]:
    return select(web_lines).where(web_lines.c.chat == chat)


def _read(connection: Connection, query: Select[tuple[object, ...]]) -> list[WebLine]:
    return [_line(row) for row in connection.execute(query).mappings()]


def _line(row: RowMapping) -> WebLine:
    choices = tuple((str(key), str(label)) for key, label in row["choices"])
    return WebLine(int(row["id"]), bool(row["mine"]), row["key"], row["text"], choices, row["at"])
