"""What can go wrong in a call; faults in data are findings, not errors."""


class IortkgError(Exception):
    """Any fault that iortkg reports; its text says what is wrong and what to do."""


class InputError(IortkgError):
    """The case text, a date, a setting or a file can't be used as given."""


class UnknownThing(IortkgError):
    """A concept, code or biller was named that the ontology does not hold."""


class QueryError(IortkgError):
    """A SPARQL query can't be read, or reaches for something outside the ontology."""


class OntologyError(IortkgError):
    """The ontology itself can't be read or contradicts its own vocabulary."""


# Anything longer could be words of a case, which no message repeats.
_MOST_REPEATED = 20


def repeated(given: object) -> str:
    """What was given, for the head of an error sentence: one short word quoted, all else by its length."""
    text = given if isinstance(given, str) else repr(given)
    if len(text) <= _MOST_REPEATED and not any(char.isspace() for char in text):
        return repr(given)
    return f"A value of {len(text)} characters"
