"""The parts of an answer as HTML tables and lists; every word of a value is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iortkg.model import Line, Outcome
from iortkg.view.clean import escaped
from iortkg.view.names import Names, told

_HEADS = ("code", "modifiers", "units", "part", "confidence", "rule", "sources", "words")


def line_table(title: str, lines: Sequence[Line], outcome: Outcome, name: Names) -> str:
    """The lines of a claim, or a row that says that there is none."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    rows = "".join(_row(line, outcome, name) for line in lines)
    none = f'<tr><td colspan="{len(_HEADS)}" class="none">no line</td></tr>'
    caption = f"<caption>{escaped(told(title))}</caption>"
    thead = f"<thead><tr>{heads}</tr></thead>" if lines else ""
    return f'<table class="lines">{caption}{thead}<tbody>{rows or none}</tbody></table>'


def _row(line: Line, outcome: Outcome, name: Names) -> str:
    """One line of a claim, with the codes that compete with it."""
    others = "".join(
        f'<div class="or">or {_code(other.system, other.code)}: {escaped(other.because)}</div>'
        for other in line.alternatives
    )
    cells = (
        escaped(" ".join(line.modifiers or ())) or "–",
        "–" if line.units is None else str(line.units),
        "core" if line.core else "further",
        f'<span class="c-{"review" if line.confidence == "review" else "other"}">{escaped(line.confidence)}</span>',
        f'<span title="{escaped(line.rule)}">{escaped(name(line.rule))}</span>',
        "<br>".join(f"{escaped(name(source.source))} ({escaped(source.grade)})" for source in line.sources) or "–",
        _references(line.evidence, outcome),
    )
    meaning = escaped(name.code(line.system, line.code))
    meant = f'<div class="means">{meaning}</div>' if meaning else ""
    head = f'<th scope="row">{_code(line.system, line.code)}{meant}{others}</th>'
    return f"<tr>{head}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _references(numbers: Iterable[int], outcome: Outcome) -> str:
    """Marks of the text by number; a pointer shows their words."""
    known = [number for number in numbers if 0 <= number < len(outcome.evidence)]
    return ", ".join(f'<span title="{escaped(outcome.evidence[n].text)}">{n + 1}</span>' for n in known) or "–"


def _code(system: str, code: str) -> str:
    """A code with the small name of its system."""
    return f"<b>{escaped(code)}</b> <small>{escaped(system)}</small>"


def _told_code(system: str, code: str, name: Names, modifiers: Sequence[str] = ()) -> str:
    """A code with its modifiers and what it is for."""
    meaning = escaped(name.code(system, code))
    parts = (_code(system, code), escaped(" ".join(modifiers)), f"{meaning};" if meaning else "")
    return " ".join(part for part in parts if part)


def _codes(codes: Iterable[str]) -> str:
    """Codes in a row."""
    return ", ".join(f"<b>{escaped(code)}</b>" for code in codes)


def section(title: str, items: Iterable[str], kind: str = "ul") -> str:
    """A headed list; nothing if it is empty."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<div><h2>{title}</h2><{kind}>{listed}</{kind}></div>" if listed else ""


def questions(outcome: Outcome) -> str:
    """What to ask, and which codes the answer decides."""
    return section(
        "Questions",
        (
            f"<i>{escaped(told(item.missing))}</i> {escaped(item.ask)}"
            + (f" <small>decides {_codes(item.decides)}</small>" if item.decides else "")
            for item in outcome.questions
        ),
    )


def considered(outcome: Outcome, name: Names) -> str:
    """Codes that need documentation which the text does not show."""
    return section(
        "Consider",
        (
            f"{_told_code(item.system, item.code, name, item.modifiers)} "
            f"<i>{escaped(told(item.biller))}</i> needs {escaped(item.needs)}"
            for item in outcome.consider
        ),
    )


def near_misses(outcome: Outcome, name: Names) -> str:
    """Codes that look fitting and are not, with the fact that decides."""
    return section(
        "Why not",
        (
            f"{_told_code(item.system, item.code, name)} <i>{escaped(told(item.deciding))}</i> {escaped(item.because)} "
            f'<small title="{escaped(item.rule)}">{escaped(name(item.rule))}</small>'
            for item in outcome.why_not
        ),
    )


def warnings(outcome: Outcome, name: Names) -> str:
    """What a person must know before using the answer."""
    return section(
        "Warnings",
        (
            f"{escaped(item.text)} {_codes(item.about)} <small>{escaped(', '.join(map(name, item.sources)))}</small>"
            for item in outcome.warnings
        ),
    )


def understood(outcome: Outcome, name: Names) -> str:
    """The marked words and the facts drawn from them, folded away."""
    marks = section(
        "Marked words",
        (
            f"“{escaped(item.text)}” {escaped(name(item.concept))} <small>{escaped(told(item.status))}</small>"
            for item in outcome.evidence
        ),
        "ol",
    )
    facts = section(
        "Facts",
        (
            f"<i>{escaped(told(fact.kind))}</i> {escaped(name(fact.concept))} {_quantity(fact.value, fact.unit)} "
            f"<small>{escaped(told(fact.status))}, words {_references(fact.evidence, outcome)}</small>"
            for fact in outcome.facts
        ),
    )
    return f"<details><summary>What was understood</summary>{marks}{facts}</details>" if marks or facts else ""


def _quantity(value: float | None, unit: str | None) -> str:
    """A number with its unit, if there is one."""
    return "" if value is None else f"{value:g} {escaped(unit or '')}"
