"""What would be written instead: a plain aiogram bot, its dialogue state and its entries in the database through async
SQLAlchemy. Started as `python -m bench.baseline`; the load is held against it."""

import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

import uvloop
from aiogram import BaseMiddleware, Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import Message, TelegramObject
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from sqlalchemy import Date, DateTime, ForeignKey, String, Text, create_engine, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.driver import NAMES, SECRET, chat_of

PATH = "/webhook"
router = Router()
Sessions = async_sessionmaker[AsyncSession]


class Base(DeclarativeBase):
    pass


class Village(Base):
    __tablename__ = "villages"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class Person(Base):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(200))
    village_id: Mapped[int] = mapped_column(ForeignKey("villages.id"))


class Entry(Base):
    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    village_id: Mapped[int] = mapped_column(ForeignKey("villages.id"), index=True)
    day: Mapped[date] = mapped_column(Date)
    learners: Mapped[int]
    vneid: Mapped[int]
    sessions: Mapped[int]
    said_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Dialogue(Base):
    __tablename__ = "dialogues"
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    state: Mapped[str | None] = mapped_column(String(100))
    data: Mapped[str] = mapped_column(Text, default="{}")


class DatabaseStorage(BaseStorage):
    """aiogram's dialogue state in a table, as such storages are usually written: a short session for each call."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        async with self._sessions() as session:
            row = await session.get(Dialogue, _key(key))
            if row is None:
                session.add(Dialogue(key=_key(key), state=name, data="{}"))
            else:
                row.state = name
            await session.commit()

    async def get_state(self, key: StorageKey) -> str | None:
        async with self._sessions() as session:
            row = await session.get(Dialogue, _key(key))
            return row.state if row is not None else None

    async def set_data(self, key: StorageKey, data: Any) -> None:
        async with self._sessions() as session:
            row = await session.get(Dialogue, _key(key))
            if row is None:
                session.add(Dialogue(key=_key(key), state=None, data=json.dumps(data)))
            else:
                row.data = json.dumps(data)
            await session.commit()

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        async with self._sessions() as session:
            row = await session.get(Dialogue, _key(key))
            return dict(json.loads(row.data)) if row is not None else {}

    async def close(self) -> None:
        pass


def _key(key: StorageKey) -> str:
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}"


class SessionMiddleware(BaseMiddleware):
    """One session a handler, and who speaks."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Message)
        async with self._sessions() as session:
            person = await session.scalar(select(Person).where(Person.chat_id == event.chat.id))
            if person is None:
                return await event.answer("Anh/chị xin mã mời của xã giúp em ạ.")
            await session.commit()  # holds no connection of the pool while the storage waits for one
            return await handler(event, data | {"session": session, "person": person})


class Form(StatesGroup):
    learners = State()
    vneid = State()
    sessions = State()


@router.message(F.text.lower() == "báo cáo")
async def begin(message: Message, state: FSMContext) -> None:
    await state.set_state(Form.learners)
    await message.answer("Bao nhiêu học viên ạ? (gõ số)")


@router.message(Form.learners, F.text.regexp(r"^\d{1,6}$"))
async def learners(message: Message, state: FSMContext) -> None:
    await state.update_data(learners=int(message.text or ""))
    await state.set_state(Form.vneid)
    await message.answer("Bao nhiêu VNeID ạ? (gõ số)")


@router.message(Form.vneid, F.text.regexp(r"^\d{1,6}$"))
async def vneid(message: Message, state: FSMContext) -> None:
    await state.update_data(vneid=int(message.text or ""))
    await state.set_state(Form.sessions)
    await message.answer("Bao nhiêu buổi hỗ trợ ạ? (gõ số)")


@router.message(Form.sessions, F.text.regexp(r"^\d{1,6}$"))
async def sessions(message: Message, state: FSMContext, session: AsyncSession, person: Person) -> None:
    data = await state.get_data()
    today = message.date.astimezone().date()
    entry = Entry(
        person_id=person.id,
        village_id=person.village_id,
        day=today,
        learners=data["learners"],
        vneid=data["vneid"],
        sessions=int(message.text or ""),
        said_at=message.date,
    )
    session.add(entry)
    village = await session.get(Village, person.village_id)
    assert village is not None
    monday = today - timedelta(days=today.weekday())
    week = await session.execute(
        select(func.sum(Entry.learners), func.sum(Entry.vneid), func.sum(Entry.sessions)).where(
            Entry.village_id == person.village_id, Entry.day >= monday, Entry.day <= monday + timedelta(days=6)
        )
    )
    a, b, c = week.one()
    said = f"• Học viên: {entry.learners}\n• VNeID: {entry.vneid}\n• Buổi hỗ trợ: {entry.sessions}"
    name = village.name
    await session.commit()
    await state.clear()
    await message.answer(f"✅ Đã ghi cho {name}, {today:%d/%m}:\n{said}\nTuần này cả thôn: {a} · {b} · {c}.")


@router.message()
async def unknown(message: Message) -> None:
    await message.answer("Em chưa hiểu ạ. Anh/chị nhắn “báo cáo” để bắt đầu.")


def seed(url: str, communes: int, each: int) -> None:
    """Fill an empty database (a plain SQLAlchemy URL) with the people of the load."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    count = communes * len(NAMES)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        villages = [{"id": n + 1, "name": f"thôn {NAMES[n % len(NAMES)]}"} for n in range(count)]
        connection.execute(Village.__table__.insert(), villages)
        people = [
            {"chat_id": chat_of(n, k), "name": f"Đinh Thị {chr(65 + k)}{n}", "village_id": n + 1}
            for n in range(count)
            for k in range(each)
        ]
        connection.execute(Person.__table__.insert(), people)
    engine.dispose()


def main() -> None:
    """Serve until SIGTERM, by the environment: DATABASE_URL (with an async driver), POOL, PORT, TOKEN, API_BASE."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    url, pool = os.environ["DATABASE_URL"], int(os.environ["POOL"])
    engine = create_async_engine(url, pool_size=pool, max_overflow=0, pool_timeout=60)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine.sync_engine, "connect")
        def _connect(connection: Any, _record: Any) -> None:
            cursor = connection.cursor()
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
                cursor.execute("PRAGMA " + pragma)
            cursor.close()

    made = async_sessionmaker(engine, expire_on_commit=False)
    dispatcher = Dispatcher(storage=DatabaseStorage(made))
    router.message.outer_middleware(SessionMiddleware(made))
    dispatcher.include_router(router)
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["API_BASE"]))
    bot = Bot(os.environ["TOKEN"], session=session)
    app = web.Application()
    # Not in the background: the platform must not be told that an update is taken before it is.
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(app, path=PATH)
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), loop=uvloop.new_event_loop(), print=None)


def ledger(url: str) -> dict[int, list[tuple[str, int, int, int]]]:
    """What the entries say, by chat: the day and the three figures."""
    engine = create_engine(url)
    found: dict[int, list[tuple[str, int, int, int]]] = {}
    with engine.connect() as connection:
        rows = connection.execute(
            select(Person.chat_id, Entry.day, Entry.learners, Entry.vneid, Entry.sessions).join(
                Entry, Entry.person_id == Person.id
            )
        )
        for chat, day, a, b, c in rows:
            found.setdefault(chat, []).append((day.isoformat(), a, b, c))
    engine.dispose()
    return found


if __name__ == "__main__":
    main()
