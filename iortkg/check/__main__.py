"""Hash lines for a list of licensed word sequences: python -m iortkg.check FILE WORDS."""

from __future__ import annotations

import sys
from pathlib import Path

from iortkg.check.ngrams import hash_lines
from iortkg.errors import InputError
from iortkg.knowledge import text_of


def main(words: list[str]) -> int:
    """Print the hash lines of a text file; the exit status."""
    if len(words) != 2 or not words[1].isdecimal() or not 1 <= int(words[1]) <= 99 or not Path(words[0]).is_file():
        sys.stderr.write("Give a text file with one descriptor a line, and the number of words of a sequence.\n")
        return 2
    try:
        texts = text_of(Path(words[0])).split("\n")
    except InputError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    sys.stdout.write("".join(f"{line}\n" for line in hash_lines(texts, int(words[1]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
