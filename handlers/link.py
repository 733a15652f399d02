"""One person, several channels: a code of six digits typed in another channel adds it; which one is spoken to first."""

import re
from collections.abc import Mapping
from typing import Any

from domain.messages import Outbound
from handlers import say
from handlers.dialogue import plain
from handlers.rights import CHANNELS
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from storage import audit, invites, links, messages, people, reaching
from storage.phones import PHONE
from storage.reaching import Way
from vietnamese import words

_ADD = re.compile(
    r"/?(?:them|noi|lien ket|dung them) (?:kenh|zalo|telegram|tai khoan)"
    r"(?: (?:moi|khac|nua|nhan tin|zalo|telegram|web))*"
)
_LIST = re.compile(r"/?(?:cac |xem )?kenh(?: (?:cua (?:toi|em|minh)|nao|nhan tin))*|/kenh")
_CHOOSE = re.compile(
    r"(?:nhan tin|nhac|nhan nhac|nhac (?:toi|em|minh)|gui tin) (?:qua|o|tren|vao) (?P<name>.+)|kenh (?P<bare>\w[\w ]*)"
)
_DROP = re.compile(r"(?:go|bo|xoa|huy|ngat) kenh(?: (?P<name>.+))?")
_CODE = re.compile(r"(?:ma )?(\d{3})[\s.-]?(\d{3})")
# What people call the channels, without marks.
NAMES = {
    "zalo_bot": ("zalo bot", "zalo", "bot zalo", "za lo"),
    "zalo_oa": ("zalo oa", "oa", "zalo xa", "zalo", "za lo"),
    "telegram": ("telegram", "tele", "tlg"),
    "web": ("web", "trang web", "trang chat"),
    "console": ("may xa",),
}
WRONG = "Mã này không đúng hoặc đã quá 15 phút; anh/chị nhắn “thêm kênh” ở kênh cũ để lấy mã mới ạ."
LOCKED = "Mã sai nhiều lần rồi nên em tạm nghỉ nhận mã; anh/chị đợi một giờ rồi nhắn lại ạ."


def _shown(channel: str) -> str:
    return CHANNELS.get(channel, channel)


def _own(turn: Turn) -> list[Way]:
    """The person's channels, the one spoken to first on top; numbers they gave a form are no channel of their own."""
    if turn.caller.person is None:
        return []
    return [
        way
        for way in reaching.ways(turn.tx, [turn.person.id]).get(turn.person.id, [])
        if not way.chat.startswith(PHONE)
    ]


# ── the code, given ───────────────────────────────────────────────────────────────────────────────────────────────────


def _recognise_add(turn: Turn) -> bool | None:
    return True if len(turn.text) < 60 and _ADD.fullmatch(plain(turn.text)) else None


def _add(turn: Turn, _match: object) -> Reply:
    if turn.inbound.sender.is_group:
        return Reply("Việc này anh/chị nhắn riêng cho em giúp em ạ.", outcome="refused")
    code = links.make(turn.tx, turn.context.code_hash, turn.person.id)
    return Reply(
        f"Anh/chị mở kênh muốn thêm (Zalo, Telegram hoặc trang chat), nhắn cho em ở đó mã {code[:3]} {code[3:]} "
        "trong 15 phút. "
        "Mã dùng một lần; đừng đưa ai khác, vì ai nhắn mã này là nhắn thay anh/chị ạ."
    )


# ── the code, typed elsewhere ─────────────────────────────────────────────────────────────────────────────────────────


def _recognise_code(turn: Turn) -> str | None:
    """Six digits alone: from a stranger whenever somebody waits to add a channel, from others only as “mã …”."""
    if turn.inbound.edits or turn.inbound.pressed or len(turn.text) > 24:
        return None
    said = " ".join(plain(turn.text).split())
    found = _CODE.fullmatch(said)
    if found is None or (turn.caller.known is not None and not turn.text.strip().lower().startswith(("mã", "ma "))):
        return None
    return found[1] + found[2] if turn.caller.known is not None or links.any_open(turn.tx) else None


def _typed(turn: Turn, code: str) -> Reply:
    tx, caller = turn.tx, turn.caller
    if turn.inbound.sender.is_group:
        return Reply("Mã này anh/chị nhắn riêng cho em giúp em ạ.", outcome="refused")
    if invites.locked_out(tx, caller.address_id) or invites.all_locked(tx):
        return Reply(LOCKED, outcome="refused")
    found = links.find(tx, turn.context.code_hash, code)
    if found is None:
        invites.wrong(tx, caller.address_id)
        return Reply(WRONG, outcome="refused")
    if caller.known is not None:
        if caller.known.id == found.person_id:
            return Reply("Kênh này đã là của anh/chị rồi; mã dùng để nhắn ở kênh khác ạ.", outcome="refused")
        return Reply(f"Ở đây đang là {caller.known.name}, em không nối thêm người khác vào được ạ.", outcome="refused")
    before = reaching.ways(tx, [found.person_id]).get(found.person_id, [])
    if not (links.use(tx, found.id) and links.attach(tx, caller.address_id, found.person_id, caller.name)):
        return Reply(WRONG, outcome="refused")
    caller.talk["open"] = []
    people.reload(tx, caller)
    if caller.person is None:  # has left meanwhile
        return Reply(WRONG, outcome="refused")
    here = _shown(caller.address.channel)
    commune_id = turn.memberships[0].commune_id if turn.memberships else None
    audit.note(tx, found.person_id, commune_id, "link", {"person": found.person_id, "channel": caller.address.channel})
    if before:
        text = f"Tài khoản {here} vừa được nối vào tên {caller.person.name}. "
        text += f"Không phải anh/chị thì nhắn “gỡ kênh {here}” ạ."
        # To where the code was asked for: told at the new account, only the new account would know.
        messages.say_later(tx, f"link/{found.id}", "notice", before[0].address_id, found.person_id, Outbound(text))
    return Reply(
        f"✅ Đã nối {here} với {caller.person.name}; nhắn ở đâu em cũng ghi vào một sổ, không ghi hai lần. "
        f"Báo số thì nhắn ví dụ: {say.inline_example(turn)}. Muốn em nhắc ở kênh nào thì nhắn “kênh” ạ."
    )


# ── which one ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _named(turn: Turn, name: str) -> list[Way]:
    own = _own(turn)
    exact = [way for way in own if NAMES.get(way.channel, ("",))[0] == name]
    return exact or [way for way in own if name in NAMES.get(way.channel, ())]


def _recognise_list(turn: Turn) -> tuple[str, str] | None:
    """“kênh”, “kênh zalo”, “nhắc em qua telegram”, “gỡ kênh zalo”: (what to do, the channel's name)."""
    if turn.caller.person is None or len(turn.text) > 60:
        return None
    said = plain(turn.text)
    if (drop := _DROP.fullmatch(said)) is not None:
        return "drop", drop["name"] or ""
    if _LIST.fullmatch(said):
        return "list", ""
    choose = _CHOOSE.fullmatch(said)
    name = (choose["name"] or choose["bare"] or "").strip() if choose else ""
    if name in ("nao cung duoc", "dau cung duoc", "kenh moi nhat"):
        return "any", ""
    return ("choose", name) if any(name in names for names in NAMES.values()) else None


def _list(turn: Turn, match: tuple[str, str]) -> Reply:
    what, name = match
    own = _own(turn)
    if what == "any":
        reaching.choose(turn.tx, turn.person.id, None)
        return Reply("✅ Em sẽ nhắn nhắc ở kênh anh/chị dùng gần nhất ạ.")
    if what == "list":
        return _ask_which(own)
    found = _named(turn, name) if name else own
    if not found:
        return Reply("Anh/chị chưa nối kênh đó; nhắn “thêm kênh” để lấy mã ạ.", outcome="refused")
    if what == "choose":
        return _chosen(turn, found[0])
    others = [way for way in found if way.address_id != turn.caller.address_id]
    if not others:
        return Reply("Anh/chị đang nhắn ở kênh này nên em chưa gỡ; nhắn “gỡ kênh” ở kênh kia ạ.", outcome="refused")
    return _dropped(turn, others[0]) if name or len(others) == 1 else _ask_drop(others)


def _ask_which(own: list[Way]) -> Reply:
    labels = [(str(way.address_id), _shown(way.channel)) for way in own]
    names = words.listing(label for _, label in labels)
    if len(own) < 2:
        return Reply(f"Anh/chị đang dùng một kênh: {names}. Thêm kênh khác thì nhắn “thêm kênh” ạ.")
    now = f"em đang nhắc qua {_shown(own[0].channel)}" + ("" if own[0].chosen else " (kênh dùng gần nhất)")
    text = f"Anh/chị dùng {len(own)} kênh: {names}; {now}. Anh/chị muốn nhận tin nhắc ở đâu ạ?"
    return Reply(ask=Question("link.which", text, {}, (*labels, ("any", "kênh dùng gần nhất"))))


def _which(turn: Turn, _data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "any":
        return _list(turn, ("any", ""))
    way = next((way for way in _own(turn) if str(way.address_id) == answer.key), None)
    return _chosen(turn, way) if way is not None else None


def _chosen(turn: Turn, way: Way) -> Reply:
    reaching.choose(turn.tx, turn.person.id, way.address_id)
    more = "; hiện kênh đó em chưa nhắn tới được nên tạm nhắc ở kênh khác" if way.unreachable else ""
    return Reply(f"✅ Từ nay em nhắc anh/chị qua {_shown(way.channel)}{more} ạ.")


def _ask_drop(others: list[Way]) -> Reply:
    choices = tuple((str(way.address_id), _shown(way.channel)) for way in others)
    return Reply(ask=Question("link.drop", "Anh/chị gỡ kênh nào ạ?", {}, choices))


def _drop(turn: Turn, _data: Mapping[str, Any], answer: Answer) -> Reply | None:
    way = next((way for way in _own(turn) if str(way.address_id) == answer.key), None)
    return _dropped(turn, way) if way is not None else None


def _dropped(turn: Turn, way: Way) -> Reply:
    links.detach(turn.tx, way.address_id, turn.person.id)
    commune_id = turn.memberships[0].commune_id if turn.memberships else None
    audit.note(turn.tx, turn.person.id, commune_id, "unlink", {"person": turn.person.id, "channel": way.channel})
    return Reply(f"✅ Đã gỡ {_shown(way.channel)}; ở đó em không ghi thay anh/chị nữa ạ.")


ADD = Handler("link.add", (Example("thêm kênh", "dùng thêm Zalo, Telegram hoặc trang chat"),), _recognise_add, _add,
              audience="all")  # fmt: skip
CODE = Handler("link.code", (), _recognise_code, _typed, interrupts=True, strangers=True, audience="none")
LIST = Handler(
    "link",
    (Example("kênh", "chọn kênh nhận tin nhắc, gỡ kênh"),),
    _recognise_list,
    _list,
    steps={"link.which": _which, "link.drop": _drop},
    audience="all",
)
HANDLERS = (ADD, LIST)
