"""What things are called: the labels of a walk, else words made from the identifier."""

from __future__ import annotations

import re
from collections.abc import Callable

from iortkg.model import Walk
from iortkg.view.clean import plain

Names = Callable[[str], str]
Label = Callable[[str], str | None]
_IDENTIFIER = re.compile(r"[A-Za-z][\w.-]*:[^\s/]\S*")
_SEAM = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_]+")


def names(walk: Walk, label: Label | None = None) -> Names:
    """A function that names a concept, a rule or a citation as the walk does, else as the label function does."""
    labels = {node.id: plain(node.label) for node in walk.nodes if node.kind != "text"}

    def name(identifier: str) -> str:
        """The best name there is for an identifier."""
        given = (label and label(identifier)) or identifier
        return labels.get(identifier) or (spoken(identifier) if given == identifier else plain(given))

    return name


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
