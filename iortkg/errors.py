"""What can go wrong in a call; faults in data are findings, not errors."""


class IortkgError(Exception):
    """Any fault that iortkg reports; its text says what is wrong and what to do."""


class InputError(IortkgError):
    """The case text, a date, a setting or a file can't be used as given."""


class UnknownThing(IortkgError):
    """A concept, code or biller was named that the ontology does not hold."""


class OntologyError(IortkgError):
    """The ontology itself can't be read or contradicts its own vocabulary."""


_MOST_REPEATED = 20


def repeated(given: object) -> str:
    """What was given, at the head of the sentence that refuses it: one short word quoted, all else by its length.

    Whatever is longer may be words of a case, which no message may repeat.
    """
    text = given if isinstance(given, str) else repr(given)
    if len(text) <= _MOST_REPEATED and not any(char.isspace() for char in text):
        return repr(given)
    return f"A value of {len(text)} characters"
