"""Who may do what: the one place where roles are checked."""

from enum import StrEnum

from domain.frozen import frozen


class Role(StrEnum):
    """A person's role in one unit."""

    MEMBER = "member"
    LEADER = "leader"
    OFFICER = "officer"
    VIEWER = "viewer"
    ADMIN = "admin"


ROLE_NAMES = {
    Role.MEMBER: "thành viên",
    Role.LEADER: "tổ trưởng",
    Role.OFFICER: "công chức phụ trách",
    Role.VIEWER: "người xem",
    Role.ADMIN: "quản trị",
}

# What each role may do, within its own unit and the units below it.
RIGHTS: dict[str, frozenset[Role]] = {
    "submit": frozenset({Role.MEMBER, Role.LEADER, Role.OFFICER}),  # say figures of the unit
    "see": frozenset(Role),  # the unit's own figures
    "correct_others": frozenset({Role.LEADER, Role.OFFICER}),  # change what a colleague said
    "see_below": frozenset({Role.OFFICER, Role.VIEWER, Role.ADMIN}),  # totals and missing lists of the units below
    "see_people": frozenset({Role.LEADER, Role.OFFICER, Role.ADMIN}),  # who belongs to the unit
    "manage_people": frozenset({Role.OFFICER, Role.ADMIN}),  # codes, joins, removals
    "close": frozenset({Role.OFFICER}),  # keep a period as reported, close it to members, open it again
    "manage_words": frozenset({Role.OFFICER, Role.ADMIN}),  # teach the bot a commune's words
}


@frozen
class Membership:
    """A person's place: a role in a unit. `kind` is the unit's kind (village, team, commune, province, country)."""

    unit_id: int
    unit_key: str
    unit_name: str
    kind: str
    commune_id: int
    role: Role


def may(memberships: tuple[Membership, ...], right: str, unit_id: int, above: tuple[int, ...] = ()) -> bool:
    """Whether someone holds `right` over a unit, directly or through a unit `above` it (commune, province …).

    A right over a unit from above comes only with roles that look down the tree: a village's leader has none over
    the commune, and a commune's member (the commune's own team) has none over the villages.
    """
    allowed = RIGHTS[right]
    looks_down = RIGHTS["see_below"]
    for m in memberships:
        if m.role in allowed and (m.unit_id == unit_id or (m.unit_id in above and m.role in looks_down)):
            return True
    return False
