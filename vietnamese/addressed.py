"""Whom a message is said to, in the middle of it: "buổi hướng dẫn 8 chị ơi", "ví là 5 nhé em, hồi nãy chị ghi lộn"."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.triggers import trigger

_CALLED = word_set("anh chi em co chu bac a c e thay sep")
_HEY = word_set("oi")
_PARTICLES = word_set("nha nhe nghen nghe hen do nka")
_ENDS = frozenset(
    {
        "",
        ",",
        ".",
        "!",
        ";",
        "\n",
        "oi",
        "khi",
        "hoi",
        "luc",
        "vua",
        "ban",
        "moi",
        "dau",
        "khong",
        "ko",
        "k",
        "chu",
        "con",
    }
)


SAID_TO = trigger(_HEY | _PARTICLES)


def addressed(draft: Draft) -> None:
    """Drop the people who are only spoken to right behind a number. Asked where SAID_TO is a bit."""
    words, before, dropped = draft.around, None, []
    for k, item in enumerate(draft.items):
        if before is not None and item.tag == "U" and before.tag == "N" and item.entry.unit == "person":
            behind = words[item.j]
            if before.j == item.i:
                called = behind in _HEY and "I" in [i.tag for i in draft.items[max(0, k - 3) : k]]
            else:
                called = before.j == item.i - 1 and words[before.j] in _PARTICLES and behind in _ENDS
            if called and words[item.i] in _CALLED:
                dropped.append(item)
        before = item
    for item in dropped:
        draft.items.remove(item)
