"""Write the page of the ontology: what ``make page`` runs."""

from __future__ import annotations

import argparse
from pathlib import Path

import iortkg
from tools.page import page_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ontology.html"


def main() -> None:
    """Write the page to the file named, or to the one that the README links."""
    parser = argparse.ArgumentParser(prog="python -m tools.page", description="Write the ontology as a page.")
    parser.add_argument(
        "file", nargs="?", type=Path, default=PAGE, help="where to write it; docs/ontology.html if left out"
    )
    parser.add_argument(
        "--overlay", type=Path, metavar="FOLDER", help="a folder of your own Turtle, laid over the ontology"
    )
    given = parser.parse_args()
    page = page_of(iortkg.load(overlay=given.overlay))
    given.file.parent.mkdir(parents=True, exist_ok=True)
    given.file.write_text(page, encoding="utf-8", newline="\n")
    print(f"Written: {given.file.name}, {len(page.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
