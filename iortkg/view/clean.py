"""Text made fit to show: no control characters, nothing to be taken for markup."""

from __future__ import annotations

import html
import re

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """One line of text, freed of control characters, bidirectional overrides and halves of a surrogate pair."""
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def escaped(text: str) -> str:
    """One line for markup, in an element or a quoted attribute."""
    return html.escape(plain(text))


def escaped_body(text: str) -> str:
    """Running text for markup; lines are kept and control characters become visible signs."""
    return html.escape(_CONTROL.sub(_picture, text.replace("\r\n", "\n").replace("\r", "\n")))


def spelled(text: str) -> str:
    """Running text for a terminal; control characters are spelled out as escapes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), lines)


def _picture(found: re.Match[str]) -> str:
    """The sign that stands for a control character."""
    number = ord(found[0])
    return chr(0x2400 + number) if number < 0x20 else "\N{REPLACEMENT CHARACTER}"
