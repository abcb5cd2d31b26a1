"""How far the delivery code is settled, and the questions that would settle what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iortkg.case.draft import Draft
from iortkg.case.facts import Facts
from iortkg.case.rules import MET, OPEN, Verdict
from iortkg.knowledge import Index, Thing
from iortkg.model import Question

_ORDER = (
    "delivered", "radiation", "channels", "site", "primary-procedure", "laterality", "setting", "date", "diagnosis",
    "units",
)  # fmt: skip
_AS_ASKED = {"side": "laterality", "procedure": "primary-procedure"}


def status_of(facts: Facts, delivery: Sequence[Verdict], on: str) -> str:
    """coded, needs-information, not-iort or no-code-on-date."""
    if facts.delivered in ("no", "none"):
        return "not-iort"
    live = [verdict for verdict in delivery if _is_live(verdict.rule, facts.index, on)]
    told = [verdict for verdict in delivery if verdict.state != "failed"]
    if told and not any(verdict in live for verdict in told):
        return "no-code-on-date"
    if facts.delivered == "unknown" or len(facts.kinds) > 1:
        return "needs-information"
    met = any(verdict.state == MET for verdict in live)
    return "coded" if met or not any(verdict.state == OPEN for verdict in live) else "needs-information"


def service_of(facts: Facts) -> str:
    """The service in the words of an answer."""
    index = facts.index
    if facts.delivered in ("no", "none"):
        wanted = [s for s in index.instances("ior:Service") if s.is_true("ior:isNoService")]
    elif len(facts.kinds) == 1:
        wanted = [index[facts.kinds[0]]]
    else:
        wanted = [s for s in index.instances("ior:Service") if s.is_true("ior:isOpenKind")]
    return wanted[0].text("skos:notation")


def _is_live(rule: Thing, index: Index, on: str) -> bool:
    """True if a rule and one of its codes stand on a day."""
    return rule.is_valid_on(on) and any(index[code].is_valid_on(on) for code in rule.all("ior:proposes"))


def questions_of(
    status: str,
    delivery: Sequence[Verdict],
    others: Sequence[Verdict],
    drafts: Sequence[Draft],
    facts: Facts,
    on: str,
    asked: Iterable[str],
) -> tuple[Question, ...]:
    """Questions in the order of the contract, each with the codes that it decides between."""
    found: dict[str, dict[str, None]] = {}
    if status == "needs-information":
        _ask_open(found, delivery, facts, on)
        if not found:
            found["radiation"] = dict.fromkeys(_codes((v.rule for v in delivery if v.state == MET), facts.index, on))
    if status in ("needs-information", "coded") and facts.delivered != "unknown":
        _ask_open(found, [v for v in others if v.rule.text("ior:missing")], facts, on)
        _ask_side(found, drafts, others, facts, on)
    for missing in asked:
        found.setdefault(missing, {})
    wording = {q.text("skos:notation"): q.text("ior:asks") for q in facts.index.instances("ior:Question")}
    return tuple(
        Question(missing, wording[missing], tuple(sorted(found[missing]))) for missing in _ORDER if missing in found
    )


def _ask_open(found: dict[str, dict[str, None]], verdicts: Iterable[Verdict], facts: Facts, on: str) -> None:
    """Add what open rules miss, one kind at a time: what is asked first decides what is asked next."""
    for verdict in verdicts:
        if verdict.state != OPEN or not _is_live(verdict.rule, facts.index, on):
            continue
        kinds = [kind for kind in _KINDS if kind in verdict.missing] or list(verdict.missing)
        if kinds[0] == "site" and "site" in facts.open_kinds:
            continue
        missing = verdict.rule.text("ior:missing") or _AS_ASKED.get(kinds[0], kinds[0])
        found.setdefault(missing, {}).update(dict.fromkeys(_codes([verdict.rule], facts.index, on)))


_KINDS = ("delivered", "radiation", "channels", "site", "procedure", "side", "diagnosis")


def _codes(rules: Iterable[Thing], index: Index, on: str) -> list[str]:
    curies = [code for rule in rules for code in rule.all("ior:proposes")]
    return [index[code].text("skos:notation") for code in curies if index[code].is_valid_on(on)]


def _ask_side(
    found: dict[str, dict[str, None]], drafts: Iterable[Draft], verdicts: Iterable[Verdict], facts: Facts, on: str
) -> None:
    """Ask for the side where a claimed code takes one, or where the rows of a family differ only by it."""
    if facts.places.side[0]:
        return
    lines = [draft.code.text("skos:notation") for draft in drafts if draft.code.is_true("ior:takesSide")]
    rows = [code for verdict in verdicts if verdict.state == MET for code in _sided_rows(verdict.rule, facts, on)]
    if lines or rows:
        found.setdefault("laterality", {}).update(dict.fromkeys([*lines, *rows]))


def _sided_rows(rule: Thing, facts: Facts, on: str) -> list[str]:
    """Codes of a rule's family at the two sides of the place treated, where the place itself has none."""
    place, index = facts.places.treated, facts.index
    if not place or "ior:proposesFrom" not in rule.links:
        return []
    halves = {t.curie for t in index.parts_of(place.site) if t.all("ior:hasSide")}
    for family in (rule.one("ior:proposesFrom"), rule.one("ior:elseFrom")):
        codes = [index[code] for code in index[family].all("ior:hasMember")] if family else []
        rows = [code for code in codes if halves & set(code.all("ior:hasSite")) and code.is_valid_on(on)]
        if rows:
            return [code.text("skos:notation") for code in rows]
    return []
