"""The commune's officers: told of what happens to people, and named to whoever asks for what only they may do."""

from domain.messages import Choice
from domain.roles import Role
from handlers.turn import Notice, Reply, Turn
from storage import people
from vietnamese import words


def officers(turn: Turn, commune_id: int) -> list[people.Member]:
    """Who looks after a commune, each once, without whoever is speaking."""
    me = turn.caller.known.id if turn.caller.known else None
    found = people.members(turn.tx, [commune_id])
    return [member for member in found if member.role is Role.OFFICER and member.person_id != me]


def tell_officers(turn: Turn, commune_id: int | None, key: str, text: str, choices: tuple[Choice, ...] = ()) -> None:
    """Tell every officer; `key` names the event, each officer hears of it once."""
    for officer in officers(turn, commune_id) if commune_id is not None else ():
        turn.tell(Notice(officer.person_id, f"{key}/{officer.person_id}", text, choices))


def only_officers(turn: Turn) -> Reply:
    """The kind refusal of what only an officer may do."""
    names = [officer.name for officer in officers(turn, turn.commune.id)]
    who = f" ({words.listing(names[:3])})" if names else ""
    return Reply(f"Việc này do công chức phụ trách của xã{who} làm; anh/chị nhờ giúp ạ.", outcome="refused")
