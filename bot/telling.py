"""What officers are told when messages do not reach people, each thing once a day at most."""

from collections.abc import Sequence

from domain.messages import Outbound
from domain.periods import local
from storage import messages, outbox, people, reaching
from storage.tx import Tx
from vietnamese.words import listing

LEFT = "đã chặn hoặc rời khỏi cuộc trò chuyện nên em không nhắn được nữa"
SILENT = "lâu rồi không nhắn cho em nên Zalo không cho em nhắn trước"
NAMED = 12  # names in one message; the rest are counted


def gone(tx: Tx, address_id: int, why: str = LEFT) -> None:
    """Somebody cannot be reached any more at any address."""
    person = outbox.owner(tx, address_id)
    if person is None or people.best_address(tx, person[0]) is not None:
        return
    text = f"{person[1]} {why}. Anh/chị gọi giúp; khi người ấy nhắn lại cho em là lại nhận được tin ạ."
    for officer_id, officer_address in outbox.officers_of(tx, person[0]):
        key = f"gone/{address_id}/{tx.now:%Y-%m-%d}/{officer_id}"
        messages.say_later(tx, key, "notice", officer_address, officer_id, Outbound(text))


def unreached(tx: Tx, found: Sequence[tuple[int, str]]) -> None:
    """These people (person id, why) were to be reminded and could not be."""
    names = people.names(tx, [person_id for person_id, _ in found])
    by_officer: dict[tuple[int, int], dict[str, list[str]]] = {}
    for person_id, why in dict(found).items():
        for officer in outbox.officers_of(tx, person_id):
            by_officer.setdefault(officer, {}).setdefault(why, []).append(names[person_id])
    for (officer_id, address_id), reasons in by_officer.items():
        parts = [f"{_some(sorted(set(who)))} ({why})" for why, who in reasons.items()]
        text = f"Em không nhắc được {'; '.join(parts)}. Anh/chị gọi giúp ạ."
        key = f"unreached/{local(tx.now):%Y-%m-%d}/{officer_id}"
        messages.say_later(tx, key, "notice", address_id, officer_id, Outbound(text))


def unsure(tx: Tx, person_ids: Sequence[int]) -> None:
    """The program ended while it was sending nudges to these people: perhaps they got them, perhaps not."""
    names = people.names(tx, person_ids)
    by_officer: dict[tuple[int, int], list[str]] = {}
    for person_id in dict.fromkeys(person_ids):
        for officer in outbox.officers_of(tx, person_id):
            by_officer.setdefault(officer, []).append(names[person_id])
    for (officer_id, address_id), who in by_officer.items():
        text = (
            f"Máy chủ dừng đúng lúc em đang gửi nên không rõ tin nhắc đã tới {_some(sorted(set(who)))} chưa; em không "
            "gửi lần hai. Anh/chị nhắn “tin chưa gửi được” để xem, “gửi lại” nếu cần ạ."
        )
        key = f"unsure/{min(person_ids)}/{tx.now:%Y-%m-%dT%H:%M}/{officer_id}"
        messages.say_later(tx, key, "notice", address_id, officer_id, Outbound(text))


def parked(tx: Tx, channel: str, account: str, title: str, why: str) -> None:
    """A whole channel is stopped until somebody acts; the officers hear of it elsewhere if they can."""
    text = f"Kênh {title} đang tạm dừng gửi: {why}. Tin chưa gửi vẫn được giữ; nhờ quản trị xem giúp (sothon doctor) ạ."
    tell_officers_on(tx, channel, account, f"park/{channel}/{account}/{local(tx.now):%Y-%m-%d}", text)


def tell_officers_on(tx: Tx, channel: str, account: str, key: str, text: str) -> None:
    """Tell the officers of everybody who uses an account, at another channel where they have one."""
    officers = reaching.officers_on(tx, channel, account)
    for officer_id, ways in reaching.ways(tx, officers).items():
        open_ways = [way for way in ways if not way.unreachable]
        elsewhere = [way for way in open_ways if (way.channel, way.account) != (channel, account)]
        for way in (elsewhere or open_ways)[:1]:
            messages.say_later(tx, f"{key}/{officer_id}", "notice", way.address_id, officer_id, Outbound(text))


def _some(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return listing(names)
    return f"{', '.join(names[:NAMED])} và {len(names) - NAMED} người nữa"
