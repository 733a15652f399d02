"""A person's rights over what is kept about them: to see it all, and to have it erased."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.periods import local
from domain.roles import ROLE_NAMES, Role
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.officers import officers, tell_officers
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from storage import accounts, audit, people, phones, rights, roster
from storage.people import Person
from vietnamese import words

CHANNELS = {"telegram": "Telegram", "zalo_bot": "Zalo", "zalo_oa": "Zalo OA", "web": "web", "console": "máy xã"}
NOTHING = (
    "Em không giữ tên hay số liệu nào của anh/chị, chỉ giữ mã của cuộc trò chuyện này để trả lời được. "
    "Muốn vào tổ thì anh/chị nhắn mã mời ạ."
)
_WHAT = r"(?:du lieu|thong tin)(?: ca nhan)?"
# A last “em” is taken for politeness and is gone when this is looked for.
_WHOSE = r"(?: cua| (?:cua )?(?:toi|em|minh|tui|chau|anh|chi|co|chu|bac))"
_SEE = re.compile(rf"/?(?:(?:cho (?:em|toi) )?xem )?{_WHAT}{_WHOSE}|/?du ?lieu")
_ERASE = re.compile(rf"(?:xoa|huy)(?: het| bo| toan bo| tat ca)? {_WHAT}{_WHOSE}|/xoa ?du ?lieu")
_PHONE = re.compile(r"(?:xoa|bo|go|huy) (?:het )?so (?:dien thoai|dt|phone)(?: cua (?:toi|em|minh))?")


def _who(turn: Turn) -> Person | None:
    """Whose data it is: also of those who have no place any more, or have not agreed yet."""
    return turn.caller.person or turn.caller.known


def _says(turn: Turn, pattern: re.Pattern[str]) -> bool | None:
    return True if len(turn.text) < 100 and pattern.fullmatch(plain(turn.text)) else None


# ── to see ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _see(turn: Turn, _match: object) -> Reply:
    person = _who(turn)
    if person is None:
        return Reply(NOTHING, outcome="refused")
    held = rights.held(turn.tx, person.id)
    own = roster.places(turn.tx, person.id)
    kept = _keep_days(turn, own)
    lines = [f"Em đang giữ về anh/chị (từ {_date(held.since)}):", f"• Tên: {person.name}"]
    if own:
        lines.append("• Nơi và vai trò: " + "; ".join(f"{_place(place)} ({ROLE_NAMES[place.role]})" for place in own))
    else:
        lines.append("• Nơi và vai trò: hiện không còn")
    through = [CHANNELS.get(account.channel, account.channel) for account in accounts.accounts(turn.tx, person.id)]
    lines.append(f"• Tài khoản nhắn tin: {len(through)} ({words.listing(through)})")
    for number in phones.numbers(turn.tx, person.id):
        lines.append(f"• Số điện thoại anh/chị gửi qua Zalo OA: 0{number[2:]} (bỏ thì nhắn “xoá số điện thoại”)")
    if held.consent_at:
        how = CHANNELS.get(held.consent_channel, held.consent_channel)
        lines.append(f"• Đồng ý: ngày {_date(held.consent_at)} qua {how}, bản {held.consent}")
    else:
        lines.append("• Đồng ý: chưa có")
    if held.entries and held.first_said and held.last_said:
        first, last = _date(held.first_said), _date(held.last_said)
        span = f", ngày {first}" if first == last else f", từ {first} đến {last}"
        lines.append(f"• Số liệu đã báo: {words.number(held.entries)} lần{span}")
    else:
        lines.append("• Số liệu đã báo: chưa có")
    if held.notes:
        lines.append(f"• Ghi chú, khó khăn đã gửi: {words.number(held.notes)}")
    unread = f"; đang giữ {words.number(held.texts)} tin em chưa hiểu" if held.texts else ""
    lines.append(f"• Tin nhắn gốc: xoá sau {kept} ngày{unread}")
    if held.silent_at:
        lines.append(f"• Ngừng nhận tin nhắc từ {_date(held.silent_at)}; nhận lại thì nhắn “tiếp tục”")
    lines.append("Sửa tên thì nhắn “tên tôi là …”, xoá thì nhắn “xoá dữ liệu của tôi”, ngừng nhận thì nhắn “dừng” ạ.")
    return Reply("\n".join(lines))


def _date(moment: datetime) -> str:
    return words.full_day(local(moment).date())


def _place(place: roster.Place) -> str:
    return words.village(place.unit_name)


def _keep_days(turn: Turn, own: list[roster.Place]) -> int:
    commune_id = own[0].commune_id if own else None
    return turn.context.commune(turn.tx, commune_id, None).keep_days if commune_id is not None else 90


# ── to erase ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _erase(turn: Turn, _match: object) -> Reply:
    person = _who(turn)
    if person is None:
        return Reply(NOTHING, outcome="refused")
    alone = ""
    own = roster.places(turn.tx, person.id)
    for place in own:
        if place.role is Role.OFFICER and place.commune_id is not None and not officers(turn, place.commune_id):
            alone = f" Anh/chị là công chức duy nhất của {_place(place)} ở đây."
    text = (
        "Em sẽ xoá tên, tài khoản, tin nhắn gốc của anh/chị và đưa anh/chị ra khỏi tổ; số liệu đã báo vẫn ở lại sổ, "
        f"không còn tên. Việc này không lấy lại được.{alone} Anh/chị có chắc muốn xoá không ạ?"
    )
    data = {"asked": turn.now.isoformat()}
    return Reply(ask=Question("rights.erase", text, data, (("yes", "có, xoá hết"), ("no", "không"))))


def _erased(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = True if plain(answer.text) in ("xoa", "xoa het", "xoa di") else assent(answer)
    if said is None:
        return None
    person = _who(turn)
    if said is False or person is None:
        return Reply("Dạ, em giữ nguyên ạ.")
    own = roster.places(turn.tx, person.id)
    commune_id = own[0].commune_id if own else None
    where = words.listing(dict.fromkeys(_place(place) for place in own))
    for place in own:
        # Without the name: it would live on in what the officer was told.
        told = f"Một {ROLE_NAMES[place.role]} của {_place(place)} đã rời tổ và xoá dữ liệu của mình; số liệu vẫn còn."
        key = f"left/{person.id}/{place.unit_id}/{place.role}"
        tell_officers(turn, place.commune_id, key, f"{told} Xem ai còn lại thì nhắn “danh sách” ạ.")
    pseudonym = f"Người đã rời tổ ({where})" if where else "Người đã rời tổ"
    rights.erase(turn.tx, person.id, commune_id, pseudonym, datetime.fromisoformat(data["asked"]))
    audit.note(turn.tx, person.id, commune_id, "erase", {"person": person.id})
    turn.caller.talk["open"] = []
    people.reload(turn.tx, turn.caller)
    return Reply("✅ Đã xoá dữ liệu của anh/chị. Cảm ơn anh/chị đã giúp bà con; muốn vào lại thì xin mã mời ạ.")


def _phone(turn: Turn, _match: object) -> Reply:
    person = _who(turn)
    some = phones.forget(turn.tx, person.id) if person is not None else 0
    return Reply(
        "✅ Em đã xoá số điện thoại của anh/chị ạ." if some else "Em không giữ số điện thoại nào của anh/chị ạ."
    )


SEE = Handler(
    "rights.see",
    (Example("dữ liệu của tôi", "xem những gì em giữ về mình"),),
    lambda turn: _says(turn, _SEE),
    _see,
    interrupts=True,
    strangers=True,
    audience="all",
)
ERASE = Handler(
    "rights.erase",
    (Example("xoá dữ liệu của tôi", "rời tổ và xoá dữ liệu cá nhân"),),
    lambda turn: _says(turn, _ERASE),
    _erase,
    steps={"rights.erase": _erased},
    interrupts=True,
    strangers=True,
    audience="all",
)
PHONE = Handler(
    "rights.phone",
    (),
    lambda turn: _says(turn, _PHONE),
    _phone,
    interrupts=True,
    strangers=True,
    audience="none",
)
HANDLERS = (SEE, ERASE, PHONE)
