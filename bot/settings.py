"""The environment, read once into frozen settings: each with its name, its default and a line of help."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(ValueError):
    """A setting that cannot be used; the message says in Vietnamese which and what to write."""


class Settings(BaseSettings):
    """All settings. A field's name in capitals is the variable's name; the descriptions make up `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    data_dir: Path = Field(Path("data"), description="Thư mục chứa sổ (SQLite), khóa và bản mẫu")
    database_url: str = Field("", description="Bỏ trống: SQLite trong DATA_DIR; hoặc postgresql://tên:mật-khẩu@máy/sổ")
    host: str = Field("127.0.0.1", description="Địa chỉ nghe của máy chủ web")
    port: int = Field(8080, ge=0, le=65535, description="Cổng nghe của máy chủ web")
    public_url: str = Field("", description="Địa chỉ https công khai, ví dụ https://so.badong.vn (cần cho webhook)")

    telegram_bot_token: SecretStr = Field(SecretStr(""), description="Mã bot Telegram do @BotFather cấp")
    telegram_api_base: str = Field(
        "https://api.telegram.org", description="Máy chủ Bot API (đổi khi dùng trạm chuyển tiếp)"
    )
    telegram_mode: Literal["polling", "webhook"] = Field("polling", description="polling hoặc webhook")
    telegram_webhook_secret: SecretStr = Field(
        SecretStr(""), description="Chuỗi bí mật của webhook, 32–64 ký tự A-Z a-z 0-9 _ -"
    )
    telegram_proxy: SecretStr = Field(SecretStr(""), description="Proxy đi ra, ví dụ socks5://127.0.0.1:1080")

    zalo_bot_token: SecretStr = Field(SecretStr(""), description="Mã Zalo Bot do Zalo Bot Creator cấp")
    zalo_bot_api_base: str = Field("https://bot-api.zaloplatforms.com", description="Máy chủ Zalo Bot")
    zalo_bot_mode: Literal["polling", "webhook"] = Field("polling", description="polling hoặc webhook")
    zalo_bot_webhook_secret: SecretStr = Field(SecretStr(""), description="Chuỗi bí mật của webhook, 8–256 ký tự")
    zalo_bot_proxy: SecretStr = Field(SecretStr(""), description="Proxy đi ra")

    zalo_oa_app_id: str = Field("", description="Mã ứng dụng Zalo")
    zalo_oa_app_secret: SecretStr = Field(SecretStr(""), description="Khóa bí mật của ứng dụng")
    zalo_oa_secret_key: SecretStr = Field(
        SecretStr(""), description="OA Secret Key ở trang Webhook (bỏ trống: dùng khóa ứng dụng)"
    )
    zalo_oa_refresh_token: SecretStr = Field(SecretStr(""), description="Refresh token lấy một lần ở API Explorer")
    zalo_oa_api_base: str = Field("https://openapi.zalo.me", description="Máy chủ OA")
    zalo_oa_oauth_base: str = Field("https://oauth.zaloapp.com", description="Máy chủ cấp token OA")
    zalo_oa_template_base: str = Field("https://business.openapi.zalo.me", description="Máy chủ gửi mẫu tin ZBS")
    zalo_oa_reminder_template: str = Field("", description="Mã mẫu tin nhắc đã được duyệt")
    zalo_oa_proxy: SecretStr = Field(SecretStr(""), description="Proxy đi ra")

    secret_key: SecretStr = Field(SecretStr(""), description="Khóa ký; bỏ trống: tự tạo lần đầu và giữ lại")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Mức ghi nhật ký")
    log_format: Literal["text", "json"] = Field("text", description="text hoặc json")

    @property
    def url(self) -> str:
        """The database's address, the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'sothon.db'}"

    @property
    def on_sqlite(self) -> bool:
        return self.url.startswith("sqlite")


NAMES = tuple(name.upper() for name in Settings.model_fields)
# Names that begin like ours and are not: a misspelt setting would otherwise be ignored in silence.
PREFIXES = ("TELEGRAM_", "ZALO_", "SOTHON_")
# They stand in the same .env for deploy/compose.yaml and deploy/Caddyfile.
DEPLOYED = ("SOTHON_DOMAIN", "SOTHON_UPSTREAM")


def load() -> Settings:
    """Read the environment and `.env`. Raises SettingsError with one line a wrong setting."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"{'.'.join(str(p) for p in e['loc']).upper()}: {e['msg']}" for e in error.errors()]
        raise SettingsError("Cài đặt chưa đúng, xin sửa trong .env:\n" + "\n".join(lines)) from None


def misspelt() -> list[tuple[str, str]]:
    """Names in the environment or `.env` that look like ours and are none, each with the name probably meant."""
    from difflib import get_close_matches

    names = set(os.environ)
    env_file = Path(".env")
    lines: set[str] = set()
    if env_file.exists():
        for line in env_file.read_text(encoding="utf-8").splitlines():
            name, sign, _ = line.partition("=")
            if sign and not name.lstrip().startswith("#"):
                lines.add(name.strip().upper())
    wrong = []
    for name in sorted(names | lines):
        if name in NAMES or name in DEPLOYED:
            continue
        close = get_close_matches(name, NAMES, 1, cutoff=0.85)
        if name.startswith(PREFIXES) or (name in lines and close):
            wrong.append((name, close[0] if close else ""))
    return wrong


def example() -> str:
    """The text of `.env.example`: every setting with its default and its help."""
    lines = ["# Sổ Thôn: mọi cài đặt. Chép tệp này thành .env rồi điền phần cần dùng; để trống là dùng mặc định.", ""]
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        lines += [f"# {field.description}", f"{name.upper()}={default}", ""]
    return "\n".join(lines)
