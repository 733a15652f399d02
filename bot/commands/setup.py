"""`sothon setup FILE`: a commune made or brought up to date from a TOML file; a second time changes nothing."""

import re
import tomllib
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.commands.codes import Code, Maker
from bot.commands.ledger import CommandError, ledger, transaction
from domain.roles import ROLE_NAMES, Role
from storage import setup
from storage.communes import Communes, Unit
from storage.setup import Done, SetupError
from storage.tables import units
from storage.tx import Tx
from vietnamese.fold import fold

LISTS = ("village", "team", "person", "target", "denominator", "count", "day_off", "indicator")
TABLES = ("commune", "cycle")
SIZE = 1 << 20  # bytes: a commune's file has a few thousand


def run(args: Namespace) -> int:
    """Applies the file and prints what changed and the codes it made. Raises CommandError, SetupError and the rest."""
    path = Path(args.file)
    plan, text = read(path)
    with ledger() as (settings, store):
        maker = Maker(settings, store)
        with store.write() as connection:
            tx = transaction(connection)
            before = {row.id for row in tx.all(select(units.c.id))}
            try:
                done = setup.apply(tx, plan, fold)
            except SetupError as error:
                raise CommandError(f"{path.name} chưa dùng được, chưa ghi gì:\n" + _placed(error.lines, text)) from None
            new = [unit for unit in Communes().get(tx, done.commune_id).units if unit.id not in before]
            codes = _codes(tx, maker, new, done)
            tx.flush()
    _tell(done, codes)
    return 0


def read(path: Path) -> tuple[dict[str, Any], str]:
    """A set-up file as its tables, and its text. Raises CommandError with the line of a mistake."""
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise CommandError("Phiên bản này đọc tệp thiết lập dạng TOML; tệp Excel sẽ đọc được ở bản sau ạ.")
    if path.is_file() and path.stat().st_size > SIZE:
        raise CommandError(f"{path.name} lớn quá 1 MB, không giống tệp thiết lập.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{path.name} không phải chữ UTF-8; xin lưu lại với bảng mã UTF-8.") from None
    try:
        plan = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"{path.name} viết chưa đúng dạng TOML: {_mistake(str(error), text)}") from None
    wrong = [f"[{name}] phải viết hai ngoặc: [[{name}]]." for name in LISTS if not _is_list(plan.get(name, []))]
    wrong += [
        f"[[{name}]] phải viết một ngoặc: [{name}]." for name in TABLES if not isinstance(plan.get(name, {}), dict)
    ]
    if wrong:
        raise CommandError(f"{path.name} chưa dùng được, chưa ghi gì:\n" + _placed(wrong, text))
    return plan, text


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(block, Mapping) for block in value)


# tomllib's commonest complaints; the place is what helps most, so the rest keep only that.
_MISTAKES = (
    ("Cannot overwrite a value", "mục này đã ghi ở trên rồi"),
    ("Cannot declare", "phần này đã khai báo ở trên rồi"),
    ("Invalid value", "giá trị viết chưa đúng (chữ phải nằm trong ngoặc kép, ngày viết 2025-07-01)"),
    ("Expected '=' after a key", "thiếu dấu = sau tên mục (tên không dấu, không có khoảng trắng)"),
    ("Expected newline or end of document", "thừa chữ sau giá trị, hoặc thiếu ngoặc kép"),
    ("Expected ']'", "thiếu dấu ]"),
    ("Unclosed array", "thiếu dấu ] để đóng danh sách"),
    ("Illegal character", "ngoặc kép chưa đóng, hoặc có ký tự lạ"),
    ("Unterminated string", "ngoặc kép chưa đóng"),
    ("Invalid initial character for a key part", "tên mục viết chưa đúng"),
    ("Invalid statement", "dòng này không phải “tên = giá trị” cũng không phải [phần]"),
)


def _mistake(message: str, text: str) -> str:
    """A parser's complaint in Vietnamese, with its line and what stands there."""
    what = next((words for start, words in _MISTAKES if message.startswith(start)), "viết chưa đúng")
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = text.splitlines()
    number = int(place[1]) if place else len(lines)
    shown = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f"dòng {number}: {what}." + (f"\n    {shown[:100]}" if shown else "")


def _placed(lines: list[str], text: str) -> str:
    """Complaints about a block ("[[person]] thứ 3: …") with the line where it begins."""
    heads: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]?\]", line)
        if head:
            heads.setdefault(head[1], []).append(number)
    out = []
    for line in lines:
        block = re.match(r"\[\[?([\w.-]+)\]?\](?: thứ (\d+))?", line)
        places = heads.get(block[1], []) if block else []
        nth = int(block[2]) if block and block[2] else 1
        out.append(f"- dòng {places[nth - 1]}, {line}" if nth <= len(places) else f"- {line}")
    return "\n".join(out)


def _codes(tx: Tx, maker: Maker, new: list[Unit], done: Done) -> list[tuple[str, Code]]:
    """A code for the members of every new place, and one for every new person."""
    codes = [(f"{unit.name}, thành viên", maker.make(tx, unit.id, Role.MEMBER)) for unit in new]
    for person_id, name, unit_id, role in done.people:
        codes.append((f"{name} ({ROLE_NAMES[Role(role)]})", maker.make(tx, unit_id, Role(role), person_id)))
    return codes


def _tell(done: Done, codes: list[tuple[str, Code]]) -> None:
    for title, names in (
        ("Thêm đơn vị", done.units),
        ("Sửa đơn vị", done.changed),
        ("Thêm người", [name for _, name, _, _ in done.people]),
    ):
        if names:
            print(f"{title} ({len(names)}): {', '.join(names)}")
    print(f"✅ {done.commune}: sổ đã đúng theo tệp thiết lập." if codes or done.units or done.changed
          else f"✅ {done.commune}: không có đơn vị hay người nào mới; các số của tệp đã có trong sổ.")  # fmt: skip
    if codes:
        print("\nMã mời (chỉ hiện một lần này; ai nhắn mã cho bot là vào):")
        width = max(len(title) for title, _ in codes)
        for title, code in codes:
            print(f"  {code.text}  {title:<{width}}  {code.uses} lần, {code.days} ngày")
