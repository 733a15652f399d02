"""“Tên tôi là …”: everybody may correct the name under which they are kept."""

import re

from handlers import naming
from handlers.dialogue import plain
from handlers.officers import tell_officers
from handlers.turn import Example, Handler, Reply, Turn
from storage import audit, people, rights
from vietnamese import words
from vietnamese.fold import fold, nfc

_ME = r"(?:t[ôo]i|em|m[ìi]nh|tui|ch[áa]u|anh|ch[ịi]|c[ôo]|ch[úu]|b[áa]c)"
_NAME = re.compile(
    rf"(?:d[ạa] )?(?:{_ME} )?t[êe]n (?:c[ủu]a )?(?:{_ME} )?(?:l[àa]:?|:)\s+(?P<name>.+)", re.IGNORECASE | re.DOTALL
)


def _recognise(turn: Turn) -> str | None:
    if len(turn.text) > 200 or turn.inbound.edits or "ten" not in plain(turn.text)[:12]:
        return None
    match = _NAME.fullmatch(nfc(turn.text).strip())
    return match["name"] if match else None


def _rename(turn: Turn, said: str) -> Reply:
    old = turn.person.name
    if "?" in said or plain(said) in ("gi", "j", "chi"):
        return Reply(f"Em đang ghi tên anh/chị là {old}. Muốn sửa thì nhắn “tên tôi là …” ạ.")
    name = naming.said(said)
    if not name:
        return Reply("Tên này em chưa ghi được; anh/chị nhắn ví dụ: tên tôi là Nguyễn Thị Mai ạ.", outcome="refused")
    if name == old:
        return Reply(f"Em đang ghi đúng tên {name} rồi ạ.")
    rights.rename(turn.tx, turn.person.id, name, fold(name))
    commune_id = turn.memberships[0].commune_id  # none for who looks after a province
    audit.note(turn.tx, turn.person.id, commune_id, "rename", {"person": turn.person.id})
    where = words.village(turn.memberships[0].unit_name)
    key = f"join/{turn.person.id}/name/{turn.now:%Y%m%d%H%M%S%f}"
    tell_officers(turn, commune_id, key, f"{old} ({where}) nay ghi tên là {name}.")
    people.reload(turn.tx, turn.caller)
    return Reply(f"✅ Em đã ghi tên anh/chị là {name} ạ.")


HANDLER = Handler(
    "rename",
    (Example("tên tôi là Nguyễn Thị Mai", "sửa tên mình"),),
    _recognise,
    _rename,
    interrupts=True,
    audience="all",
)
