"""The files of this package that are not Python."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

Night = tuple[tuple[str, str], ...]


@cache
def shipped(name: str, beside: str = __file__) -> str:
    """The text of a file that lies beside a module, this one if none is named."""
    # importlib.resources takes 20 ms to import, a sixth of a cold start.
    return Path(beside).with_name(name).read_text("utf-8")


@cache
def night(place: str) -> Night:
    """Where a picture turns dark: pairs of a media rule and a scope, of which one is at times empty."""
    return tuple((media, scope) for media, scope in json.loads(shipped("night.json"))[place])
