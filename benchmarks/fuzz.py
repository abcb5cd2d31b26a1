"""Input that is broken on purpose: each reader must answer it, or refuse it with a sentence of its own.

A target is a name, samples that are well formed, and a function that reads one; another is one entry of TARGETS.
Samples are cut, joined, repeated and changed byte by byte. Any exception but IortkgError, and an answer whose evidence
is not words of its text, is a finding: hypothesis makes it small and shows it.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import pyarrow as pa
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from pyarrow import parquet

from iortkg import IortkgError, code, decide, load
from iortkg.api import facts_of_fhir
from iortkg.batch import records_of
from iortkg.check import read_labelled
from iortkg.codebooks import Wish, add_file
from iortkg.knowledge import ontology_folder
from tests.codebooks.samples import GOOD
from tests.decide.bundles import ELECTRONS, INTRAOPERATIVE, bundle, summary

_ROUND = 200  # inputs between two looks at the clock
DAY = "2026-03-02"


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads bytes, and bytes that it can read."""

    samples: tuple[bytes, ...]
    read: Callable[[bytes], object]


def texts() -> tuple[bytes, ...]:
    """Open labelled cases."""
    return tuple(case.text.encode() for case in read_labelled(ontology_folder() / "cases") if not case.hold)


def read_text(raw: bytes) -> None:
    """Code a text; its evidence must be words of it."""
    text = raw.decode("utf-8", "replace")
    answer = code(text, on=DAY)
    for found in answer.evidence:
        if text[found.start : found.end] != found.text:
            raise AssertionError(f"evidence at {found.start} is not what stands there")
    json.dumps(answer.to_dict())


def cases() -> list[dict[str, str]]:
    """A few cases with all fields."""
    notes = [text.decode()[:200] for text in texts()[:3]]
    return [{"id": f"c{at}", "text": text, "on": DAY, "setting": "inpatient"} for at, text in enumerate(notes)]


def as_lines() -> tuple[bytes, ...]:
    """Cases as JSON Lines."""
    return tuple(json.dumps(case).encode() + b"\n" for case in cases())


def as_csv() -> tuple[bytes, ...]:
    """Cases as CSV."""
    quoted = ('"' + case["text"].replace('"', '""') + '"' for case in cases())
    return tuple(f"id,text,on,setting\nc1,{text},{DAY},\n".encode() for text in quoted)


def as_parquet() -> tuple[bytes, ...]:
    """Cases as Parquet, packed in several ways."""

    def packed(**how: object) -> bytes:
        sink = io.BytesIO()
        parquet.write_table(pa.Table.from_pylist(cases()), sink, **how)
        return sink.getvalue()

    return packed(compression="none"), packed(compression="zstd", row_group_size=1), packed(use_dictionary=False)


def reading(ending: str) -> Callable[[bytes], None]:
    """Read all records of a file of some bytes."""

    def read(raw: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=ending) as file:
            file.write(raw)
            file.flush()
            for record in records_of(Path(file.name)):
                if not record.fault and not isinstance(record.fields["text"], str):
                    raise AssertionError("a record without fault has no text")

    return read


def as_fhir() -> tuple[bytes, ...]:
    """Radiotherapy procedures in FHIR R4."""
    procedure = summary(ELECTRONS, INTRAOPERATIVE)
    return json.dumps(bundle(procedure)).encode(), json.dumps(procedure).encode()


def read_bundle(raw: bytes) -> None:
    """Take the facts of a bundle, and let the rules decide by them."""
    facts, _ = facts_of_fhir(raw.decode("utf-8", "replace"))
    json.dumps(decide(facts, on=DAY).to_dict())


def as_table(label: str) -> tuple[bytes, ...]:
    """A table as users download it, in two encodings."""
    return GOOD[label].text.encode(), GOOD[label].text.encode("utf-16")


def table(label: str) -> Target:
    """The reader of a file kind."""
    return Target(as_table(label), read_table)


def read_table(raw: bytes) -> None:
    """Store a table; where it is refused, nothing of it may be left."""
    with tempfile.TemporaryDirectory() as folder:
        path, tables = Path(folder) / "table", Path(folder) / "tables"
        path.write_bytes(raw)
        made: tuple[object, ...] = ()
        try:
            made = add_file(path, tables, Wish(starts="2026-01-01", setting="practitioner", today=DAY)).tables
        finally:
            left = len(list(tables.iterdir())) if tables.exists() else 0
            if left != len(made):
                raise AssertionError("a table that was refused has left something")


# Samples are made when their turn comes. Readers of other files are tried by one entry each.
TARGETS: dict[str, Callable[[], Target]] = {
    "text": lambda: Target(texts(), read_text),
    "JSON Lines": lambda: Target(as_lines(), reading(".jsonl")),
    "CSV": lambda: Target(as_csv(), reading(".csv")),
    "Parquet": lambda: Target(as_parquet(), reading(".parquet")),
    "FHIR": lambda: Target(as_fhir(), read_bundle),
    **{f"table of {label}": partial(table, label) for label in GOOD},
}


@st.composite
def broken(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """A sample that is cut, joined, repeated and changed."""
    raw = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 60)))
        match draw(st.sampled_from(("change", "put in", "take out", "repeat", "join", "cut"))):
            case "change":
                raw[start:end] = draw(st.binary(min_size=end - start, max_size=end - start))
            case "put in":
                raw[start:start] = draw(st.one_of(st.binary(max_size=20), st.text(max_size=20).map(_encoded)))
            case "take out":
                del raw[start:end]
            case "repeat":
                raw[start:start] = raw[start:end] * draw(st.integers(1, 50))
            case "join":
                raw[start:] = draw(st.sampled_from(samples))[start:]
            case "cut":
                del raw[start:]
    return bytes(raw)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def try_once(target: Target, number: int, *, count: int = _ROUND) -> None:
    """Try a round of broken samples; the same number gives the same ones. Raises what a reader should not."""

    @seed(number)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(broken(target.samples))
    def tried(raw: bytes) -> None:
        try:
            target.read(raw)
        except IortkgError:
            return

    tried()


@click.command()
@click.option("--minutes", default=10.0, show_default=True, help="In total, the same for each target.")
@click.argument("names", nargs=-1, type=click.Choice(tuple(TARGETS)))
def main(minutes: float, names: tuple[str, ...]) -> None:
    """Try each target for its share of the time; ends with status 1 at a finding."""
    load()
    chosen = names or tuple(TARGETS)
    print(f"{minutes:g} minutes for {', '.join(chosen)}")
    for name in chosen:
        target, end, rounds = TARGETS[name](), time.monotonic() + minutes * 60 / len(chosen), 0
        while time.monotonic() < end:
            try_once(target, rounds)
            rounds += 1
        print(f"  {name:34} {rounds * _ROUND:8} inputs, nothing found", flush=True)


if __name__ == "__main__":
    sys.exit(main())
