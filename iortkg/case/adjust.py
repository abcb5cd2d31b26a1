"""Standing that no single cue gives: doses and kinds of radiation seen beside fractions, treatments and background."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from iortkg.case.mentions import Mention
from iortkg.case.roles import INTRAOPERATIVE, Roles
from iortkg.case.scene import Near, by_sentence, gap
from iortkg.case.segments import Layout
from iortkg.knowledge import Index

# "50 Gy in 25" and "5 x 6 Gy" tell of several fractions without the word; "20 Gy in 30 minutes" does not.
_IN_MANY = re.compile(
    r" in (?:[2-9]|[1-4]\d|two|three|four|five|ten|fifteen|twenty|twenty-five|thirty)(?!\d|[.:]\d)"
    r"(?! ?(?:min|sec|hour|cm|mm|h\b|s\b|single|one))"
)
_TIMES = re.compile(r"(?:\d|five|ten) ?(?:x|\u00d7|times) $")
# Characters within which a dose and a treatment are one phrase.
_RIGHT_BESIDE = 20
# And a dose right before the count, as in "24 Gy, in 4 fractions of 6 Gy".
_RIGHT_BEFORE = 6
_TREATING = INTRAOPERATIVE | {"device", "guide", "implant"}
# And a dose and a count of fractions.
_IN_CLAUSE = 40


def fractionated(quantities: tuple[Mention, ...], layout: Layout, text: str) -> tuple[Mention, ...]:
    """Quantities, with doses that are given in several fractions set on other days."""
    doses = by_sentence((q for q in quantities if q.measures == "dose"), layout)
    totals: set[Mention] = set()
    for count in quantities:
        if count.measures == "fractions" and (count.value or 0) > 1:
            totals |= _totals(count, doses.get(layout.at(count.start), ()), text)
    return tuple(replace(q, status="later") if _is_of_many(q, totals, text) else q for q in quantities)


def _totals(count: Mention, doses: Iterable[Mention], text: str) -> set[Mention]:
    """The dose nearest to a count of fractions in its clause, and doses that stand right beside that one."""
    near = [(gap(dose, (count,)), dose.start > count.start, dose) for dose in doses]
    near = [found for found in near if found[0] < _IN_CLAUSE and not _parted(found[2], count, text)]
    if not near:
        return set()
    owner = min(near, key=lambda found: found[:2])
    return {
        dose
        for apart, after, dose in near
        if (after == owner[1] and gap(dose, (owner[2],)) <= _RIGHT_BESIDE) or (not after and apart <= _RIGHT_BEFORE)
    }


def _parted(dose: Mention, count: Mention, text: str) -> bool:
    low, high = sorted((dose.end, count.start))
    return ";" in text[low:high]


def _is_of_many(quantity: Mention, totals: set[Mention], text: str) -> bool:
    """True if a dose of this or a planned day is the total of several fractions."""
    if quantity.measures != "dose" or quantity.status not in ("affirmed", "given", "planned"):
        return False
    written = _IN_MANY.match(text, quantity.end) or _TIMES.search(text, max(0, quantity.start - 8), quantity.start)
    return bool(written) or quantity in totals


def beside_treatment(
    quantities: tuple[Mention, ...], mentions: tuple[Mention, ...], layout: Layout, roles: Roles
) -> tuple[Mention, ...]:
    """Quantities, with a dose right beside a treatment of the operation on its day."""
    own = [m for m in mentions if roles.role.get(m.concept) in _TREATING and m.status in ("affirmed", "given")]
    near = by_sentence(own, layout)
    return tuple(_joined(q, near.get(layout.at(q.start), ())) for q in quantities)


def _joined(quantity: Mention, treatments: Iterable[Mention]) -> Mention:
    """A dose of another day; not so where a treatment of the operation stands right beside it."""
    near = [m for m in treatments if gap(quantity, [m]) <= _RIGHT_BESIDE]
    later = quantity.status == "later" and quantity.measures == "dose"
    return replace(quantity, status=near[0].status) if later and near else quantity


def apart_from_fractions(
    mentions: tuple[Mention, ...], quantities: tuple[Mention, ...], layout: Layout, index: Index, roles: Roles
) -> tuple[Mention, ...]:
    """Mentions, with a kind of radiation to which a count of several fractions belongs set on other days."""
    treatments = by_sentence((m for m in mentions if roles.role.get(m.concept) in _FRACTIONABLE), layout)
    owners = set()
    for count in quantities:
        if count.measures == "fractions" and (count.value or 0) > 1 and count.status != "negated":
            same = treatments.get(layout.at(count.start), ())
            before = [m for m in same if m.end <= count.start]
            owners |= {max(before, key=lambda m: m.end)} if before else set(same[:1])
    loose = {
        m for m in owners if roles.role.get(m.concept) == "radiation" or index[m.concept].is_true("ior:isLoadable")
    }
    return tuple(
        replace(m, status="later") if m in loose and m.status in ("affirmed", "given") else m for m in mentions
    )


_FRACTIONABLE = frozenset(
    {"technique", "dedicated", "guide", "device", "implant", "radiation", "external", "loaded-later"}
)


def background(mentions: tuple[Mention, ...], layout: Layout) -> tuple[Mention, ...]:
    """Mentions, with bare ones that share a sentence with something of the background put there too."""
    behind = {layout.at(m.start) for m in mentions if m.status == "background"}
    return tuple(
        replace(m, status="background") if m.status == "affirmed" and layout.at(m.start) in behind else m
        for m in mentions
    )


def study_names(mentions: tuple[Mention, ...], text: str, roles: Roles) -> tuple[Mention, ...]:
    """Mentions, with a technique alone in brackets that stands behind no other as the name of a study only."""
    told = {m.end for m in mentions if roles.role.get(m.concept) in INTRAOPERATIVE}
    return tuple(
        replace(m, status="background")
        if roles.role.get(m.concept) == "technique"
        and (text[m.start - 1 : m.start], text[m.end : m.end + 1]) == ("(", ")")
        and not told.intersection(range(m.start - 3, m.start))
        else m
        for m in mentions
    )


_SHORT_FORM = re.compile(r"\((?P<letters>[a-z]{3,6})\)", re.IGNORECASE)
# "ABC (= any better course" and "ABC (i.e. any better course" say what the letters stand for.
_EXPLAINED = re.compile(
    r"\b(?P<letters>[A-Za-z]{3,6}) ?(?:\( ?(?:=|i\.e\.,?|meaning|for|short for)|=) ?(?P<words>[A-Za-z][A-Za-z -]{7,80})"
)
_MEANING = re.compile(r"\( ?(?:=|i\.e|meaning|for|short)|=")


def without_other_short_forms(mentions: tuple[Mention, ...], text: str, roles: Roles) -> tuple[Mention, ...]:
    """Mentions, apart from a short form that the text itself spells out as something else than a treatment.

    A short form in brackets is explained by as many words before it as it has letters, whose initials they are
    (after Schwartz and Hearst, 2003, in its strict form).
    """
    other = set()
    techniques = Near(m for m in mentions if roles.role.get(m.concept) in INTRAOPERATIVE)
    treatments = Near(m for m in mentions if roles.is_treatment(m.concept))
    for found in _SHORT_FORM.finditer(text):
        letters = found["letters"].lower()
        words = re.findall(r"[a-z]+", text[max(0, found.start() - 120) : found.start()].lower())[-len(letters) :]
        named = techniques.ends_in(found.start() - 1, found.start() + 1)
        if [word[0] for word in words] == list(letters) and not named:
            other.add(letters)
    for found in _EXPLAINED.finditer(text) if _MEANING.search(text) else ():
        meant = treatments.starts_in(*found.span("words"))
        if found["words"][0].lower() == found["letters"][0].lower() and not meant:
            other.add(found["letters"].lower())
    return tuple(m for m in mentions if text[m.start : m.end].lower() not in other) if other else mentions
