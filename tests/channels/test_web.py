"""The web chat over real HTTP on loopback: who may speak, what counts once, and that no line is lost."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.base import SendError
from bot.web import cookie
from bot.web.limits import Window
from domain.messages import Address, File, Outbound
from storage import schema, web_lines
from storage.engine import Store
from tests.browser.desk import CODE, Desk, open_desk, serving

OURS = {"X-Requested-With": "sothon"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as desk:
        yield desk


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, httpx.Client]]:
    """A desk and somebody signed in, for tests that look only at their own request."""
    with (
        open_desk(tmp_path_factory.mktemp("shared")) as desk,
        httpx.Client(base_url=desk.url, headers=OURS, timeout=10) as client,
    ):
        sign_in(client)
        yield desk, client


@pytest.fixture
def each_desk(store: Store) -> Iterator[Desk]:
    """A desk on each kind of database, for what depends on the kind."""
    schema.upgrade(store)
    with serving(Desk(store)) as desk:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.url, headers=OURS, timeout=10) as client:
        yield client


def sign_in(client: httpx.Client, code: str = CODE, id: str = "sign-in-1") -> httpx.Response:
    return client.post("/api/sign-in", json={"id": id, "code": code})


def say(client: httpx.Client, text: str, id: str) -> httpx.Response:
    return client.post("/api/messages", json={"id": id, "text": text})


def lines(client: httpx.Client, **query: int) -> list[dict[str, Any]]:
    answer = client.get("/api/lines", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["lines"])


class Reader:
    """A page's event stream, read in a thread."""

    def __init__(self, client: httpx.Client, query: str = "", headers: dict[str, str] | None = None) -> None:
        self.events: list[dict[str, Any]] = []
        self.ids: list[int] = []
        self.comments = 0
        self.headers = httpx.Headers()
        self.ended: float | None = None
        self._open = threading.Event()
        self._request = client.build_request("GET", "/api/events" + query, headers=headers, timeout=20)
        self._client = httpx.Client(timeout=20)
        self._thread = threading.Thread(target=self._read, name="reader")
        self._thread.start()
        assert self._open.wait(10)

    def _read(self) -> None:
        self._response = self._client.send(self._request, stream=True)
        self.headers, self.status = self._response.headers, self._response.status_code
        self._open.set()
        try:
            for line in self._response.iter_lines():
                if line.startswith("data: {"):
                    self.events.append(json.loads(line[6:]))
                elif line.startswith("id: "):
                    self.ids.append(int(line[4:]))
                elif line.startswith(":"):
                    self.comments += 1
        except (httpx.HTTPError, httpx.StreamError):
            pass  # closed from our side
        self.ended = time.monotonic()

    def wait(self, count: int, seconds: float = 5) -> list[str]:
        """The texts, once there are `count` of them."""
        until = time.monotonic() + seconds
        while len(self.events) < count and time.monotonic() < until:
            time.sleep(0.005)
        return [event["text"] for event in self.events]

    def join(self, seconds: float = 5) -> None:
        """Wait until the server ends the stream."""
        self._thread.join(seconds)
        assert not self._thread.is_alive()
        self._client.close()

    def close(self) -> None:
        # Shutting the socket down ends a read that is under way in the other thread; closing alone would not.
        stream = self._response.extensions["network_stream"]
        stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self.join()


@contextmanager
def reading(client: httpx.Client, query: str = "", headers: dict[str, str] | None = None) -> Iterator[Reader]:
    reader = Reader(client, query, headers)
    try:
        yield reader
    finally:
        reader.close()


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", "/chat"])
def test_the_page_lets_nothing_else_in(shared: tuple[Desk, httpx.Client], path: str) -> None:
    _, client = shared
    answer = client.get(path)
    assert answer.status_code == 200
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert '<html lang="vi">' in answer.text
    assert "style=" not in answer.text  # an inline style would be refused by the policy


def test_files_are_compressed_and_asked_for_anew(shared: tuple[Desk, httpx.Client]) -> None:
    _, client = shared
    plain = client.get("/static/chat.js", headers={"Accept-Encoding": "identity"})
    packed = client.get("/static/chat.js", headers={"Accept-Encoding": "gzip"})
    assert plain.text == packed.text
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert plain.headers["content-type"].startswith("text/javascript")
    again = client.get("/static/chat.js", headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["asking.py", "..%2fsettings.py", "nothing.js", "__init__.py"])
def test_nothing_but_the_page_s_files_is_served(shared: tuple[Desk, httpx.Client], name: str) -> None:
    _, client = shared
    assert client.get(f"/static/{name}").status_code == 404


def test_the_whole_page_is_small_enough_for_a_weak_signal() -> None:
    from bot.web import assets

    assert sum(len(asset.packed) for asset in assets.load().values()) < 30_000


def test_the_page_learns_the_menu(shared: tuple[Desk, httpx.Client]) -> None:
    _, client = shared
    page = client.get("/api/page").json()
    assert page["demo"] is False
    assert ["xem", "Xem số đã báo"] in page["menu"]


# ── coming and going ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_code_opens_a_chat_in_which_the_dialogue_answers(desk: Desk, client: httpx.Client) -> None:
    answer = sign_in(client)
    assert answer.status_code == 200
    header = answer.headers["set-cookie"]
    assert "HttpOnly" in header
    assert "samesite=lax" in header.lower()
    assert "Max-Age=34560000" in header
    assert "secure" not in header.lower()
    [inbound] = desk.taken
    assert inbound.text == CODE
    assert inbound.sender.channel == "web"
    assert inbound.id == f"{inbound.sender.id}:sign-in-1"
    said, asked = lines(client)
    assert said["mine"] is True
    assert CODE not in said["text"]
    assert asked["choices"] == [["consent:1", "Đồng ý"], ["consent:0", "Không"]]


def test_every_sign_in_is_a_chat_of_its_own(desk: Desk) -> None:
    for _ in range(2):
        with httpx.Client(base_url=desk.url, headers=OURS) as client:
            assert sign_in(client).status_code == 200
    first, second = (inbound.sender.id for inbound in desk.taken)
    assert first != second
    assert len(first) >= 22


def test_the_cookie_is_secure_behind_https(tmp_path: Path) -> None:
    with (
        open_desk(tmp_path, public_url="https://so.example.vn") as desk,
        httpx.Client(base_url=desk.url, headers=OURS) as client,
    ):
        assert "Secure" in sign_in(client).headers["set-cookie"]


def test_without_a_cookie_nothing_is_said_or_shown(desk: Desk, client: httpx.Client) -> None:
    for answer in (say(client, "12 hv", "message-1"), client.get("/api/lines"), client.get("/api/events")):
        assert answer.status_code == 401
        assert "mã mời" in answer.json()["error"]
    assert desk.taken == []


def test_signing_out_forgets_the_cookie(client: httpx.Client) -> None:
    sign_in(client)
    assert client.get("/api/lines").status_code == 200
    assert client.post("/api/sign-out").status_code == 200
    assert client.get("/api/lines").status_code == 401


NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
CHAT = "abcdefghijklmnopqrstuv"


def test_a_cookie_proves_its_chat_and_time() -> None:
    value = cookie.make(b"k" * 32, CHAT, NOW)
    assert cookie.read(b"k" * 32, value, NOW + timedelta(days=399)) == (CHAT, NOW)


@pytest.mark.parametrize("change", ["key", "chat", "time", "signature", "expired", "future", "cut", "empty", "unicode"])
def test_a_cookie_that_is_forged_foreign_or_old_proves_nothing(change: str) -> None:
    key = b"k" * 32
    value = cookie.make(key, CHAT, NOW)
    chat, issued, signature = value.split(".")
    values = {
        "chat": f"{'b' + chat[1:]}.{issued}.{signature}",
        "time": f"{chat}.{int(issued) + 1}.{signature}",
        "signature": f"{chat}.{issued}.{'A' * 43}",
        "cut": value[:-1],
        "empty": "",
        "unicode": f"{chat}.{issued[:-1]}٣.{signature}",
    }
    now = {"expired": NOW + timedelta(days=401), "future": NOW - timedelta(days=1)}.get(change, NOW)
    assert cookie.read(b"other" * 7 if change == "key" else key, values.get(change, value), now) is None


def test_a_foreign_cookie_is_refused_over_http(desk: Desk) -> None:
    for value in (cookie.make(b"x" * 32, CHAT, desk.now()), "nonsense", cookie.make(desk.key, CHAT, NOW) + "A"):
        answer = httpx.get(desk.url + "/api/lines", cookies={cookie.NAME: value})
        assert answer.status_code == 401


def test_who_comes_back_after_a_month_stays_signed_in(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    assert "set-cookie" not in client.get("/api/lines").headers
    desk.moved = timedelta(days=390)
    assert "set-cookie" in client.get("/api/lines").headers
    desk.moved = timedelta(days=700)
    assert client.get("/api/lines").status_code == 200


# ── limits ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_codes_may_be_tried_twenty_times_in_ten_minutes(desk: Desk, client: httpx.Client) -> None:
    answers = [sign_in(client, f"WRONG{n:03}", f"sign-in-{n}") for n in range(30)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429] * 10
    assert 0 < int(answers[-1].headers["retry-after"]) <= 600
    assert "phút" in answers[-1].json()["error"]
    assert len(desk.taken) == 20


def test_a_window_moves() -> None:
    now = [0.0]
    window = Window(2, 10, clock=lambda: now[0])
    for moment, name in ((0.0, "a"), (4.0, "a"), (5.0, "b")):
        now[0] = moment
        assert window.wait(name) == 0
        window.count(name)
    assert window.wait("a") == 5
    now[0] = 10.0
    assert window.wait("a") == 0
    window.count("a")
    assert window.wait("a") == 4
    now[0] = 100.0
    window.count("c")
    assert set(window._tries) == {"c"}  # the others are forgotten: memory stays bounded


def test_all_sign_ins_together_are_limited(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter(range(1000))
    monkeypatch.setattr("bot.channels.web.client", lambda request: f"10.0.0.{next(seen)}")
    with httpx.Client(base_url=desk.url, headers=OURS) as client:
        statuses = [sign_in(client, "WRONG", f"sign-in-{n}").status_code for n in range(122)]
    assert statuses == [200] * 120 + [429] * 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site", **OURS},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_makes_the_browser_send_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    with httpx.Client(base_url=desk.url) as client:
        assert sign_in_with(client, OURS).status_code == 200
        before = len(desk.taken)
        assert sign_in_with(client, headers).status_code == 403
        answer = client.post("/api/messages", json={"id": "message-1", "text": "12 hv"}, headers=headers)
        assert answer.status_code == 403
        assert client.post("/api/sign-out", headers=headers).status_code == 403
    assert len(desk.taken) == before


def sign_in_with(client: httpx.Client, headers: dict[str, str]) -> httpx.Response:
    return client.post("/api/sign-in", json={"id": "sign-in-1", "code": CODE}, headers=headers)


def test_our_own_page_is_recognised_with_or_without_the_newer_header(desk: Desk) -> None:
    with httpx.Client(base_url=desk.url) as client:
        assert sign_in_with(client, {"Sec-Fetch-Site": "same-origin"}).status_code == 200
        assert sign_in_with(client, {"Origin": desk.url}).status_code == 200


# ── bad input ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'"text"', 400),
        (b'{"text": "12 hv"}', 400),
        (b'{"id": "message-1", "text": 12}', 400),
        (b'{"id": "message-1", "text": null}', 400),
        (b'{"id": 12345678, "text": "12 hv"}', 400),
        (b'{"id": "a b c d e f", "text": "12 hv"}', 400),
        (b'{"id": "short", "text": "12 hv"}', 400),
        (b'{"id": "' + b"x" * 65 + b'", "text": "12 hv"}', 400),
        (b'{"id": "message-1", "text": "\\ud800"}', 400),
        (b'{"id": "message-1", "text": "\xff"}', 400),
        (b'{"id": "message-1", "text": "12 hv", "said_at": "yesterday"}', 400),
        (b'{"id": "message-1", "text": "12 hv", "said_at": "2026-11-22T10:00:00"}', 400),
        (b'{"id": "message-1", "pressed": {"k": 1}, "label": "x"}', 400),
        (b'{"id": "message-1", "pressed": "' + b"x" * 201 + b'", "label": "x"}', 400),
        (b'{"id": "message-1"}', 422),
        (b'{"id": "message-1", "text": " \\n "}', 422),
        (b'{"id": "message-1", "text": "' + b"x" * 4001 + b'"}', 422),
        (b'{"id": "message-1", "text": "' + b"x" * 70_000 + b'"}', 413),
    ],
)
def test_a_request_that_is_not_one_is_refused_kindly(
    shared: tuple[Desk, httpx.Client], body: bytes, status: int
) -> None:
    desk, client = shared
    before = len(desk.times), lines(client)
    answer = client.post("/api/messages", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["error"].endswith("ạ.")
    assert (len(desk.times), lines(client)) == before


def test_only_json_is_read(shared: tuple[Desk, httpx.Client]) -> None:
    _, client = shared
    answer = client.post("/api/messages", data={"id": "message-1", "text": "12 hv"})
    assert answer.status_code == 400


def test_numbers_in_addresses_are_checked(shared: tuple[Desk, httpx.Client]) -> None:
    _, client = shared
    for query in ("after=x", "after=-1", "limit=1e3", "before=" + "9" * 30):
        assert client.get(f"/api/lines?{query}").status_code == 400
    assert client.get("/api/events", headers={"Last-Event-ID": "x"}).status_code == 400


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4000,
        "<b>12</b> & *hv*",
        "🎉🎉",
        "\u202e12 hv\u200b",
        "ho\u0323c vie\u0302n 12",
        "a\nb\r\nc",
        "\u0000\u0001",
    ],
)
def test_any_text_is_kept_as_it_was_typed(shared: tuple[Desk, httpx.Client], text: str) -> None:
    desk, client = shared
    answer = say(client, text, f"message-{len(desk.times):04}")
    assert answer.status_code == 200
    kept = text.replace("\0", "\ufffd")
    assert desk.taken[-1].text == kept
    [line] = [line for line in lines(client) if line["seq"] == answer.json()["seq"]]
    assert line["text"] == kept


@pytest.mark.parametrize("code", ["", "   ", "x" * 65])
def test_an_empty_code_is_refused(shared: tuple[Desk, httpx.Client], code: str) -> None:
    desk, client = shared
    before = len(desk.times)
    assert sign_in(client, code).status_code == 422
    assert len(desk.times) == before


# ── talking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_message_is_shown_taken_and_answered(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    answer = say(client, "hnay 12 hv, 5 vneid, 2 buổi", "message-1")
    assert answer.status_code == 200
    mine, reply = lines(client)[2:]
    assert (mine["seq"], mine["mine"], mine["key"]) == (answer.json()["seq"], True, "message-1")
    assert reply["mine"] is False
    assert reply["text"].startswith("✅ Đã ghi cho thôn Tân Long")
    inbound = desk.taken[-1]
    assert inbound.id == inbound.message == f"{inbound.sender.id}:message-1"
    assert abs(datetime.now(UTC) - inbound.sent_at) < timedelta(seconds=10)


def test_a_pressed_button_says_its_key_and_shows_its_label(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    client.post("/api/messages", json={"id": "message-1", "pressed": "consent:1", "label": "Đồng ý"})
    assert (desk.taken[-1].pressed, desk.taken[-1].text) == ("consent:1", "Đồng ý")
    assert lines(client)[2]["text"] == "Đồng ý"


def test_the_same_message_twice_counts_once(each_desk: Desk) -> None:
    with httpx.Client(base_url=each_desk.url, headers=OURS, timeout=10) as client:
        sign_in(client)
        first, second = (say(client, "12 hv", "message-1") for _ in range(2))
        assert (first.status_code, second.status_code) == (200, 200)
        assert first.json() == second.json()
        assert [line["mine"] for line in lines(client)] == [True, False, True, False]
    assert len(each_desk.taken) == 2  # the code, and the message once
    assert each_desk.times[-2] == each_desk.times[-1]  # the turn saw the same id both times


def test_a_failed_turn_is_not_acknowledged_and_counts_once_when_it_is_sent_again(
    desk: Desk, client: httpx.Client
) -> None:
    sign_in(client)
    desk.broken = True
    answer = say(client, "12 hv", "message-1")
    assert answer.status_code == 503
    assert "ạ" in answer.json()["error"]
    assert answer.headers["retry-after"]
    desk.broken = False
    assert say(client, "12 hv", "message-1").status_code == 200
    assert [inbound.text for inbound in desk.taken] == [CODE, "12 hv"]
    assert [line["text"] for line in lines(client) if line["mine"]][1:] == ["12 hv"]


@pytest.mark.parametrize(
    ("ago", "kept"), [(timedelta(hours=20), True), (timedelta(hours=49), False), (timedelta(hours=-1), False)]
)
def test_a_message_that_waited_keeps_its_own_time(desk: Desk, client: httpx.Client, ago: timedelta, kept: bool) -> None:
    sign_in(client)
    said = desk.now() - ago
    vietnam = said.astimezone().isoformat()
    client.post("/api/messages", json={"id": "message-1", "text": "12 hv", "said_at": vietnam})
    sent = desk.taken[-1].sent_at
    assert sent.utcoffset() == timedelta()
    assert (abs(sent - said) < timedelta(seconds=1)) is kept
    assert (abs(sent - desk.now()) < timedelta(seconds=10)) is not kept


def test_one_chat_never_sees_another(desk: Desk) -> None:
    with httpx.Client(base_url=desk.url, headers=OURS) as sen, httpx.Client(base_url=desk.url, headers=OURS) as rom:
        sign_in(sen)
        sign_in(rom)
        say(sen, "12 hv", "message-1")
        assert say(rom, "khác", "message-1").status_code == 200  # the same id in another chat is another message
        assert [line["text"] for line in lines(rom) if line["mine"]] == ["Mã mời: ••••", "khác"]
        assert len(lines(sen)) == 4


def test_history_is_read_in_pages_both_ways(each_desk: Desk) -> None:
    with httpx.Client(base_url=each_desk.url, headers=OURS, timeout=10) as client:
        sign_in(client)
        chat = each_desk.taken[0].sender.id
        for n in range(30):
            each_desk.say(chat, f"tin {n}")
        newest = client.get("/api/lines", params={"limit": 10}).json()
        assert [line["text"] for line in newest["lines"]] == [f"tin {n}" for n in range(20, 30)]
        assert newest["more"] is True
        older = client.get("/api/lines", params={"limit": 25, "before": newest["lines"][0]["seq"]}).json()
        assert [line["text"] for line in older["lines"]][-20:] == [f"tin {n}" for n in range(20)]
        assert (len(older["lines"]), older["more"]) == (22, False)
        following = client.get("/api/lines", params={"limit": 3, "after": newest["lines"][0]["seq"]}).json()
        assert [line["text"] for line in following["lines"]] == ["tin 21", "tin 22", "tin 23"]
        assert following["more"] is True


def test_a_file_is_named_and_not_promised(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    to = desk.taken[0].sender
    desk.call(desk.channel.send(to, Outbound("Tuần 47 ạ.", file=File("tuan-47.xlsx", b"PK"))))
    text = lines(client)[-1]["text"]
    assert text.startswith("Tuần 47 ạ.\n📎 tuan-47.xlsx")
    assert "chưa tải được" in text


def test_a_line_that_cannot_be_stored_is_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(web_lines, "add", fail)
    with pytest.raises(SendError) as error:
        desk.call(desk.channel.send(Address("web", "", CHAT), Outbound("mật")))
    assert error.value.kind == "retry"
    assert "mật" not in str(error.value)


# ── lines as they come ────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_tabs_see_every_line_once(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    with reading(client, "?after=2") as left, reading(client, "?after=2") as right:
        assert left.headers["x-accel-buffering"] == "no"
        assert left.headers["content-type"].startswith("text/event-stream")
        say(client, "12 hv", "message-1")
        for tab in (left, right):
            assert tab.wait(2)[0] == "12 hv"
            assert tab.ids == [3, 4]
            assert tab.events[0]["key"] == "message-1"


def test_a_page_that_comes_back_gets_exactly_what_it_missed(each_desk: Desk) -> None:
    with httpx.Client(base_url=each_desk.url, headers=OURS, timeout=10) as client:
        sign_in(client)
        chat = each_desk.taken[0].sender.id
        with reading(client, "?after=2") as reader:
            each_desk.say(chat, "một")
            reader.wait(1)
        for text in ("hai", "ba", "bốn"):
            each_desk.say(chat, text)
        with reading(client, "?after=2", {"Last-Event-ID": str(reader.ids[-1])}) as reader:
            each_desk.say(chat, "năm")
            assert reader.wait(4) == ["hai", "ba", "bốn", "năm"]


@pytest.mark.postgres
def test_a_page_sees_what_another_process_wrote(fresh_postgres: str) -> None:
    one, two = Store(fresh_postgres), Store(fresh_postgres)
    schema.upgrade(one)
    with (
        serving(Desk(one)) as here,
        serving(Desk(two, key=here.key)) as there,
        httpx.Client(base_url=here.url, headers=OURS, timeout=10) as client,
    ):
        sign_in(client)
        with reading(client, "?after=2") as reader:
            there.say(here.taken[0].sender.id, "từ máy bên kia")
            assert reader.wait(1) == ["từ máy bên kia"]
    one.close()
    two.close()


@pytest.mark.postgres
def test_a_line_committed_late_is_still_told(fresh_postgres: str) -> None:
    store = Store(fresh_postgres)
    schema.upgrade(store)
    with serving(Desk(store)) as desk, httpx.Client(base_url=desk.url, headers=OURS, timeout=10) as client:
        sign_in(client)
        chat = desk.taken[0].sender.id
        with reading(client, "?after=2") as reader:
            with store.write() as slow:
                web_lines.add(slow, chat, mine=False, key="slow", text="chậm", at=desk.now())
                desk.say(chat, "nhanh")
                assert reader.wait(1) == ["nhanh"]
            desk.say(chat, "sau")
            assert reader.wait(3) == ["nhanh", "chậm", "sau"]
    store.close()


def test_nothing_is_lost_while_lines_pour_in_and_pages_come_and_go(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    chat = desk.taken[0].sender.id
    pour = threading.Thread(target=lambda: [desk.say(chat, f"tin {n}") for n in range(150)])
    pour.start()
    got: list[str] = []
    seq = 2
    while len(got) < 150:
        with reading(client, f"?after={seq}") as reader:
            reader.wait(min(40, 150 - len(got)))
        got += [event["text"] for event in reader.events]
        seq = reader.ids[-1]
    pour.join()
    assert got == [f"tin {n}" for n in range(150)]


def test_more_than_a_batch_is_read_through(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    chat = desk.taken[0].sender.id

    def many(connection: Any) -> None:
        for n in range(450):
            web_lines.add(connection, chat, mine=False, key=f"k{n}", text=f"tin {n}", at=desk.now())

    desk.call(desk.write(many))
    with reading(client, "?after=2") as reader:
        assert reader.wait(450) == [f"tin {n}" for n in range(450)]


def test_a_silent_stream_beats(tmp_path: Path) -> None:
    with open_desk(tmp_path, heartbeat=0.05) as desk, httpx.Client(base_url=desk.url, headers=OURS) as client:
        sign_in(client)
        with reading(client, "?after=2") as reader:
            until = time.monotonic() + 5
            while reader.comments < 3 and time.monotonic() < until:
                time.sleep(0.01)
            assert reader.comments >= 3
            assert reader.events == []


def test_a_slow_reader_holds_up_nobody(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    chat = desk.taken[0].sender.id
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.connect(("127.0.0.1", desk.port))
    value = client.cookies[cookie.NAME]
    slow.sendall(f"GET /api/events?after=2 HTTP/1.1\r\nHost: x\r\nCookie: {cookie.NAME}={value}\r\n\r\n".encode())
    try:
        with reading(client, "?after=2") as quick:
            big = "x" * 50_000
            for _ in range(200):  # 10 MB that the slow one does not read
                desk.say(chat, big)
            assert len(quick.wait(200, 20)) == 200
            began = time.monotonic()
            assert say(client, "12 hv", "message-1").status_code == 200
            assert time.monotonic() - began < 2
    finally:
        slow.close()


def test_too_many_tabs_are_refused_and_a_closed_one_makes_room(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    readers = [Reader(client, "?after=2") for _ in range(8)]
    try:
        assert client.get("/api/events").status_code == 429
        readers.pop().close()
        until = time.monotonic() + 5
        status = 429
        while status == 429 and time.monotonic() < until:
            with client.stream("GET", "/api/events?after=2") as answer:
                status = answer.status_code
        assert status == 200
    finally:
        for reader in readers:
            reader.close()


def test_open_streams_end_at_once_when_the_server_stops(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    readers = [Reader(client, "?after=2") for _ in range(3)]
    began = time.monotonic()
    desk.stop()
    assert time.monotonic() - began < 2
    for reader in readers:
        reader.join()


def test_cancelling_run_ends_the_streams_too(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    reader = Reader(client, "?after=2")
    desk.cancel_run()
    reader.join()
    assert client.get("/api/events").status_code == 503


def test_the_conversation_outlives_the_server(desk: Desk, client: httpx.Client) -> None:
    sign_in(client)
    say(client, "12 hv", "message-1")
    before = lines(client)
    desk.stop()
    desk.start()
    assert lines(client) == before


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_another_process_wrote_is_noticed(each_desk: Desk) -> None:
    desk = each_desk

    def fill(connection: Any) -> int:
        web_lines.add(connection, "one", mine=True, key="a", text="a", at=desk.now())
        return web_lines.last(connection)

    seq = desk.call(desk.write(fill))
    with desk.store.read() as connection:
        assert web_lines.stirred(connection, seq - 1, ("one", "two")) == {"one"}
        assert web_lines.stirred(connection, seq, ("one", "two")) == set()


# ── the demo ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_demo_says_who_speaks(tmp_path: Path) -> None:
    with open_desk(tmp_path, demo=True) as desk, httpx.Client(base_url=desk.url, headers=OURS) as client:
        assert client.get("/api/page").json()["demo"] is True
        assert client.get("/api/lines").status_code == 401
        assert client.get("/api/lines", headers={"X-As": "p99"}).status_code == 401
        body = {"id": "message-1", "text": "12 hv"}
        assert client.post("/api/messages", json=body, headers={"X-As": "p11"}).status_code == 200
        assert desk.taken[0].sender.id == "demo-p11"
        assert len(client.get("/api/lines?as=p11").json()["lines"]) == 2
        assert client.get("/api/lines?as=p12").json()["lines"] == []
        assert sign_in(client).status_code == 404
        with reading(client, "?as=p11&after=0") as reader:
            assert reader.wait(2)[0] == "12 hv"
