"""What can go wrong in a call; faults in data are findings, not errors."""


class IortkgError(Exception):
    """Any fault that iortkg reports; its text says what is wrong and what to do."""


class InputError(IortkgError):
    """The case text, a date, a setting or a file can't be used as given."""


class UnknownThing(IortkgError):
    """A concept, code or biller was named that the ontology does not hold."""


class OntologyError(IortkgError):
    """The ontology itself can't be read or contradicts its own vocabulary."""


_MOST_REPEATED = 60


def repeated(given: object) -> str:
    """What was given, quoted, for the sentence that refuses it; no more of it than tells which it was."""
    text = given if isinstance(given, str) else repr(given)
    short = f"{text[: _MOST_REPEATED - 1]}…" if len(text) > _MOST_REPEATED else text
    return repr(short) if isinstance(given, str) else short
