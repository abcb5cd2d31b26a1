"""What part each concept plays: it names the kind of radiation, only hints at it, or stands for another day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iortkg.knowledge import Index, Thing

# Named, these are by themselves an irradiation in the operation.
INTRAOPERATIVE = frozenset({"technique", "dedicated"})
# These name a kind of radiation only where the text tells of an operation.
CONTEXTUAL = frozenset({"radiation", "device", "guide", "implant"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The role that each concept plays, and the service and allowed kinds that it brings."""

    role: Mapping[str, str]
    services: Mapping[str, str]
    allowed: Mapping[str, frozenset[str]]

    def service(self, concept: str) -> str:
        """The service whose radiation the concept settles, or an empty text."""
        return self.services.get(concept, "")

    def is_treatment(self, concept: str) -> bool:
        """True if the concept names a treatment by radiation, or a kind of it."""
        return bool(self.services.get(concept)) or self.role.get(concept, "") in INTRAOPERATIVE | {"external"}


def assign_roles(index: Index) -> Roles:
    """Roles of all concepts that have names."""
    given = {kind: service.curie for service in index.instances("ior:Service") for kind in service.all("ior:isGivenBy")}
    role: dict[str, str] = {}
    services: dict[str, str] = {}
    allowed: dict[str, frozenset[str]] = {}
    for curie, thing in index.things.items():
        if (
            thing.is_a("ior:Rule", "ior:DeliveryRule", "ior:Code", "ior:Service", "ior:Cue", "ior:Pointer")
            or ":" not in curie
        ):
            continue
        kinds = [path[-1] for path in index.steps_from(curie) if path[-1] in given]
        if kinds:
            services[curie] = given[kinds[0]]
        if "ior:mayBe" in thing.links:
            allowed[curie] = frozenset(thing.all("ior:mayBe"))
        role[curie] = _role(thing, has_kind=bool(kinds))
    return Roles(role, services, allowed)


def _role(thing: Thing, *, has_kind: bool) -> str:
    for name, classes in _BY_CLASS:
        if thing.is_a(*classes):
            return name
    if thing.is_a("ior:OtherTreatment", "ior:Radiation"):
        return "radiation" if has_kind else "neutral" if thing.is_true("ior:isOpenKind") else "external"
    if thing.is_a("ior:Device"):
        return "device" if has_kind else "machine"
    if thing.is_a("ior:Applicator"):
        return "guide" if has_kind else "applicator"
    return ""


_BY_CLASS = (
    ("implant", ("ior:Implant",)),
    ("dedicated", ("ior:DedicatedDevice",)),
    ("loaded-later", ("ior:LaterLoadedDevice",)),
    ("external", ("ior:ExternalDevice",)),
    ("technique", ("ior:Technique",)),
    ("range", ("ior:Range",)),
    ("moment", ("ior:Moment",)),
    ("procedure", ("ior:Procedure",)),
    ("distraction", ("ior:Distractor",)),
)
