"""What a user's choice of a side of a conflict changes: which rules hold, and how sure their lines are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from iortkg.case.draft import Draft
from iortkg.case.rules import Verdict
from iortkg.knowledge import Index, Thing, sides_of
from iortkg.model import Alternative


@dataclass(frozen=True, slots=True)
class Settled:
    """A conflict with the side that a choice settles it by, and the other sides."""

    choice: Thing
    conflict: Thing
    side: Thing
    others: tuple[Thing, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules whose lines the chosen side makes certain."""
        return self.side.all("ior:speaksFor")


def settled_on(index: Index, on: str) -> Iterator[Settled]:
    """The conflicts that choices settle on a day, each by the latest choice."""
    found: dict[str, Thing] = {}
    for choice in sorted(index.instances("ior:Choice"), key=lambda thing: thing.text("ior:validFrom")):
        if choice.is_valid_on(on):
            found[choice.one("ior:settles")] = choice
    for conflict, choice in found.items():
        side = index[choice.one("ior:bySide")]
        others = tuple(other for other in sides_of(index, index[conflict]) if other is not side)
        yield Settled(choice, index[conflict], side, others)


def rules_in_force(index: Index, on: str) -> tuple[Thing, ...]:
    """The rules that may speak on a day: all but those of sides left aside, and those that only a choice brings in."""
    rules = index.instances("ior:Rule")
    apart = {rule.curie for rule in rules if _BY_CHOICE in rule.all("ior:ofKind")}
    for item in settled_on(index, on):
        if item.rules:
            fallen = (rule for other in item.others for rule in other.all("ior:speaksFor"))
            apart = apart.difference(item.rules).union(fallen)
    return tuple(rule for rule in rules if rule.curie not in apart)


_BY_CHOICE = "ior:OnlyByChoice"


def settle(drafts: Iterable[Draft], index: Index, on: str) -> tuple[Draft, ...]:
    """The lines as choices leave them: those of a chosen side certain, with the codes of the other side beside them."""
    settled = tuple(settled_on(index, on))
    return tuple(_settle(draft, settled, index, on) for draft in drafts)


def _settle(draft: Draft, settled: Sequence[Settled], index: Index, on: str) -> Draft:
    for item in settled:
        if draft.rule.curie in item.rules:
            beside = [code for other in item.others for code in _codes(other, draft, index, on, "skos:definition")]
            return replace(draft, confidence="certain", alternatives=_joined(draft, beside))
        if not item.rules and draft.rule.curie in item.conflict.all("ior:unsettles"):
            return replace(draft, alternatives=_joined(draft, _codes(item.side, draft, index, on, "ior:chosenWarning")))
    return draft


def _joined(draft: Draft, beside: Iterable[Alternative]) -> tuple[Alternative, ...]:
    known = {(item.system, item.code) for item in draft.alternatives}
    return (*draft.alternatives, *(item for item in beside if (item.system, item.code) not in known))


def _codes(side: Thing, draft: Draft, index: Index, on: str, reason: str) -> Iterator[Alternative]:
    """Codes of a side for the biller of a line: those of its rules, else those it is about and the biller can bill."""
    billers = {thing.curie for thing in index.instances("ior:Biller") if thing.text("skos:notation") == draft.biller}
    rules = [index[name] for name in side.all("ior:speaksFor")]
    led = [code for rule in rules if billers & {*rule.all("ior:forBiller")} for code in rule.all("ior:proposes")]
    about = [code for code in side.all("ior:concerns") if billers & {*index[code].all("ior:isBilledBy")}]
    for code in (index[name] for name in dict.fromkeys(led if rules else about)):
        if code.is_valid_on(on) and code.curie != draft.code.curie:
            yield Alternative(index.system(code), code.text("skos:notation"), side.text(reason))


def beside_choices(
    considered: Iterable[Verdict], drafts: Iterable[Draft], index: Index, on: str
) -> tuple[Verdict, ...]:
    """Verdicts on codes to think of, less those that edits deny beside lines of a chosen side, with any modifier."""
    chosen = {rule for item in settled_on(index, on) for rule in item.rules}
    lines = {draft.code.curie for draft in drafts if draft.rule.curie in chosen}
    barred = {
        code
        for edit in (index.instances("ior:PairEdit") if lines else ())
        if not lines.isdisjoint(edit.all("ior:columnOne"))
        if edit.is_valid_on(on) and edit.one("ior:modifierIndicator") == _NEVER
        for code in edit.all("ior:columnTwo")
    }
    codes = ((verdict, verdict.rule.all("ior:considers")) for verdict in considered)
    return tuple(verdict for verdict, named in codes if not named or not barred.issuperset(named))


_NEVER = "ior:PairNoBypass"
