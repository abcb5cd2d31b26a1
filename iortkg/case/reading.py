"""A case as it was read: its facts, the day and the setting, before any rule has judged it."""

from __future__ import annotations

from dataclasses import dataclass

from iortkg.case.clean import Clean, clean
from iortkg.case.dates import Stated
from iortkg.case.entail import Known
from iortkg.case.events import Event, read_event
from iortkg.case.facts import Facts, establish
from iortkg.case.mentions import Mention
from iortkg.case.read import read_scene
from iortkg.case.reader import Reader
from iortkg.case.scene import Scene
from iortkg.case.spelling import respelled
from iortkg.codebooks import NONE, Codebooks
from iortkg.model import Caution, Correction


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of a case beside its text, and the tables to ask; today stands in where it names no day."""

    today: str
    id: str | int | None = None
    on: str | None = None
    setting: str | None = None
    corrections: tuple[Correction, ...] = ()
    books: Codebooks = NONE


@dataclass(frozen=True, slots=True)
class Reading:
    """What a case says. Rules judge its facts alone, so facts from another hand can stand in for those read."""

    text: str
    united: Clean
    scene: Scene
    event: Event
    facts: Facts
    on: str
    on_from: str
    setting: str
    setting_from: str
    cautions: tuple[Caution, ...]


def read_case(text: str, reader: Reader, given: Given) -> Reading:
    """The reading of a case text."""
    united = respelled(clean(text), reader.spelling)
    scene = read_scene(united.text, reader)
    event = read_event(scene)
    on, on_from, dated, cautions = _day(scene.stated, given)
    setting, setting_from, more = _setting(scene, given)
    facts = establish(scene, event, setting, dated)
    return Reading(text, united, scene, event, facts, on, on_from, setting, setting_from, (*cautions, *more))


def _day(found: Stated, given: Given) -> tuple[str, str, tuple[Known, ...], tuple[Caution, ...]]:
    """The day of service, where it comes from, the fact that the text states, and a word where it says otherwise."""
    stated, start, end = found
    told = (Known("date", "ior:StatedDay", (Mention(start, end, "ior:StatedDay"),)),) if stated else ()
    if given.on:
        note = f"The text states {stated} as the day; {given.on} was given and is used."
        return given.on, "given", told, (Caution(note),) if stated and stated != given.on else ()
    return (stated, "text", told, ()) if stated else (given.today, "today", (), ())


def _setting(scene: Scene, given: Given) -> tuple[str, str, tuple[Caution, ...]]:
    """The setting concept, where it comes from, and a word where the text says otherwise."""
    index = scene.index
    by_name = {thing.text("skos:notation"): thing.curie for thing in index.instances("ior:Setting")}
    named = [m for m in scene.mentions if index[m.concept].is_a("ior:Setting")]
    told = [m.concept for m in named if m.status in ("affirmed", "given", "named")]
    told = told or [m.concept for m in named if m.status == "past"]
    stated = max(sorted(set(told)), key=told.count, default="")
    if given.setting:
        chosen = by_name[given.setting]
        differs = bool(stated) and stated != chosen
        note = f"The text reads as {index.label(stated)}; {given.setting} was given and is used."
        return chosen, "given", (Caution(note),) if differs else ()
    return (stated, "text", ()) if stated else (by_name["outpatient"], "default", ())
