"""SPARQL in a notebook: cells that ask the ontology, complete its words, and draw what they find."""

from iortkg.magic.complete import Completion, Words, complete
from iortkg.magic.options import Options, read_options
from iortkg.magic.pattern import Pattern, read_pattern
from iortkg.magic.shell import register
from iortkg.magic.ways import ways

__all__ = [
    "Completion",
    "Options",
    "Pattern",
    "Words",
    "complete",
    "read_options",
    "read_pattern",
    "register",
    "ways",
]
