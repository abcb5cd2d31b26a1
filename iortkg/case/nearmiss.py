"""Why not: each code that is mistaken for one of the answer, and the one kind of fact that rules it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iortkg.case.draft import Draft
from iortkg.case.facts import Facts
from iortkg.case.mentions import Mention
from iortkg.knowledge import Thing


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A near miss, still tied to mentions."""

    code: Thing
    deciding: str
    rule: str
    mentions: tuple[Mention, ...]
    because: str


def near_misses(
    drafts: Sequence[Draft], decided: Iterable[str], rules: Iterable[Thing], facts: Facts, text: str, on: str
) -> tuple[NearMiss, ...]:
    """Near misses of what is claimed or still open, valid on the day and not themselves claimed."""
    index = facts.index
    proposed = {draft.code.curie: draft.rule.curie for draft in drafts}
    opened = {code.curie for notation in decided for code in index.codes.get(notation, ()) if code.is_valid_on(on)}
    of_rule = {code: rule.curie for rule in rules for code in rule.all("ior:proposes")}
    found: dict[str, NearMiss] = {}
    for curie in sorted({*proposed, *opened}):
        for other in (index[name] for name in index[curie].all("ior:isMistakenFor")):
            if other.curie not in proposed and other.curie not in found and other.is_valid_on(on):
                rule = proposed.get(curie) or of_rule.get(curie, "")
                found[other.curie] = _near_miss(other, rule, facts, text, is_open=other.curie in opened)
    return tuple(sorted(found.values(), key=lambda miss: (index.system(miss.code), miss.code.text("skos:notation"))))


def _near_miss(code: Thing, rule: str, facts: Facts, text: str, *, is_open: bool) -> NearMiss:
    deciding = code.text("ior:differsBy") or "delivered"
    mentions, words = _grounds(deciding, facts, text)
    told = f"The note says {words}" if words else f"The note does not settle the {deciding}"
    ending = code.text("ior:differsBecause") or f"is for {code.text('skos:definition').rstrip('.').lower()}"
    still = "; it stays open until that is known" if is_open else ""
    return NearMiss(code, deciding, rule, mentions, f"{told}; {code.text('skos:notation')} {ending}{still}.")


def _grounds(kind: str, facts: Facts, text: str) -> tuple[tuple[Mention, ...], str]:
    """The mentions that settle a kind of fact, and the sentence part that quotes them."""
    for wanted in (kind, *_STANDING_IN.get(kind, ())):
        told = [fact for fact in facts.of_kind(wanted) if fact.mentions]
        if told:
            fact = told[0]
            quote = " ".join(text[fact.mentions[0].start : fact.mentions[0].end].split())
            label = facts.index.label(facts.index.meant(fact.concept))
            return fact.mentions[:1], f"\u201c{quote}\u201d ({label})"
    return (), ""


# Where a kind of fact is not itself told, these tell it.
_STANDING_IN = {"radiation": ("device", "energy", "applicator"), "delivered": ("dose", "radiation", "device")}
