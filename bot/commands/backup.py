"""`sothon backup FILE`: the whole ledger in one file, while the bot goes on."""

from argparse import Namespace
from pathlib import Path

from bot.commands.ledger import load_settings
from bot.upkeep import backup
from vietnamese.words import number

# What an administrator knows a ledger by.
TITLES = {"units": "đơn vị", "people": "người", "entries": "lần báo số liệu", "inbox": "tin đến", "outbox": "tin đi"}


def run(args: Namespace) -> int:
    """Writes the file and says what is in it. Raises SettingsError, UpkeepError."""
    settings, target = load_settings(), Path(args.file)
    copy = backup(settings, target, force=args.force)
    print(f"✅ Đã sao lưu ra {target} ({number(target.stat().st_size // 1024 + 1)} KB).")
    if copy is not None:
        print(f"Bên trong: {contents(copy.rows)}.")
        if copy.key == "setting":
            print("Khóa ký không nằm trong tệp (SECRET_KEY ở .env): xin giữ .env cùng chỗ an toàn.")
    print("Tệp có dữ liệu cá nhân và khóa: xin cất nơi chỉ người quản trị mở được. Tệp .env (mã bot) xin giữ riêng.")
    return 0


def contents(rows: dict[str, int]) -> str:
    """The counts of a ledger in words."""
    return ", ".join(f"{number(rows[table])} {title}" for table, title in TITLES.items() if table in rows)
