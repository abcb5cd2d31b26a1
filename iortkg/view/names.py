"""What things are called: the labels of a walk, else words made from the identifier."""

from __future__ import annotations

import re
from collections.abc import Callable

from iortkg.model import Walk
from iortkg.view.clean import plain

Names = Callable[[str], str]
_SEAM = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_]+")


def names(walk: Walk) -> Names:
    """A function that names a concept, rule or code as the walk does."""
    labels = {node.id: plain(node.label) for node in walk.nodes if node.kind != "text"}
    return lambda identifier: labels.get(identifier) or spoken(identifier)


def spoken(identifier: str) -> str:
    """The last part of an identifier as words.

    >>> spoken("tiny:RedKite")
    'red kite'
    """
    last = re.split(r"[:/#]", plain(identifier))[-1] or plain(identifier)
    words = [word for word in _SEAM.split(last) if word]
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in words)


def told(value: str) -> str:
    """A value of the contract as words: hyphens become spaces."""
    return plain(value).replace("-", " ")
