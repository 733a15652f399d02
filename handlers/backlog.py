"""For the officer: the sentences the bot could not read, so that nothing anybody wrote is lost."""

from datetime import timedelta

from domain.periods import local
from handlers import recording
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn
from storage import messages, people
from vietnamese import words

DAYS = 7
MOST = 10


def _recognise(turn: Turn) -> bool | None:
    said = plain(turn.text)
    return True if said in ("cau chua hieu", "chua hieu", "tin chua hieu", "cau la", "tin chua doc duoc") else None


def _answer(turn: Turn, _match: object) -> Reply:
    if not turn.may("see_below"):
        return Reply("Phần này dành cho cán bộ phụ trách của xã ạ.", outcome="refused")
    rows = messages.unread(turn.tx, turn.commune.id, turn.now - timedelta(days=DAYS), MOST + 1)
    if not rows:
        return Reply(f"{DAYS} ngày qua không có câu nào em chưa hiểu ạ.")
    named = people.names(turn.tx, [row.person_id for row in rows if row.person_id])
    lines = [f"Câu em chưa hiểu trong {DAYS} ngày qua:"]
    for row in rows[:MOST]:
        who = recording.short_name(named.get(row.person_id, "")) or "người lạ"
        when = f"{words.short_day(local(row.taken_at).date())} {words.clock(row.taken_at)}"
        lines.append(f"• {who}, {when}: “{row.text[:120]}”")
    if len(rows) > MOST:
        lines.append("(và các câu cũ hơn)")
    lines.append("Nhập thay thì nhắn kèm tên thôn, ví dụ “Tân Long 12 hv”; dạy em từ mới thì nhắn “từ = chỉ số”.")
    return Reply("\n".join(lines))


HANDLER = Handler(
    "backlog", (Example("câu chưa hiểu", "xem câu em chưa đọc được"),), _recognise, _answer, audience="officer"
)
