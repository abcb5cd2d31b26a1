"""The whole way of a case: text, scene, event, facts, verdicts, lines, answer."""

from __future__ import annotations

from dataclasses import dataclass

from iortkg.case.assemble import assemble
from iortkg.case.claims import propose
from iortkg.case.clean import clean
from iortkg.case.dates import stated_day
from iortkg.case.diagnoses import diagnose, has_codes_on
from iortkg.case.entail import Known
from iortkg.case.events import read_event
from iortkg.case.facts import establish
from iortkg.case.mentions import Mention
from iortkg.case.nearmiss import near_misses
from iortkg.case.parts import Parts
from iortkg.case.read import read_scene
from iortkg.case.reader import Reader
from iortkg.case.rules import MET, judge
from iortkg.case.scene import Scene
from iortkg.case.spelling import respelled
from iortkg.case.status import questions_of, service_of, status_of
from iortkg.model import Caution, Outcome


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of a case beside its text; today stands in where it names no day."""

    today: str
    id: str | int | None = None
    on: str | None = None
    setting: str | None = None


def code_case(text: str, reader: Reader, given: Given) -> Outcome:
    """The answer to a case."""
    index = reader.index
    united = respelled(clean(text), reader.spelling)
    plain = united.text
    scene = read_scene(plain, reader)
    event = read_event(scene)
    on, on_from, dated, cautions = _day(plain, given)
    setting, setting_from, more = _setting(scene, given)
    facts = establish(scene, event, setting, dated)
    rules = [rule for rule in index.instances("ior:Rule") if "ior:forBiller" in rule.links]
    delivery = judge([r for r in rules if r.is_a("ior:DeliveryRule")], facts, apart="setting")
    status = status_of(event, delivery, index, on)
    verdicts = judge(rules, facts)
    proposing = status in ("coded", "needs-information") and event.delivered in ("yes", "partly")
    drafts = propose([v for v in verdicts if "ior:considers" not in v.rule.links], facts, on) if proposing else ()
    diagnoses = diagnose(scene, facts, on)
    asked = (["setting"] if setting_from == "default" else []) + (
        ["diagnosis"] if not diagnoses and proposing and has_codes_on(index, on) else []
    )
    if (
        proposing
        and facts.places.treated is None
        and any(v.state == MET and "ior:proposesFrom" in v.rule.links for v in verdicts)
    ):
        asked.append("site")
    others = [v for v in verdicts if not v.rule.is_a("ior:DeliveryRule") and "ior:considers" not in v.rule.links]
    questions = questions_of(status, delivery, others, drafts, facts, on, asked)
    decided = [code for question in questions for code in question.decides]
    considered = [v for v in verdicts if "ior:considers" in v.rule.links and v.state == MET and v.rule.is_valid_on(on)]
    proposed = [v.rule for v in (*delivery, *verdicts) if v.state == MET and "ior:considers" not in v.rule.links]
    return assemble(
        Parts(
            text, united, given.id, on, on_from, setting, setting_from, status, service_of(event, index),
            scene, event, facts,
            drafts, diagnoses, tuple(considered) if status != "no-code-on-date" else (),
            tuple(dict.fromkeys(proposed)) if status != "not-iort" and event.delivered != "unknown" else (), questions,
            near_misses(drafts, decided, rules, [v.rule for v in considered], facts, plain, on), (*cautions, *more),
        )
    )  # fmt: skip


def _day(text: str, given: Given) -> tuple[str, str, tuple[Known, ...], tuple[Caution, ...]]:
    """The day of service, where it comes from, the fact that the text states, and a word where it says otherwise."""
    stated, start, end = stated_day(text)
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
