"""What answers were made with, so that a run makes them again, byte for byte."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from typing import Any

from iortkg.batch.places import append, manifest_of, part_of, settle, writing
from iortkg.batch.sources import digest_of, kind_of, size_of
from iortkg.batch.tally import Report


def write_manifest(source: Path, target: Path, report: Report, made_with: Mapping[str, Any]) -> None:
    """Write the manifest of answers that are whole, beside them; made_with names version, ontology and options."""
    told = {
        **made_with,
        "input": {"name": source.name, "kind": kind_of(source).removeprefix("."), **_marks(source)},
        "output": {"name": target.name, **_marks(target)},
        "records": report.records,
        "errors": report.errors,
        **{name: dict(counts) for name, counts in report.counts.items()},
    }
    part = part_of(target)
    with writing(manifest_of(target)), FileIO(part, "w") as out:
        append(out, f"{json.dumps(told, indent=2)}\n".encode())
        os.fsync(out.fileno())
    settle(part, manifest_of(target))


def _marks(path: Path) -> dict[str, object]:
    return {"bytes": size_of(path), "sha256": digest_of(path)}
