"""Finding a unit by the key an operator types, with the near ones named where there is none."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import bindparam, select

from storage.communes import Unit, as_unit
from storage.tables import units
from storage.tx import Tx

KINDS = {"country": "cả nước", "province": "tỉnh", "commune": "xã", "village": "thôn", "team": "tổ"}


class PlaceError(LookupError):
    """A key that names no unit, or several; the message says in Vietnamese which ones there are."""


def find_unit(tx: Tx, key: str) -> Unit:
    """The unit with a key: `tan-long` while only one has it, else with its parent's, `ba-dong/tan-long`.

    Case and blanks around do not matter. Raises PlaceError.
    """
    wanted = key.strip().lower()
    everything = {row.id: as_unit(row) for row in tx.all(select(units).order_by(units.c.id))}
    paths = {unit.id: _path(unit, everything) for unit in everything.values()}
    found = [unit for unit in everything.values() if _fits(paths[unit.id], wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise PlaceError(f"Có {len(found)} nơi mang khóa “{key}”, xin ghi rõ: {_list(_short(found, everything))}.")
    names = _short(everything.values(), everything)
    if not names:
        raise PlaceError("Sổ chưa có đơn vị nào; xin chạy “sothon setup TỆP” trước.")
    near = process.extract(wanted, names, scorer=OSA.normalized_similarity, limit=5, score_cutoff=0.5)
    hint = f"Có phải: {_list([name for name, _, _ in near])}?" if near else f"Các khóa đang có: {_list(names)}."
    raise PlaceError(f"Không có đơn vị nào mang khóa “{key}”. {hint}")


def _path(unit: Unit, everything: dict[int, Unit]) -> str:
    """The keys from the country down: vn/quang-ngai/ba-dong/tan-long."""
    parts = [unit.key]
    while unit.parent_id is not None:
        unit = everything[unit.parent_id]
        parts.append(unit.key)
    return "/".join(reversed(parts))


def _fits(path: str, wanted: str) -> bool:
    """Whether a path ends in the wanted one, whole keys only."""
    return bool(wanted) and ("/" + path).endswith("/" + wanted)


def _short(found: Iterable[Unit], everything: dict[int, Unit]) -> list[str]:
    """How each unit is best asked for: its key alone where no other has it, else with its parent's."""
    keys = [unit.key for unit in everything.values()]
    return [
        unit.key if keys.count(unit.key) == 1 else "/".join(_path(unit, everything).split("/")[-2:]) for unit in found
    ]


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:20])
    return f"{shown} và {len(names) - 20} nơi nữa" if len(names) > 20 else shown


def names_below(tx: Tx, unit: Unit) -> dict[str, str]:
    """Names by key of a unit and all below it; above a commune the keys carry the commune's, `ba-dong/tan-long`."""
    everything = {row.id: as_unit(row) for row in tx.all(select(units).order_by(units.c.id))}
    names = {}
    for one in everything.values():
        if not ("/" + _path(one, everything) + "/").startswith("/" + _path(unit, everything) + "/"):
            continue
        commune = everything.get(one.commune_id or 0)
        if unit.kind in ("country", "province") and commune is not None and commune is not one:
            names[f"{commune.key}/{one.key}"] = f"{one.name}, {commune.name}"
        else:
            names[one.key] = one.name
    return names


_ONE = select(units).where(units.c.id == bindparam("unit"))


def unit_by_id(tx: Tx, unit_id: int) -> Unit | None:
    """A unit by its id, or None."""
    row = tx.one(_ONE, {"unit": unit_id})
    return None if row is None else as_unit(row)


def above(tx: Tx, unit: Unit) -> tuple[int, ...]:
    """The ids of what lies above a unit, nearest first."""
    found: list[int] = []
    while unit.parent_id is not None:
        found.append(unit.parent_id)
        parent = unit_by_id(tx, unit.parent_id)
        assert parent is not None
        unit = parent
    return tuple(found)
