"""The demo's commune: Xã Ba Động by its published figures; villages, people and entries invented, marked (mẫu)."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from domain.frozen import frozen
from domain.messages import Address
from domain.periods import Period, at, local, week_of
from domain.roles import Role
from storage import entries, people, setup
from storage.communes import Commune, Unit, all_ids, load
from storage.entries import Statement, Value
from storage.people import Member
from storage.tx import Tx
from vietnamese.fold import fold

MARK = "(mẫu)"
KEY = "ba-dong"
WEEKS = 8  # of entries before this one
BEFORE = timedelta(weeks=WEEKS + 2)  # how long ago the commune is set up, so that all these weeks are owed
NOTICE = "mẫu"  # the version of the privacy notice that nobody real has read

# Villages with their leader and four members. All invented; the commune's own figures are of the published report
# (7.539 people, 4.837 adults, 2.215 households, ten villages, five members each).
VILLAGES: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("tan-long", "Tân Long", 540, ("Đinh Thị Sen", "Phạm Văn Rôm", "Đinh Văn Đôi", "Hồ Thị Rin", "Phạm Thị Bông")),
    ("bac-lan", "Bắc Lân", 510, ("Hồ Thị Lan", "Phạm Văn Bút", "Đinh Văn Ghép", "Nguyễn Thị Đào", "Đinh Thị Mía")),
    ("nam-lan", "Nam Lân", 498, ("Phạm Văn Chiến", "Đinh Thị Xuân", "Phạm Thị Ngọ", "Đinh Văn Trút", "Hồ Văn Sít")),
    ("suoi-da", "Suối Đá", 447, ("Đinh Văn Nhất", "Phạm Thị Vang", "Đinh Thị Ghi", "Phạm Văn Bốn", "Đinh Văn Kê")),
    ("go-sim", "Gò Sim", 505, ("Trần Thị Thu", "Đinh Văn Lía", "Phạm Thị Hường", "Nguyễn Văn Tám", "Đinh Thị Quế")),
    ("dong-cau", "Đồng Cau", 488, ("Phạm Văn Ngót", "Đinh Thị Hạnh", "Hồ Văn Vinh", "Phạm Thị Lệ", "Đinh Văn Xô")),
    ("lang-re", "Làng Rế", 462, ("Đinh Thị Trang", "Phạm Văn Reo", "Đinh Văn Póc", "Phạm Thị Chua", "Hồ Thị Nở")),
    ("hoc-moc", "Hóc Mốc", 431, ("Phạm Văn Thế", "Đinh Thị Nga", "Đinh Văn Rua", "Phạm Thị Liên", "Đinh Văn Hít")),
    ("nuoc-trong", "Nước Trong", 459, ("Đinh Văn Lâm", "Phạm Thị Yến", "Hồ Văn Dũng", "Đinh Thị Mai", "Phạm Văn Ốc")),
    ("cay-gao", "Cây Gạo", 497, ("Hồ Văn Sơn", "Đinh Thị Thương", "Phạm Văn Tía", "Phạm Thị Bé", "Đinh Văn Côi")),
)
TEAM = ("Lê Văn Hải", "Phạm Thị Tuyết")
OFFICER = "Nguyễn Thị Hoa"
WEAK = "hoc-moc"  # the village that often says nothing


@frozen
class Sample:
    """Who may be played: people with their places, in the order in which they are offered."""

    commune: Commune
    people: tuple[Member, ...]


def chat_of(person_id: int) -> str:
    """The web chat that speaks for a sample person."""
    return f"demo-p{person_id}"


def build(tx: Tx, now: datetime) -> None:
    """Make the commune, its people (all joined by web) and eight past weeks and this one, as seen at `now`.

    The same `now` gives the same figures. `tx.now` is when it was set up: BEFORE `now`.
    """
    done = setup.apply(tx, plan(local(now).date()), _folded, sample=True)
    commune = load(tx, done.commune_id)
    for member in _everybody(tx, commune):
        chat = Address("web", "", chat_of(member.person_id))
        people.add_address(tx, chat, member.name, member.person_id)
        people.consent(tx, member.person_id, NOTICE, "web")
    chance = random.Random(KEY)
    this_week = week_of(local(now).date())
    for back in range(WEEKS, -1, -1):
        week = week_of(this_week.first - timedelta(weeks=back))
        for place, unit in enumerate(commune.villages()):
            _week(tx, commune, unit, week, now, back, place, chance)
        if back % 3 == 1:
            _team(tx, commune, week, chance)


def find(tx: Tx) -> Sample:
    """The sample as it stands."""
    commune = load(tx, all_ids(tx)[0])
    return Sample(commune, tuple(_everybody(tx, commune)))


def _everybody(tx: Tx, commune: Commune) -> Sequence[Member]:
    found = people.members(tx, [commune.id, *(unit.id for unit in commune.units)])
    order = {commune.id: 0} | {unit.id: place for place, unit in enumerate(commune.units, 1)}
    return sorted(found, key=lambda m: (order[m.unit_id], m.role != Role.LEADER, m.person_id))


def _folded(text: str) -> str:
    """A name as it is looked up: without the mark, so that “gỡ Sen” finds her."""
    return fold(text.replace(MARK, "").strip())


def plan(today: date) -> dict[str, Any]:
    """The set-up, as `sothon setup` would read it from a file."""
    villages = [
        {"key": key, "name": f"Thôn {name} {MARK}", "aliases": [f"Thôn {name}", name], "adults": adults}
        for key, name, adults, _ in VILLAGES
    ]
    persons = [{"name": f"{OFFICER} {MARK}", "unit": KEY, "role": "officer"}]
    for key, _, _, names in VILLAGES:
        persons += [
            {"name": f"{name} {MARK}", "unit": key, "role": "leader" if place == 0 else "member"}
            for place, name in enumerate(names)
        ]
    persons += [
        {"name": f"{name} {MARK}", "unit": "to-xa", "role": "leader" if place == 0 else "member"}
        for place, name in enumerate(TEAM)
    ]
    targets = [
        {"unit": KEY, "indicator": "certificates", "period": str(year), "value": 1045}
        for year in sorted({2025, today.year, week_of(today - timedelta(weeks=WEEKS)).first.year})
    ]
    return {
        "commune": {
            "key": KEY,
            "name": f"Xã Ba Động {MARK}",
            "province": "Quảng Ngãi",
            "population": 7539,
            "adults": 4837,
            "households": 2215,
            "indicators": ["learners", "vneid", "sessions", "certificates"],
            "contact": f"chị Hoa {MARK}, Phòng Văn hóa – Xã hội",
        },
        "cycle": {"week_due": "monday 10:00"},
        "village": villages,
        "team": [{"key": "to-xa", "name": f"Tổ CNSCĐ xã {MARK}", "aliases": ["Tổ xã", "Tổ CNSCĐ xã"]}],
        "person": persons,
        "target": targets,
        "count": [
            {"unit": KEY, "indicator": "learners", "date": date(2025, 11, 22), "value": 809},
            {"unit": KEY, "indicator": "certificates", "date": date(2025, 11, 22), "value": 779},
        ],
    }


def _week(
    tx: Tx, commune: Commune, unit: Unit, week: Period, now: datetime, back: int, place: int, chance: random.Random
) -> None:
    """What one village said in one week: nothing, nil, or one to three evenings; sometimes after the due time."""
    members = [member for member in people.members(tx, [unit.id]) if member.role in (Role.LEADER, Role.MEMBER)]
    usual = sorted(members, key=lambda member: member.person_id)[: 2 + place % 2]
    mood, evenings, late = chance.random(), chance.randint(1, 3), chance.random() < 0.08
    weak = unit.key == WEAK
    # Last week is partly missing and this week partly said, so that there is somebody to remind at once.
    if back == 1 and place in (6, 9):
        return
    if back == 0 and place % 2 == 0:  # the first village too: whoever opens the demo sees its reminder
        return
    if mood < (0.45 if weak else 0.04):
        return
    if back and (mood < (0.65 if weak else 0.1) or (back, place) == (1, 4)):
        said = at(week.last, 19, 30 + place)
        _say(tx, commune, unit, usual[0], week.first, week.last, said, {}, "tuần này không có gì")
        return
    offsets = sorted({(place * 2 + evening * 2 + back) % 7 for evening in range(1 if weak else evenings)})
    for evening, offset in enumerate(offsets):
        day = week.first + timedelta(days=offset)
        member = usual[(evening + back) % len(usual)]
        learners = chance.randint(4, 9) if weak else chance.randint(7, 19)
        values = {"learners": learners, "vneid": chance.randint(1, max(2, learners // 2)), "sessions": 1}
        if evening == 0 and back % 4 == place % 4:
            values["certificates"] = chance.randint(2, learners)
        said = at(week.last + timedelta(days=1), 13) if late and evening == 0 else at(day, 19, 10 + 3 * place)
        if said < now:
            words = f"{learners} hv, {values['vneid']} vneid, 1 buổi"
            words += f", {values['certificates']} chứng nhận" if "certificates" in values else ""
            _say(tx, commune, unit, member, day, day, said, values, words)


def _team(tx: Tx, commune: Commune, week: Period, chance: random.Random) -> None:
    """The commune's own team goes out now and then."""
    unit = next(unit for unit in commune.units if unit.kind == "team")
    member = people.members(tx, [unit.id])[0]
    day = week.first + timedelta(days=4)
    values = {"learners": chance.randint(15, 30), "sessions": 1}
    _say(tx, commune, unit, member, day, day, at(day, 17), values, f"{values['learners']} hv, 1 buổi")


def _say(
    tx: Tx,
    commune: Commune,
    unit: Unit,
    member: Member,
    first: date,
    last: date,
    said: datetime,
    values: dict[str, int],
    words: str,
) -> None:
    statement = Statement(
        commune_id=commune.id,
        unit_id=unit.id,
        first=first,
        last=last,
        person_id=member.person_id,
        channel="web",
        source=f"web//mẫu-{unit.key}-{first.isoformat()}",
        said_at=said,
        words=words,
        nil=not values,
        sample=True,
    )
    entries.add(Tx(tx.connection, said), statement, {key: Value(value) for key, value in values.items()})
