"""Being left in peace: “dừng” ends every message that the bot sends first, “tiếp tục” brings them back."""

import re
from collections.abc import Mapping
from typing import Any

from domain.roles import Role
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from storage import people, rights
from vietnamese.fold import nfc

_OBJECT = r"(?: (?:nhan|nhac|gui))(?: (?:tin nhan|tin|nhac|nua|lai|em|toi|minh))*"
_STOP = re.compile(rf"/dung|/stop|stop|(?:dung|ngung|tat|huy|thoi){_OBJECT}")
_RESUME = re.compile(rf"(?:tiep tuc|bat lai|bat|mo lai)(?:{_OBJECT})?|nhan tin lai|/tieptuc")


def _recognise_stop(turn: Turn) -> bool | None:
    """“dừng”, written out; the bare “dung” may as well be “đúng”, and is asked (below)."""
    if turn.caller.person is None or len(turn.text) > 50:
        return None
    said = plain(turn.text)
    if said in ("dung", "dung lai") and nfc(turn.text).strip(" .!ạ").lower() in ("dừng", "dừng lại"):
        return True
    return _says(turn, _STOP)


def _recognise_maybe_stop(turn: Turn) -> bool | None:
    if len(turn.text) > 20 or plain(turn.text)[:4] not in ("dung", "ngun"):
        return None
    shown = nfc(turn.text).strip(" .!").lower()
    return True if shown in ("dung", "dung a", "dung lai", "ngừng", "ngung", "ngừng ạ") else None


def _ask_stop(turn: Turn, _match: object) -> Reply:
    choices = (("yes", "có, ngừng nhắc"), ("no", "không"))
    return Reply(ask=Question("quiet.stop", "Anh/chị muốn em ngừng nhắn tin nhắc ạ?", {}, choices))


def _stop_answered(turn: Turn, _data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = assent(answer)
    if said is None:
        return None
    return _stop(turn, True) if said else Reply("Dạ, em vẫn nhắc như trước ạ.")


def _stop(turn: Turn, _match: object) -> Reply:
    if not turn.person.silent:
        rights.silence(turn.tx, turn.person.id, silent=True)
        people.reload(turn.tx, turn.caller)
    digest = ", kể cả bản tổng hợp tuần, tháng" if any(m.role is Role.OFFICER for m in turn.memberships) else ""
    return Reply(
        f"✅ Em sẽ không nhắn trước cho anh/chị nữa{digest}. Anh/chị vẫn báo số và hỏi như thường; "
        "muốn nhận lại thì nhắn “tiếp tục” ạ."
    )


def _recognise_resume(turn: Turn) -> bool | None:
    if turn.caller.person is None:
        return None
    if turn.person.silent:
        return _says(turn, _RESUME)
    # Nothing was stopped: “tiếp tục nhắc” may be an officer's word about others, “tiếp tục” anything.
    return True if plain(turn.text) in ("tiep tuc nhan", "tiep tuc nhan tin", "tiep tuc nhan tin nhan") else None


def _resume(turn: Turn, _match: object) -> Reply:
    if not turn.person.silent:
        return Reply("Anh/chị vẫn đang nhận tin nhắc như thường ạ.")
    rights.silence(turn.tx, turn.person.id, silent=False)
    people.reload(turn.tx, turn.caller)
    return Reply("✅ Em sẽ nhắn nhắc anh/chị lại như trước ạ.")


def _says(turn: Turn, pattern: re.Pattern[str]) -> bool | None:
    return True if len(turn.text) < 100 and pattern.fullmatch(plain(turn.text)) else None


STOP = Handler(
    "quiet.stop",
    (Example("dừng", "ngừng nhận tin nhắc"),),
    _recognise_stop,
    _stop,
    interrupts=True,
    audience="all",
)
MAYBE_STOP = Handler(
    "quiet.maybe", (), _recognise_maybe_stop, _ask_stop, steps={"quiet.stop": _stop_answered}, audience="none"
)
RESUME = Handler(
    "quiet.resume",
    (Example("tiếp tục nhận tin", "nhận tin nhắc trở lại"),),
    _recognise_resume,
    _resume,
    interrupts=True,
    audience="all",
)
HANDLERS = (STOP, RESUME, MAYBE_STOP)
