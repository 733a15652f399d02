"""The officer asks how much of its plan the Zalo Bot has used this month, and how far that will go."""

from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Example, Handler, Reply, Turn
from storage import zalo
from storage.zalo import MESSAGES, PEOPLE, Usage
from vietnamese import words

_SAYS = ("zalo", "/zalo", "han muc zalo", "zalo con bao nhieu", "zalo bot", "dung luong zalo", "tin zalo")


def _recognise(turn: Turn) -> bool | None:
    return True if plain(turn.text) in _SAYS else None


def _answer(turn: Turn, _match: object) -> Reply:
    if not turn.may("manage_people"):
        return only_officers(turn)
    accounts = zalo.bots(turn.tx)
    if not accounts:
        return Reply("Chưa có ai nhắn qua Zalo Bot; gói miễn phí cho 50 người và 3.000 tin mỗi tháng ạ.")
    return Reply("\n".join(_lines(zalo.usage(turn.tx, account), len(accounts) > 1) for account in accounts))


def _lines(usage: Usage, several: bool) -> str:
    """The counter, the people, the forecast; both readings of what the plan counts."""
    name = f"Zalo Bot …{usage.account[-4:]}" if several else "Zalo Bot"
    number = words.number
    counted = (
        f"{name} tháng này: đã gửi {number(usage.sent)}/{number(MESSAGES)} tin, nhận {number(usage.received)} tin; "
        f"{number(usage.people)}/{PEOPLE} người."
    )
    coming = (
        f"Dự báo cuối tháng: gửi khoảng {number(usage.forecast(usage.sent))} tin, cả nhận khoảng "
        f"{number(usage.forecast(usage.used))} tin (Zalo chưa nói rõ có tính tin nhận không)."
    )
    lines = [counted, coming]
    if usage.runs_out is not None:
        lines.append(f"Cứ đà này khoảng ngày {usage.runs_out} là hết tin gửi.")
    if usage.low:
        lines.append("Phần còn lại em để dành trả lời, nên không nhắc trước qua Zalo Bot nữa cho đến đầu tháng sau.")
    if usage.people > PEOPLE:
        lines.append(f"Quá {PEOPLE} người: người mới có thể không nhắn được; anh/chị cho bà con dùng thêm kênh khác.")
    return "\n".join(lines) + " Ai dùng thêm kênh khác thì nhắn “thêm kênh” ạ."


HANDLER = Handler(
    "zalo",
    (Example("zalo", "tin Zalo Bot đã dùng tháng này và dự báo"),),
    _recognise,
    _answer,
    interrupts=True,
    audience="officer",
)
