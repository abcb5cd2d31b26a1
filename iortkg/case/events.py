"""What happened in this operation: which radiation, how much of the dose, and the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from iortkg.case.kinds import kinds_given
from iortkg.case.meant import applied, awaited, in_wound, meant
from iortkg.case.mentions import Mention, meaning
from iortkg.case.roles import CONTEXTUAL, INTRAOPERATIVE
from iortkg.case.scene import ELSEWHERE, SCENE, Near, Scene, gap
from iortkg.case.studies import is_about_another, is_dosed_through, raised, treated_otherwise

# Characters within which a treatment outside the operation draws a kind of radiation to itself.
_BESIDE = 90
# Characters within which two names are one.
_TOUCHING = 25
# A dose belongs to a treatment named at most this many sentences away.
_FEW = 8
_TOLD_HERE = ("affirmed", "given", "background", "later")


@dataclass(frozen=True, slots=True)
class Event:
    """The irradiation of this operation. delivered: yes, partly, no, unknown, or none where nothing hints at it."""

    delivered: str
    kinds: tuple[tuple[str, tuple[Mention, ...]], ...]
    supports: tuple[Mention, ...]
    given: tuple[Mention, ...]
    against: tuple[Mention, ...]
    doses: tuple[Mention, ...]
    allowed: frozenset[str]
    energies: tuple[Mention, ...] = ()


def read_event(scene: Scene) -> Event:
    """The irradiation of this operation as the text tells it."""
    supports = _supports(scene)
    if scene.genre == "note" and not any(scene.roles.service(m.concept) for m in supports):
        supports = tuple(sorted({*supports, *meant(scene, supports)}, key=lambda m: (m.start, m.end, m.concept)))
    if scene.genre == "note" and not supports:
        supports = applied(scene) or awaited(scene)
    given = any(q.measures == "dose" and q.status == "given" for q in scene.quantities)
    if scene.genre == "study" and not supports and (given or is_dosed_through(scene) or not treated_otherwise(scene)):
        scene = raised(scene)
        supports = _supports(scene)
    if not supports:
        supports = in_wound(scene)
    if scene.genre == "no-treatment" or is_about_another(scene, supports):
        supports = ()
    energies = tuple(m for m in supports if scene.role(m) == "range")
    kinds = kinds_given(scene, supports)
    own = frozenset(supports), scene.numbers(supports)
    doses = tuple(q for q in scene.quantities if supports and _is_dose_of(q, scene, *own))
    strong, weak = _given(scene, supports, doses)
    against = _against(scene)
    delivered = _verdict(scene, supports, strong, weak, against)
    allowed = frozenset[str]().union(*(scene.roles.allowed.get(m.concept, frozenset()) for m in supports))
    return Event(delivered, kinds, supports, strong or weak, against, doses, allowed, energies)


def _supports(scene: Scene) -> tuple[Mention, ...]:
    """Mentions that speak for an irradiation in this operation."""
    usable = [m for m in scene.mentions if scene.usable(m)]
    direct = [m for m in usable if scene.role(m) in INTRAOPERATIVE and not _is_for_later(m, scene)]
    operated = bool(direct) or any(scene.role(m) in ("procedure", "moment") for m in usable)
    implanted = any(scene.is_implanted(m) for m in usable)
    loose = [m for m in usable if scene.role(m) in CONTEXTUAL] if operated or implanted else []
    loose += _energies(scene) if operated else []
    told = scene.marked("done") or any(q.measures == "dose" and q.status == "given" for q in scene.quantities)
    if scene.genre == "note" and not told and all(m.status == "named" for m in direct):
        direct = []
    own = frozenset(direct)
    found = [*direct, *(m for m in loose if not _belongs_elsewhere(m, scene, own))]
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.concept)))


def _is_for_later(mention: Mention, scene: Scene) -> bool:
    """True if what seems a treatment of the operation is the name of a device loaded on later days, or stands in it."""
    later = [m for m in scene.beside(mention) if scene.role(m) == "loaded-later"]
    return scene.role(mention) == "technique" and gap(mention, later) <= _TOUCHING


def _energies(scene: Scene) -> list[Mention]:
    """Energies that settle a kind of radiation, as mentions of their range."""
    found = []
    imaging = Near(m for m in scene.mentions if scene.index[m.concept].is_true("ior:isImaging"))
    for quantity in scene.quantities:
        span = meaning(quantity, scene.ranges)
        if not (span and scene.roles.service(span.curie) and scene.usable(quantity)):
            continue
        if imaging.gap(quantity) >= _BESIDE:
            found.append(replace(quantity, concept=span.curie))
    return found


def _belongs_elsewhere(mention: Mention, scene: Scene, direct: frozenset[Mention]) -> bool:
    """True if the mention finds tissue, or stands closer to a treatment outside the operation than to one in it."""
    near = scene.beside(mention)
    if scene.role(mention) == "radiation" and any(scene.index[m.concept].is_true("ior:isTracer") for m in near):
        return True
    outside = [m for m in near if scene.role(m) in ("external", "loaded-later")]
    inside = [m for m in near if m in direct or scene.role(m) == "moment"]
    return gap(mention, outside) < min(gap(mention, inside), _BESIDE)


def _is_dose_of(quantity: Mention, scene: Scene, supports: frozenset[Mention], around: frozenset[int]) -> bool:
    """True if a dose is that of the irradiation in this operation."""
    if quantity.measures != "dose" or not scene.usable(quantity) or not meaning(quantity, scene.ranges):
        return False
    number = scene.sentence(quantity)
    if quantity.status != "given" and around.isdisjoint(range(number - _FEW, number + _FEW + 1)):
        return False
    outside = [m for m in scene.beside(quantity) if scene.role(m) == "external"]
    inside = [m for m in scene.beside(quantity) if m in supports]
    return not outside or gap(quantity, inside) <= gap(quantity, outside)


def _given(
    scene: Scene, supports: Sequence[Mention], doses: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Words that say that the dose was given, and words that only imply it."""
    strong = [d for d in doses if d.status == "given"]
    strong += [m for m in supports if m.status == "given" and scene.role(m) not in ("guide", "range")]
    strong += [m for m in scene.marked("done") if supports and scene.usable(m) and not scene.is_outside(m)]
    weak = [d for d in doses if d.status != "given"]
    weak += [m for m in supports if (scene.role(m) == "technique" or scene.is_implanted(m)) and m.status in _TOLD_HERE]
    if scene.genre == "study":
        weak += list(supports)
    return tuple(strong), tuple(weak)


def _against(scene: Scene) -> tuple[Mention, ...]:
    """Words against a dose: that it was stopped, near a treatment, or the treatment itself denied."""
    named = [m for m in scene.mentions if scene.role(m) in INTRAOPERATIVE | CONTEXTUAL | {"applicator", "neutral"}]
    near = {scene.sentence(m) + step for m in named for step in (-1, 0, 1)}
    said = [m for m in scene.marked("stopped") if m.status not in (*ELSEWHERE, "unanswered")]
    stopped = [m for m in said if scene.sentence(m) in near]
    if scene.genre == "study":
        # Who was treated without it is the other arm.
        stopped = []
    return (*(m for m in scene.marked("nothing") if m.status not in ELSEWHERE), *stopped)


def _verdict(
    scene: Scene,
    supports: Sequence[Mention],
    strong: Sequence[Mention],
    weak: Sequence[Mention],
    against: Sequence[Mention],
) -> str:
    later = not strong and _is_loaded_later(scene)
    if later or any(m.status not in ELSEWHERE for m in scene.marked("nothing")):
        return "no"
    if scene.marked("partial") and (strong or weak):
        return "partly"
    if strong and not _ends_in_a_stop(scene, strong, against) and not _is_stopped_after(scene, strong, against):
        return "yes"
    if against or _is_denied_after(scene, supports) or _is_of_visit(scene, weak):
        return "no"
    if weak and not scene.marked("other-text") and not _is_left_open(scene):
        return "yes"
    left = any(map(scene.usable, scene.playing("loaded-later")))
    return "none" if left or not supports else "unknown"


def _is_denied_after(scene: Scene, supports: Sequence[Mention]) -> bool:
    """True if machines alone speak for a dose in a note, and the treatment itself is denied later in the text."""
    if (
        scene.genre != "note"
        or not supports
        or any(scene.role(m) != "dedicated" or m.status == "planned" for m in supports)
    ):
        return False
    last = max(m.start for m in supports)
    return any(m.status == "negated" and m.start > last for m in scene.playing("technique"))


def _is_of_visit(scene: Scene, weak: Sequence[Mention]) -> bool:
    """True if no operation is told of in a note, and it is of a visit or all that implies a dose is also planned."""
    told = any(scene.usable(m) and m.concept == SCENE for m in scene.playing("moment"))
    if scene.genre != "note" or not weak or told or any(m.measures for m in weak):
        return False
    planned = {m.concept for m in scene.playing("technique") if m.status == "planned"}
    return _is_visit(scene) or all(m.concept in planned for m in weak)


def _is_visit(scene: Scene) -> bool:
    """True if a text tells of a visit, and of no operation in another sentence than the one that says so."""
    visits = scene.numbers(m for m in scene.marked("visit") if scene.usable(m))
    return bool(visits) and scene.numbers(m for m in scene.playing("procedure") if scene.usable(m)) <= visits


def _is_stopped_after(scene: Scene, strong: Sequence[Mention], against: Sequence[Mention]) -> bool:
    """True if machines alone seem to have been used, no dose is told as given, and it was stopped later in the text."""
    if any(m.measures or scene.role(m) not in ("dedicated", "device", "technique") for m in strong):
        return False
    return bool(against) and max(m.start for m in strong) < min(m.start for m in against)


def _is_loaded_later(scene: Scene) -> bool:
    """True if something starts on a later day beside sources that are loaded into what was placed."""
    loaded = scene.numbers(
        m for m in scene.mentions if scene.role(m) == "loaded-later" or scene.index[m.concept].is_true("ior:isLoadable")
    )
    said = scene.numbers(m for m in scene.marked("loads-later") if scene.usable(m))
    return any(not loaded.isdisjoint((n - 1, n, n + 1)) for n in said)


def _is_left_open(scene: Scene) -> bool:
    """True if no box about the dose is ticked in a form."""
    return any(m.status == "unanswered" for kind in ("done", "stopped") for m in scene.marked(kind))


def _ends_in_a_stop(scene: Scene, strong: Sequence[Mention], against: Sequence[Mention]) -> bool:
    """True if all that seems given stands in a sentence that says it was stopped."""
    stops = {scene.sentence(m) for m in against}
    return bool(stops) and all(scene.sentence(m) in stops for m in strong)
