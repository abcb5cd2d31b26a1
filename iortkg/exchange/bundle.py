"""FHIR as JSON: read within limits, and looked through whatever its shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iortkg.errors import InputError, repeated

MOST_BYTES = 5_000_000
_MOST_DEPTH = 60
_MOST_RESOURCES = 5000

Json = Mapping[str, Any]  # Any: whatever JSON holds


def read_resources(source: str | bytes | Path) -> tuple[Json, ...]:
    """The resources of a Bundle, or the one Procedure; raises InputError with a sentence for anything else."""
    return _resources(_parsed(source))


def _parsed(source: str | bytes | Path) -> object:
    text = _text(source)
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("The FHIR input is not JSON. Give a Bundle or Procedure of FHIR R4 as JSON.") from None
    _refuse_depth(parsed)
    return parsed


def _text(source: str | bytes | Path) -> str:
    try:
        if isinstance(source, Path) and source.stat().st_size > MOST_BYTES:
            raise InputError("The FHIR input is longer than 5 MB. Give the Bundle of one case.")
        content = source.read_bytes() if isinstance(source, Path) else source
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except OSError:
        raise InputError("The FHIR file can't be read. Name a file that holds FHIR as JSON.") from None
    except UnicodeDecodeError:
        raise InputError("The FHIR input is not valid UTF-8. Save it as UTF-8.") from None
    if len(text) > MOST_BYTES:
        raise InputError("The FHIR input is longer than 5 MB. Give the Bundle of one case.")
    return text


def _refuse_depth(parsed: object) -> None:
    level: list[object] = [parsed]
    for _ in range(_MOST_DEPTH):
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise InputError(
        f"The FHIR input is nested more than {_MOST_DEPTH} deep. Give a Bundle or Procedure as servers send it."
    )


def _resources(parsed: object) -> tuple[Json, ...]:
    kind = parsed.get("resourceType") if isinstance(parsed, dict) else None
    if kind == "Procedure":
        return (parsed,)  # type: ignore[return-value]  # a dict, as just seen
    if kind != "Bundle":
        told = repeated(kind) if isinstance(kind, str) else "nothing"
        raise InputError(f"The FHIR input names {told} as its resourceType. Give a Bundle or a Procedure.")
    entries = items(parsed, "entry")
    if len(entries) > _MOST_RESOURCES:
        raise InputError(f"The Bundle has {len(entries)} entries. Give the Bundle of one case.")
    return tuple(r for entry in entries if isinstance(r := entry.get("resource"), dict))


def items(holder: object, name: str) -> list[Json]:
    """The objects of a list in an object; empty where there is no such list."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def named(holder: Json, ending: str) -> Iterator[Json]:
    """Extensions by the end of their address, or by their short name inside another extension."""
    for item in items(holder, "extension"):
        url = item.get("url")
        if isinstance(url, str) and (url == ending or url.endswith(("/mcode-" + ending, "-" + ending))):
            yield item


def codings(concept: object) -> list[tuple[str, str]]:
    """Systems and codes of a FHIR concept."""
    return [
        (str(c.get("system")), c["code"]) for c in items(concept, "coding") if isinstance(c.get("code"), str)
    ]  # fmt: skip
