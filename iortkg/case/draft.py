"""Claim lines still tied to mentions; evidence numbers are given when the answer is put together."""

from __future__ import annotations

from dataclasses import dataclass

from iortkg.case.mentions import Mention
from iortkg.knowledge import Thing
from iortkg.model import Alternative


@dataclass(frozen=True, slots=True)
class Draft:
    """A line for a biller, with the rule, the path to the code and the mentions that it rests on."""

    biller: str
    code: Thing
    rule: Thing
    core: bool
    confidence: str
    path: tuple[str, ...]
    mentions: tuple[Mention, ...]
    units: int | None = None
    modifiers: tuple[str, ...] | None = None
    alternatives: tuple[Alternative, ...] = ()
