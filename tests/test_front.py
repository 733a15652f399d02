"""The deployment's own Caddyfile before a running `sothon`: HTTPS, what stays inside, streams, and who is calling."""

import os
import re
import secrets
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from domain.frozen import frozen
from tests import programs
from tests.conftest import missing
from tests.standins.telegram_api import TOKEN

pytestmark = pytest.mark.xdist_group("front")

ROOT = Path(__file__).parents[1]
NAME = "so.localhost"  # a name for which Caddy is its own authority
SECRET = "a-secret-of-the-webhook-0123456789"
OURS = {"X-Requested-With": "sothon"}


@frozen
class Front:
    """Caddy on ports of its own, and whom to believe that it is itself."""

    port: int
    plain: int
    trust: ssl.SSLContext

    @contextmanager
    def client(self, source: str = "127.0.0.1") -> Iterator[httpx.Client]:
        """A browser at an address of its own (all of 127.0.0.0/8 is this machine)."""
        transport = httpx.HTTPTransport(verify=self.trust, local_address=source)
        headers = {"Host": NAME, **OURS}
        with httpx.Client(
            transport=transport, base_url=f"https://127.0.0.1:{self.port}", headers=headers, timeout=20
        ) as client:
            client.event_hooks = {"request": [lambda request: request.extensions.update(sni_hostname=NAME)]}
            yield client


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """`sothon run` and Caddy with deploy/Caddyfile, as operations.md sets them up; the ports and the trust are ours."""
    caddy = shutil.which("caddy")
    if caddy is None:
        return missing("Caddy (apt-get install caddy)")
    folder = tmp_path_factory.mktemp("front")
    settings = {
        "PUBLIC_URL": f"https://{NAME}",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_BASE": f"http://127.0.0.1:{programs.free_port()}",
    }
    port, plain = programs.free_port(), programs.free_port()
    ours = f"\thttp_port {plain}\n\thttps_port {port}\n\tskip_install_trust\n\tadmin off\n"
    text = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
    (folder / "Caddyfile").write_text(re.sub(r"^\{\n", "{\n" + ours, text, count=1, flags=re.MULTILINE))
    with programs.running(folder / "data", "run", **settings) as sothon, (folder / "caddy.log").open("wb") as log:
        environment = os.environ | {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "share"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "SOTHON_DOMAIN": NAME,
            "SOTHON_UPSTREAM": f"127.0.0.1:{sothon.port}",
        }
        command = [caddy, "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"]
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            yield answering(folder, port, plain)
        finally:
            process.terminate()
            process.wait(20)


def answering(folder: Path, port: int, plain: int) -> Front:
    """The front once it answers over HTTPS with a certificate of its own authority."""
    authority = folder / "share/caddy/pki/authorities/local/root.crt"
    end = time.monotonic() + programs.PATIENCE
    while time.monotonic() < end:
        try:
            front = Front(port, plain, ssl.create_default_context(cafile=authority))
            with front.client() as client:
                client.get("/healthz")
            return front
        except (OSError, httpx.TransportError):
            time.sleep(0.05)
    raise AssertionError((folder / "caddy.log").read_text(encoding="utf-8"))


def sign_in(client: httpx.Client, **headers: str) -> httpx.Response:
    return client.post("/api/sign-in", json={"id": secrets.token_hex(8), "code": "SAIMAROI"}, headers=headers)


def test_everything_is_https_and_stays_so(front: Front) -> None:
    with front.client() as client:
        page = client.get("/chat", headers={"Accept-Encoding": "gzip"})
    assert page.status_code == 200
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert page.headers["content-encoding"] == "gzip"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    plainly = httpx.get(f"http://127.0.0.1:{front.plain}/chat", headers={"Host": NAME})
    assert plainly.status_code == 308
    assert plainly.headers["location"].startswith("https://" + NAME)


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/METRICS", "/%6detrics"])
def test_what_is_for_the_machine_stays_inside(front: Front, path: str) -> None:
    with front.client() as client:
        answer = client.get(path)
    assert answer.status_code == 404
    assert "sothon_" not in answer.text


def test_a_conversation_and_its_stream_pass_at_once(front: Front) -> None:
    with front.client() as client:
        cookie = sign_in(client).headers["set-cookie"]
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        with client.stream("GET", "/api/events?after=0", headers={"Accept-Encoding": "gzip, zstd"}) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert "content-encoding" not in stream.headers
            heard = stream.iter_lines()
            refusal = next(line for line in heard if line.startswith("data:") and '"mine":false' in line)
            assert "ạ" in refusal
            with front.client() as other:
                other.cookies = client.cookies
                said = {"id": secrets.token_hex(8), "text": "xin chào"}
                assert other.post("/api/messages", json=said).status_code == 200
            assert "xin chào" in next(line for line in heard if line.startswith("data:")), (
                "at once, not with the next beat"
            )


def test_tries_are_counted_by_who_really_calls(front: Front) -> None:
    """Twenty sign-ins a client: what it says about itself opens no new account of tries, another address does."""
    with front.client("127.0.0.9") as client:
        answers = [sign_in(client, **{"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(21)]
        assert answers == [200] * 20 + [429]
    with front.client("127.0.0.10") as client:
        assert sign_in(client).status_code == 200


def test_the_webhook_takes_who_knows_the_secret_and_nothing_huge(front: Front) -> None:
    secret = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    with front.client() as client:
        end = time.monotonic() + 3 * programs.PATIENCE  # the page answers before the channels are open
        while client.post("/hooks/telegram", json={"update_id": 1}).status_code == 503 and time.monotonic() < end:
            time.sleep(0.05)
        assert client.post("/hooks/telegram", json={"update_id": 1}).status_code == 401
        assert client.post("/hooks/telegram", json={"update_id": 1}, headers=secret).status_code == 200
        huge = client.post("/hooks/telegram", content=b" " * 1_100_000, headers=secret)
        assert huge.status_code in (413, 502), "refused by Caddy, or by the bot before Caddy had passed it all on"
