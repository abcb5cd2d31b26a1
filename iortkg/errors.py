"""What can go wrong in a call; faults in data are findings, not errors."""


class IortkgError(Exception):
    """Any fault that iortkg reports; its text says what is wrong and what to do."""


class InputError(IortkgError):
    """The case text, a date, a setting or a file cannot be used as given."""


class UnknownThing(IortkgError):
    """A concept, code or biller that the ontology does not hold was asked for."""


class OntologyError(IortkgError):
    """The ontology itself cannot be read or contradicts its own vocabulary."""
