"""Joining: an invite code, the privacy notice, and only then a place; strangers get one polite sentence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.messages import Choice
from domain.roles import ROLE_NAMES, Role
from handlers import naming, rights, say
from handlers.assent import assent
from handlers.code import Typed, typed
from handlers.dialogue import EXPIRES, again, asked, chosen, withdraw
from handlers.notice import VERSION, notice
from handlers.officers import tell_officers
from handlers.turn import Answer, Handler, Question, Reply, Turn
from storage import accounts, audit, invites, people, roster
from storage.communes import Commune
from storage.invites import Invite
from vietnamese import words
from vietnamese.fold import fold

STRANGER = (
    "Em là bot Sổ Thôn, nhận số liệu của tổ công nghệ số cộng đồng; "
    "anh/chị xin mã mời ở cán bộ xã hoặc tổ trưởng, rồi nhắn mã đó cho em ạ."
)
WRONG = "Mã này không đúng hoặc đã hết hạn; anh/chị xem lại giúp em, hoặc xin cán bộ xã mã mới ạ."
LOCKED = "Mã sai nhiều lần rồi nên em tạm nghỉ nhận mã; anh/chị đợi một giờ rồi nhắn lại, hoặc hỏi cán bộ xã giúp em ạ."
MOVED = (
    "Tài khoản này đã chuyển sang máy mới của anh/chị nên ở đây em không ghi nữa; "
    "muốn dùng lại máy này thì anh/chị xin cán bộ xã mã mời ạ."
)
REMOVED = (
    "Anh/chị hiện không có tên trong tổ nào của xã nên em chưa ghi được; muốn vào lại thì xin cán bộ xã mã mời ạ. "
    "Xem hay xoá những gì em còn giữ thì nhắn “dữ liệu của tôi”, “xoá dữ liệu của tôi”."
)
IN_GROUP = "Em chỉ ghi số liệu trong tin nhắn riêng; anh/chị mở bot, nhắn riêng cho em giúp em ạ."
DECLINED = "Dạ, em không ghi gì của anh/chị. Khi nào đổi ý, anh/chị nhắn lại mã mời cho em ạ."
# In one unit a role on the left already holds what those after it may do.
RANK = (Role.ADMIN, Role.OFFICER, Role.LEADER, Role.MEMBER, Role.VIEWER)


def _recognise(turn: Turn) -> Typed | bool | None:
    """Everything from whoever is not enrolled (but for their rights over what is kept); from the others only a code."""
    if turn.caller.person is None:
        return None if any(right.recognise(turn) for right in rights.HANDLERS) else True
    found = None if turn.inbound.edits or turn.inbound.pressed else typed(turn.text)
    if found is None or found.called:
        return found
    if not found.code or invites.locked_out(turn.tx, turn.caller.address_id) or invites.all_locked(turn.tx):
        return None
    if invites.find(turn.tx, turn.context.code_hash(found.code)) is None and turn.reading.figures:
        invites.wrong(turn.tx, turn.caller.address_id)  # “25hv 3vne” is a report; but trying words out is counted
        return None
    return found


def _answer(turn: Turn, match: Typed | bool) -> Reply:
    if turn.inbound.sender.is_group:  # a code typed there would enrol everybody in it as one person
        return Reply(IN_GROUP, outcome="refused")
    if isinstance(match, Typed):
        return _by_code(turn, match)
    question = asked(turn)
    if question is not None:
        withdraw(turn)
        step = {**HANDLER.steps, **rights.ERASE.steps}.get(question["step"])
        if step is not None:
            if turn.now - datetime.fromisoformat(question["at"]) >= EXPIRES:  # the notice may be forgotten by now
                return _offer_again(turn, question["data"])
            reply = step(turn, question["data"], chosen(question, turn.text))
            return reply or Reply(ask=again(question))
        turn.caller.talk["open"] = []
    if invites.locked_out(turn.tx, turn.caller.address_id):
        return Reply(LOCKED, outcome="refused")
    code = typed(turn.text)
    if code is not None:
        return _by_code(turn, code)
    known = turn.caller.known
    if known is not None and roster.places(turn.tx, known.id):
        return _offer_again(turn, {"invite": None})
    if known is not None:
        return Reply(REMOVED, outcome="refused")
    return Reply(MOVED if accounts.moved_away(turn.tx, turn.caller.address_id) else STRANGER, outcome="refused")


def _by_code(turn: Turn, code: Typed) -> Reply:
    """Look a code up; a wrong one is counted and answered alike whether it never was, is used up or has expired."""
    if invites.locked_out(turn.tx, turn.caller.address_id) or invites.all_locked(turn.tx):
        return Reply(LOCKED, outcome="refused")
    invite = invites.find(turn.tx, turn.context.code_hash(code.code))
    if invite is None:
        invites.wrong(turn.tx, turn.caller.address_id)
        return Reply(WRONG, outcome="refused")
    return _offer(turn, invite)


def _offer(turn: Turn, invite: Invite) -> Reply:
    """What a good code offers, as a question: nobody gets a place without a yes."""
    person, known = turn.caller.person, turn.caller.known
    place = words.village(invite.unit_name)
    data = {"invite": invite.id}
    if invite.person_id is not None and invite.person_id != (known.id if known else None):
        here = f"Ở đây đang là {person.name}. " if person else ""
        ask = f"{here}Chuyển tài khoản của {invite.person_name} ({place}) sang đây ạ?"
        if roster.agreed(turn.tx, invite.person_id):
            return Reply(ask=_yes_no("enrol.move", ask, data))
        return Reply(ask=_consent(turn, invite, here + f"Mã này là của {invite.person_name}. "))
    if person is not None:
        return _second(turn, invite)
    if known is not None and roster.agreed(turn.tx, known.id):
        return Reply(ask=_yes_no("enrol.move", f"Anh/chị vào lại {place} ({ROLE_NAMES[invite.role]}) ạ?", data))
    return Reply(ask=_consent(turn, invite))


def _second(turn: Turn, invite: Invite) -> Reply:
    """Somebody enrolled types another code."""
    place, role = words.village(invite.unit_name), ROLE_NAMES[invite.role]
    here = [m.role for m in turn.memberships if m.unit_id == invite.unit_id]
    if any(RANK.index(own) <= RANK.index(invite.role) for own in here):
        return Reply(f"Anh/chị đã ở trong {place} rồi, không cần mã nữa ạ.")
    if invite.commune_id != turn.commune.id:
        return Reply(
            "Mã này của xã khác; mỗi tài khoản hiện chỉ báo cho một xã. Anh/chị hỏi cán bộ xã giúp em ạ.",
            outcome="refused",
        )
    ask = f"Ghi thêm anh/chị là {role} {place} ạ?" if here else f"Thêm anh/chị vào {place} ({role}) ạ?"
    return Reply(ask=_yes_no("enrol.add", ask, {"invite": invite.id}))


def _yes_no(step: str, text: str, data: Mapping[str, Any]) -> Question:
    return Question(step, text, data, (("yes", "có"), ("no", "không")))


def _consent(turn: Turn, invite: Invite | None, first: str = "", *, short: bool = False) -> Question:
    """The privacy notice and the question whether they agree; `short` where it was just read."""
    if invite is not None:
        unit, role, commune_id = invite.unit_name, invite.role, invite.commune_id
    else:
        assert turn.caller.known is not None
        own = roster.places(turn.tx, turn.caller.known.id)[0]
        unit, role, commune_id = own.unit_name, own.role, own.commune_id
    place = words.village(unit)
    commune: Commune | None = turn.context.commune(turn.tx, commune_id, None) if commune_id is not None else None
    head = "" if short else notice(commune, unit) + "\n"
    text = f"{head}{first}Anh/chị vào {place} ({ROLE_NAMES[role]}). Anh/chị có đồng ý không ạ?"
    data = {"invite": invite.id if invite else None}
    return Question("enrol.agree", text, data, (("yes", "đồng ý"), ("no", "không")), lasting=True)


def _offer_again(turn: Turn, data: Mapping[str, Any]) -> Reply:
    """Ask for the consent once more, in full."""
    if data["invite"] is None:
        return Reply(ask=_consent(turn, None))
    invite = invites.still_good(turn.tx, data["invite"])
    return _offer(turn, invite) if invite else Reply(WRONG, outcome="refused")


def _agree(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    """The answer to the notice. Only a yes counts; anything else is asked again, a new code is taken instead."""
    said = assent(answer)
    if said is False:
        return Reply(DECLINED)
    invite = invites.still_good(turn.tx, data["invite"]) if data["invite"] is not None else None
    if data["invite"] is not None and invite is None:
        return Reply(WRONG, outcome="refused")
    if said:
        return _join(turn, invite)
    code = typed(answer.text)
    ask = _consent(turn, invite, "Em chờ anh/chị trả lời đã ạ. ", short=True)
    if code is None:
        return Reply(ask=ask)
    reply = _by_code(turn, code)
    return reply if reply.ask else replace(reply, ask=ask)


def _confirmed(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    """The answer of somebody who agreed to the notice before: another place, or a new account."""
    said = assent(answer)
    if said is None:
        return None
    if said is False:
        return Reply("Dạ, em giữ như cũ ạ.")
    invite = invites.still_good(turn.tx, data["invite"])
    return _join(turn, invite) if invite else Reply(WRONG, outcome="refused")


def _join(turn: Turn, invite: Invite | None) -> Reply:
    """Give the place: the code's use is counted here and not before."""
    tx, caller = turn.tx, turn.caller
    if invite is not None and not invites.use(tx, invite.id):
        return Reply(WRONG, outcome="refused")
    unnamed, moved, first = False, False, False
    before = caller.known
    if invite is None or (invite.person_id is None and caller.known is not None):
        assert caller.known is not None
        person_id = caller.known.id
    elif invite.person_id is not None:
        person_id = invite.person_id
        first = not roster.agreed(tx, person_id) and not accounts.accounts(tx, person_id)
        moved = not first and (caller.known is None or caller.known.id != person_id)
    else:
        name = naming.clean(caller.name)
        unnamed = not name
        name = name or _made_up(turn, invite)
        person_id = people.add_person(tx, name, fold(name))
    if caller.known is None or caller.known.id != person_id:
        accounts.attach(tx, caller.address_id, person_id, caller.name)
        caller.talk["open"] = []  # whatever was asked here was asked of another
    if not roster.agreed(tx, person_id):
        people.consent(tx, person_id, VERSION, caller.address.channel)
    if invite is not None:
        _place(turn, person_id, invite)
    people.reload(tx, caller)
    displaced = before.name if before is not None and before.id != person_id else ""
    return _welcome(turn, person_id, invite, unnamed=unnamed, moved=moved, first=first, displaced=displaced)


def _place(turn: Turn, person_id: int, invite: Invite) -> None:
    """The role in the unit; a lesser role in the same unit ends, being part of it."""
    people.join(turn.tx, person_id, invite.unit_id, invite.role)
    for own in roster.places(turn.tx, person_id):
        if own.unit_id == invite.unit_id and RANK.index(own.role) > RANK.index(invite.role):
            people.leave(turn.tx, person_id, invite.unit_id, own.role)
    about = {"person": person_id, "unit": invite.unit_id, "role": str(invite.role), "invite": invite.id}
    audit.note(turn.tx, person_id, invite.commune_id, "join", about)


def _made_up(turn: Turn, invite: Invite) -> str:
    """A name for whom the platform gives none."""
    had = {place.person_id for place in roster.everyone(turn.tx, invite.commune_id or 0)}
    return f"{words.sentence(ROLE_NAMES[invite.role])} {len(had) + 1} {words.village(invite.unit_name)}"


def _welcome(
    turn: Turn, person_id: int, invite: Invite | None, *, unnamed: bool, moved: bool, first: bool, displaced: str
) -> Reply:
    """Place, role, and how to go on; the officers hear of it, and of whom the account belonged to before. Who is in
    the set-up by name and comes for the `first` time is greeted by it; who `moved` here keeps what they have said."""
    own = roster.places(turn.tx, person_id)
    unit_id = invite.unit_id if invite else own[0].unit_id
    here = next(place for place in own if place.unit_id == unit_id)
    place, role = words.village(here.unit_name), ROLE_NAMES[here.role]
    what = f"đã chuyển sang tài khoản mới ({place}, {role})" if moved else f"vừa vào {place} ({role})"
    lost = f" Tài khoản đó trước là của {displaced}, nay {displaced} không còn tài khoản." if displaced else ""
    told = f"{here.name} {what}.{lost} Nếu không đúng, anh/chị nhắn “gỡ {here.name}” ạ."
    key = f"join/{person_id}/{unit_id}/{turn.now:%Y%m%d%H%M%S%f}"
    tell_officers(turn, here.commune_id, key, told, (Choice(f"go:{person_id}-{unit_id}", "Gỡ"),))
    lines = [f"✅ Anh/chị đã vào {place}, vai trò {role}."]
    if first:
        lines = [f"✅ Chào anh/chị {here.name}, {role} {place}."]
    elif moved:
        lines = [f"✅ Tài khoản của {here.name} ({place}, {role}) đã chuyển sang đây; số đã báo vẫn còn đủ."]
    if here.role in (Role.OFFICER, Role.ADMIN, Role.VIEWER):
        lines.append("Xem số liệu thì nhắn “tuần”, “ai chưa báo”; mời bà con thì nhắn “mời” kèm tên thôn ạ.")
        if here.role is Role.VIEWER:
            lines[-1] = "Xem số liệu thì nhắn “tuần”, “tháng này” hoặc tên thôn ạ."
    else:
        several = f" {place}" if len({one.unit_id for one in own}) > 1 else ""
        lines.append(f"Báo số thì nhắn ví dụ: {say.inline_example(turn)}{several}. Cách nhắn khác: nhắn “giúp” ạ.")
    if unnamed:
        lines.append(f"Em tạm ghi tên là {here.name}; anh/chị nhắn “tên tôi là …” để em ghi đúng tên ạ.")
    return Reply("\n".join(lines))


HANDLER = Handler(
    "enrol",
    (),
    _recognise,
    _answer,
    steps={"enrol.agree": _agree, "enrol.move": _confirmed, "enrol.add": _confirmed},
    interrupts=True,
    strangers=True,
    audience="none",
)
