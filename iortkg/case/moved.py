"""Places that follow a fact set by hand: the place treated, the organ of the tumor, the side."""

from __future__ import annotations

from dataclasses import replace

from iortkg.case.entail import Known
from iortkg.case.facts import Facts
from iortkg.case.hand import HAND
from iortkg.case.places import Place, Places
from iortkg.knowledge import Index


def with_site(facts: Facts, site: str | None) -> Facts:
    """The facts with the place treated set; the organ of the tumor moves with it, save where the place is its bed."""
    places, index = facts.places, facts.index
    if site is None:
        return replace(facts, places=Places(None, None, places.side))
    place, organ = Place(site, (), site), places.organ
    together = organ is None or (places.treated is not None and organ.site == places.treated.site)
    is_bed = organ is not None and not index.entailed(organ.site).isdisjoint(index[site].all("ior:isBedOf"))
    facts = replace(facts, places=Places(place, place if together and not is_bed else organ, places.side))
    sides = index.sides(site)
    if not sides or places.side[0] in sides:
        return facts
    known = (fact for fact in facts.known if fact.kind != "side")
    set_side = Known("side", sides[0], (), set_by=HAND)
    return replace(facts, known=(set_side, *known), places=replace(facts.places, side=(sides[0], ())))


def with_side(facts: Facts, side: str | None) -> Facts:
    """The facts with the side set; a place of another side becomes the place of no side."""
    places, index, kept = facts.places, facts.index, side or ""

    def turned(place: Place | None) -> Place | None:
        return place and replace(place, site=_unsided(place.site, kept, index))

    known = tuple(
        replace(fact, concept=_unsided(fact.concept, kept, index)) if fact.kind == "site" else fact
        for fact in facts.known
    )
    return replace(facts, known=known, places=Places(turned(places.treated), turned(places.organ), (kept, ())))


def _unsided(site: str, side: str, index: Index) -> str:
    """The site itself, or the wider one of no side where it has another side."""
    sides = index.sides(site)
    return next(iter(index[site].all("skos:broader")), site) if sides and side not in sides else site


def moved(facts: Facts, before: Facts, concept: str | None, tie: str) -> Facts:
    """The facts with places that rested on a procedure or a tumor which is gone at those that the new one names."""
    index, held = facts.index, {fact.concept for fact in facts.known}
    gone = {fact.concept for fact in before.known} - held
    named = place_of(concept, tie, index) if concept else _remaining(facts)

    def turned(place: Place | None) -> Place | None:
        return named if place is None or place.through in gone else place

    places = Places(turned(facts.places.treated), turned(facts.places.organ), facts.places.side)
    old = facts.places.treated
    if places.treated is old:
        return replace(facts, places=places)
    kept = tuple(fact for fact in facts.known if fact.kind != "site" or old is None or fact.concept != old.site)
    made = (Known("site", named.site, named.mentions, set_by=HAND if concept else None, follows=True),) if named else ()
    return replace(facts, places=places, known=(*kept, *made))


def _remaining(facts: Facts) -> Place | None:
    """The place that the procedures and tumors still held name."""
    for kind, tie in (("procedure", "ior:isDoneOn"), ("diagnosis", "ior:arisesIn")):
        for fact in facts.of_kind(kind):
            place = place_of(fact.concept, tie, facts.index)
            if place:
                return replace(place, mentions=fact.mentions)
    return None


def place_of(concept: str, tie: str, index: Index) -> Place | None:
    """The finest site that a procedure is done on or a tumor arises in."""
    sites = [path[-1] for path in index.steps_from(concept) if len(path) > 2 and path[-2] == tie]
    best = max(sites, key=lambda site: (len(index.steps_from(site)), site), default="")
    return Place(best, (), concept) if best else None
