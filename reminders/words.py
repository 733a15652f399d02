"""What is said first: kind, short, with the place, what is missing, by when, and the shortest answer."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from domain.frozen import frozen
from domain.messages import Choice, Outbound
from domain.periods import local
from reminders import waves
from reports import naming, weekly
from storage import messages, obligations, people, reminding
from storage.communes import Commune, Unit
from storage.rounds import Round
from storage.tx import Tx
from vietnamese import words

SAMPLE = "12 học viên, 5 vneid, 2 buổi"
EARLY = "Em nhắc sớm vì quá 7 ngày anh/chị chưa nhắn thì Zalo không cho em nhắn trước nữa ạ."
NAMED = 12  # villages in one list; the rest are counted


@frozen
class Owed:
    """One thing a message is about: a round, and the villages of this person that owe it (none for officers).
    `more` are the values the rule's predicate took."""

    commune: Commune
    round: Round
    units: tuple[Unit, ...] = ()
    more: tuple[tuple[str, object], ...] = ()


Speak = Callable[[Tx, Sequence[Owed]], Outbound]


def about(commune: Commune, round_: Round, today_of: datetime) -> str:
    """What a round is about, inside a sentence: tuần 17–23/11, tháng 11 (15/10–14/11), đợt 3 “9 tháng”."""
    today = local(today_of).date()
    if round_.collection:
        name = next((one.name for one in commune.collections if one.id == round_.collection), "")
        return f"đợt {round_.collection} “{name}”"
    if round_.long:
        return words.period(round_.period, today)
    return f"tuần {words.span(round_.first, round_.last, today)}"


def owed(tx: Tx, items: Sequence[Owed]) -> Outbound:
    """To a member: everything that is missing, each with its due time, and how to answer in one message."""
    return Outbound("\n".join(_missing(tx, item) for item in items), _buttons(items))


def before(tx: Tx, items: Sequence[Owed]) -> Outbound:
    """The same before it is due; told before its time it says why (reminders/window.py) and asks for no nil yet."""
    if any(one.start <= tx.now for item in items for one in waves.before(item.commune, item.round)):
        return owed(tx, items)
    return Outbound("\n".join((EARLY, *(_missing(tx, item, early=True) for item in items))), _buttons(items))


def asked(tx: Tx, items: Sequence[Owed]) -> Outbound:
    """The same because the officer asked for it."""
    return Outbound("Cán bộ xã nhờ em nhắc ạ.\n" + owed(tx, items).text, _buttons(items))


def _missing(tx: Tx, item: Owed, *, early: bool = False) -> str:
    today = local(tx.now).date()
    names = words.sentence(words.listing(words.village(unit.name) for unit in item.units))
    due = words.due(item.round.due, today)
    if item.round.collection:
        return (
            f"{names} chưa trả lời {about(item.commune, item.round, tx.now)} (hạn {due}): {_asks_for(item)}. "
            f"{_how_to_answer(item)}"
        )
    late = ", đã quá hạn" if tx.now > item.round.due else ""
    nothing = "Chưa có gì thì nhắn “ok” để gần hạn em nhắc lại được ạ." if early else "Không có gì thì nhắn 0 ạ."
    return (
        f"{names} chưa có số liệu {about(item.commune, item.round, tx.now)} (hạn {due}{late}). "
        f"Anh/chị nhắn ví dụ: {example(tx, item.commune, item.units)}. {nothing}"
    )


def _asks_for(item: Owed) -> str:
    found = next((one for one in item.commune.collections if one.id == item.round.collection), None)
    keys = found.indicators if found is not None else ()
    return ", ".join(item.commune.indicator(key).short for key in keys)


def _how_to_answer(item: Owed) -> str:
    number = item.round.collection
    return f"Anh/chị nhắn “đợt {number}:” rồi tới các số; không có gì thì nhắn “đợt {number}: 0” ạ."


def _buttons(items: Sequence[Owed]) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"dot:{item.round.collection}", f"Báo đợt {item.round.collection}")
        for item in items
        if item.round.collection
    )


def example(tx: Tx, commune: Commune, units: Sequence[Unit]) -> str:
    """A sentence they could send, in the village's own numbers where it has sent some; with two villages it names one,
    as they will have to."""
    head = f"{words.village(units[0].name)} " if len(units) > 1 else ""
    values = reminding.last_values(tx, units[0].id)
    if not values:
        return head + SAMPLE
    keys = commune.in_order(values)[:3]
    return head + ", ".join(f"{words.number(values[key])} {commune.indicator(key).short}" for key in keys)


def opened(tx: Tx, items: Sequence[Owed]) -> Outbound:
    """To a member: the officer asks for something beside the weeks."""
    lines = []
    for item in items:
        names = words.listing(words.village(unit.name) for unit in item.units)
        due = words.due(item.round.due, local(tx.now).date())
        lines.append(
            f"📋 Xã có {about(item.commune, item.round, tx.now)}: nhờ {names} cho biết {_asks_for(item)} (hạn {due}). "
            f"{_how_to_answer(item)}"
        )
    return Outbound("\n".join(lines), _buttons(items))


def overdue(tx: Tx, items: Sequence[Owed]) -> Outbound:
    """To a leader: the due time has come."""
    lines = []
    for item in items:
        names = words.listing(words.village(unit.name) for unit in item.units)
        how = _how_to_answer(item) if item.round.collection else "Không có gì thì nhắn 0."
        lines.append(
            f"Đã đến hạn {about(item.commune, item.round, tx.now)} mà {names} chưa có số ạ. "
            f"Gửi bây giờ em vẫn ghi (tính là sau hạn). {how} Cần thêm thời gian thì nhắn “xin gia hạn” ạ."
        )
    return Outbound("\n".join(lines), _buttons(items))


# ── to officers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def each(one: Callable[[Tx, Owed], Outbound]) -> Speak:
    """Officers get one message a moment: what there is to say of each round and commune, one under the other."""

    def speak(tx: Tx, items: Sequence[Owed]) -> Outbound:
        said = [one(tx, item) for item in items]
        texts = [part.text for part in said]
        if len({item.commune.id for item in items}) > 1:
            texts = [f"{item.commune.name}: {text}" for item, text in zip(items, texts, strict=True)]
        return Outbound("\n\n".join(texts), tuple(choice for part in said for choice in part.choices))

    return speak


def digest(tx: Tx, item: Owed) -> Outbound:
    """The ended week or month, with who is missing and a button that nudges them."""
    period = item.round.period
    text = weekly.text(tx, item.commune, period, tx.now)
    return Outbound(text, weekly.buttons(period) + nudge_button(tx, item))


def nudge_button(tx: Tx, item: Owed) -> tuple[Choice, ...]:
    """[Nhắc 3 thôn], where some are missing."""
    count = len(obligations.owing(tx, item.round, [item.commune.id]))
    return (Choice(f"nhac:{item.round.key}", f"Nhắc {count} thôn"),) if count else ()


def missing(tx: Tx, item: Owed) -> Outbound:
    """Who is missing now that a round is due."""
    names = _names(tx, item)
    what = about(item.commune, item.round, tx.now)
    if not names:
        later = words.listing(item.commune.unit(unit).name for unit in item.round.without)
        return Outbound(f"✅ Đã đến hạn {what}: các thôn đã báo đủ{f', trừ {later} có hạn riêng' if later else ''} ạ.")
    return Outbound(
        f"Đã đến hạn {what}; còn {len(names)} thôn {_not_yet(item)}: {_some(names)}. "
        f"Nhắn “{_ask_for(item, 'nhắc')}” để em nhắc các thôn này ạ.",
        nudge_button(tx, item),
    )


def still_missing(tx: Tx, item: Owed) -> Outbound:
    """Who is missing even the day after."""
    names = _names(tx, item)
    return Outbound(
        f"Sau hạn {about(item.commune, item.round, tx.now)} vẫn còn {len(names)} thôn {_not_yet(item)}: "
        f"{_some(names)}. Nhắn “{_ask_for(item, 'nhắc')}” để em nhắc, “ai {_ask_for(item, _not_yet(item))}” "
        "để biết gọi ai ạ.",
        nudge_button(tx, item),
    )


def _not_yet(item: Owed) -> str:
    return "chưa trả lời" if item.round.collection else "chưa báo"


def _ask_for(item: Owed, words_: str) -> str:
    """Words to type about this round: a collection's are told by its number."""
    return f"{words_} đợt {item.round.collection}" if item.round.collection else words_


def upward(tx: Tx, item: Owed) -> Outbound:
    """Before the officer reports upward."""
    names = _names(tx, item)
    short = f"còn thiếu {_some(names)}" if names else "các thôn đã báo đủ"
    return Outbound(
        f"Sắp đến giờ anh/chị báo cáo cấp trên {about(item.commune, item.round, tx.now)}: {short}. "
        "Nhắn “tuần trước” để xem tổng hợp ạ."
        if not item.round.long
        else f"Sắp đến giờ anh/chị báo cáo cấp trên {about(item.commune, item.round, tx.now)}: {short} ạ.",
        (Choice(f"tuan:{naming.code(item.round.period)}", "Xem tổng hợp"),),
    )


def unread(tx: Tx, item: Owed) -> Outbound:
    """Sentences nobody understood since the working day before."""
    since = dict(item.more)["unread_since"]
    assert isinstance(since, datetime)
    count = len(messages.unread(tx, item.commune.id, since, 100))
    return Outbound(f"Có {count} tin của bà con em chưa hiểu. Nhắn “câu chưa hiểu” để xem và dạy em ạ.")


def silent(tx: Tx, item: Owed) -> Outbound:
    """People who used to report and have stopped."""
    found = obligations.silent(tx, item.commune.id, dict(item.more))
    names = people.names(tx, [person for person, _ in found])
    shown = [f"{names[person]} ({words.village(item.commune.unit(unit).name)})" for person, unit in found]
    return Outbound(
        f"{obligations.QUIET} kỳ nay không thấy {_some(shown)} báo số, trước đó vẫn báo. "
        "Anh/chị hỏi thăm giúp; ai không còn trong tổ thì nhắn “gỡ” kèm tên ạ."
    )


def nils(tx: Tx, item: Owed) -> Outbound:
    """Villages that had nothing four times in a row."""
    found = [item.commune.unit(unit).name for unit in obligations.nils(tx, item.commune.id, dict(item.more))]
    return Outbound(
        f"{_some(found)} báo không có hoạt động {obligations.QUIET} kỳ liền. Anh/chị xem thôn có cần giúp gì không ạ."
    )


def _names(tx: Tx, item: Owed) -> list[str]:
    return [item.commune.unit(unit).name for unit in obligations.owing(tx, item.round, [item.commune.id])]


def _some(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return words.listing(names)
    return f"{', '.join(names[:NAMED])} và {len(names) - NAMED} nơi nữa"


def unfinished(question: str, left: int | None, asked_at: datetime, now: datetime) -> str:
    """To somebody who began a report and did not finish: what they were asked."""
    head = f"tiếp tục: còn {left} chỉ số" if left else "còn một câu"
    when = "" if now - asked_at < timedelta(hours=24) else " từ hôm trước"
    return f"Anh/chị đang báo dở{when}, {head} ạ.\n{question}"
