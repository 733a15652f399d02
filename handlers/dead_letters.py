"""“Tin chưa gửi được”: what did not reach people, why, and sent once more when the officer says so."""

import re
from collections.abc import Mapping
from typing import Any

from domain.messages import Choice
from domain.periods import local
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Example, Handler, Reply, Turn
from storage import audit, dead_letters
from storage.dead_letters import Dead
from vietnamese import words

_ASKED = re.compile(r"/?(?:cac |nhung |xem )?tin (?:nao )?(?:chua|khong) (?:gui|toi|den)(?: duoc)?|/tinhong")
_AGAIN = re.compile(r"/?gui lai(?: (?:het|tat ca|cac tin|tin|nhung tin)(?: (?:do|nay|chua gui duoc))?)?")
RULES: Mapping[str, str] = {
    "before": "nhắc báo số",
    "again": "nhắc lại theo hẹn",
    "asked": "nhắc theo lời cán bộ",
    "overdue": "báo đã đến hạn",
    "opened": "đợt báo cáo mới",
    "digest": "tổng hợp tuần",
}
SHOWN = 10


def _recognise(turn: Turn) -> str | None:
    said = plain(turn.text)
    if len(turn.text) > 60 or not turn.memberships:
        return None
    if _ASKED.fullmatch(said):
        return "list"
    return "again" if _AGAIN.fullmatch(said) and turn.may("see_below") else None


def _answer(turn: Turn, what: str) -> Reply:
    if not turn.may("manage_people"):
        return only_officers(turn)
    return _list(turn) if what == "list" else _send(turn, "")


def _list(turn: Turn) -> Reply:
    dead = dead_letters.listed(turn.tx, turn.commune.id)
    if not dead:
        return Reply("7 ngày qua tin nào cũng gửi được ạ.")
    lines = [f"Có {len(dead)} tin chưa gửi được trong 7 ngày qua:"]
    lines += [_line(turn, one) for one in dead[:SHOWN]]
    if len(dead) > SHOWN:
        lines.append(f"và {len(dead) - SHOWN} tin cũ hơn")
    lines.append("Nhắn “gửi lại” để em gửi lại những tin này; ai không nhận được nữa thì anh/chị gọi giúp ạ.")
    newest = max(one.id for one in dead)
    return Reply("\n".join(lines), choices=(Choice(f"guilai:{newest}", "Gửi lại"),))


def _line(turn: Turn, one: Dead) -> str:
    when = f"{words.clock(one.made_at)} {words.short_day(local(one.made_at).date())}"
    what = RULES.get(one.rule, "tin trả lời" if one.kind == "reply" else "tin báo")
    why = one.reason or ("quá giờ cần nói" if one.state == "expired" else "không rõ lý do")
    return f"• {one.name}, {when}, {what}: {why}"


def _pressed(turn: Turn, newest: str) -> Reply:
    if not turn.memberships or not turn.may("manage_people"):
        return only_officers(turn)
    return _send(turn, newest)


def _send(turn: Turn, newest: str) -> Reply:
    """Send what is listed once more; a button sends only what its list showed."""
    dead = dead_letters.listed(turn.tx, turn.commune.id)
    dead = [one for one in dead if not newest.isdecimal() or one.id <= int(newest)]
    if not dead:
        return Reply("Không còn tin nào phải gửi lại ạ.")
    count, unreached = dead_letters.again(turn.tx, dead)
    about: dict[str, Any] = {"messages": count}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "resend", about)
    names = list(dict.fromkeys(unreached))
    said = (
        f"✅ Em gửi lại {count} tin; lời nhắc nào không còn cần thì em bỏ ạ."
        if count
        else "Em chưa gửi lại được tin nào ạ."
    )
    return Reply(f"{said} Không gửi tới được: {words.listing(names[:10])}." if names else said)


HANDLER = Handler(
    "dead_letters",
    (Example("tin chưa gửi được", "tin nào chưa tới, vì sao, gửi lại"),),
    _recognise,
    _answer,
    actions={"guilai": _pressed},
    interrupts=True,
    audience="officer",
)
