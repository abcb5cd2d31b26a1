"""The values that a fact can take by hand: what a question offers, and what can be tried."""

from __future__ import annotations

from iortkg.knowledge import Index

Choices = tuple[tuple[str, str], ...]
# Facts of the call by the names that questions give them.
FACT_OF = {"laterality": "side", "primary-procedure": "procedure"}
# Facts that a switch can turn, in the order of the contract.
TRIED = ("delivered", "radiation", "channels", "side", "setting")
_GIVEN: Choices = (("yes", "given"), ("partly", "partly given"), ("no", "not given"))
_CLASS = {"side": "ior:Side", "setting": "ior:Setting"}


def choices_of(index: Index, kind: str) -> Choices:
    """Values of a fact with their labels; none where there are too many, so that words are asked for."""
    if kind == "delivered":
        return _GIVEN
    if kind in _CLASS:
        things = (thing.curie for thing in index.instances(_CLASS[kind]))
    elif kind in TRIED:
        rules = index.instances("ior:Rule")
        things = iter({need for rule in rules for need in index.needs(rule).every if index.kind(need) == kind and not index[need].is_a("ior:OpenKind")})
    else:
        return ()
    return tuple((curie, index.label(curie)) for curie in sorted(things, key=lambda curie: (index.label(curie), curie)))
