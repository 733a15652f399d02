"""The state machine: one message goes to the question it answers, or to the first handler that recognises it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from domain.messages import Choice, Outbound
from handlers.turn import Answer, Handler, Question, Reply, Turn
from handlers.yes_no import meant, nods
from vietnamese.fold import fold
from vietnamese.lonecount import read_count
from vietnamese.redact import identity_number

EXPIRES = timedelta(hours=24)  # a short answer after a day of silence answers nothing any more
SKIP = ("bo qua", "thoi", "khong biet", "de sau", "bo cau do", "skip")
DRAFTS = ("submit", "guided", "enter")  # their questions hold figures not stored yet: several may wait
PAPERS = "Em không lưu số CCCD, số giấy tờ của ai ạ; anh/chị xoá tin đó giúp em, em chỉ cần số lượng."
DEPTH = 4  # open questions kept; the oldest short-lived one gives way
_DECORATION = re.compile(
    r"^(da|ok|chon|so|cau)\s+|[\s.,;:!)(\"'“”]+$|^[\s.,;:!)(\"'“”*]+|\s+(a|nha|nhe|nhen|ha|nghen|em)$"
)


class Dialogue:
    """The handlers in the order they are tried, and their steps and actions by name."""

    def __init__(self, handlers: Iterable[Handler], unread: Handler) -> None:
        """`unread` answers what nobody recognises."""
        self.handlers = (*handlers, unread)
        self.interrupting = sorted((one for one in self.handlers if one.interrupts), key=lambda one: not one.exact)
        self.steps = {name: step for handler in self.handlers for name, step in handler.steps.items()}
        self.actions = {name: action for handler in self.handlers for name, action in handler.actions.items()}

    def answer(self, turn: Turn) -> tuple[Outbound, str, str]:
        """Answer one message; the talk in `turn.caller.talk` moves on. Returns what to say, the outcome, the handler.

        Raises whatever a handler raises: the caller then rolls the turn back and apologises.
        """
        talk = Talk(turn.caller.talk, turn.now)
        turn.caller.talk = talk.state
        reply, name = self._route(turn, talk)
        if identity_number(turn.text) and not turn.inbound.pressed and not reply.text.startswith(PAPERS):
            reply = replace(reply, text=f"{PAPERS}\n{reply.text}".strip())
        said = talk.say(reply)
        return replace(said, file=reply.file) if reply.file else said, reply.outcome, name

    def _route(self, turn: Turn, talk: "Talk") -> tuple[Reply, str]:
        if turn.inbound.pressed:
            return self._pressed(turn, talk)
        question = talk.open
        stranger = turn.caller.person is None
        interruptible = question is None or not (_only_answers(turn, question) or _names_a_choice(turn, talk, question))
        for handler in self.interrupting if interruptible else ():
            if handler.strangers or not stranger:
                match = handler.recognise(turn)
                if match is not None:
                    return self._handle(turn, talk, handler, match), handler.name
        stale = question is not None and talk.is_stale(question)
        if question is not None and stale and (read_count(turn.text) is not None or plain(turn.text) in SKIP):
            return self._ask_again(talk, question), question["step"]
        if question is not None and not stale and not turn.inbound.edits:
            reply = self._step(turn, talk, question, chosen(question, turn.text))
            if reply is None and plain(turn.text) in SKIP:
                talk.settle(question)
                reply = Reply("Vâng, em bỏ qua câu đó; phần đã ghi vẫn giữ nguyên ạ.")
            if reply is None and nods(plain(turn.text), turn.text):
                talk.settle(question)  # “ừ” to “15 hay 20 ạ?”: a word in return would sound as if it had been taken
                reply = Reply(ask=again(question))
            if reply is not None:
                return talk.resume(reply), question["step"]
        for handler in self.handlers:
            if not handler.interrupts and (handler.strangers or not stranger):
                if question is not None and stale and handler is self.handlers[-1]:
                    return self._ask_again(talk, question), question["step"]
                match = handler.recognise(turn)
                if match is not None:
                    return self._handle(turn, talk, handler, match), handler.name
        raise AssertionError("The last handler recognises everything.")

    @staticmethod
    def _ask_again(talk: "Talk", question: Mapping[str, Any]) -> Reply:
        """A draft never expires: after a day its question is asked again before an answer to it counts."""
        talk.settle(question)
        return Reply("Mình còn câu này từ hôm trước, em hỏi lại ạ.", ask=again(question))

    def _handle(self, turn: Turn, talk: "Talk", handler: Handler, match: Any) -> Reply:
        reply = handler.answer(turn, match)
        if handler.name not in DRAFTS:
            talk.forget(handler.name)
        if not handler.interrupts and handler is not self.handlers[-1]:
            talk.go_on()
        return talk.resume(reply)

    def _step(self, turn: Turn, talk: "Talk", question: Mapping[str, Any], answer: Answer) -> Reply | None:
        step = self.steps.get(question["step"])
        if step is None:  # the program no longer asks this
            talk.settle(question)
            return None
        reply = step(turn, question["data"], answer)
        if reply is not None:
            talk.settle(question)
        return reply

    def _pressed(self, turn: Turn, talk: "Talk") -> tuple[Reply, str]:
        key = turn.inbound.pressed
        number, _, choice = key.partition(":")
        if number.startswith("q") and number[1:].isdecimal():
            question = talk.find(int(number[1:]))
            if question is None:
                return Reply("Câu hỏi này đã được trả lời hoặc đã qua; anh/chị nhắn “xem” để xem số đã ghi ạ."), "stale"
            reply = self._step(turn, talk, question, Answer(choice, turn.text))
            if reply is not None:
                return talk.resume(reply), question["step"]
        action = self.actions.get(number)
        if action is not None and turn.caller.person is not None:
            return action(turn, choice), number
        return Reply("Nút này không còn dùng được; anh/chị nhắn “giúp” để xem cách nhắn ạ."), "stale"


def _only_answers(turn: Turn, question: Mapping[str, Any]) -> bool:
    """Whether a message is a bare number while a report is open: it interrupts nothing, and need not be read for it."""
    number = len(turn.text) <= 5 and turn.text.isdecimal()
    return number and family(question["step"]) in DRAFTS and not turn.inbound.file and not turn.inbound.edits


def _names_a_choice(turn: Turn, talk: "Talk", question: Mapping[str, Any]) -> bool:
    """Whether a message is the very label of an answer that is offered (“có, xoá hết”), whatever else it could mean:
    where there are no buttons, typing it is how it is pressed. One word (“đúng”) may be meant for somebody else."""
    said = plain(turn.text)
    if " " not in said or turn.inbound.edits or turn.inbound.file or talk.is_stale(question):
        return False
    return any(said == plain(label) for _, label in question["choices"])


def family(step: str) -> str:
    """The handler that a step belongs to: amend.number → amend."""
    return step.partition(".")[0]


def chosen(question: Mapping[str, Any], text: str) -> Answer:
    """Which choice a text picks: by its number (where the question is numbered), its key or its label, with or
    without diacritics; where yes and no are all there is to choose, also by whatever means one of them (“ừ”, “đồng ý”).
    """
    said = plain(text)
    choices = question["choices"]
    if question["numbered"] and said.isdecimal() and 1 <= int(said) <= len(choices):
        return Answer(choices[int(said) - 1][0], text)
    for key, label in choices if said else ():
        if said == key or said in _names(label):
            return Answer(key, text)
    if {key for key, _ in choices} == {"yes", "no"}:
        agreed = meant(said, text)
        return Answer("" if agreed is None else "yes" if agreed else "no", text)
    return Answer("", text)


@lru_cache(maxsize=512)
def _names(label: str) -> tuple[str, str]:
    """How an answer is called: by its whole label, and by what stands before a bracket."""
    return plain(label), plain(label.split("(")[0])


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """A short answer without marks, politeness and punctuation around it. Kept, because every handler asks for it."""
    said = fold(text).strip()
    while True:
        bare = _DECORATION.sub("", said).strip()
        if bare == said or not bare:
            return said
        said = bare


class Talk:
    """The open questions of one conversation, newest first in line; all of it is plain JSON."""

    def __init__(self, state: dict[str, Any], now: datetime) -> None:
        self.now = now
        self.state: dict[str, Any] = {"n": state.get("n", 0), "open": []}
        for question in state.get("open", ()):
            asked = datetime.fromisoformat(question["at"])
            if question["lasting"] or now - asked < EXPIRES:
                self.state["open"].append(question)

    @property
    def open(self) -> dict[str, Any] | None:
        """The question asked last."""
        return self.state["open"][-1] if self.state["open"] else None

    def find(self, number: int) -> dict[str, Any] | None:
        """An open question by its number."""
        return next((question for question in self.state["open"] if question["id"] == number), None)

    def settle(self, question: Mapping[str, Any]) -> None:
        """Forget a question that was answered."""
        self.state["open"] = [other for other in self.state["open"] if other["id"] != question["id"]]

    def forget(self, name: str) -> None:
        """Drop the open questions of one handler: what it asked before is overtaken."""
        self.state["open"] = [question for question in self.state["open"] if family(question["step"]) != name]

    def go_on(self) -> None:
        """The person went on to something else: a menu left open is closed; what holds figures, or a code that was
        typed, stays and is asked again."""
        self.state["open"] = [q for q in self.state["open"] if q["lasting"] or family(q["step"]) in (*DRAFTS, "enrol")]

    def is_stale(self, question: Mapping[str, Any]) -> bool:
        """Whether a lasting question is so old that it must be asked again before an answer to it counts."""
        return self.now - datetime.fromisoformat(question["at"]) >= EXPIRES

    def resume(self, reply: Reply) -> Reply:
        """After a reply that asks nothing new, ask again the question that still waits: the last thing a person reads
        is always what their next short answer answers. One from days ago is left to be asked in its own time."""
        waiting = self.open
        if reply.ask is not None or waiting is None or self.is_stale(waiting):
            return reply
        self.settle(waiting)
        lead = "Mình báo tiếp: " if waiting["lasting"] else "Còn câu trước: "
        return replace(reply, ask=again(waiting), lead=lead)

    def say(self, reply: Reply) -> Outbound:
        """Open the reply's question, or ask again the one that still waits; returns the message."""
        if reply.ask is None and not reply.text:
            raise AssertionError("A reply says something.")
        if reply.ask is None:
            return Outbound(reply.text, reply.choices)
        self.state["n"] += 1
        ask = reply.ask
        if family(ask.step) not in DRAFTS:
            self.forget(family(ask.step))
        self.state["open"] = self.state["open"][-(DEPTH - 1) :] + [
            {
                "id": self.state["n"],
                "step": ask.step,
                "data": dict(ask.data),
                "choices": [list(choice) for choice in ask.choices],
                "numbered": ask.numbered,
                "lasting": ask.lasting,
                "text": ask.text,
                "at": self.now.isoformat(),
            }
        ]
        text = reply.lead + ask.text
        if ask.numbered and ask.choices:
            text += "  " + "  ".join(f"{place}. {label}" for place, (_, label) in enumerate(ask.choices, 1))
        if "?" not in text:
            text += " ạ?"
        choices = tuple(Choice(f"q{self.state['n']}:{key}", label) for key, label in ask.choices)
        numbered = ask.numbered and bool(ask.choices)
        return Outbound(f"{reply.text}\n{text}" if reply.text else text, choices + reply.choices, numbered=numbered)


def withdraw(turn: Turn) -> dict[str, Any] | None:
    """Take the open question back (the person cancelled the message that raised it); returns it."""
    questions = turn.caller.talk["open"]
    return questions.pop() if questions else None


def asked(turn: Turn) -> dict[str, Any] | None:
    """The question the person was asked last and has not answered, for handlers that interrupt."""
    questions = turn.caller.talk.get("open") or []
    return questions[-1] if questions else None


def take_up(turn: Turn, step: str) -> dict[str, Any] | None:
    """Take an open question of a step out of the line, to ask it afresh."""
    for question in turn.caller.talk.get("open", ()):
        if question["step"] == step:
            turn.caller.talk["open"].remove(question)
            return dict(question)
    return None


def again(question: Mapping[str, Any]) -> Question:
    """An open question as one to ask once more."""
    return Question(
        question["step"],
        question["text"],
        question["data"],
        tuple((key, label) for key, label in question["choices"]),
        question["numbered"],
        question["lasting"],
    )
