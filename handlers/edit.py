"""Editing the chat message edits the entry: only its own, and only while that stands as the message left it."""

from collections.abc import Mapping
from typing import Any

from domain.periods import span_of
from handlers import asking, odd, say
from handlers.amend import GONE
from handlers.draft import Draft, from_reading
from handlers.turn import Answer, Handler, Question, Reply, Turn
from storage import entries
from storage.entries import Entry, Value
from vietnamese import words


def _recognise(turn: Turn) -> list[Entry] | None:
    """An edited message that gave an entry; one that gave none is read like a new message."""
    return entries.by_source(turn.tx, turn.source) or None if turn.inbound.edits else None


def _answer(turn: Turn, versions: list[Entry]) -> Reply:
    newest = versions[0]
    untouched = newest.state == entries.LIVE and all(v.ended_why in ("", "completed", "edited") for v in versions)
    draft = _draft(turn, newest)
    if not untouched:
        what = "đã được bỏ" if newest.state == entries.VOID else f"đã được sửa thành {say.of_entry(turn, newest)}"
        text = f"Tin này sau đó {what}. Em ghi theo tin anh/chị vừa sửa không ạ?"
        data = draft.data(entry=newest.id)
        return Reply(ask=Question("edit.follow", text, data, (("yes", "ghi theo tin mới"), ("no", "giữ như đang có"))))
    return _follow(turn, newest, draft)


def _draft(turn: Turn, entry: Entry) -> Draft:
    """What the message says now; where it names no day, of the days its entry is of."""
    draft = from_reading(turn, turn.reading, entry.unit_id)
    if turn.reading.when is None and not draft.day_doubt:
        draft.set_period(span_of(entry.first, entry.last))
    return draft


def _follow(turn: Turn, entry: Entry, draft: Draft) -> Reply:
    """Make an entry say what its message says now."""
    if draft.day_doubt:
        return Reply("Em chưa rõ ngày trong tin vừa sửa nên giữ nguyên số cũ ạ; anh/chị nhắn “sửa” giúp em.")
    if not draft.values and not draft.doubts and not draft.nil:
        text = f"Tin vừa sửa không còn số nào. Em bỏ {say.of_entry(turn, entry)} không ạ?"
        return Reply(ask=Question("edit.empty", text, {"entry": entry.id}, (("yes", "bỏ"), ("no", "giữ"))))
    period = draft.period
    _screen(turn, entry, draft)
    asked = {doubt["indicators"][0] for doubt in draft.doubts if doubt["kind"] == odd.KIND}
    values = {key: value for key, value in entry.values.items() if key in asked} | draft.certain()
    values = values or ({} if draft.nil else dict(entry.values))
    changes = _difference(turn, entry, values)
    if (entry.first, entry.last) != (period.first, period.last):
        changes.append(f"{say.days(turn, entry)} → {say.when(turn, period)}")
    if not changes and not draft.doubts:
        return Reply(f"Em vẫn giữ: {say.of_entry(turn, entry)} ạ.")
    draft.entry = entry.id
    if changes:
        draft.entry = entries.change(
            turn.tx, entry, values=values, first=period.first, last=period.last, words=draft.words, why="edited"
        )
    draft.values = {}
    done = f"✅ Đã sửa theo tin mới: {'; '.join(changes)} ({say.place(turn, entry.unit_id)})." if changes else ""
    if draft.doubts:
        return Reply(done, ask=asking.doubt(turn, draft))
    return Reply(done, choices=say.entry_buttons(draft.entry) if draft.entry else ())


def _screen(turn: Turn, entry: Entry, draft: Draft) -> None:
    """Odd figures that the edit brings are asked about; until then the old ones stay. Those that stay as they were, and
    what the entry's own questions settled, are not asked again."""
    draft.entry = entry.id
    draft.settled += ["day", "span", "twin", "nil"]
    draft.settled += [
        odd.sure(key)
        for key, (value, _) in draft.values.items()
        if key in entry.values and entry.values[key].value == value
    ]
    odd.screen(turn, draft, turn.commune.unit(entry.unit_id))


def _difference(turn: Turn, entry: Entry, values: Mapping[str, Value]) -> list[str]:
    lines = []
    for key in turn.commune.in_order({*entry.values, *values}):
        old, new = entry.values.get(key), values.get(key)
        name = say.label(turn.commune, key)
        if old is None and new is not None:
            lines.append(f"thêm {name} {words.number(new.value)}")
        elif new is None and old is not None:
            lines.append(f"bỏ {name} {words.number(old.value)}")
        elif old is not None and new is not None and old.value != new.value:
            lines.append(f"{name} {words.number(old.value)} → {words.number(new.value)}")
    return lines


def _take_edit(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "no":
        return Reply("Vâng, em giữ như đang có ạ.")
    if answer.key != "yes":
        return None
    entry = entries.get(turn.tx, data["entry"])
    if entry is None or entry.state not in (entries.LIVE, entries.VOID):
        return GONE
    draft = Draft.load(data)
    if entry.state == entries.VOID:
        entries.revive(turn.tx, entry.id)
        entry = entries.get(turn.tx, entry.id)
        assert entry is not None
    followed = _follow(turn, entry, draft)
    fresh = next((one for one in entries.by_source(turn.tx, entry.source) if one.state == entries.LIVE), None)
    if followed.ask is not None or draft.day_doubt or fresh is None:
        return followed
    return Reply(f"✅ Đã ghi theo tin mới: {say.of_entry(turn, fresh)}.", choices=say.entry_buttons(fresh.id))


def _take_empty(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "no":
        return Reply("Vâng, em giữ nguyên ạ.")
    if answer.key != "yes":
        return None
    entries.end(turn.tx, data["entry"], entries.VOID, "edited away")
    return Reply("✅ Đã bỏ. Bỏ nhầm anh/chị nhắn “lấy lại” ạ.")


HANDLER = Handler(
    "edit",
    (),
    _recognise,
    _answer,
    steps={"edit.follow": _take_edit, "edit.empty": _take_empty},
)
