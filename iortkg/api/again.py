"""An ontology in another process: where it lies is sent there and not what it holds; each process compiles it once."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from iortkg.api.knowledge import Knowledge
from iortkg.codebooks import NONE, Codebooks
from iortkg.errors import OntologyError
from iortkg.knowledge import compile_index, lay_over, ontology_folder


def _sent(known: Knowledge) -> tuple[Callable[..., Knowledge], tuple[Any, ...]]:
    """What makes the same there: the folders over the shipped one, wherever that lies, its version, and answers."""
    # An overlay and a table are sent by their places, which must hold the same there.
    return again, (
        tuple(folder.absolute() for folder in known.index.folders[1:]),
        known.version,
        known.beside,
        known.codebooks.files,
    )


@cache
def again(overlays: tuple[Path, ...], version: str, beside: str = "", tables: tuple[Path, ...] = ()) -> Knowledge:
    """The shipped ontology with folders over it, and with answers and the user's tables beside it.

    Raises OntologyError where it is not that of the version.
    """
    index = compile_index([ontology_folder()])
    for folder in overlays:
        index = lay_over(index, folder)
    if index.version != version:
        raise OntologyError(
            f"The ontology here is {index.version}, and the work was begun with {version}. Use the same in all places."
        )
    return Knowledge(index, beside, Codebooks(tables) if tables else NONE)


copyreg.pickle(Knowledge, _sent)
