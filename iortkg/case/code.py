"""The whole way of a case: what was read, what was set by hand, then verdicts, lines, answer."""

from __future__ import annotations

from dataclasses import replace

from iortkg.case.assemble import assemble
from iortkg.case.choices import beside_choices, rules_in_force
from iortkg.case.claims import propose
from iortkg.case.correct import as_given, corrected
from iortkg.case.diagnoses import diagnose, has_codes_on
from iortkg.case.doubts import doubted
from iortkg.case.nearmiss import near_misses
from iortkg.case.parts import Parts
from iortkg.case.proposal import Submitted
from iortkg.case.proposed import given_with, with_proposed
from iortkg.case.reader import Reader
from iortkg.case.reading import Given, Reading, read_case
from iortkg.case.rules import MET, is_considering, judge
from iortkg.case.status import questions_of, service_of, status_of
from iortkg.model import Outcome


def code_case(text: str, reader: Reader, given: Given, proposal: tuple[Submitted, ...] = ()) -> Outcome:
    """The answer to a case: it is read, facts from outside take the place of those read, and the rules decide.

    What is submitted comes first, and what is set by hand in the place of that.
    """
    given = given_with(given, proposal, reader.index)
    reading, differences = read_case(text, reader, as_given(given, reader.index)), None
    if proposal:
        reading, differences = with_proposed(reading, proposal)
    found = decide(corrected(reading, given) if given.corrections else reading, given)
    return replace(found, proposal=proposal, differences=differences) if proposal else found


def decide(reading: Reading, given: Given) -> Outcome:
    """The answer that the rules give to a reading, wherever its facts come from."""
    facts, on = reading.facts, reading.on
    index = facts.index
    rules = [rule for rule in rules_in_force(index, on) if "ior:forBiller" in rule.links]
    delivery = judge([rule for rule in rules if "ior:DeliveryRule" in rule.classes], facts, apart="setting")
    status = status_of(facts, delivery, on)
    verdicts = judge(rules, facts)
    proposing = status in ("coded", "needs-information") and facts.delivered in ("yes", "partly")
    drafts = propose([v for v in verdicts if not is_considering(v.rule)], facts, on) if proposing else ()
    drafts = doubted(drafts, reading.scene, facts, on=on)
    diagnoses = diagnose(reading.scene, facts, on)
    asked = (["setting"] if reading.setting_from == "default" else []) + (
        ["diagnosis"] if not diagnoses and proposing and has_codes_on(index, on) else []
    )
    if (
        proposing
        and facts.places.treated is None
        and any(v.state == MET and "ior:proposesFrom" in v.rule.links for v in verdicts)
    ):
        asked.append("site")
    others = [v for v in verdicts if "ior:DeliveryRule" not in v.rule.classes and not is_considering(v.rule)]
    questions = questions_of(status, delivery, others, drafts, facts, on, asked)
    decided = [code for question in questions for code in question.decides]
    met = [v for v in verdicts if is_considering(v.rule) and v.state == MET and v.rule.is_valid_on(on)]
    considered = beside_choices(met, drafts, index, on)
    proposed = [v.rule for v in (*delivery, *verdicts) if v.state == MET and not is_considering(v.rule)]
    misses = near_misses(drafts, decided, rules, [v.rule for v in considered], facts, reading.united.text, on)
    return assemble(
        Parts(
            reading.text, reading.united, given.id, on, reading.on_from, reading.setting, reading.setting_from, status,
            service_of(facts), reading.scene, facts, drafts, diagnoses,
            considered if status != "no-code-on-date" else (),
            tuple(dict.fromkeys(proposed)) if status != "not-iort" and facts.delivered != "unknown" else (), questions,
            misses, reading.cautions, given.corrections, given.books,
        )
    )  # fmt: skip
