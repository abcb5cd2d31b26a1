"""The files of this package that are not Python, and what makes them fit for a page of their own."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_SAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
Night = tuple[tuple[str, str], ...]


@cache
def shipped(name: str) -> str:
    """The text of a file that lies beside this module."""
    # importlib.resources takes 20 ms to import, a sixth of a cold start.
    return Path(__file__).with_name(name).read_text("utf-8")


@cache
def night(place: str) -> Night:
    """Where a picture turns dark: pairs of a media rule and a scope, of which one is at times empty."""
    return tuple((media, scope) for media, scope in json.loads(shipped("night.json"))[place])


def hashes(parts: Iterable[str]) -> str:
    """The hashes by which a policy lets scripts or styles of the page itself be."""
    digests = (base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def inert(data: str) -> str:
    """JSON that no page takes for markup."""
    return data.translate(_SAFE)
