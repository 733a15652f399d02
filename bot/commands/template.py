"""`sothon template`: the commune's own skeleton of the report: see it, put one's own in its place, go back."""

from argparse import Namespace
from pathlib import Path

from bot.commands.export import write_whole
from bot.commands.ledger import CommandError, ledger, transaction
from reports import official, skeleton
from storage import templates
from storage.communes import load
from storage.places import find_unit
from storage.tx import Tx


def run(args: Namespace) -> int:
    """Shows, sets or drops the template. Raises CommandError, ReportError, PlaceError, SettingsError, SchemaError."""
    if args.action != "drop" and not args.file:
        raise CommandError(f"Xin ghi tên tệp: sothon template {args.action} --unit {args.unit} mau.docx")
    with ledger() as (_, store), store.write() as connection:
        tx = transaction(connection)
        unit = find_unit(tx, args.unit)
        if unit.kind != "commune":
            raise CommandError(f"Mẫu báo cáo là của xã; {unit.name} không phải xã.")
        {"show": _show, "set": _set, "drop": _drop}[args.action](tx, unit.id, args.file)
    return 0


def _show(tx: Tx, commune_id: int, file: str) -> None:
    own = templates.get(tx, commune_id)
    write_whole(Path(file), own or skeleton.default())
    whose = "mẫu riêng của xã" if own else "mẫu của Sổ Thôn"
    print(
        f"✅ Đã ghi {whose} ra {Path(file).name}. Mở bằng Word, sửa lời và thứ tự các phần, rồi “sothon template set”."
    )
    print("Các trường dùng được (viết trong hai cặp ngoặc nhọn, ví dụ {{doan_tap_huan}}):")
    for name, meaning in official.known(load(tx, commune_id)).items():
        print(f"  {name:<28} {meaning}")


def _set(tx: Tx, commune_id: int, file: str) -> None:
    data = Path(file).read_bytes()
    unknown = official.check(data, load(tx, commune_id))
    if unknown:
        shown = ", ".join("{{" + name + "}}" for name in unknown[:10])
        raise CommandError(
            f"Mẫu có trường không biết: {shown}. Chưa thay mẫu; “sothon template show” in các trường có."
        )
    templates.put(tx, commune_id, data)
    print(f"✅ Từ nay báo cáo Word dùng mẫu {Path(file).name}.")


def _drop(tx: Tx, commune_id: int, _file: str) -> None:
    had = templates.drop(tx, commune_id)
    print(
        "✅ Đã bỏ mẫu riêng, dùng lại mẫu của Sổ Thôn." if had else "Xã đang dùng mẫu của Sổ Thôn, không có gì để bỏ."
    )
