"""The fields of a view read back from JSON, each by its type; what is not as it should be is named with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from iortkg.errors import InputError

_FARTHEST = 1e7  # a place beyond is no place of a picture


def ill(place: str, wanted: str) -> InputError:
    """The fault of a field: where it stands and what it should be."""
    return InputError(f"This is no view: {place} should {wanted}. Write it again with iortkg graph -o FILE.json.")


def required(values: Mapping[str, object], name: str, place: str) -> object:
    """A field that a view always has."""
    if name not in values:
        raise ill(place + name, "be there")
    return values[name]


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise ill(place, "be a text")
    return value


def _number(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or abs(value) > _FARTHEST:
        raise ill(place, "be a number that a picture can hold")
    return float(value)


def _whole(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _FARTHEST:
        raise ill(place, "be a whole number")
    return value


def _truth(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise ill(place, "be a truth value")
    return value


def _items(value: object, place: str, length: int | None = None) -> list[object]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise ill(place, "be a list" if length is None else f"be a list of {length}")
    return value


def _texts(value: object, place: str) -> tuple[str, ...]:
    return tuple(_text(item, place) for item in _items(value, place))


def _span(value: object, place: str) -> tuple[int, int] | None:
    if value is None:
        return None
    start, end = (_whole(item, place) for item in _items(value, place, 2))
    return start, end


def _point(value: object, place: str) -> tuple[float, float]:
    x, y = (_number(item, place) for item in _items(value, place, 2))
    return x, y


def _points(value: object, place: str) -> tuple[tuple[float, float], ...]:
    return tuple(_point(item, place) for item in _items(value, place))


READ: Mapping[str, Callable[[object, str], Any]] = {  # Any: a value of the type that is the key
    "str": _text,
    "float": _number,
    "int": _whole,
    "bool": _truth,
    "str | None": lambda value, place: None if value is None else _text(value, place),
    "tuple[str, ...]": _texts,
    "tuple[int, int] | None": _span,
    "tuple[tuple[float, float], ...]": _points,
}
