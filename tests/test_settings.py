"""Settings: defaults, what is refused and how, misspelt names, and secrets that stay secret."""

from pathlib import Path

import pytest

from bot import settings
from bot.settings import DEPLOYED, NAMES, SettingsError, example, load, misspelt

ROOT = Path(__file__).parents[1]
# The names and defaults of the outside contract; operators' scripts rely on them.
CONTRACT = {
    "DATA_DIR": "data",
    "DATABASE_URL": "",
    "HOST": "127.0.0.1",
    "PORT": "8080",
    "PUBLIC_URL": "",
    "TELEGRAM_BOT_TOKEN": "",
    "TELEGRAM_API_BASE": "https://api.telegram.org",
    "TELEGRAM_MODE": "polling",
    "TELEGRAM_WEBHOOK_SECRET": "",
    "TELEGRAM_PROXY": "",
    "ZALO_BOT_TOKEN": "",
    "ZALO_BOT_API_BASE": "https://bot-api.zaloplatforms.com",
    "ZALO_BOT_MODE": "polling",
    "ZALO_BOT_WEBHOOK_SECRET": "",
    "ZALO_BOT_PROXY": "",
    "ZALO_OA_APP_ID": "",
    "ZALO_OA_APP_SECRET": "",
    "ZALO_OA_SECRET_KEY": "",
    "ZALO_OA_REFRESH_TOKEN": "",
    "ZALO_OA_API_BASE": "https://openapi.zalo.me",
    "ZALO_OA_OAUTH_BASE": "https://oauth.zaloapp.com",
    "ZALO_OA_TEMPLATE_BASE": "https://business.openapi.zalo.me",
    "ZALO_OA_REMINDER_TEMPLATE": "",
    "SECRET_KEY": "",
    "LOG_LEVEL": "INFO",
    "LOG_FORMAT": "text",
}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No setting of ours but the test's."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_names_and_defaults_are_the_contracts() -> None:
    lines = dict(line.split("=", 1) for line in example().splitlines() if line and not line.startswith("#"))
    assert {name: lines[name] for name in CONTRACT} == CONTRACT
    assert set(NAMES) == set(lines)


def test_the_example_file_read_back_gives_the_defaults(empty_folder: Path) -> None:
    plain = load()
    (empty_folder / ".env").write_text(example(), encoding="utf-8")
    assert load() == plain
    assert misspelt() == []
    assert plain.url == "sqlite:///data/sothon.db"


def test_the_environment_beats_the_file(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / ".env").write_text("PORT=9000\nDATA_DIR=kho\n", encoding="utf-8")
    assert (load().port, load().url) == (9000, "sqlite:///kho/sothon.db")
    monkeypatch.setenv("PORT", "9001")
    assert load().port == 9001
    monkeypatch.setenv("DATABASE_URL", "postgresql://so@may/so")
    assert (load().on_sqlite, load().url) == (False, "postgresql://so@may/so")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "nhiều"), ("PORT", "70000"), ("TELEGRAM_MODE", "push"), ("LOG_FORMAT", "xml"), ("LOG_LEVEL", "ALL")],
)
def test_what_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"(?s)xin sửa trong .env.*{name}: "):
        load()


def test_misspelt_names_are_found_with_the_one_meant(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN_BOT", "x")
    monkeypatch.setenv("ZALO_BOT_TOKE", "x")
    monkeypatch.setenv("HOSTT", "x")  # somebody else's, perhaps: only our own prefixes are looked at in the environment
    (empty_folder / ".env").write_text("# PUBLIC_ULR=x\nPUBLIC_ULR=x\nKHAC=1\n", encoding="utf-8")
    found = dict(misspelt())
    assert found["ZALO_BOT_TOKE"] == "ZALO_BOT_TOKEN"
    assert found["PUBLIC_ULR"] == "PUBLIC_URL"
    assert "TELEGRAM_TOKEN_BOT" in found
    assert not {"HOSTT", "KHAC"} & set(found)


def test_what_the_deployment_reads_from_the_same_file_is_no_mistake(empty_folder: Path) -> None:
    for name in DEPLOYED:
        files = [(ROOT / "deploy" / file).read_text(encoding="utf-8") for file in ("compose.yaml", "Caddyfile")]
        assert any(name in text for text in files)
    lines = [f"{name}=x" for name in (*DEPLOYED, "COMPOSE_PROFILES", "POSTGRES_PASSWORD")]
    (empty_folder / ".env").write_text("\n".join(lines), encoding="utf-8")
    assert misspelt() == []


def test_secrets_do_not_print(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = [name for name in NAMES if any(word in name for word in ("TOKEN", "SECRET", "PROXY"))]
    assert len(secret) >= 9
    for name in secret:
        monkeypatch.setenv(name, f"giu-kin-{name.lower()}")
    text = f"{load()!r} {load()} {load().model_dump()}"
    assert "giu-kin" not in text
    assert settings.load().telegram_bot_token.get_secret_value() == "giu-kin-telegram_bot_token"
