"""Where a spread tumor came from: that organ and its tumor are not what is treated here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from iortkg.case.mentions import Mention
from iortkg.case.roles import Roles
from iortkg.case.scene import by_sentence
from iortkg.case.segments import Layout
from iortkg.knowledge import Index, Thing

# "metastasis from a stage IV cancer", "metastases of a melanoma": few plain words, no other clause.
_CAME_FROM = re.compile(r"\W?(?:[\w-]+ ){0,2}?(?P<word>from|of|secondary to) (?:[\w-]+ ){0,5}$", re.IGNORECASE)
_WENT_TO = re.compile(r" ?(?:[\w-]+ ){0,2}?to (?:[\w-]+ ){0,4}$", re.IGNORECASE)
# "metastatic high-grade" before the tumor.
_PLAIN = re.compile(r" (?:[\w-]+ ){0,3}$")
_CALLED = re.compile(r"[ -](?:primary|origin)\b", re.IGNORECASE)
_BEFORE = 60


def apart_from_origins(
    mentions: tuple[Mention, ...], text: str, layout: Layout, index: Index, roles: Roles
) -> tuple[Mention, ...]:
    """Mentions, with the organ and the tumor that a spread one came from standing as its origin.

    An organ that the text operates on is left as it is: its own tumor is treated beside the spread one. A word for
    spread that is no tumor of its own stands for one where an origin follows it.
    """
    spread = by_sentence((m for m in mentions if _is_spread(m, index)), layout)
    if not spread:
        return mentions
    bodily = by_sentence((m for m in mentions if _is_bodily(m, index)), layout)
    operated = _operated(mentions, index, roles)
    told = [
        (one, stretch)
        for number, group in spread.items()
        for one, stretch in _origins(group, bodily.get(number, ()), text, index, operated)
    ]
    return tuple(_settled(m, told, index) for m in mentions)


Origin = tuple[Mention, tuple[int, int]]


def _settled(mention: Mention, told: Iterable[Origin], index: Index) -> Mention:
    if mention.status != "negated" and _is_bodily(mention, index):
        inside = any(start <= mention.start and mention.end <= end for _, (start, end) in told)
        return replace(mention, status="origin") if inside else mention
    if index[mention.concept].is_a("ior:Behaviour") and any(one == mention for one, _ in told):
        whole = (t.curie for t in index.instances("ior:Tumor") if _is_any(t, mention.concept))
        return replace(mention, concept=next(whole, mention.concept))
    return mention


def _is_any(tumor: Thing, behaviour: str) -> bool:
    """True for the tumor of a behaviour that is of no place and no kind."""
    return behaviour in tumor.all("ior:behavesAs") and not tumor.all("ior:arisesIn") and not tumor.all("skos:broader")


def _is_spread(mention: Mention, index: Index) -> bool:
    if mention.status == "negated" or not index[mention.concept].is_a("ior:Tumor", "ior:Behaviour"):
        return False
    return index.is_under(mention.concept, "ior:isSpread")


def _is_bodily(mention: Mention, index: Index) -> bool:
    """True for an organ, a side, or a tumor that is not itself a spread one."""
    return index[mention.concept].is_a("ior:Site", "ior:Side") or (
        index[mention.concept].is_a("ior:Tumor") and not _is_spread(mention, index)
    )


def _operated(mentions: Iterable[Mention], index: Index, roles: Roles) -> frozenset[str]:
    """Sites that the operations of the text are done on."""
    done = (m.concept for m in mentions if roles.role.get(m.concept) == "procedure" and m.status in _DONE)
    return frozenset(c for concept in done for c in index.entailed(concept) if index[c].is_a("ior:Site"))


_DONE = ("affirmed", "given", "named", "planned")


def _origins(
    spread: Iterable[Mention], bodily: tuple[Mention, ...], text: str, index: Index, operated: frozenset[str]
) -> Iterator[Origin]:
    """Spread tumors, each with the stretch of the text that names its origin: side, organ and tumor."""
    for one in spread:
        apart = tuple(m for m in bodily if m.end <= one.start or one.end <= m.start)
        for stretch in sorted({_joined(other, apart) for other in apart}):
            inside = [m for m in apart if stretch[0] <= m.start and m.end <= stretch[1]]
            sites = {c for m in inside for c in index.entailed(m.concept) if index[c].is_a("ior:Site")}
            if operated.isdisjoint(sites) and _tells_origin(one, stretch, inside, apart, text, index, operated):
                yield one, stretch


def _joined(first: Mention, bodily: Iterable[Mention]) -> tuple[int, int]:
    """The stretch of a mention and of what stands right beside it, as an organ before its tumor."""
    start, end = first.start, first.end
    for m in sorted(bodily, key=lambda m: (m.start, m.end)):
        if m.start <= end + 1 and m.end > end and m.start >= start:
            end = m.end
    for m in sorted(bodily, key=lambda m: (-m.end, -m.start)):
        if m.end >= start - 1 and m.start < start and m.end <= end:
            start = m.start
    return start, end


def _tells_origin(
    spread: Mention,
    stretch: tuple[int, int],
    inside: Iterable[Mention],
    bodily: Iterable[Mention],
    text: str,
    index: Index,
    operated: frozenset[str],
) -> bool:
    """True if the words between a spread tumor and an organ or tumor say that it came from there."""
    start, end = stretch
    if abs(start - spread.end) < _BEFORE and _CALLED.match(text, end):
        return True
    has_tumor = any(index[m.concept].is_a("ior:Tumor") for m in inside)
    if spread.end <= start:
        came = _CAME_FROM.fullmatch(text, spread.end, start)
        if came and not has_tumor:
            # "Removed from the" place, unless another place of the spread tumor is known.
            return came["word"].lower() != "of" and bool(operated or _is_placed(spread, bodily, index))
        return has_tumor and (bool(came) or _goes_on(spread, start, end, bodily, text, index))
    right_before = 0 <= spread.start - end <= 1
    return right_before and (
        (has_tumor and not index[spread.concept].is_a("ior:Behaviour"))
        or _leads_to_place(spread.end, bodily, text, index)
    )


def _is_placed(spread: Mention, bodily: Iterable[Mention], index: Index) -> bool:
    """True if a place stands right before a spread tumor or in its name."""
    return "ior:arisesIn" in index[spread.concept].links or any(0 <= spread.start - m.end <= 1 for m in bodily)


def _goes_on(spread: Mention, start: int, end: int, bodily: Iterable[Mention], text: str, index: Index) -> bool:
    """True for a spread tumor of a kind, "to" a place."""
    return bool(_PLAIN.fullmatch(text, spread.end, start)) and _leads_to_place(end, bodily, text, index)


def _leads_to_place(end: int, bodily: Iterable[Mention], text: str, index: Index) -> bool:
    """True if the words go on with "to" and a place."""
    places = (m for m in bodily if m.start > end and index[m.concept].is_a("ior:Site", "ior:Side"))
    return any(_WENT_TO.fullmatch(text, end, m.start) for m in places)
