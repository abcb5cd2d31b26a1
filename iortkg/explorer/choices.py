"""The values that a fact takes by hand: what a question offers, and what there is to try."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.knowledge import Index

Choices = tuple[tuple[str, str], ...]
# Facts of the call by the names that questions give them.
FACT_OF = {"laterality": "side", "primary-procedure": "procedure"}
# Facts that a switch can turn, in the order of the contract.
TRIED = ("delivered", "radiation", "channels", "side", "setting")
_GIVEN: Choices = (("yes", "yes"), ("partly", "partly"), ("no", "no"))
_CLASS = {"side": "ior:Side", "setting": "ior:Setting"}
_WAYS = ("ior:proposes", "ior:proposesFrom")


def choices_of(index: Index, kind: str, decides: Iterable[str] = ()) -> Choices:
    """Values of a fact with their labels; of those that rules need, the ones that bear on the codes decided.

    There are none where values are too many to list, and words must do.
    """
    if kind == "delivered":
        return _GIVEN
    if kind in _CLASS:
        found = {thing.curie for thing in index.instances(_CLASS[kind])}
    else:
        found = _needed(index, kind, frozenset(decides)) if kind in TRIED else set()
    return tuple((curie, index.label(curie)) for curie in sorted(found, key=lambda curie: (index.label(curie), curie)))


def _needed(index: Index, kind: str, decides: frozenset[str]) -> set[str]:
    """Facts of a kind that rules need, if any codes are named only those which lead to one of them."""
    codes = {code.curie for notation in decides for code in index.codes.get(notation, ())}
    rules = (
        rule for rule in index.instances("ior:Rule")
        if not codes or any(codes.intersection(rule.all(way)) for way in _WAYS)
    )  # fmt: skip
    needs = (need for rule in rules for need in index.needs(rule).every)
    return {need for need in needs if index.kind(need) == kind and not index[need].is_a("ior:OpenKind")}
