"""Lines of rules beside their codes: only what is stated of the same day contradicts."""

from __future__ import annotations

from pathlib import Path

from iortkg.check.book import read_book
from iortkg.check.lines import line_faults

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
MISTAKES = ROOT / "tests" / "data" / "mistakes"
BARRED = (MISTAKES / "rule-modifier-that-the-code-bars" / "own.ttl").read_text(encoding="utf-8")
BILLED = (MISTAKES / "rule-for-another-biller" / "own.ttl").read_text(encoding="utf-8")
RULE_FIRST_DAY = 'ior:proposes cpt:90003 ;\n    ior:validFrom "2012-01-01"'
FAMILY = """
ior:Lights
    a ior:Family ;
    skos:prefLabel "lights"@en ;
.
"""


def things_with_faults(folder: Path, text: str) -> list[str]:
    """The things that are told of in a folder of one file."""
    (folder / "own.ttl").write_text(text, encoding="utf-8")
    return [fault.thing for fault in line_faults(read_book(folder, ONTOLOGY))]


def test_an_entry_of_other_days_bars_nothing(tmp_path: Path) -> None:
    assert things_with_faults(tmp_path, BARRED) == ["ior:RuleTorch"]
    assert RULE_FIRST_DAY in BARRED
    later = BARRED.replace(RULE_FIRST_DAY, RULE_FIRST_DAY.replace("2012", "2027"))
    assert things_with_faults(tmp_path, later) == []


def test_a_code_of_which_no_biller_is_stated_contradicts_none(tmp_path: Path) -> None:
    assert things_with_faults(tmp_path, BILLED) == ["ior:RuleTorch"]
    assert things_with_faults(tmp_path, BILLED.replace("    ior:isBilledBy ior:Helper ;\n", "")) == []


def test_members_of_a_family_are_held_against_the_rule_too(tmp_path: Path) -> None:
    drawn = BILLED.replace("ior:proposes cpt:90003", "ior:proposesFrom ior:Lights") + FAMILY
    assert things_with_faults(tmp_path, drawn) == []
    inside = drawn.replace("ior:isBilledBy ior:Helper", "ior:isBilledBy ior:Helper ;\n    ior:isInFamily ior:Lights")
    assert things_with_faults(tmp_path, inside) == ["ior:RuleTorch"]


def test_a_code_that_is_only_offered_takes_no_modifier_of_the_rule(tmp_path: Path) -> None:
    offered = BARRED.replace("ior:proposes cpt:90003", "ior:offers cpt:90003")
    assert things_with_faults(tmp_path, offered) == []
