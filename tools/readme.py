"""Run the blocks of README.md, and write what they print into it again.

A block of bash or python may be followed by a block of text, which holds what it prints. Blocks of bash run first, in
their order, then those of python in one process; all share one empty folder.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
_BLOCK = re.compile(
    r"^```(?P<language>bash|python)\n(?P<code>.*?)^```\n(?:```text\n(?P<prints>.*?)^```\n)?", re.MULTILINE | re.DOTALL
)
# Runs in the child: the blocks come in as JSON, and what each prints goes out as JSON.
_IN_ONE_PROCESS = """\
import contextlib, io, json, sys
space, printed = {"__name__": "__main__"}, []
for code in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "README.md", "exec"), space)
    printed.append(out.getvalue())
json.dump(printed, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A block that a reader may run, where it stands, and what the README says that it prints."""

    language: str
    code: str
    prints: str | None
    start: int


def blocks(markdown: str) -> tuple[Block, ...]:
    """The runnable blocks in their order."""
    return tuple(
        Block(found["language"], found["code"], found["prints"], found.start()) for found in _BLOCK.finditer(markdown)
    )


def is_command(block: Block) -> bool:
    """Whether a block calls make, which belongs into a clone."""
    return block.code.startswith("make ")


def run(chosen: Sequence[Block], folder: Path) -> Mapping[Block, str]:
    """What each block prints in a folder; raises CalledProcessError where one fails."""
    programs = Path(sys.executable).parent
    told = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    told["IORTKG_DATA"] = str(folder / "data")  # no table of who runs this counts

    def start(*command: str, given: str = "") -> str:
        done = subprocess.run(command, cwd=folder, env=told, input=given, text=True, check=True, stdout=subprocess.PIPE)
        return done.stdout

    shell = [block for block in chosen if block.language == "bash"]
    scripts = [block for block in chosen if block.language == "python"]
    printed = {block: start("bash", "-euc", block.code) for block in shell}
    outputs = json.loads(start(sys.executable, "-c", _IN_ONE_PROCESS, given=json.dumps([b.code for b in scripts])))
    return printed | dict(zip(scripts, outputs, strict=True))


def rewritten(markdown: str, printed: Mapping[Block, str]) -> str:
    """The README with what the blocks print now."""
    by_start = {block.start: text for block, text in printed.items()}

    def block(found: re.Match[str]) -> str:
        text = by_start.get(found.start())
        shown = found["prints"] is not None and text is not None
        return f"```{found['language']}\n{found['code']}```\n```text\n{text}```\n" if shown else found[0]

    return _BLOCK.sub(block, markdown)


def main() -> None:
    """Rewrite README.md in place."""
    markdown = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        printed = run([block for block in blocks(markdown) if not is_command(block)], Path(folder))
    README.write_text(rewritten(markdown, printed), encoding="utf-8")


if __name__ == "__main__":
    main()
