"""Claim lines out of rules that hold: code, modifiers, units, confidence, path and competing codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iortkg.case.choices import settle
from iortkg.case.draft import Draft
from iortkg.case.facts import Facts
from iortkg.case.families import Fit, fits
from iortkg.case.mentions import Mention
from iortkg.case.rules import MET, OPEN, Verdict
from iortkg.knowledge import Index, Thing
from iortkg.model import Alternative

_LAST = ("delivered", "setting", "")


def propose(verdicts: Iterable[Verdict], facts: Facts, on: str) -> tuple[Draft, ...]:
    """Lines of the rules that hold on a day, add-ons only beside a primary of the same claim."""
    held = [verdict for verdict in verdicts if verdict.state == MET and verdict.rule.is_valid_on(on)]
    drafts = [draft for verdict in held for draft in _lines(verdict, facts, on)]
    open_rules = [verdict.rule for verdict in verdicts if verdict.state == OPEN]
    kept = (kept for draft in _distinct(drafts) for kept in _beside_primary(draft, drafts, open_rules))
    return settle(kept, facts.index, on)


def _lines(verdict: Verdict, facts: Facts, on: str) -> Iterable[Draft]:
    index, rule = facts.index, verdict.rule
    path, mentions = _proof(verdict, facts)
    billers = [index[biller].text("skos:notation") for biller in rule.all("ior:forBiller")]
    for biller in billers:
        for code in (index[curie] for curie in rule.all("ior:proposes")):
            if code.is_valid_on(on):
                draft = Draft(
                    biller, code, rule, rule.is_true("ior:isCore"), rule.text("ior:confidence") or "certain",
                    (*path, "ior:isNeededBy", rule.curie, "ior:proposes", code.curie), mentions,
                    1 if _is_billed(index, code) else None,
                    tuple(sorted(rule.texts.get("ior:modifier", ()))) if _is_billed(index, code) else None,
                )  # fmt: skip
                yield replace(_sided(draft, facts), alternatives=_offers(rule, "ior:offers", code, facts, on))
        yield from _from_family(verdict, biller, facts, on)


def _is_billed(index: Index, code: Thing) -> bool:
    """True if lines of the code's system carry units and modifiers."""
    return index[code.one("skos:inScheme")].is_true("ior:isBilledByLine")


def _proof(verdict: Verdict, facts: Facts) -> tuple[tuple[str, ...], tuple[Mention, ...]]:
    """The path up to the need that tells most, and all mentions used."""
    kind = facts.index.kind
    used = sorted(verdict.used, key=lambda need: (kind(need) in _LAST, verdict.used.index(need)))
    mentions = dict.fromkeys(m for need in verdict.used for m in facts.derived[need].mentions)
    path = facts.derived[used[0]].path
    # A quantity is quoted as what it means, so the path starts there.
    path = path[2:] if facts.index[path[0]].is_a("ior:Range") else path
    return path, tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _sided(draft: Draft, facts: Facts) -> Draft:
    """The line with the side's modifier, or as the code is reported for both sides."""
    if not draft.code.is_true("ior:takesSide"):
        return draft
    side, grounds = facts.places.side
    mentions = tuple(sorted({*draft.mentions, *grounds}, key=lambda m: (m.start, m.end)))
    if side and side == facts.index.both_sides:
        both = draft.code.text("ior:bilateralModifier")
        units = int(draft.code.text("ior:bilateralUnits") or 1)
        return replace(
            draft, modifiers=(both,) if both else (), units=units, mentions=mentions,
            confidence="review" if units > 1 else draft.confidence,
        )  # fmt: skip
    modifier = facts.index[side].text("ior:modifier") if side else ""
    return replace(draft, modifiers=(modifier,), mentions=mentions) if modifier else draft


def _offers(rule: Thing, predicate: str, chosen: Thing, facts: Facts, on: str) -> tuple[Alternative, ...]:
    """Codes that the rule names as competing with its own."""
    index = facts.index
    found = []
    for offer in (index[curie] for curie in rule.all(predicate)):
        codes = [offer] if offer.is_a("ior:Code") else [fit.code for fit in fits_at_place(offer.curie, facts, on)[:1]]
        found += [code for code in codes if code.curie != chosen.curie and code.is_valid_on(on)]
    because = rule.text("ior:reason") or "It fits the facts as well."
    distinct = dict.fromkeys(found)
    return tuple(Alternative(index.system(code), code.text("skos:notation"), because) for code in distinct)


def fits_at_place(family: str, facts: Facts, on: str) -> tuple[Fit, ...]:
    """Codes of a family that agree with the facts at the place treated, best first."""
    place = facts.places.treated
    return fits(facts.index, family, _sited(place.site, facts) if place else "", facts, on)


def considered_codes(rule: Thing, facts: Facts, on: str) -> tuple[Thing, ...]:
    """What a rule considers on a day: codes that it names, and of its families the one at the place treated."""
    families = rule.all("ior:considersFrom")
    codes = [facts.index[code] for code in rule.all("ior:considers")]
    codes += [fit.code for family in families for fit in fits_at_place(family, facts, on)[:1]]
    return tuple(code for code in codes if code.is_valid_on(on))


def _sited(site: str, facts: Facts) -> str:
    """The sided form of a site where the ontology has one for the side of the case."""
    side = facts.places.side[0]
    sided = (thing.curie for thing in facts.index.parts_of(site) if side and side in thing.all("ior:hasSide"))
    return next(sided, site)


def _from_family(verdict: Verdict, biller: str, facts: Facts, on: str) -> Iterable[Draft]:
    """The line of a family rule: the code at the place treated, else of the family to fall back on."""
    rule, place = verdict.rule, facts.places.treated
    first = rule.one("ior:proposesFrom")
    if not first or not place:
        return
    path, mentions = _proof(verdict, facts)
    for step, family in ((0, first), (1, rule.one("ior:elseFrom"))):
        found = fits_at_place(family, facts, on) if family else ()
        if found:
            code = found[0].code
            tied = len(found) > 1 and found[1].distance == found[0].distance and _same_detail(found)
            confidence = "review" if step or tied else rule.text("ior:confidence") or "certain"
            yield Draft(
                biller, code, rule, rule.is_true("ior:isCore"), confidence,
                (*path, "ior:isNeededBy", rule.curie, "ior:elseFrom" if step else "ior:proposesFrom", family,
                 "ior:hasMember", code.curie),
                tuple(sorted({*mentions, *place.mentions}, key=lambda m: (m.start, m.end))),
                alternatives=(
                    *_organ_rows(family, code, facts, on),
                    *_offers(rule, "ior:elseOffers" if step else "ior:offers", code, facts, on),
                ),
            )  # fmt: skip
            return


def _same_detail(found: Sequence[Fit]) -> bool:
    return len(found[0].code.links) == len(found[1].code.links)


def _organ_rows(family: str, chosen: Thing, facts: Facts, on: str) -> tuple[Alternative, ...]:
    """The row of the organ where the place treated is another."""
    organ, index = facts.places.organ, facts.index
    found = fits(index, family, _sited(organ.site, facts), facts, on) if organ else ()
    if not organ or not found or found[0].code.curie == chosen.curie:
        return ()
    because = f"It is the row of the organ, {index.label(organ.site)}; the place treated decides."
    return (Alternative(index.system(found[0].code), found[0].code.text("skos:notation"), because),)


def _distinct(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """One line a biller and code: the certain one, else the first."""
    found: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        key = (draft.biller, draft.code.curie)
        if key not in found or (found[key].confidence != "certain" and draft.confidence == "certain"):
            found[key] = draft
    return tuple(found.values())


def _beside_primary(draft: Draft, drafts: Iterable[Draft], open_rules: Iterable[Thing]) -> Iterable[Draft]:
    """The line itself; an add-on for review while its primary is open, and not at all where there is none."""
    primaries = draft.code.all("ior:addsOnTo")
    if not primaries or any(other.biller == draft.biller and other.code.curie in primaries for other in drafts):
        yield draft
    elif any(code in primaries for rule in open_rules for code in rule.all("ior:proposes")):
        yield replace(draft, confidence="review")
