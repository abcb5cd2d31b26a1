"""The state as plain values that a browser shows, panel by panel; all of it is plain text."""

from __future__ import annotations

from typing import Any

from iortkg.explorer.choices import FACT_OF, TRIED, choices_of
from iortkg.explorer.shown import Shown
from iortkg.explorer.state import COVERAGE, State
from iortkg.explorer.trail import CASE
from iortkg.explorer.twins import twins
from iortkg.explorer.unfold import counted, label_of
from iortkg.explorer.years import code_years
from iortkg.knowledge import Index, code_label
from iortkg.model import BILLERS, Evidence, Line, Outcome
from iortkg.view import KIND_WORDS, GraphView, live_picture, pieces

Panel = dict[str, Any]  # Any: what JSON holds


def panels(state: State) -> Panel:
    """Everything that is shown."""
    answer, view, scene = state.answer, state.view, state.scene
    made = twins(scene, view) if view and (answer or scene.place.kind != CASE) else None
    return {
        "fault": state.fault,
        "answer": case_panels(state, answer) if answer else None,
        "place": {"kind": scene.place.kind, "what": scene.place.what, "end": scene.place.end},
        "picture": {**live_picture(view), **_told(view)} if view else None,
        "list": _listed(view) if view else [],
        "trail": {
            "steps": [state.named(step) for step in state.trail.scenes],
            "undo": len(state.trail.scenes) > 1,
            "redo": bool(state.trail.undone),
            "bookmarks": [state.named(one) for one in state.trail.bookmarks],
            "marked": scene in state.trail.bookmarks,
        },
        "twins": {"python": made.python, "sparql": made.sparql} if made else None,
        "found": [{"id": curie, "label": label, "kind": kind} for curie, label, kind in state.found],
        "coverage": _coverage(state),
    }


def _told(view: GraphView) -> Panel:
    return {"title": view.title, "shown": view.shown, "total": view.total}


def case_panels(state: State, answer: Shown) -> Panel:
    """What is said of the case."""
    outcome, index = answer.outcome, state.known.whole
    return {
        "summary": [
            ["status", outcome.status, ""],
            ["service", outcome.service, ""],
            ["date of service", outcome.on, outcome.on_from],
            ["setting", outcome.setting, outcome.setting_from],
        ],
        "years": _years(outcome, index),
        "note": _note(answer, index),
        "claims": [
            {"biller": biller, "lines": [_line(line, biller, outcome, index) for line in outcome.claims[biller]]}
            for biller in BILLERS
        ],
        "questions": [
            {
                "missing": item.missing,
                "fact": FACT_OF.get(item.missing, item.missing),
                "ask": item.ask,
                "decides": list(item.decides),
                "choices": choices_of(index, FACT_OF.get(item.missing, item.missing), item.decides),
                "settable": FACT_OF.get(item.missing, item.missing) != "units",
            }
            for item in outcome.questions
        ],
        "why_not": [
            {
                "code": item.code,
                "meaning": code_label(index, item.system, item.code, outcome.on),
                "deciding": item.deciding,
                "because": item.because,
            }
            for item in outcome.why_not
        ],
        "consider": [
            f"{item.code} {code_label(index, item.system, item.code, outcome.on)}: {item.biller.replace('-', ' ')} "
            f"needs {item.needs}"
            for item in outcome.consider
        ],
        "warnings": [warning.text for warning in outcome.warnings],
        "switches": [
            {"fact": kind, "now": _now(outcome, kind, index), "choices": choices_of(index, kind)} for kind in TRIED
        ],
        "hand": [
            {"fact": kind, "value": label_of(index, value) if value else "taken away"}
            for kind, value in state.scene.facts
        ],
        "tried": _tried(state),
    }


def _now(outcome: Outcome, kind: str, index: Index) -> str:
    """What the case says of a fact."""
    if kind == "setting":
        return outcome.setting
    held = [fact for fact in outcome.facts if fact.kind == kind and fact.status == "affirmed"]
    names = list(dict.fromkeys(index.label(fact.concept) for fact in held)) or ["not told"]
    return names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def _years(outcome: Outcome, index: Index) -> Panel:
    """The years over which the date of service slides, and the one where it stands."""
    first, last = code_years(index)
    year = int(outcome.on[:4])
    return {"first": min(first, year), "last": max(last, year), "year": year}


def _tried(state: State) -> Panel | None:
    """The fact that is tried, and what moves with it."""
    found = state.tried
    if found is None or state.scene.tried is None:
        return None
    kind, value = state.scene.tried
    changes = [change.to_dict() for change in found.changes]
    label = label_of(state.known.whole, value) if value else "taken away"
    return {"fact": kind, "value": value or "", "label": label, "lines": str(found).splitlines(), "changes": changes}


def _note(answer: Shown, index: Index) -> list[Panel]:
    """The text in pieces; a marked one names the things of the walk and what its words mean."""
    outcome = answer.outcome
    nodes = {node.span: node.id for node in answer.view.nodes if node.span}
    found: list[Panel] = []
    for piece in pieces(outcome.text, outcome.evidence):
        if piece.left_out:
            found.append({"text": f" … {piece.left_out:,} characters … "})
            continue
        items = [outcome.evidence[number] for number in piece.marks]
        found.append({"text": piece.text} | (_mark(items, nodes, index) if items else {}))
    return found


def _mark(items: list[Evidence], nodes: dict[tuple[int, int], str], index: Index) -> Panel:
    inner = min(items, key=lambda item: item.end - item.start)
    on_walk = [nodes[item.start, item.end] for item in items if (item.start, item.end) in nodes]
    told = "; ".join(dict.fromkeys(f"{index.label(item.concept)}: {item.status.replace('-', ' ')}" for item in items))
    return {"status": inner.status, "told": told, "id": on_walk[-1] if on_walk else "", "concept": inner.concept}


def _line(line: Line, biller: str, outcome: Outcome, index: Index) -> Panel:
    return {
        "id": f"{line.path[-1]}@{biller}" if line.path else "",
        "code": " ".join((line.code, *(line.modifiers or ()))),
        "system": line.system,
        "meaning": code_label(index, line.system, line.code, outcome.on),
        "units": "" if line.units is None else str(line.units),
        "core": line.core,
        "confidence": line.confidence,
        "rule": index.label(line.rule),
        "other": [f"or {other.code}: {other.because}" for other in line.alternatives],
    }


def _listed(view: GraphView) -> list[Panel]:
    """Every thing in the order of reading, with the ties that leave it."""
    names = {node.id: node.label for node in view.nodes}
    order = sorted(view.nodes, key=lambda node: (node.stage, node.y, node.x))
    return [
        {
            "id": node.id,
            "label": node.label,
            "kind": KIND_WORDS.get(node.kind, node.kind),
            "note": node.note,
            "ties": [[edge.label or "leads to", names[edge.end]] for edge in view.edges if edge.start == node.id],
        }
        for node in order
    ]


def detail(state: State) -> Panel | None:
    """What is known of the selected thing, with its neighbours in groups; None while nothing is selected."""
    view, selected, index = state.view, state.scene.selected, state.known.whole
    node = next((node for node in view.nodes if node.id == selected), None) if view else None
    if node is None:
        return None
    curie = node.concept or node.id
    thing = index.things.get(curie)
    groups = state.known.neighbours(curie, on=state.scene.on) if thing else ()
    return {
        "id": node.id,
        "curie": curie if thing else "",
        "label": node.label,
        "kind": KIND_WORDS.get(node.kind, node.kind),
        "note": node.note,
        "meaning": thing.text("skos:definition") if thing else "",
        "dates": " to ".join(filter(None, (node.valid_from and f"valid from {node.valid_from}", node.valid_to))),
        "source": node.source,
        "groups": [
            {
                "predicate": predicate,
                "direction": direction,
                "label": label,
                "count": counted(index, things),
                "opened": (curie, predicate, direction) in state.scene.place.opened,
                "things": [[other, label_of(index, other)] for other in things[:40]],
            }
            for predicate, label, direction, things in groups
        ],
    }


def _coverage(state: State) -> Panel:
    """What lies outside the rules: the ontology's own questions, and the answer to the one that is open."""
    stored = state.known.questions
    rows = state.known.query(state.covered).texts if state.covered else ()
    return {
        "asked": [{"name": name, "asks": stored[name].asks} for name in COVERAGE if name in stored],
        "open": state.covered,
        "rows": [[row[0], row[1]] for row in rows],
    }
