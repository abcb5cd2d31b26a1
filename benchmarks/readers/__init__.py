"""Ways to read a note: iortkg's and those that reading.py sets beside it. Each runs in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

# The core lines of each biller, as labels of cases write them.
Claims = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader is given: the text, and the setting and the day where the caller gives them."""

    text: str
    setting: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a reader answers."""

    service: str
    claims: Claims


@dataclass(frozen=True, slots=True)
class Example:
    """A note whose service a reader may learn from."""

    text: str
    service: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A label of the ontology and the service that it speaks for, which is an empty text where it settles none."""

    words: str
    service: str


@dataclass(frozen=True, slots=True)
class Material:
    """What readers may be made from; leave_out is true where the examples are the very notes to read."""

    cards: tuple[Example, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    examples: tuple[Example, ...] = ()
    leave_out: bool = False


Read = Callable[[Iterable[Note]], list[Guess]]
