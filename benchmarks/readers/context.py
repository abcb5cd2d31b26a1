"""The ontology's labels in a spaCy pipeline with NegEx or ConText; the service affirmed most often is the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.readers import Guess, Material, Note, Phrase, Read
from benchmarks.readers.simple import ELECTRON, XRAY, guess, service_of

# Labels have no numbers, so energies are patterns of tokens.
ENERGIES = {ELECTRON: "mev", XRAY: "kv"}
OTHER = "other"


def negspacy(material: Material) -> Read:
    """A reader with negspacy."""
    import spacy  # type: ignore[import-not-found,unused-ignore]
    from negspacy.negation import Negex  # type: ignore[import-not-found,unused-ignore]  # noqa: F401  # it registers

    language: Any = spacy.blank("en")  # Any: peers have no types here
    language.add_pipe("sentencizer")
    ruler = language.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": label, "pattern": pattern} for label, pattern in _patterns(material.phrases)])
    language.add_pipe("negex", config={"ent_types": sorted({label for label, _ in _patterns(material.phrases)})})
    return _reader(language, lambda found: not found._.negex)


def medspacy(material: Material) -> Read:
    """A reader with medspaCy's sentences, target matcher and ConText."""
    import medspacy as peer  # type: ignore[import-not-found,unused-ignore]
    from medspacy.ner import TargetRule  # type: ignore[import-not-found,unused-ignore]

    parts = ["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"]
    language: Any = peer.load(medspacy_enable=parts)  # Any: peers have no types here
    language.get_pipe("medspacy_target_matcher").add(
        [
            TargetRule(pattern, label) if isinstance(pattern, str) else TargetRule(label, label, pattern=pattern)
            for label, pattern in _patterns(material.phrases)
        ]
    )
    return _reader(language, _stands)


def _stands(found: Any) -> bool:  # Any: an entity of spaCy
    said = found._
    return not (said.is_negated or said.is_historical or said.is_hypothetical or said.is_family)


def _patterns(phrases: Iterable[Phrase]) -> list[tuple[str, Any]]:
    """Label and pattern of each phrase, and of the energies."""
    found: list[tuple[str, Any]] = [(phrase.service or OTHER, phrase.words) for phrase in phrases]
    for service, unit in ENERGIES.items():
        found.append((service, [{"LIKE_NUM": True}, {"LOWER": "-", "OP": "?"}, {"LOWER": unit}]))
        found.append((service, [{"LOWER": {"REGEX": rf"^[0-9.]+-?{unit}$"}}]))
    return found


def _reader(language: Any, is_affirmed: Callable[[Any], bool]) -> Read:  # Any: a pipeline and an entity of spaCy
    def read(notes: Iterable[Note]) -> list[Guess]:
        return [guess(service_of(_services(language(note.text).ents)), note) for note in notes]

    def _services(entities: Iterable[Any]) -> Iterable[str]:
        return [found.label_ for found in entities if found.label_ != OTHER and is_affirmed(found)]

    return read
