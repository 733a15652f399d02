"""Taking back: “xoá”, and “lấy lại” when that was a slip; “trùng” when two colleagues counted one class."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.messages import Choice
from domain.periods import week_of
from handlers import recording, say
from handlers.amend import GONE, pool, still
from handlers.dialogue import asked, plain, withdraw
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from storage import entries, people
from storage.entries import Entry
from vietnamese import words

MISTAKE = "Bỏ nhầm anh/chị nhắn “lấy lại” ạ."


# ── xoá ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _wants_undo(turn: Turn) -> bool | None:
    if plain(turn.text) in ("xoa", "huy", "/xoa", "/huy", "bo", "xoa di", "huy di", "xoa giup", "undo", "cancel"):
        return True
    return True if turn.reading.intent == "cancel" else None


def _undo(turn: Turn, _match: object) -> Reply:
    question = asked(turn)
    if question is not None and "draft" in question["data"] and not (turn.reading.when or turn.reading.places):
        return _withdraw(turn)
    mine, theirs = pool(turn)
    found = mine or theirs
    if not found:
        return Reply("Anh/chị không có số nào đã ghi để bỏ ạ; nhắn “xem” để xem số đang có.")
    entry = found[0]
    if entry.person_id != turn.person.id:
        text = f"Bỏ {say.of_entry(turn, entry)} của {_who(turn, entry)} phải không ạ?"
        return Reply(ask=Question("undo.sure", text, {"entry": entry.id}, (("yes", "bỏ"), ("no", "giữ"))))
    return _void(turn, entry)


def _withdraw(turn: Turn) -> Reply:
    """With a question open, “xoá” takes back the message that raised it, with what it had stored already."""
    question = withdraw(turn)
    assert question is not None
    entry_id = question["data"].get("draft", {}).get("entry")
    entry = still(turn, entry_id) if entry_id else None
    if entry is None:
        return Reply("Vâng, em bỏ câu đó, không ghi gì ạ.")
    return _void(turn, entry)


def _void(turn: Turn, entry: Entry) -> Reply:
    if not entries.end(turn.tx, entry.id, entries.VOID, "taken back"):
        return GONE
    return Reply(f"✅ Đã bỏ: {say.of_entry(turn, entry)}. {MISTAKE}", choices=(Choice(f"lai:{entry.id}", "Lấy lại"),))


def _who(turn: Turn, entry: Entry) -> str:
    return people.names(turn.tx, [entry.person_id or 0]).get(entry.person_id or 0, "người trong tổ")


def _take_sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "no":
        return Reply("Vâng, em giữ nguyên ạ.")
    if answer.key != "yes":
        return None
    entry = still(turn, data["entry"])
    return _void(turn, entry) if entry else GONE


def _press_undo(turn: Turn, key: str) -> Reply:
    entry = still(turn, int(key)) if key.isdecimal() else None
    return _void(turn, entry) if entry else GONE


# ── lấy lại ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _wants_back(turn: Turn) -> bool | None:
    said = plain(turn.text)
    return (
        True if said in ("lay lai", "/laylai", "khoi phuc", "phuc hoi", "bo nham", "xoa nham", "lay lai so") else None
    )


def _give_back(turn: Turn, _match: object) -> Reply:
    entry = entries.taken_back(turn.tx, turn.person.id)
    if entry is None:
        return Reply("Anh/chị chưa bỏ số nào để lấy lại ạ.")
    return _revive(turn, entry)


def _revive(turn: Turn, entry: Entry) -> Reply:
    if not entries.revive(turn.tx, entry.id):
        return GONE
    return Reply(f"✅ Đã lấy lại: {say.of_entry(turn, entry)}.", choices=say.entry_buttons(entry.id))


def _press_back(turn: Turn, key: str) -> Reply:
    entry = entries.get(turn.tx, int(key)) if key.isdecimal() else None
    if entry is None or entry.state != entries.VOID:
        return GONE
    mine = entry.person_id == turn.person.id
    if not mine and not turn.may("correct_others", turn.commune.unit(entry.unit_id)):
        return GONE
    return _revive(turn, entry)


# ── trùng ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _wants_twin(turn: Turn) -> bool | None:
    said = plain(turn.text)
    return True if said in ("trung", "/trung", "bi trung", "trung roi", "trung so", "so trung", "trung lop") else None


def _drop_twin(turn: Turn, _match: object) -> Reply:
    """The later of two colleagues' figures for the same village, day and indicator is dropped."""
    week = week_of(turn.today)
    for unit in turn.own_units:
        found = entries.around(turn.tx, unit.id, week.first - timedelta(days=7), turn.today)
        leads = turn.may("correct_others", unit)
        for later in found:  # newest first
            for earlier in found:
                if (earlier.stored_at, earlier.id) >= (later.stored_at, later.id):
                    continue
                same_days = (earlier.first, earlier.last) == (later.first, later.last)
                involved = leads or turn.person.id in (earlier.person_id, later.person_id)
                keys = set(earlier.counted) & set(later.values)
                if same_days and involved and keys and earlier.person_id != later.person_id:
                    return _drop(turn, later, earlier, keys)
    return Reply("Em không thấy số nào trùng giữa hai người trong hai tuần này ạ.")


def _drop(turn: Turn, later: Entry, earlier: Entry, keys: set[str]) -> Reply:
    rest = {key: value for key, value in later.values.items() if key not in keys}
    named = people.names(turn.tx, [later.person_id or 0, earlier.person_id or 0])
    gone = ", ".join(
        f"{say.label(turn.commune, key)} {words.number(later.values[key].value)}" for key in turn.commune.in_order(keys)
    )
    kept = ", ".join(
        f"{say.label(turn.commune, key)} {words.number(earlier.values[key].value)}"
        for key in turn.commune.in_order(keys)
    )
    if rest:
        entries.change(turn.tx, later, values=rest, words="trùng", why="twin")
    else:
        entries.end(turn.tx, later.id, entries.VOID, "twin")
    mine = later.person_id == turn.person.id
    choices = (Choice(f"lai:{later.id}", "Lấy lại"),) if not rest else ()
    return Reply(
        f"✅ Đã bỏ {gone} của {recording.short_name(named.get(later.person_id or 0, ''))}; "
        f"giữ {kept} của {recording.short_name(named.get(earlier.person_id or 0, ''))} "
        f"({say.place(turn, later.unit_id)}, {say.days(turn, later)})." + (f" {MISTAKE}" if mine and not rest else ""),
        choices=choices,
    )


UNDO = Handler(
    "undo",
    (Example("xoá", "bỏ số vừa gửi"),),
    _wants_undo,
    _undo,
    steps={"undo.sure": _take_sure},
    actions={"xoa": _press_undo},
    interrupts=True,
)
BACK_AGAIN = Handler(
    "give back",
    (Example("lấy lại", "lấy lại số vừa bỏ"),),
    _wants_back,
    _give_back,
    actions={"lai": _press_back},
    interrupts=True,
)
TWIN = Handler(
    "twin", (Example("trùng", "hai người báo cùng một lớp: bỏ số sau"),), _wants_twin, _drop_twin, interrupts=True
)
