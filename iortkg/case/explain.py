"""An answer in numbered sentences to be read aloud, each with its source and date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iortkg.case.ending import ending, later_codes, listed, quoted
from iortkg.case.hand import how_set, serving, set_by_hand, told
from iortkg.knowledge import Index, Thing, presupposed, tie_label
from iortkg.model import BILLERS, Citation, Considered, Fact, Line, Outcome, WhyNot

_ORIGIN = {
    "given": "as given",
    "text": "as the text states",
    "today": "today, since no day is given",
    "default": "assumed",
}
_DECIDING = {
    "delivered": "the giving of the dose",
    "radiation": "the kind of radiation",
    "channels": "the number of channels",
}


def explain(outcome: Outcome, index: Index) -> str:
    """The answer in numbered sentences."""
    return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(_sentences(outcome, index), 1))


def _sentences(outcome: Outcome, index: Index) -> Iterator[str]:
    told_by = "the note" if outcome.text else "the facts submitted"
    note = f"Source: {told_by}, read with ontology {outcome.ontology}; for {outcome.on}."
    yield (
        f"The case is read for {outcome.on} ({_ORIGIN[outcome.on_from]}) in the setting {outcome.setting} "
        f"({_ORIGIN[outcome.setting_from]}): {outcome.status.replace('-', ' ')}, {outcome.service}. {note}"
    )
    reason = ending(outcome, index)
    if reason:
        later = later_codes(outcome, index) if outcome.status == "no-code-on-date" else ()
        yield f"{reason} {_basis((c for code in later for c in code.citations), later[:1], index) if later else note}"
    for biller in BILLERS:
        for line in outcome.claims[biller]:
            yield _line_sentence(line, biller.replace("-", " "), outcome, index)
    for line in outcome.diagnoses:
        yield _line_sentence(line, "diagnosis", outcome, index)
    for item in outcome.consider:
        yield _considered_sentence(item, outcome, index)
    for question in outcome.questions:
        decides = f" It decides between {', '.join(question.decides)}." if question.decides else ""
        yield f"Missing, {question.missing.replace('-', ' ')}: {question.ask}{decides} {note}"
    for miss in outcome.why_not:
        yield _miss_sentence(miss, outcome, index)
    set_by = [set_by_hand(correction, index) for correction in outcome.corrections]
    for warning in outcome.warnings:
        cited = [index[source] for source in warning.sources]
        hand = f"Source: whoever set it; for {outcome.on}." if warning.text in set_by else note
        sources = f"Source: {listed(thing.label for thing in cited)}; for {outcome.on}." if cited else hand
        yield f"Note: {warning.text} {sources}"


def _line_sentence(line: Line, biller: str, outcome: Outcome, index: Index) -> str:
    rule, code = index[line.rule], _code(index, line.system, line.code, outcome)
    modifiers = f" with {listed(line.modifiers)}" if line.modifiers else ""
    units = f", {line.units} units" if (line.units or 1) > 1 else ""
    hand = serving(line, outcome, index.needs(rule).every, index)
    parts = (
        f"{biller.capitalize()}: {line.system} {line.code}{modifiers}{units}.",
        f"The note says {quoted(outcome, line.evidence)}." if line.evidence else "",
        *(f"{_opened(way)}: {listed(f'{f.kind} ({told(f, index)})' for f in group)}." for way, group in _ways(hand)),
        _steps(line, index),
        _scope(rule, index),
        "This line is for review." if line.confidence == "review" else "",
        *(f"{other.code} competes with it: {other.because}" for other in line.alternatives),
        _basis(line.sources, (rule, code), index),
    )
    return " ".join(part for part in parts if part)


def _ways(facts: Iterable[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Facts that were not read, by how they came in."""
    for way in dict.fromkeys(map(how_set, facts)):
        yield way, [fact for fact in facts if how_set(fact) == way]


def _steps(line: Line, index: Index) -> str:
    """The path of a line in words, up to the rule and the family of codes that it picks from."""
    rule = index[line.rule]
    kind = index.label(rule.one("ior:ofKind"))
    steps = list(zip(line.path[::2], line.path[1::2], line.path[2::2], strict=False))
    led = steps[: [predicate for _, predicate, _ in steps].index("ior:isNeededBy")]
    if led:
        clauses = [f"{tie_label(index, tie, start)} {index.label(end)}" for start, tie, end in led]
        first = _opened(index.label(line.path[0]))
        told = f"{first} {', which '.join(clauses)}, which the rule \u201c{rule.label}\u201d needs"
    else:
        told = f"The rule \u201c{rule.label}\u201d needs {index.label(line.path[0])}"
    families = [start for start, tie, _ in steps if tie == "ior:hasMember"]
    picked = f" Of the {listed(map(index.label, families))}, {line.code} fits." if families else ""
    return f"{told} ({kind}).{picked}"


def _opened(label: str) -> str:
    return label[:1].upper() + label[1:]


def _scope(rule: Thing, index: Index) -> str:
    """What brings the operation into the scope, while the code itself does not need it."""
    met = presupposed(rule, index.things, "ior:presupposes")
    kind = next((name for name in rule.all("ior:ofKind") if "ior:presupposes" in index[name].links), "")
    return f"Only the {index.label(kind)} needs {listed(map(index.label, met))}; the code does not." if met else ""


def _considered_sentence(item: Considered, outcome: Outcome, index: Index) -> str:
    code = _code(index, item.system, item.code, outcome)
    rules = [
        rule
        for rule in index.instances("ior:Rule")
        if rule.text("ior:reason") == item.needs
        and (
            code.curie in rule.all("ior:considers")
            or set(code.all("ior:isInFamily")) & set(rule.all("ior:considersFrom"))
        )
    ]
    modifiers = f" with {listed(item.modifiers)}" if item.modifiers else ""
    return (
        f"The {item.biller.replace('-', ' ')} may claim {item.system} {item.code}{modifiers}; it needs "
        f"{item.needs}. {_basis((c for rule in rules for c in rule.citations), (*rules[:1], code), index)}"
    )


def _miss_sentence(miss: WhyNot, outcome: Outcome, index: Index) -> str:
    code = _code(index, miss.system, miss.code, outcome)
    decides = _DECIDING.get(miss.deciding, f"the {miss.deciding}")
    return f"Not {miss.code}, and {decides} decides. {miss.because} {_basis(code.citations, (code,), index)}"


def _code(index: Index, system: str, notation: str, outcome: Outcome) -> Thing:
    """The code of a system that is valid on the day."""
    codes = [code for code in index.codes[notation] if index.system(code) == system]
    return next((code for code in codes if code.is_valid_on(outcome.on)), codes[0])


def _basis(citations: Iterable[Citation], things: Iterable[Thing], index: Index) -> str:
    """The sources with their grades, and since when the rule or the code stands."""
    held = tuple(things)
    since = next((day for thing in held if (day := thing.text("ior:validFrom"))), "")
    known = next((day for thing in held if (day := thing.text("ior:knownValidFrom"))), "")
    dated = f"valid from {since}" if since else f"known to be valid from {known}" if known else "no first day is known"
    sources = "; ".join(dict.fromkeys(f"{index.label(c.source)}, {c.grade}" for c in citations))
    return f"Source: {sources}; {dated}."
