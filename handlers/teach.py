"""The officer teaches the bot a commune's own words: “bcv = học viên”, shown, and taken back."""

import re

from domain.indicators import Indicator
from handlers import say
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn
from storage import audit, vocabulary
from vietnamese.fold import fold, nfc
from vietnamese.redact import redact

_TEACH = re.compile(
    r"^\s*[“\"']?(?P<words>[^=“”\"'\d\n]{1,40}?)[”\"']?\s*(=|nghĩa là|nghia la)\s*"
    r"[“\"']?(?P<means>[^=\d\n]{2,60}?)[”\"']?\s*$",
    re.IGNORECASE,
)
_FORGET = re.compile(r"^\s*(bo tu|quen tu|xoa tu)\s+[“\"']?(?P<words>[^\d\n]{1,40}?)[”\"']?\s*$")


def _wants(turn: Turn) -> tuple[str, str, str] | None:
    """(what, words, meaning): teach, forget, list."""
    text = nfc(turn.text)
    said = plain(text)
    if said in ("tu la", "tu rieng", "tu da day", "cac tu rieng", "tu dien", "tu chua hieu"):
        return ("list", "", "")
    forget = _FORGET.match(fold(text))
    if forget:
        return ("forget", forget["words"], "")
    teach = _TEACH.match(text)
    return ("teach", teach["words"].strip(), teach["means"].strip()) if teach else None


def _recognise(turn: Turn) -> tuple[str, str, str] | None:
    wants = _wants(turn)
    if wants is None or (wants[0] == "teach" and meaning(turn, wants[2]) is None and not turn.may("manage_words")):
        return None
    return wants


def meaning(turn: Turn, words: str) -> Indicator | None:
    """The indicator that words name: its label, its short label or one of its aliases."""
    said = fold(words).strip()
    for indicator in turn.commune.indicators:
        if said in {fold(name) for name in (indicator.key, indicator.short, indicator.label, *indicator.aliases)}:
            return indicator
    return None


def _answer(turn: Turn, match: tuple[str, str, str]) -> Reply:
    what, words, means = match
    if not turn.may("manage_words"):
        return Reply("Từ riêng của xã do cán bộ phụ trách dạy em ạ; anh/chị nhắn cán bộ giúp em.", outcome="refused")
    if what == "list":
        return _list(turn)
    folded = fold(words).strip()
    if what == "forget":
        if vocabulary.forget(turn.tx, turn.commune.id, folded):
            audit.note(turn.tx, turn.person.id, turn.commune.id, "alias.forget", {"words": folded})
            return Reply(f"✅ Đã bỏ: từ nay “{words}” không còn nghĩa riêng ạ.")
        return Reply(f"Xã mình chưa dạy em từ “{words}” ạ; nhắn “từ riêng” để xem các từ đã dạy.")
    return _teach(turn, words, folded, means)


def _teach(turn: Turn, words: str, folded: str, means: str) -> Reply:
    indicator = meaning(turn, means)
    if indicator is None:
        known = ", ".join(say.label(turn.commune, one.key) for one in turn.commune.indicators)
        return Reply(f"Em chưa biết “{means}” là chỉ số nào ạ. Các chỉ số: {known}.")
    own = meaning(turn, words)
    if own is not None and own.key != indicator.key:
        return Reply(
            f"“{words}” đang có nghĩa là {own.short} ở mọi xã nên em không đổi được ạ; anh/chị chọn từ khác giúp em."
        )
    if redact(words) != words or not any(c.isalpha() for c in folded):
        return Reply("Từ dạy em chỉ nên gồm chữ, không có số hay tên người ạ.")
    vocabulary.teach(turn.tx, turn.commune.id, words, folded, indicator.key, turn.person.id)
    audit.note(turn.tx, turn.person.id, turn.commune.id, "alias.teach", {"words": folded, "indicator": indicator.key})
    return Reply(f"✅ Đã nhớ cho cả xã: “{words}” = {indicator.short}. Bỏ thì nhắn “bỏ từ {words}” ạ.")


def _list(turn: Turn) -> Reply:
    taught = vocabulary.taught(turn.tx, turn.commune.id)
    unknown = vocabulary.unknown(turn.tx, turn.commune.id)
    lines = []
    if taught:
        lines.append("Từ xã mình đã dạy em:")
        lines += [f"• {row.words} = {say.label(turn.commune, row.indicator)}" for row in taught]
    if unknown:
        lines.append("Từ em gặp cạnh con số mà chưa hiểu:")
        lines += [f"• {row.words} ({row.times} lần)" for row in unknown]
        lines.append(f"Dạy em bằng cách nhắn, ví dụ: {unknown[0].words} = học viên")
    if not lines:
        return Reply(
            "Xã mình chưa dạy em từ riêng nào, và em chưa gặp từ lạ nào ạ. Dạy em thì nhắn, ví dụ: bcv = học viên"
        )
    return Reply("\n".join(lines))


HANDLER = Handler(
    "teach",
    (
        Example("bcv = học viên", "dạy em một từ riêng của xã"),
        Example("từ lạ", "xem từ đã dạy, và từ em chưa hiểu"),
        Example("bỏ từ bcv", "bỏ một từ đã dạy"),
    ),
    _recognise,
    _answer,
    audience="officer",
)
