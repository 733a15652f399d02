"""What someone who looks after the province can ask: the totals of its communes, for any period."""

from domain.periods import Period, week_of
from handlers import spoken
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn
from reports import provincial
from storage import ledger
from vietnamese import words

# What is not about figures is left to the handlers that do it for everybody.
_OTHERS = ("/start", "du lieu", "xoa du lieu", "dung", "tiep tuc", "ten toi la", "ma ")


def _recognise(turn: Turn) -> tuple[Period | None, bool] | None:
    """Everything such a person says: the other handlers speak of one commune, and there is none."""
    if not turn.memberships or any(m.commune_id is not None for m in turn.memberships):
        return None
    said = plain(turn.text).removeprefix("/")
    if turn.text.startswith("/start") or said.startswith(_OTHERS):
        return None
    by_now, said = spoken.take_map(said)
    period, rest = spoken.take_period(said, turn.today)
    if period is None and not by_now and rest not in ("xem", "tong hop", "cac xa", "theo xa", "ca tinh", "so lieu"):
        return None, False
    return period or week_of(turn.today), by_now


def _answer(turn: Turn, match: tuple[Period | None, bool]) -> Reply:
    place = turn.memberships[0]
    period, by_now = match
    if period is None:
        name = words.village(place.unit_name)
        return Reply(f"Anh/chị xem được số của các xã trong {name}: nhắn “tuần”, “tuần trước”, “tháng 10”, “quý 4” ạ.")
    if period.first > turn.today:
        return Reply(f"Kỳ đó ({words.span(period.first, period.last, turn.today)}) chưa tới nên chưa có số ạ.")
    ids = ledger.communes_below(turn.tx, place.unit_id)
    communes = [turn.context.commune(turn.tx, commune_id, None) for commune_id in ids]
    return Reply(provincial.text(turn.tx, place.unit_name, communes, period, turn.now, by_now=by_now))


HANDLER = Handler(
    "province",
    (
        Example("tuần", "số của từng xã; cũng được: tuần trước, tháng 10, quý 4, 9 tháng, năm 2025"),
        Example("quý 4 theo bản đồ nay", "thôn đã sáp nhập tính vào xã hiện nay"),
    ),
    _recognise,
    _answer,
    interrupts=True,
    audience="province",
)
