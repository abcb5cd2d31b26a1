"""Score the cases held back, and write the table into README.md and the curve to docs/risk-coverage.svg.

Only counts leave this module: no text, name or miss of a case that is held back is printed.
"""

from __future__ import annotations

import re
from pathlib import Path

from iortkg import check, load, view

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CURVE = ROOT / "docs" / "risk-coverage.svg"
HELD = ROOT / "ontology" / "cases" / "held"
# Codes labelled less often have intervals too wide to tell anything.
FEWEST = 5
_BLOCK = re.compile(r"(?<=<!-- held: make score writes this -->\n).*?(?=<!-- held: end -->\n)", re.DOTALL)


def scored() -> tuple[str, str]:
    """The table and the curve of the held part as they come out now."""
    known = load()
    found = check.score(
        check.read_labelled(HELD),
        lambda case: known.outcome(case.text, id=case.id, on=case.on, setting=case.setting, today=check.SCORED_ON),
        delivery=check.delivery_codes(known.index),
    )
    points = [(point.coverage, point.share, *point.interval) for point in found.curve]
    title = f"Risk and coverage on {found.cases} cases held back"
    return check.score_table(found, fewest=FEWEST), view.curve_svg(points, title=title)


def rewritten(markdown: str, table: str) -> str:
    """The README with the table in its place; raises ValueError where that is missing."""
    shown = "\n".join(f"    {line}".rstrip() for line in table.splitlines())
    text, count = _BLOCK.subn(lambda _: f"\n{shown}\n\n", markdown)
    if count != 1:
        raise ValueError(f"README.md has {count} places for the table of the held part, not one.")
    return text


def main() -> None:
    """Rewrite README.md and the picture in place."""
    table, curve = scored()
    README.write_text(rewritten(README.read_text(encoding="utf-8"), table), encoding="utf-8")
    CURVE.parent.mkdir(exist_ok=True)
    CURVE.write_text(curve, encoding="utf-8")


if __name__ == "__main__":
    main()
