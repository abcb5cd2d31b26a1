"""An answer in numbered sentences, each with its source and date, and the letter to the physician."""

from __future__ import annotations

from collections.abc import Iterator

from iortkg.knowledge import Index
from iortkg.model import BILLERS, Line, Outcome


def explain(outcome: Outcome, index: Index) -> str:
    """The answer in numbered sentences."""
    return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(_sentences(outcome, index), 1))


def _sentences(outcome: Outcome, index: Index) -> Iterator[str]:
    origin = {
        "given": "as given",
        "text": "as the text states",
        "today": "today, since no day is given",
        "default": "assumed",
    }
    yield (
        f"The case is read for {outcome.on} ({origin[outcome.on_from]}) in the setting {outcome.setting} "
        f"({origin[outcome.setting_from]}): {outcome.status.replace('-', ' ')}, {outcome.service}."
    )
    for biller in BILLERS:
        for line in outcome.claims[biller]:
            yield _line_sentence(line, biller.replace("-", " "), outcome, index)
    for line in outcome.diagnoses:
        yield _line_sentence(line, "diagnosis", outcome, index)
    for item in outcome.consider:
        biller = item.biller.replace("-", " ")
        yield f"{item.system} {item.code} is one more that the {biller} may claim: it needs {item.needs}."
    for question in outcome.questions:
        decides = f" It decides between {', '.join(question.decides)}." if question.decides else ""
        yield f"Missing, {question.missing}: {question.ask}{decides}"
    for miss in outcome.why_not:
        yield f"Not {miss.code}, by {miss.deciding}: {miss.because}"
    for warning in outcome.warnings:
        yield f"Note: {warning.text}"


def _line_sentence(line: Line, biller: str, outcome: Outcome, index: Index) -> str:
    rule = index[line.rule]
    since = rule.text("ior:validFrom")
    dated = f", from {since}" if since else ""
    sources = "; ".join(f"{index.label(c.source)}, {c.grade}" for c in line.sources)
    modifiers = f" with {', '.join(line.modifiers)}" if line.modifiers else ""
    units = f", {line.units} units" if (line.units or 1) > 1 else ""
    review = " For review." if line.confidence == "review" else ""
    return (
        f"{biller.capitalize()}: {line.system} {line.code}{modifiers}{units}. "
        f"{_quotes(line, outcome)}{_steps(line, index)} "
        f"The rule is {rule.label} ({index.label(rule.one('ior:ofKind'))}{dated}). Source: {sources}.{review}"
    )


def _quotes(line: Line, outcome: Outcome) -> str:
    words = [f"\u201c{' '.join(outcome.evidence[at].text.split())}\u201d" for at in line.evidence]
    return f"The note says {', '.join(dict.fromkeys(words))}. " if words else ""


def _steps(line: Line, index: Index) -> str:
    """The path of a line in words."""
    parts = [index.label(line.path[0])] if line.path else []
    for predicate, target in zip(line.path[1::2], line.path[2::2], strict=True):
        parts.append(f"{index.label(predicate)} {index.label(target)}")
    return f"{', '.join(parts)}."
