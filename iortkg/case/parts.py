"""Everything that an answer is put together from."""

from __future__ import annotations

from dataclasses import dataclass

from iortkg.case.clean import Clean
from iortkg.case.draft import Draft
from iortkg.case.facts import Facts
from iortkg.case.nearmiss import NearMiss
from iortkg.case.rules import Verdict
from iortkg.case.scene import Scene
from iortkg.codebooks import NONE, Codebooks
from iortkg.knowledge import Thing
from iortkg.model import Caution, Correction, Question


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read, judged and found of a case; met are the rules that hold, whatever the day."""

    text: str
    united: Clean
    id: str | int | None
    on: str
    on_from: str
    setting: str
    setting_from: str
    status: str
    service: str
    scene: Scene
    facts: Facts
    drafts: tuple[Draft, ...]
    diagnoses: tuple[Draft, ...]
    considered: tuple[Verdict, ...]
    met: tuple[Thing, ...]
    questions: tuple[Question, ...]
    misses: tuple[NearMiss, ...]
    cautions: tuple[Caution, ...]
    corrections: tuple[Correction, ...]
    books: Codebooks = NONE
