"""An answer as HTML with no script and no link, asking for nothing: for a notebook, or as a page of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

from iortkg.model import BILLERS, Evidence, Outcome, Walk
from iortkg.view import tables
from iortkg.view.clean import escaped, escaped_body
from iortkg.view.files import night, shipped
from iortkg.view.graphview import GraphView
from iortkg.view.head import document
from iortkg.view.marks import Piece, pieces
from iortkg.view.names import Label, Meaning, Names, names, told
from iortkg.view.proof import Proof, named, proofs
from iortkg.view.svg import drawing
from iortkg.view.walkview import walk_view

_STATUSES = ("affirmed", "negated", "planned", "past", "hypothetical", "other-person")


def answer_html(outcome: Outcome, walk: Walk, *, label: Label | None = None, meaning: Meaning | None = None) -> str:
    """The answer for a notebook cell: text with marks, claims, questions, the walk as picture and as list.

    Label names what is not on the walk; if there is none, words are made from the identifier. Meaning tells what a code
    of a system is for.
    """
    name = names(walk, label, meaning)
    scope, style = _style()
    answered = (_claims(outcome, name), _wrapped("asked", tables.questions(outcome)))
    parts = (
        _summary(outcome),
        _note(outcome, name),
        *(answered[::-1] if outcome.status == "needs-information" else answered),
        tables.considered(outcome, name),
        tables.near_misses(outcome, name),
        _wrapped("warned", tables.warnings(outcome, name)),
        _walk(walk),
        tables.understood(outcome, name),
    )
    return f'<div class="iortkg {scope}"><style>{style}</style>{"".join(parts)}</div>'


def page_html(outcome: Outcome, walk: Walk, *, label: Label | None = None, meaning: Meaning | None = None) -> str:
    """The answer as a whole document that may load nothing and run nothing."""
    name = "Case" if outcome.id in (None, "") else escaped(str(outcome.id))
    title = f"{name}, {escaped(outcome.on)}: {escaped(outcome.status)}"
    body = f"<main><h1>{title}</h1>{answer_html(outcome, walk, label=label, meaning=meaning)}</main>"
    return document(title, body, styles=(shipped("page.css"),), any_style=True)


def view_cell(view: GraphView) -> str:
    """A view for a notebook cell: its picture, which turns dark with the notebook."""
    scope, style = _style()
    figure = (
        f'<figure tabindex="0" role="region" aria-label="The graph">{drawing(view, dark=night("notebook"))}</figure>'
    )
    return f'<div class="iortkg {scope}"><style>{style}</style>{figure}</div>'


@cache
def _style() -> tuple[str, str]:
    """A class of our own, named by the hash of the style, and the style below it."""
    lines = shipped("answer.css").splitlines()
    scope = f"iortkg-{hashlib.blake2s(''.join(lines).encode(), digest_size=4).hexdigest()}"
    rules = "".join(_dark(line[1:]) if line.startswith("N{") else line for line in lines)
    return scope, rules.replace("K{", f".iortkg.{scope}{{").replace("K ", f".iortkg.{scope} ")


def _dark(rule: str) -> str:
    """A rule for the night, wherever the picture turns dark too, so that words and picture agree."""
    return "".join(f"{media}{{{place}K{rule}}}" if media else f"{place}K{rule}" for media, place in night("notebook"))


def _summary(outcome: Outcome) -> str:
    """Status, service, date, setting and ontology in a row."""
    cells = (
        ("status", outcome.status, ""),
        ("service", outcome.service, ""),
        ("date of service", outcome.on, outcome.on_from),
        ("setting", outcome.setting, outcome.setting_from),
        ("ontology", outcome.ontology, ""),
        *([("tables", ", ".join(table.name for table in outcome.tables), "")] if outcome.tables else []),
    )
    shown = (
        f"<div><dt>{label}</dt><dd>{escaped(value)}{f' <small>{escaped(origin)}</small>' if origin else ''}</dd></div>"
        for label, value, origin in cells
    )
    return f"<dl>{''.join(shown)}</dl>"


def _note(outcome: Outcome, name: Names) -> str:
    """The case text with its marks, and a key to the kinds of mark that occur."""
    shown = "".join(_piece(piece, outcome.evidence, name) for piece in pieces(outcome.text, outcome.evidence))
    occurring = [status for status in _STATUSES if any(item.status == status for item in outcome.evidence)]
    key = "".join(f'<mark class="s-{status}">{told(status)}</mark>' for status in occurring)
    return f'<p class="note" dir="auto">{shown}</p>' + (f'<p class="key">{key}</p>' if key else "")


def _piece(piece: Piece, evidence: Sequence[Evidence], name: Names) -> str:
    """A run of the text; its mark looks like the innermost evidence and its title names all."""
    if piece.left_out:
        return f'<span class="cut"> … {piece.left_out:,} characters … </span>'
    if not piece.marks:
        return escaped_body(piece.text)
    items = [evidence[number] for number in piece.marks]
    inner = min(items, key=lambda item: item.end - item.start).status
    status = inner if inner in _STATUSES else _STATUSES[0]
    title = "; ".join(f"{escaped(name(item.concept))}: {escaped(told(item.status))}" for item in items)
    numbers = ",".join(str(number + 1) for number in piece.ends)
    mark = f'<mark class="s-{status}" title="{title}">{escaped_body(piece.text)}</mark>'
    return mark + (f"<sup>{numbers}</sup>" if numbers else "")


def _claims(outcome: Outcome, name: Names) -> str:
    """What each biller puts on the claim, then the diagnoses."""
    listed = [(biller, outcome.claims.get(biller, ())) for biller in BILLERS]
    listed += [("diagnoses", outcome.diagnoses)] if outcome.diagnoses else []
    shown = "".join(tables.line_table(title, lines, outcome, name) for title, lines in listed)
    scroll = f'<div class="scroll" tabindex="0" role="region" aria-label="Claims">{shown}</div>'
    return f"<div><h2>Claims</h2>{scroll}</div>"


def _walk(walk: Walk) -> str:
    """The picture of the walk and the same in words."""
    if not walk.nodes:
        return ""
    drawn = drawing(walk_view(walk), dark=night("notebook"))
    picture = f'<figure tabindex="0" role="region" aria-label="The walk">{drawn}</figure>'
    told_walk = tables.section("The walk in words", (_proof(proof) for proof in proofs(walk)), "ol")
    return f"<div><h2>The walk</h2>{picture}</div>{told_walk}"


def _proof(proof: Proof) -> str:
    """What leads to one thing, chain by chain."""
    chains = "".join(f"<li>{escaped(chain)}</li>" for chain in proof.chains)
    return f"<b>{escaped(named(proof.end))}</b><ul>{chains}</ul>"


def _wrapped(kind: str, part: str) -> str:
    """A part that must be seen first, set apart."""
    return f'<div class="{kind}">{part}</div>' if part else ""
