"""Values: dataclasses with slots that type checkers hold frozen."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """A dataclass with slots, compared and hashed by its fields, whose fields are never assigned to again.

    That none is assigned to is mypy's to see, not the interpreter's: CPython's own `frozen=True` stores every field by
    way of `object.__setattr__`, which makes an object of six fields cost eight times as much, and a turn makes some
    twenty of them.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
