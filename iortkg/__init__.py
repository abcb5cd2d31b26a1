"""From a case description to the right code, and why: intraoperative radiation therapy and its US billing codes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from iortkg.api import Answer, Knowledge, code, code_many, decide, explore, load, quiz, to_frame, to_graph

__all__ = [
    "Answer",
    "IortkgError",
    "Knowledge",
    "code",
    "code_many",
    "decide",
    "explore",
    "load",
    "quiz",
    "to_frame",
    "to_graph",
]


def __getattr__(name: str) -> Any:  # Any: a module attribute may be anything
    """The public names, imported when first needed, so that importing iortkg costs milliseconds."""
    if name == "IortkgError":
        return import_module("iortkg.errors").IortkgError
    if name == "spark":
        return import_module("iortkg.spark")
    if name in __all__:
        return getattr(import_module("iortkg.api"), name)
    raise AttributeError(f"module 'iortkg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Give a notebook the magic that asks by SPARQL, with its completion; %load_ext iortkg calls this."""
    from iortkg.api import load
    from iortkg.magic import register

    register(shell, load)
