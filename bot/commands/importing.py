"""`sothon import FILE`: years kept in Excel become entries; each bad row is named, the same file twice adds nothing."""

import hashlib
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import select

from bot.commands.ledger import CommandError, ledger, transaction
from bot.importing import Bad, FileError, Find, Sheet, read
from domain.indicators import INDICATORS
from domain.periods import local
from storage import audit, importing
from storage.communes import Commune, Unit, load
from storage.importing import Clash, Figures
from storage.places import PlaceError, find_unit
from storage.tables import units
from storage.tx import Tx
from vietnamese.fold import fold
from vietnamese.words import full_day, number, village

SHOWN = 50  # bad rows named; the rest are counted
ODD = 20  # odd figures named


def run(args: Namespace) -> int:
    """Reads, checks, stores. Raises CommandError where nothing was written because rows are bad."""
    path = Path(args.file)
    with ledger() as (_, store), store.write() as connection:
        tx = transaction(connection)
        communes: dict[int, Commune] = {}
        try:
            sheet = read(path, _finder(tx, communes), _spellings(tx), local(tx.now).date())
        except FileError as error:
            raise CommandError(str(error)) from None
        bad = sorted([*sheet.bad, *_clashes(tx, sheet, communes)], key=lambda one: one.line)
        wrong = {one.line for one in bad}
        good = [row for row in sheet.good if row.line not in wrong]
        if bad:
            _tell(bad)
            if not args.skip_bad:
                raise CommandError(
                    f"Có {number(len(wrong))} dòng chưa dùng được nên chưa ghi gì. Xin sửa tệp, "
                    "hoặc thêm --skip-bad để bỏ qua các dòng ấy."
                )
        known = importing.known(tx, [row.source for row in good])
        fresh = [row for row in good if row.source not in known]
        added, known_before = importing.store(tx, good)
        _odd(tx, fresh, communes)
        if args.dry_run:
            tx.flush()
            connection.get_transaction().rollback()  # type: ignore[union-attr]  # it was tried in earnest
            print(f"Thử: sẽ ghi {number(added)} dòng; {number(known_before)} dòng đã có. Chưa ghi gì.")
            return 0
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        for commune_id in sorted({row.commune_id for row in good} if added else ()):
            audit.note(tx, None, commune_id, "import", {"rows": added, "file": digest})
        tx.flush()
    _done(path.name, good, added, known_before, len(wrong))
    return 0


def _finder(tx: Tx, communes: dict[int, Commune]) -> Find:
    """Units by key (`tan-long`, `ba-dong/tan-long`) or by name, looked up once each."""
    by_name: dict[str, list[str]] = {}
    everything = {row.id: row for row in tx.all(select(units))}
    for row in everything.values():
        if row.kind in ("village", "team"):
            parent = everything[row.parent_id]
            for name in {fold(name) for name in (row.name, *row.names)}:
                by_name.setdefault(name, []).append(f"{parent.key}/{row.key}")
    found: dict[str, tuple[Commune, Unit]] = {}

    def find(text: str) -> tuple[Commune, Unit]:
        if text not in found:
            found[text] = _find(tx, text, by_name, communes)
        return found[text]

    return find


def _find(tx: Tx, text: str, by_name: dict[str, list[str]], communes: dict[int, Commune]) -> tuple[Commune, Unit]:
    if not text:
        raise FileError("thiếu đơn vị.")
    keys = by_name.get(" ".join(fold(text).split()), [])
    if len(keys) > 1:
        raise FileError(f"có {len(keys)} nơi tên “{text}”; xin ghi khóa: {', '.join(keys[:5])}.")
    try:
        unit = find_unit(tx, keys[0] if keys else text)
    except PlaceError as error:
        raise FileError(str(error)) from None
    if unit.kind not in ("village", "team") or unit.commune_id is None:
        raise FileError(
            f"{unit.name} không phải thôn; số của cả xã không cộng vào số của thôn, xin ghi theo từng thôn."
        )
    if unit.commune_id not in communes:
        communes[unit.commune_id] = load(tx, unit.commune_id)
    return communes[unit.commune_id], unit


def _spellings(tx: Tx) -> list[tuple[str, str]]:
    """Every way an indicator's column may be headed; a commune's own indicators too."""
    found = [(name, one.key) for one in INDICATORS for name in (*one.aliases, one.short, one.label, one.key)]
    ids = [row.id for row in tx.all(select(units.c.id).where(units.c.kind == "commune"))]
    return found + [(name, own.key) for i in ids for own in load(tx, i).own for name in (own.label, own.key)]


def _clashes(tx: Tx, sheet: Sheet, communes: dict[int, Commune]) -> list[Bad]:
    rows = {row.line: row for row in sheet.good}
    return [Bad(one.line, _clash(one, rows[one.line], communes)) for one in importing.clashes(tx, sheet.good)]


def _clash(one: Clash, row: Figures, communes: dict[int, Commune]) -> str:
    commune = communes[row.commune_id]
    days = full_day(one.last) if one.first == one.last else f"{full_day(one.first)}–{full_day(one.last)}"
    whence = "từ một tệp nhập trước" if one.imported else "do người trong thôn báo"
    return (
        f"sổ đã có {number(one.value)} {commune.indicator(one.indicator).short} của "
        f"{village(commune.unit(row.unit_id).name)} ngày {days} ({whence}); ghi nữa sẽ tính hai lần."
    )


def _odd(tx: Tx, rows: Sequence[Figures], communes: Mapping[int, Commune]) -> None:
    """Figures of the file that look odd beside the village's own history: named here, kept for the officer's “số lạ”.
    They are stored all the same: a figure that somebody wrote down is not refused."""
    found: list[tuple[Figures, str, str]] = []
    for row in rows:
        for key, one in importing.oddities(tx, row, communes[row.commune_id]):
            found.append((row, key, one.why))
    for row, key, why in found[:ODD]:
        commune = communes[row.commune_id]
        what = f"{number(row.values[key])} {commune.indicator(key).short}"
        print(f"⚠️ dòng {row.line}, {village(commune.unit(row.unit_id).name)}: {what}. {why}")
    if len(found) > ODD:
        print(f"⚠️ … và {number(len(found) - ODD)} số lạ nữa.")
    if found:
        print(f"{number(len(found))} số lạ: cán bộ xã nhắn “số lạ” để xem từng số.")


def _tell(bad: Sequence[Bad]) -> None:
    for one in bad[:SHOWN]:
        print(f"dòng {one.line}: {one.why}")
    if len(bad) > SHOWN:
        print(f"… và {number(len(bad) - SHOWN)} lỗi nữa.")


def _done(name: str, rows: Sequence[Figures], added: int, before: int, skipped: int) -> None:
    parts = [f"✅ {name}: đã ghi {number(added)} dòng"]
    parts += [f"{number(before)} dòng đã có từ trước"] if before else []
    parts += [f"bỏ qua {number(skipped)} dòng"] if skipped else []
    print("; ".join(parts) + ".")
    if added:
        first, last = min(row.first for row in rows), max(row.last for row in rows)
        print(f"Số liệu từ ngày {full_day(first)} đến ngày {full_day(last)}, {len({r.unit_id for r in rows})} đơn vị.")
