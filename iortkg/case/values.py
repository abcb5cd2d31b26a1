"""What a person means by a fact set by hand: its kind, and a CURIE, a label, common words or a number for its value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from iortkg.case.dates import parse_day
from iortkg.case.facts import GIVEN, NOT_GIVEN, PARTLY, SEATED
from iortkg.case.fold import fold
from iortkg.case.mentions import find_quantities, meaning
from iortkg.case.reader import Reader
from iortkg.errors import InputError, repeated
from iortkg.knowledge import Thing, find, phrases_of, shorten
from iortkg.model import Correction

KINDS = (
    "delivered", "radiation", "device", "applicator", "channels", "site", "side", "procedure", "diagnosis", "setting",
    "date",
)  # fmt: skip
# Facts by the names of other places of the answer or the call.
_ALSO = {"on": "date", "laterality": "side", "primary-procedure": "procedure"}
_SILENT = ("dose", "energy")
_GIVEN = {"yes": GIVEN, "no": NOT_GIVEN, "partly": PARTLY}
_SEATED = {"yes": SEATED, "placed": SEATED, "seated": SEATED}
# Devices that irradiate in the operation; those of other days are no answer to what was used in it.
_USED = frozenset({"dedicated", "device", "implant", "machine"})
_SUGGESTED = 3
# Kinds with so few values that part of a name tells which is meant.
_IN_PART = ("radiation", "device", "applicator", "side")


def understand(facts: Mapping[str, object], reader: Reader) -> tuple[Correction, ...]:
    """Corrections out of kinds and values, in the order of the contract; raises InputError with the next step."""
    if not facts:
        raise InputError(f"No fact is named. Set at least one of {', '.join(KINDS)}.")
    found: dict[str, Correction] = {}
    for name, value in facts.items():
        kind = _kind(name)
        if kind in found:
            raise InputError(f"{kind} is set twice. Set each fact once.")
        found[kind] = _correction(kind, value, reader)
    return tuple(found[kind] for kind in KINDS if kind in found)


def _kind(name: str) -> str:
    plain = name.strip().lower().replace("_", "-")
    kind = _ALSO.get(plain, plain)
    if kind in KINDS:
        return kind
    if kind in _SILENT:
        raise InputError(f"{kind} decides no code on its own. Set radiation or delivered instead.")
    near = get_close_matches(plain, (*KINDS, *_ALSO), 1)
    hint = f"Did you mean {near[0]}?" if near else "Look at the facts of an answer for what was understood."
    raise InputError(f"{repeated(name)} is no fact to set by hand. Use one of {', '.join(KINDS)}. {hint}")


def _correction(kind: str, value: object, reader: Reader) -> Correction:
    if value is None or (isinstance(value, str) and not value.strip()):
        return Correction(kind, None)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if kind == "date":
        return Correction(kind, "ior:StatedDay", parse_day(value if isinstance(value, date) else str(value).strip()))
    if not isinstance(value, str | int):
        raise InputError(f"The value of {kind} is {type(value).__name__}. Give it as text or as a whole number.")
    words = str(value).strip()
    if kind == "applicator" and _plain(words) == "no":
        return Correction(kind, None)
    return _quantity(kind, words, reader) or Correction(kind, _concept(kind, words, reader))


def _quantity(kind: str, words: str, reader: Reader) -> Correction | None:
    """A number of channels, or a kind of radiation told by its energy."""
    if kind not in ("channels", "radiation"):
        return None
    counted = next((unit for unit in reader.quantities.units.values() if unit.text("ior:factKind") == "channels"), None)
    named = f"{words} {counted.label}" if counted and kind == "channels" and words.isdecimal() else words
    for quantity in find_quantities(fold(named), reader.quantities):
        span = meaning(quantity, reader.quantities.ranges)
        if span and kind == "channels" and quantity.measures == kind:
            return Correction(kind, span.curie, quantity.value, quantity.unit)
        if span and kind == "radiation" and reader.roles.service(span.curie):
            return Correction(kind, reader.index.meant(span.curie))
    return None


def _concept(kind: str, words: str, reader: Reader) -> str:
    """The concept that a value names."""
    things = tuple(_choices(kind, reader))
    curie = shorten(words)
    named = {thing.curie: thing for thing in things}
    for known in (curie, f"ior:{words}"):
        if known in named:
            return known
    plain = _plain(words)
    own = {"delivered": _GIVEN, "applicator": _SEATED}.get(kind, {})
    if plain in own:
        return own[plain]
    parts = _holding(things, plain) if kind in _IN_PART else []
    for found in (_called(things, plain), parts):
        meant = _distinct(kind, found, reader)
        if len(meant) == 1:
            return meant[0]
        if meant:
            several = ", ".join(f"{name} ({reader.index.label(name)})" for name in meant[:_SUGGESTED])
            raise InputError(f"{repeated(words)} names more than one {kind}. Give one of {several}.")
    raise InputError(f"{repeated(words)} is not a value of {kind}. {_expected(kind, words, things, reader)}")


def _choices(kind: str, reader: Reader) -> Iterator[Thing]:
    """Things that a fact of a kind can take."""
    index, roles = reader.index, reader.roles
    if kind == "delivered":
        yield from (index[name] for name in (GIVEN, PARTLY, NOT_GIVEN))
        return
    for thing in index.things.values():
        if index.kind(thing.curie) != kind:
            continue
        if kind == "radiation" and not roles.service(thing.curie):
            continue
        if kind == "device" and roles.role.get(thing.curie) not in _USED:
            continue
        if kind != "diagnosis" or thing.is_a("ior:Tumor"):
            yield thing
    if kind == "applicator":
        yield index[SEATED]


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").split())


def _phrases(thing: Thing) -> Iterator[str]:
    yield from phrases_of(thing)
    yield from (_plain(letters) for letters in thing.texts.get("ior:initial", ()))
    yield _plain(thing.text("skos:notation"))


def things_called(things: Iterable[Thing], words: str) -> list[Thing]:
    """Things of that very name, whatever its letter case and hyphens."""
    return _called(things, _plain(words))


def _called(things: Iterable[Thing], plain: str) -> list[Thing]:
    """Things of that very name; those whose own label it is come alone."""
    found = [thing for thing in things if plain in _phrases(thing)]
    return [thing for thing in found if _plain(thing.label) == plain] or found


def _holding(things: Iterable[Thing], plain: str) -> list[Thing]:
    """Things that have a name in which the words stand."""
    return [thing for thing in things if any(f" {plain} " in f" {phrase} " for phrase in _phrases(thing))]


def _distinct(kind: str, found: Iterable[Thing], reader: Reader) -> list[str]:
    """What things mean, each once: kinds of radiation by what they give, of which a wider one counts for a finer."""
    index = reader.index
    names = [thing.curie for thing in found]
    if kind == "radiation" and len(names) > 1:
        given = [index[reader.roles.service(name)].all("ior:isGivenBy") for name in names]
        names = [
            next(curie for path in index.steps_from(name) if (curie := path[-1]) in kinds)
            for name, kinds in zip(names, given, strict=True)
        ]
    once = list(dict.fromkeys(names))
    return [name for name in once if not any(other != name and other in index.entailed(name) for other in once)]


def _expected(kind: str, words: str, things: Iterable[Thing], reader: Reader) -> str:
    """What would do, and what comes near."""
    index = reader.index
    allowed = {thing.curie: thing for thing in things}
    if kind in ("delivered", "setting"):
        names = [thing.text("skos:notation") for thing in allowed.values()]
        return f"Use one of {', '.join(names if kind == 'setting' else _GIVEN)}."
    near = [hit.thing for hit in find(index, words, 60) if hit.thing.curie in allowed][:_SUGGESTED]
    if near:
        return f"Did you mean {', '.join(f'{thing.curie} ({thing.label})' for thing in near)}?"
    if len(allowed) <= 2 * _SUGGESTED:
        return f"Use one of {', '.join(thing.label for thing in allowed.values())}."
    return f"Look for a {kind} with iortkg find, and give its short name."
