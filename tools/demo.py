"""Code the first three example cases and write one walk as a picture: what ``make demo`` runs."""

from __future__ import annotations

import shlex
import subprocess
import sys
from itertools import islice
from pathlib import Path

import iortkg
from iortkg.explorer import Example, examples

CASES = 3
PICTURE = Path(__file__).resolve().parent.parent / "build" / "walk.svg"


def main() -> None:
    """Show the command line on three cases, then draw the first."""
    chosen = tuple(islice(examples(), CASES))
    for example in chosen:
        arguments = ["code", example.text, "--on", example.on.isoformat(), "--setting", example.setting]
        print(f"\n$ {shlex.join(['iortkg', *arguments])}\n", flush=True)
        subprocess.run([Path(sys.executable).with_name("iortkg"), *arguments], check=True)
    print(f"\nThe walk of the first case, as a picture: {draw(chosen[0])}")


def draw(example: Example) -> Path:
    """The file that the walk of an example was written to."""
    answer = iortkg.code(example.text, on=example.on, setting=example.setting)
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(answer.to_svg(), encoding="utf-8")
    return PICTURE.relative_to(Path.cwd()) if PICTURE.is_relative_to(Path.cwd()) else PICTURE


if __name__ == "__main__":
    main()
