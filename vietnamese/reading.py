"""One message read: the steps in their order, from text to what a careful officer would understand by it."""

from datetime import datetime

from vietnamese.addressed import SAID_TO, addressed
from vietnamese.amend import corrects
from vietnamese.amounts import qualify
from vietnamese.attach import attach
from vietnamese.brackets import added_up, bracketed, listed_parts
from vietnamese.breath import mend_in_breath
from vietnamese.clauses import Claim
from vietnamese.corrected import describe
from vietnamese.cut import cut
from vietnamese.dates import find_dates
from vietnamese.denied import denied
from vietnamese.disputed import disputed
from vietnamese.draft import Draft, Item
from vietnamese.dressed import DRESS, undressed
from vietnamese.exacted import exacted
from vietnamese.excepted import excepted
from vietnamese.forgotten import LEFT_OUT, claim_late, told_late
from vietnamese.headings import list_items
from vietnamese.hedged import hedged
from vietnamese.holding import drop_held, give_back, set_aside_held
from vietnamese.intents import find_wishes
from vietnamese.kinds import kinds
from vietnamese.lexicon import Lexicon, Place, default
from vietnamese.linked import links
from vietnamese.madeup import made_up
from vietnamese.miscalled import tell_of_other
from vietnamese.mood import unreal
from vietnamese.nones import no_people, nobody, written_none
from vietnamese.notours import of_others
from vietnamese.outcome import outcome
from vietnamese.parallel import in_rows, keep, parallel, told_alike
from vietnamese.pending import pending
from vietnamese.places import find_places
from vietnamese.protect import protect
from vietnamese.renamed import rename
from vietnamese.replaced import hear_denial, mark_old
from vietnamese.result import DOUBTS, Correction, Doubt, Figure, PlaceMatch, Reading, When
from vietnamese.rowed import rowed
from vietnamese.scan import scan
from vietnamese.stories import told_besides
from vietnamese.tabled import tabled
from vietnamese.totals import settle
from vietnamese.turnout import turnout
from vietnamese.whens import choose_when

__all__ = [
    "DOUBTS",
    "Correction",
    "Doubt",
    "Figure",
    "Lexicon",
    "Place",
    "PlaceMatch",
    "Reading",
    "When",
    "read",
]


def read(text: str, now: datetime, lexicon: Lexicon | None = None) -> Reading:
    """What the text says, as of `now` (aware, Asia/Ho_Chi_Minh). Never raises on any text; at most 4,000
    characters are read.
    """
    draft = Draft(text[:4000], now, default() if lexicon is None else lexicon)
    correcting, old, claims = gather(draft)
    plain = bool(old) or (correcting and "replaced" in draft.entries) or "toldlate" in draft.entries
    outcome(draft, bool(claims), correcting, plain)
    choose_when(draft, claims)
    if draft.intents[0] == "correct":
        drop_held(draft)
        describe(draft, old)
    return _finish(draft)


def gather(draft: Draft) -> tuple[bool, list[Item], list[Claim]]:
    """Every step before the intent is decided: whether something is changed, the old numbers, who claims which."""
    cut(draft)
    scan(draft)
    if not draft.folds.isdisjoint(DRESS) or ".." in draft.text:
        undressed(draft)
    if draft.bits & SAID_TO and "person" in draft.entries:
        addressed(draft)
    if "muc" in draft.folds:
        list_items(draft)
    find_wishes(draft)
    if "notbut" in draft.wishes or "mistake" in draft.wishes:
        hear_denial(draft)
    find_dates(draft)
    numbered = "N" in [i.tag for i in draft.items]
    told = told_alike(draft) if numbered else []
    alike_rows = in_rows(draft, told) if told else []
    if numbered:
        draft.links = links(draft)
        told_besides(draft)
        unreal(draft)
    protect(draft)
    qualify(draft)
    if alike_rows:
        keep(alike_rows)
    if numbered or "N" in [i.tag for i in draft.items]:  # "vài người" is a number now
        if "several" in draft.entries:
            of_others(draft, [i for i in draft.items if i.tag == "N" and i.note == "several"])
        mend_in_breath(draft)
        rename(draft)
        disputed(draft)
        exacted(draft)
        hedged(draft)
        pending(draft)
        bracketed(draft)
        listed_parts(draft)
        added_up(draft)
        excepted(draft)
        if draft.bits & LEFT_OUT:
            told_late(draft)
    denied(draft)
    alike = tabled(draft)
    if told and not alike:
        alike = parallel(draft, told, lambda part: read(part, draft.now, draft.lexicon))
    made_up(draft)
    correcting = not alike and "toldlate" not in draft.entries and corrects(draft)
    held = set_aside_held(draft) if correcting else []
    if correcting:
        tell_of_other(draft)
    old = mark_old(draft) if correcting else []
    if held and not any(i.tag == "N" for i in draft.items):
        give_back(held)
    no_people(draft)
    nobody(draft)
    written_none(draft)
    rows = [*turnout(draft), *kinds(draft), *rowed(draft)] if numbered and not correcting else rowed(draft)
    claims = [*alike, *rows, *attach(draft)]
    if correcting:
        _name_new(draft, claims)
    elif "toldlate" in draft.entries:
        claim_late(draft, claims)
    settle(draft, claims)
    find_places(draft)
    return correcting, old, claims


def _name_new(draft: Draft, claims: list[Claim]) -> None:
    """In a correction, a bare new number belongs to the one indicator that the message names: "14 chứ không
    phải 40 vneid".
    """
    keys = {i.key for i in draft.items if i.tag == "I"}
    denied = draft.wishes.get("notbut")
    if denied is not None and len(keys) == 2:
        keys -= {i.key for i in draft.items if i.tag == "I" and i.i == denied.j}
    taken = {id(c.item) for c in claims}
    bare = [i for i in draft.items if i.tag == "N" and id(i) not in taken]
    if len(bare) == 1 and any(i.entry.cue in ("less", "more") and i.j == bare[0].i for i in draft.items):
        bare[0].doubt = bare[0].doubt or "addition"  # "bớt 1 nha, bà đó học bên kia rồi": how many are left
    if len(bare) == 1 and not claims:
        people = (
            {"learners"} if any(i.entry.context == "teach" or i.entry.unit == "class" for i in draft.items) else set()
        )
        papers = {"public_services"} if any(i.entry.unit == "dossier" for i in draft.items) else set()
        before = {i.key for i in draft.items if i.tag == "I" and i.end <= bare[0].start}
        if len(keys) > 1 and len(before) == 1 and draft.fold(bare[0].i - 1) in ("con", "thanh", "len", "xuong"):
            keys = before  # "sửa học viên xuống còn 10 vì 2 người bỏ về giữa buổi"
        names = keys or people or papers
        if len(names) == 1:
            claims.append(Claim(names.pop(), bare[0], 0))


def _finish(draft: Draft) -> Reading:
    doubts = draft.doubts
    if len(doubts) > 1:
        doubts.sort(key=lambda d: d.start)
    return Reading(
        draft.text,
        draft.now,
        draft.intents[0],
        tuple(dict.fromkeys(draft.intents)) if len(draft.intents) > 1 else (draft.intents[0],),
        tuple(draft.figures),
        tuple(doubts),
        draft.when,
        tuple(draft.places),
        draft.unknown_place,
        "wholly" in draft.entries,
        tuple(draft.corrections),
        tuple(draft.personal),
        tuple(draft.unexplained),
        draft,
    )
