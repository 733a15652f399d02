"""`sothon invite`: one invite code, alone on the last line so that a script can take it."""

from argparse import Namespace

from rapidfuzz import fuzz, process

from bot.commands.codes import Maker
from bot.commands.ledger import CommandError, ledger, transaction
from domain.roles import ROLE_NAMES, Role
from storage import people
from storage.communes import Unit
from storage.people import Member, add_person, join
from storage.places import KINDS, find_unit
from storage.tx import Tx
from vietnamese.fold import fold

NEAR = 88  # out of 100: a name this close to one in the unit is probably a slip, and would make a second person


def run(args: Namespace) -> int:
    """Makes the code and prints what it is for. Raises SettingsError, SchemaError, PlaceError, CommandError."""
    role = Role(args.role)
    with ledger() as (settings, store):
        maker = Maker(settings, store)
        with store.write() as connection:
            tx = transaction(connection)
            unit = find_unit(tx, args.unit)
            if role in (Role.MEMBER, Role.LEADER) and unit.kind in ("country", "province"):
                raise CommandError(f"{unit.name} không có {ROLE_NAMES[role]}; xin chọn thôn, tổ hoặc xã.")
            lines = []
            person_id = None
            if args.person:
                person_id, role, line = _person(tx, unit, role, args.person)
                lines.append(line)
            code = maker.make(tx, unit.id, role, person_id, args.uses, args.days)
            tx.flush()
    print(f"Mã mời {ROLE_NAMES[role]}, {unit.name} ({KINDS[unit.kind]}).")
    for line in lines:
        print(line)
    print(f"Dùng được {code.uses} lần, trong {code.days} ngày. Gửi mã cho đúng người; nhắn mã cho bot là vào.")
    print(code.text)
    return 0


def _person(tx: Tx, unit: Unit, role: Role, name: str) -> tuple[int, Role, str]:
    """The person of this name in the unit, or a new one; their role; and what to say about it. Raises CommandError.

    A leader invited again as a mere member (a new phone) stays leader.
    """
    name = " ".join(name.split())
    members = people.members(tx, [unit.id])
    found = named(members, name)
    if len({member.person_id for member in found}) > 1:
        raise CommandError(
            f"{unit.name} có nhiều người tên “{name}”, xin ghi cả họ tên: {', '.join(m.name for m in found)}."
        )
    if found:
        person = found[0]
        if role is Role.MEMBER:
            role = person.role
        join(tx, person.person_id, unit.id, role)
        told = "đang dùng một tài khoản; mã này chuyển sang tài khoản mới" if person.address_id else "chưa vào lần nào"
        return person.person_id, role, f"Mã riêng cho {person.name} ({told})."
    near = process.extractOne(fold(name), [fold(member.name) for member in members], scorer=fuzz.WRatio)
    if near and near[1] >= NEAR:
        raise CommandError(f"{unit.name} không có ai tên “{name}”. Có phải {members[near[2]].name}?")
    if " " not in name:
        there = ", ".join(dict.fromkeys(member.name for member in members)) or "chưa có ai"
        raise CommandError(f"{unit.name} không có ai tên “{name}” ({there}). Người mới thì xin ghi đủ họ tên.")
    person_id = add_person(tx, name, fold(name))
    join(tx, person_id, unit.id, role)
    return person_id, role, f"Mã riêng cho {name} (người mới, vừa thêm vào danh sách)."


def named(members: list[Member], name: str) -> list[Member]:
    """Who of these is meant by a name: the whole of it, else its last words; marks and case do not matter."""
    wanted = fold(name)
    whole = [member for member in members if fold(member.name) == wanted]
    return whole or [member for member in members if fold(member.name).endswith(" " + wanted)]
