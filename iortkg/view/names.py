"""What things are called: the labels of a walk, else words made from the identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from iortkg.model import Walk
from iortkg.view.clean import plain

KIND_WORDS = {"text": "words of the note", "word": "class or property"}
Label = Callable[[str], str | None]
Meaning = Callable[[str, str], str]
_IDENTIFIER = re.compile(r"[A-Za-z][\w.-]*:[^\s/]\S*")
_SEAM = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Names a concept, a rule or a citation as the walk does, else as the label function does; and tells codes."""

    labels: Mapping[str, str]
    label: Label | None = None
    meaning: Meaning | None = None

    def __call__(self, identifier: str) -> str:
        """The best name there is for an identifier."""
        given = (self.label and self.label(identifier)) or identifier
        return self.labels.get(identifier) or (spoken(identifier) if given == identifier else plain(given))

    def code(self, system: str, code: str) -> str:
        """What a code of a system is for, in short; empty where that is not known."""
        return plain(self.meaning(system, code)) if self.meaning else ""


def names(walk: Walk, label: Label | None = None, meaning: Meaning | None = None) -> Names:
    """The names of the things on a walk and of those that label and meaning know."""
    return Names({node.id: plain(node.label) for node in walk.nodes if node.kind != "text"}, label, meaning)


def spoken(identifier: str) -> str:
    """The last part of a short identifier as words; anything else stays as it is.

    >>> spoken("tiny:RedKite")
    'red kite'
    """
    if not _IDENTIFIER.fullmatch(plain(identifier)):
        return plain(identifier)
    last = re.split(r"[:/#]", plain(identifier))[-1] or plain(identifier)
    words = [word for word in _SEAM.split(last) if word]
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in words)


def told(value: str) -> str:
    """A value of the contract as words: hyphens become spaces."""
    return plain(value).replace("-", " ")
