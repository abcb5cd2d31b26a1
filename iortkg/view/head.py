"""A whole page that loads nothing: what stands in its head, and what its policy lets be."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from string import Template

from iortkg.view.files import shipped

_SAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def document(
    title: str,
    body: str,
    *,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    pictures: Iterable[str] = (),
    any_style: bool = False,
) -> str:
    """A page with a title, which is markup as the body is; it loads nothing, and only its own scripts run.

    Its own styles are let in, and those of the pictures that the body holds, or any if a library sets them on the fly.
    """
    style = "\n".join(styles)
    inner = [found for picture in pictures for found in _STYLE.findall(picture)]
    return Template(shipped("page.html")).substitute(
        policy=_policy("" if any_style else hashes(dict.fromkeys((style, *inner))), hashes(scripts)),
        title=title,
        style=style,
        body="\n".join((body, *(f"<script>{script}</script>" for script in scripts))),
    )


def _policy(styles: str, scripts: str) -> str:
    """What the page may do: nothing but its own; where no styles are named, any of them, and pictures within them."""
    runs = f"script-src {scripts}; " if scripts else ""
    shows = f"style-src {styles}" if styles else "style-src 'unsafe-inline'; img-src data:"
    return f"default-src 'none'; {runs}{shows}; base-uri 'none'; form-action 'none'"


def hashes(parts: Iterable[str]) -> str:
    """The hashes by which a policy lets scripts or styles of the page itself be."""
    digests = (base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def embedded(name: str, values: object) -> str:
    """Values as JSON in a page, which takes no part of them for markup."""
    data = json.dumps(values, sort_keys=True, allow_nan=False, default=str).translate(_SAFE)
    return f'<script type="application/json" id="{name}">{data}</script>'
