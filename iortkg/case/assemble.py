"""The answer put together: evidence numbered, lines ordered, considered codes and warnings added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from iortkg.case.cautions import cautions
from iortkg.case.claims import considered_codes
from iortkg.case.draft import Draft
from iortkg.case.entail import Known
from iortkg.case.mentions import Mention
from iortkg.case.parts import Parts
from iortkg.case.tabled import tables_used
from iortkg.knowledge import Index
from iortkg.model import BILLERS, GRADES, Citation, Considered, Evidence, Fact, Line, Outcome, WhyNot

_KINDS = (
    "delivered", "radiation", "device", "applicator", "dose", "energy", "channels", "site", "side", "procedure",
    "diagnosis", "setting", "date",
)  # fmt: skip
_ORDER = {kind: at for at, kind in enumerate(_KINDS)}
_STATUS = {
    "given": "affirmed", "named": "affirmed", "origin": "affirmed", "stopped": "negated", "later": "planned",
    "background": "hypothetical", "unanswered": "hypothetical", "about": "hypothetical", "limit": "hypothetical",
}  # fmt: skip


def assemble(parts: Parts) -> Outcome:
    """The answer."""
    index = parts.facts.index
    known = _told(parts)
    found = _evidence(parts, known)
    keys = sorted(found)
    numbers: dict[tuple[int, int], list[int]] = {}
    for at, (start, end, _) in enumerate(keys):
        numbers.setdefault((start, end), []).append(at)

    def places(mentions: Iterable[Mention]) -> tuple[int, ...]:
        return tuple(sorted({at for m in mentions for at in numbers.get((m.start, m.end), ())}))

    facts = tuple(sorted((_fact(f, places(f.mentions), keys, index) for f in known), key=_place_of_fact))
    evidence = tuple(found[key] for key in keys)
    claims = {
        biller: tuple(
            _line(d, index, _serving(d, places(d.mentions), keys, index)) for d in _ordered(parts.drafts, biller, index)
        )
        for biller in BILLERS
    }
    return Outcome(
        parts.text, parts.id, parts.on, parts.on_from, index[parts.setting].text("skos:notation"), parts.setting_from,
        parts.status, parts.service, claims, index.version,
        diagnoses=tuple(_line(d, index, places(d.mentions)) for d in parts.diagnoses),
        consider=_considered(parts, index), questions=parts.questions,
        why_not=tuple(
            WhyNot(
                index.system(m.code), m.code.text("skos:notation"), m.deciding, m.rule, places(m.mentions), m.because
            )
            for m in parts.misses
        ),
        facts=facts, evidence=evidence, warnings=tuple(dict.fromkeys((*parts.cautions, *cautions(parts, index)))),
        corrections=parts.corrections, tables=tables_used(parts),
    )  # fmt: skip


def _fact(fact: Known, found: tuple[int, ...], keys: Sequence[tuple[int, int, str]], index: Index) -> Fact:
    """The fact as the answer gives it, with the evidence that names it where there is some, else all at its words."""
    concept = index.meant(fact.concept) if fact.kind == "radiation" else fact.concept
    own = tuple(at for at in found if keys[at][2] in (fact.concept, index.meant(fact.concept)))
    return Fact(fact.kind, concept, fact.status, own or found, fact.value, fact.unit, fact.set_by)


def _place_of_fact(fact: Fact) -> tuple[int, int, str]:
    return _ORDER.get(fact.kind, 99), min(fact.evidence, default=10**9), fact.concept


def _told(parts: Parts) -> tuple[Known, ...]:
    """Facts in the order of the contract, with treatments that were denied, planned, past or another person's."""
    scene, index = parts.scene, parts.facts.index
    held = {(fact.kind, fact.concept) for fact in parts.facts.known}
    others: dict[tuple[str, str], Known] = {}
    for mention in scene.mentions:
        kind = index.kind(mention.concept)
        if scene.role(mention) in _TREATMENTS and kind and not scene.usable(mention):
            key = (kind, mention.concept)
            if key not in held:
                others.setdefault(key, Known(kind, mention.concept, (mention,), status=_status(mention)))
    return (*parts.facts.known, *others.values())


_TREATMENTS = frozenset({"technique", "dedicated", "implant", "device", "guide", "loaded-later", "radiation"})


def _status(mention: Mention) -> str:
    return _STATUS.get(mention.status, mention.status)


def _key(mention: Mention, index: Index, concept: str = "") -> tuple[int, int, str]:
    named = concept or index.meant(_AS_CONCEPT.get(mention.concept, mention.concept))
    return mention.start, mention.end, named


# Words about the giving of the dose stand for these facts.
_AS_CONCEPT = {
    "stopped": "ior:DoseNotDelivered", "nothing": "ior:DoseNotDelivered", "partial": "ior:DosePartlyDelivered",
    "before-excision": "ior:DoseBeforeExcision", "seated": "ior:ApplicatorSeated", "done": "ior:DoseDelivered",
}  # fmt: skip


def _evidence(parts: Parts, known: Iterable[Known]) -> Mapping[tuple[int, int, str], Evidence]:
    """Every mention that the answer rests on, once, in the order of the text."""
    index = parts.facts.index
    used = [(m, fact.concept if fact.kind == "delivered" else "") for fact in known for m in fact.mentions]
    used += [(m, "") for draft in (*parts.drafts, *parts.diagnoses) for m in draft.mentions]
    used += [(m, "") for miss in parts.misses for m in miss.mentions]
    found: dict[tuple[int, int, str], Evidence] = {}
    for mention, concept in used:
        if mention.start == mention.end:  # Not in the text, but proposed without a quote.
            continue
        key = _key(mention, index, concept)
        start, end = parts.united.span(key[0], key[1])
        found.setdefault(key, Evidence(start, end, parts.text[start:end], key[2], _status(mention)))
    return found


def _ordered(drafts: Sequence[Draft], biller: str, index: Index) -> list[Draft]:
    """Lines of a claim: a primary before its add-ons, otherwise core first, then system and code."""
    own = [draft for draft in drafts if draft.biller == biller]
    primaries = {code for draft in own for code in draft.code.all("ior:addsOnTo")}

    def place(draft: Draft) -> tuple[int, bool, str, str]:
        rank = 0 if draft.code.curie in primaries else 1
        return rank, not draft.core, index.system(draft.code), draft.code.text("skos:notation")

    return sorted(own, key=place)


def _serving(draft: Draft, found: Iterable[int], keys: Sequence[tuple[int, int, str]], index: Index) -> tuple[int, ...]:
    """The evidence of a line; words with several meanings count only by what the rule needs or the path starts at."""
    wanted = index.needs(draft.rule).every
    meant: dict[tuple[int, int], list[int]] = {}
    for at in found:
        meant.setdefault(keys[at][:2], []).append(at)
    kept = []
    for group in meant.values():
        serve = [at for at in group if keys[at][2] in draft.path or wanted & index.entailed(keys[at][2])]
        kept += serve or group
    return tuple(sorted(kept))


def _line(draft: Draft, index: Index, evidence: tuple[int, ...]) -> Line:
    sources = _once((*draft.rule.citations, *draft.code.citations))
    return Line(
        index.system(draft.code), draft.code.text("skos:notation"), draft.core, draft.confidence, draft.rule.curie,
        sources, evidence, draft.path, draft.units, draft.modifiers, draft.alternatives,
    )  # fmt: skip


def _once(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Each source once, with the weakest grade that it gives to the rule or the code."""
    grades: dict[str, list[str]] = {}
    for citation in citations:
        grades.setdefault(citation.source, []).append(citation.grade)
    return tuple(Citation(source, min(given, key=GRADES.index)) for source, given in grades.items())


def _considered(parts: Parts, index: Index) -> tuple[Considered, ...]:
    proposed = {(draft.biller, draft.code.curie) for draft in parts.drafts}
    side = parts.facts.places.side[0]
    found: dict[tuple[str, str, str], Considered] = {}
    for verdict in parts.considered:
        for biller in (index[b].text("skos:notation") for b in verdict.rule.all("ior:forBiller")):
            for code in considered_codes(verdict.rule, parts.facts, parts.on):
                if (biller, code.curie) in proposed:
                    continue
                sided = index[side].text("ior:modifier") if side and code.is_true("ior:takesSide") else ""
                modifiers = tuple(sorted({*verdict.rule.texts.get("ior:modifier", ()), *([sided] if sided else [])}))
                key = (index.system(code), code.text("skos:notation"), biller)
                found.setdefault(key, Considered(biller, key[0], key[1], modifiers, verdict.rule.text("ior:reason")))
    return tuple(found[key] for key in sorted(found))
