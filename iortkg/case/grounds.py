"""The words of a note that settle a kind of fact, or that it stays open, as the beginning of a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iortkg.case.entail import Known
from iortkg.case.facts import GIVEN, NOT_GIVEN, PARTLY, Facts
from iortkg.case.hand import how_set
from iortkg.case.mentions import Mention


@dataclass(frozen=True, slots=True)
class Grounds:
    """The mentions that settle a kind of fact, and the clause that quotes them."""

    mentions: tuple[Mention, ...]
    words: str
    is_settled: bool = True


def grounds(kind: str, concept: str, facts: Facts, text: str) -> Grounds:
    """What the note says of a kind of fact; of what is held, where a concept is named."""
    if kind == "setting":
        mentions = next((fact.mentions for fact in facts.known if fact.kind == kind), ())
        return Grounds(mentions, f"The setting is {facts.index.label(facts.setting)}")
    hand = _by_hand(kind, facts)
    if hand:
        label = facts.index.label(facts.index.meant(hand.concept))
        return Grounds((), f"{_opened(_SET.get(kind, f'the {kind}'))} is {how_set(hand)} ({label})")
    if kind in facts.open_kinds and kind == "radiation":
        return Grounds((), _left_open(facts), is_settled=False)
    found = _told(kind, concept, facts)
    if not found:
        return Grounds((), f"The note does not settle {_NAMES.get(kind, f'the {kind}')}", is_settled=False)
    mention, meant = found
    quote = " ".join(text[mention.start : mention.end].split())
    label = facts.index.label(meant)
    means = "" if label.casefold() == quote.casefold() else f" ({label})"
    return Grounds((mention,), f"The note says \u201c{quote}\u201d{means}")


def _by_hand(kind: str, facts: Facts) -> Known | None:
    """The fact not read from the words that settles a kind of fact."""
    for wanted in (kind, *_STANDING_IN.get(kind, ())):
        for fact in facts.of_kind(wanted):
            if (
                fact.set_by
                and not fact.mentions
                and (wanted != "delivered" or fact.concept in (GIVEN, PARTLY, NOT_GIVEN))
            ):
                return fact
    return None


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def _told(kind: str, concept: str, facts: Facts) -> tuple[Mention, str] | None:
    """The mention that settles a kind of fact, with what it means."""
    held = facts.derived.get(concept)
    if held and held.mentions and kind not in _BY_FACT:
        return held.mentions[0], concept
    place = facts.places.treated
    if kind == "site" and place and place.mentions:
        return place.mentions[0], place.site
    for wanted in (kind, *_STANDING_IN.get(kind, ())):
        for fact in facts.of_kind(wanted):
            if fact.mentions and (wanted != "delivered" or fact.concept in (GIVEN, PARTLY)):
                return fact.mentions[0], facts.index.meant(fact.concept)
    return None


def _left_open(facts: Facts) -> str:
    """What the note leaves open of the kind of radiation."""
    services = facts.index.instances("ior:Service")
    names = (service.label for service in services if not facts.allowed.isdisjoint(service.all("ior:isGivenBy")))
    return f"The note leaves open the kind of radiation: {_either(names)}"


def _either(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


# These are quoted as the fact itself and not as what it entails.
_BY_FACT = frozenset({"delivered", "radiation", "channels"})
# Where a kind of fact is not itself told, these tell it.
_STANDING_IN = {"radiation": ("device", "energy", "applicator"), "delivered": ("dose",), "device": ("radiation",)}
_SET = {
    "delivered": "the giving of the dose",
    "radiation": "the kind of radiation",
    "channels": "the number of channels",
}
_NAMES = {
    "delivered": "if a dose was given",
    "channels": "the number of channels",
    "procedure": "the procedure",
}
