"""Walks and outcomes to draw: the first case of the contract, a crowded one, a tiny one and a hostile one."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from iortkg.model import (
    Alternative,
    Caution,
    Citation,
    Considered,
    Evidence,
    Fact,
    Line,
    Outcome,
    Question,
    Walk,
    WalkEdge,
    WalkNode,
    WhyNot,
)
from iortkg.view import view_network, view_svg, walk_view

if TYPE_CHECKING:
    from pyvis.network import Network

TEXT = (
    "Right lumpectomy for invasive ductal carcinoma. "
    "20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
)


def span(words: str) -> tuple[int, int]:
    """Where the words stand in the case text."""
    start = TEXT.index(words)
    return start, start + len(words)


def walk_svg(walk: Walk, *, main: str = "") -> str:
    """The picture of a walk."""
    return view_svg(walk_view(walk, main=main))


def walk_network(walk: Walk) -> Network:
    """The pyvis network of a walk."""
    return view_network(walk_view(walk))


def note(name: str, words: str) -> WalkNode:
    """Words of the note on the walk."""
    return WalkNode(name, "text", words, 0, span=span(words))


def breast_walk() -> Walk:
    """The walk of the first case of the contract."""
    nodes = (
        note("t0", "Right lumpectomy"),
        note("t1", "20 Gy was given to the cavity"),
        note("t2", "INTRABEAM 4 cm sphere"),
        note("t3", "50 kV"),
        WalkNode("ior:PartialMastectomy", "procedure", "Partial mastectomy", 1, "right breast"),
        WalkNode("ior:DoseDelivered", "delivered", "Dose delivered", 1, "20 Gy in this operation"),
        WalkNode("ior:Intrabeam", "device", "INTRABEAM", 1, "miniature x-ray source", "ior:SourceZeiss"),
        WalkNode("ior:SphericalApplicator", "applicator", "Spherical applicator", 1, "4 cm"),
        WalkNode("ior:TubeVoltage", "radiation", "50 kV", 1, "tube voltage"),
        WalkNode("ior:LowEnergyXRay", "radiation", "Low-energy x-rays", 2),
        WalkNode("ior:IortAtMastectomy", "procedure", "IORT at partial mastectomy", 2),
        WalkNode("ior:IortGiven", "delivered", "IORT given", 2),
        WalkNode("ior:RuleXRayDelivery", "rule", "X-ray delivery", 3, "from 2012 · code wording", "ior:Cpt2012"),
        WalkNode("ior:RuleManagement", "rule", "IORT management", 3, "from 2012 · code wording", "ior:Cpt2012"),
        WalkNode("ior:RuleExcision", "rule", "Breast excision", 3, "from 2007 · code wording", "ior:Cpt2007"),
        WalkNode("ior:RulePlacement", "rule", "Breast placement", 3, "from 2018 · add-on list", "ior:Ncci2018"),
        WalkNode("cpt:77424", "code", "77424", 4, "facility · certain"),
        WalkNode("cpt:77469", "code", "77469", 4, "radiation oncologist · certain"),
        WalkNode("cpt:19301", "code", "19301 RT", 4, "surgeon · certain"),
        WalkNode("cpt:19294", "code", "19294 RT", 4, "surgeon, + 19301 · certain"),
    )
    edges = (
        *(
            WalkEdge(start, end, "ior:means", "means")
            for start, end in (
                ("t0", "ior:PartialMastectomy"),
                ("t1", "ior:DoseDelivered"),
                ("t2", "ior:Intrabeam"),
                ("t2", "ior:SphericalApplicator"),
                ("t3", "ior:TubeVoltage"),
            )
        ),
        WalkEdge("ior:Intrabeam", "ior:LowEnergyXRay", "ior:emits", "emits", "ior:SourceZeiss", "1999-10-14"),
        WalkEdge("ior:TubeVoltage", "ior:LowEnergyXRay", "ior:isEnergyOf", "energy of"),
        WalkEdge("ior:SphericalApplicator", "ior:IortAtMastectomy", "ior:isPlacedAt", "placed at"),
        WalkEdge("ior:PartialMastectomy", "ior:IortAtMastectomy", "ior:isPartOf", "part of"),
        WalkEdge("ior:DoseDelivered", "ior:IortGiven", "ior:shows", "so it is"),
        WalkEdge("ior:PartialMastectomy", "ior:RuleExcision", "ior:isNeededBy", "is needed by", since="2007-01-01"),
        *(
            WalkEdge(start, end, "ior:isNeededBy", "is needed by", since=since)
            for start, end, since in (
                ("ior:LowEnergyXRay", "ior:RuleXRayDelivery", "2012-01-01"),
                ("ior:IortGiven", "ior:RuleXRayDelivery", "2012-01-01"),
                ("ior:IortGiven", "ior:RuleManagement", "2012-01-01"),
                ("ior:IortAtMastectomy", "ior:RulePlacement", "2018-01-01"),
            )
        ),
        *(
            WalkEdge(start, end, "ior:proposes", "proposes")
            for start, end in (
                ("ior:RuleXRayDelivery", "cpt:77424"),
                ("ior:RuleManagement", "cpt:77469"),
                ("ior:RuleExcision", "cpt:19301"),
                ("ior:RulePlacement", "cpt:19294"),
            )
        ),
    )
    return Walk(nodes, edges, "From the note to the codes")


def crowded_walk() -> Walk:
    """A long note: twelve words, many meanings, ten facts, six rules, six codes, edges that pass a column."""
    quotes = (
        "Left breast", "wide local excision", "sentinel node biopsy", "invasive ductal carcinoma", "in one session",
        "the applicator was placed by the surgeon into the tumor cavity and held with a purse-string suture", "3.5 cm",
        "INTRABEAM", "20 Gy to the surface", "beam-on 24 min", "50 kV", "outpatient surgery",
    )  # fmt: skip
    means = (
        ("site", "Left breast", ""), ("procedure", "Partial mastectomy", "left"), ("procedure", "Node biopsy", ""),
        ("diagnosis", "Carcinoma of the breast", "left, upper outer"), ("delivered", "Same session", ""),
        ("applicator", "Spherical applicator", "placed by the surgeon"), ("channels", "One channel", "3.5 cm"),
        ("device", "INTRABEAM", "miniature x-ray source"), ("delivered", "Dose delivered", "20 Gy"),
        ("radiation", "Tube voltage", "50 kV"), ("setting", "Outpatient", ""),
    )  # fmt: skip
    facts = (
        ("site", "Breast"), ("procedure", "Breast-conserving surgery"), ("procedure", "Axillary surgery"),
        ("diagnosis", "Malignant neoplasm of upper-outer quadrant"), ("delivered", "In this operation"),
        ("procedure", "Applicator placed"), ("radiation", "Low-energy x-rays"), ("delivered", "Radiation given"),
        ("setting", "Hospital bills on a claim of its own"), ("other", "Side known"),
    )  # fmt: skip
    rules = ("Breast excision", "Node excision", "Breast placement", "X-ray delivery", "IORT management", "Diagnosis")
    codes = (
        ("19301 LT", "surgeon · certain"), ("38525", "surgeon · review"), ("19294 LT", "surgeon, + 19301 · certain"),
        ("77424", "facility · certain"), ("77469", "radiation oncologist · certain"), ("C50.412", "diagnosis · review"),
    )  # fmt: skip
    nodes = (
        *(WalkNode(f"t{n}", "text", words, 0) for n, words in enumerate(quotes)),
        *(WalkNode(f"m{n}", kind, label, 1, told) for n, (kind, label, told) in enumerate(means)),
        *(WalkNode(f"f{n}", kind, label, 2) for n, (kind, label) in enumerate(facts)),
        *(WalkNode(f"r{n}", "rule", label, 3, "from 2012 · code wording") for n, label in enumerate(rules)),
        *(WalkNode(f"c{n}", "code", label, 4, told) for n, (label, told) in enumerate(codes)),
    )
    labels = {"tm": "means", "mf": "", "fr": "is needed by", "mr": "is needed by", "rc": "proposes"}
    pairs = (
        "t0 m0,t1 m1,t2 m2,t3 m3,t4 m4,t5 m5,t6 m6,t7 m7,t8 m8,t9 m8,t10 m9,t11 m10,t0 m3,"
        "m0 f0,m0 f9,m1 f1,m2 f2,m3 f3,m4 f4,m5 f5,m7 f6,m9 f6,m8 f7,m10 f8,m6 f5,"
        "f1 r0,f9 r0,f2 r1,f5 r2,f1 r2,f6 r3,f7 r3,f8 r3,f7 r4,f4 r4,f3 r5,m0 r5,m10 r1,"
        "r0 c0,r1 c1,r2 c2,r3 c3,r4 c4,r5 c5"
    )
    told = {"m7 f6": "emits", "m9 f6": "energy of", "m6 f5": "size of", "m5 f5": "placed at", "m0 f9": "has side"}
    ends = [(pair.partition(" ")[0], pair.partition(" ")[2], pair) for pair in pairs.split(",")]
    edges = tuple(
        WalkEdge(start, end, "ior:leadsTo", told.get(pair, labels[start[0] + end[0]])) for start, end, pair in ends
    )
    return Walk(nodes, edges, "A long note")


def tiny_walk() -> Walk:
    """One word of the note that leads to a question only."""
    nodes = (
        WalkNode("t0", "text", "IORT", 0, span=(0, 4)),
        WalkNode("ior:Iort", "procedure", "Intraoperative radiation therapy", 1),
        WalkNode("q:radiation", "other", "Which kind of radiation was given?", 2, "decides 77424, 77425"),
    )
    edges = (
        WalkEdge("t0", "ior:Iort", "ior:means", "means"),
        WalkEdge("ior:Iort", "q:radiation", "ior:asks", "leaves open"),
    )
    return Walk(nodes, edges)


def marks(*told: tuple[str, str, str]) -> tuple[Evidence, ...]:
    """Evidence in the case text, by words, concept and status."""
    return tuple(Evidence(*span(words), words, concept, status) for words, concept, status in told)


RULES = {
    "77424": "ior:RuleXRayDelivery",
    "77469": "ior:RuleManagement",
    "19301": "ior:RuleExcision",
    "19294": "ior:RulePlacement",
}


PATH = ("ior:PartialMastectomy", "ior:isNeededBy", "ior:Rule", "ior:proposes")


def line(code: str, sources: tuple[Citation, ...], evidence: tuple[int, ...], *modifiers: str) -> Line:
    """A certain core line."""
    return Line(
        system="CPT",
        code=code,
        core=True,
        confidence="certain",
        rule=RULES[code],
        sources=sources,
        evidence=evidence,
        path=(*PATH, f"cpt:{code}"),
        units=1,
        modifiers=modifiers,
    )


def doubtful(system: str, code: str, evidence: tuple[int, ...], *others: Alternative) -> Line:
    """A line for review that is not core."""
    return Line(
        system=system,
        code=code,
        core=False,
        confidence="review",
        rule="ior:RuleHospitalCopy",
        sources=(Citation("ior:SourcePfs2026", "verified"),),
        evidence=evidence,
        path=(*PATH, f"{system}:{code}"),
        alternatives=others,
    )


def breast_outcome() -> Outcome:
    """The answer to the first case of the contract, with one item of every kind."""
    wording = (Citation("AMA code set, wording of the code", "recalled"), Citation("CMS PFS 2026", "verified"))
    return Outcome(
        text=TEXT,
        id="c1",
        on="2026-03-02",
        on_from="given",
        setting="outpatient",
        setting_from="default",
        status="coded",
        service="xray-iort",
        claims={
            "facility": (
                line("77424", wording, (1, 2, 4)),
                doubtful("HCPCS", "C9726", (3,), Alternative("CPT", "19294", "Some payers want the surgeon's code.")),
            ),
            "radiation-oncologist": (line("77469", wording, (1,)),),
            "surgeon": (line("19301", wording, (0,), "RT"), line("19294", wording, (0, 3), "RT")),
        },
        ontology="0.1.0",
        diagnoses=(doubtful("ICD-10-CM", "C50.911", (0,)),),
        consider=(Considered("radiation-oncologist", "CPT", "77300", ("26",), "a documented dose calculation"),),
        questions=(Question("setting", "Was the patient an outpatient or an inpatient?", ("77424",)),),
        why_not=(
            WhyNot("CPT", "77425", "radiation", "ior:RuleElectronDelivery", (2,),
                   "The note says 50 kV x-rays (INTRABEAM); 77425 is for electrons."),
        ),
        facts=(
            Fact("delivered", "ior:IortGiven", "affirmed", (1,)),
            Fact("dose", "ior:Dose", "affirmed", (1,), 20.0, "Gy"),
            Fact("radiation", "ior:LowEnergyXRay", "affirmed", (2, 4)),
        ),
        evidence=marks(
            ("Right lumpectomy", "ior:PartialMastectomy", "affirmed"),
            ("20 Gy was given to the cavity", "ior:DoseDelivered", "affirmed"),
            ("INTRABEAM", "ior:Intrabeam", "affirmed"),
            ("INTRABEAM 4 cm sphere", "ior:SphericalApplicator", "planned"),
            ("50 kV", "ior:TubeVoltage", "affirmed"),
        ),
        warnings=(Caution("The delivery code is billed once for a session.", ("77424",), ("CMS MUE 2026",)),),
    )  # fmt: skip


HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(2)'>",
    "\u202egnirts desrever\u202c & \u2028 line",
    "\U0001f9e0 \U0001d538 שלום العربية 放射線治療",
    "bell \x07 escape \x1b[31m null \x00 half \ud83d",
    "]]> --> </svg></style></iframe>${x} $title K{",
)


def hostile_walk() -> Walk:
    """Markup, quotes, directions, controls and rare signs wherever a word can stand; loops and odd stages besides."""
    nodes = tuple(
        WalkNode(f"n{n}{words}", kind, words, stage, words, words)
        for n, (words, kind, stage) in enumerate(
            zip(HOSTILE, ("text", "device", '"><b>', "rule", "code", "other"), (0, 1, 2, 3, 4, 9), strict=True)
        )
    )
    names = [node.id for node in nodes]
    pairs = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 1), (2, 2), (5, 4), (0, 4), (0, 1)]
    edges = tuple(
        WalkEdge(names[a], names[b], HOSTILE[n % 6], HOSTILE[n % 6], HOSTILE[0]) for n, (a, b) in enumerate(pairs)
    )
    return Walk(nodes, edges, HOSTILE[0])


def hostile_outcome() -> Outcome:
    """An outcome whose every word is hostile."""
    words = " | ".join(HOSTILE)
    cited = (Citation(HOSTILE[0], HOSTILE[1]),)
    bad = Line(
        system=HOSTILE[0],
        code=HOSTILE[1],
        core=False,
        confidence=HOSTILE[2],
        rule=HOSTILE[1],
        sources=cited,
        evidence=(0, 99),
        path=(),
        units=1,
        modifiers=HOSTILE,
        alternatives=(Alternative(*HOSTILE[:3]),),
    )
    return Outcome(
        text=words,
        id=HOSTILE[0],
        on=HOSTILE[0],
        on_from=HOSTILE[1],
        setting=HOSTILE[0],
        setting_from=HOSTILE[1],
        status=HOSTILE[1],
        service=HOSTILE[5],
        claims={"facility": (bad,), "radiation-oncologist": (), "surgeon": ()},
        ontology=HOSTILE[0],
        diagnoses=(bad,),
        consider=(Considered(HOSTILE[0], HOSTILE[1], HOSTILE[0], HOSTILE, HOSTILE[5]),),
        questions=(Question(HOSTILE[0], HOSTILE[1], HOSTILE),),
        why_not=(WhyNot(HOSTILE[0], HOSTILE[1], HOSTILE[0], HOSTILE[1], (0,), HOSTILE[0]),),
        facts=(Fact(HOSTILE[0], HOSTILE[1], HOSTILE[0], (0,), 1.5, HOSTILE[1]),),
        evidence=(
            Evidence(0, 25, words[:25], HOSTILE[1], HOSTILE[0]),
            Evidence(10, 40, words[10:40], HOSTILE[0], "negated"),
            Evidence(30, 9999, words[30:], HOSTILE[0], "past"),
        ),
        warnings=(Caution(HOSTILE[0], HOSTILE, HOSTILE),),
    )


def random_walk(seed: int) -> Walk:
    """A walk of chance: two to five things a stage, each tied to the next stage, some edges that skip or turn back."""
    chance = Random(seed)  # noqa: S311 a picture, no secret
    stages = [[f"{stage}.{number}" for number in range(chance.randint(2, 5))] for stage in range(5)]
    kinds = ("text", "device", "radiation", "rule", "code")
    nodes = tuple(
        WalkNode(name, kinds[stage], " ".join(["words"] * chance.randint(1, 9)), stage, "note" * chance.randint(0, 2))
        for stage, names in enumerate(stages)
        for name in names
    )
    pairs = {(name, chance.choice(stages[stage + 1])) for stage in range(4) for name in stages[stage]}
    pairs |= {(chance.choice(stages[stage - 1]), name) for stage in range(1, 5) for name in stages[stage]}
    pairs |= {(chance.choice(stages[0]), chance.choice(stages[3])) for _ in range(2)}
    pairs |= {
        (chance.choice(stages[chance.randrange(5)]), chance.choice(stages[chance.randrange(5)])) for _ in range(3)
    }
    edges = (WalkEdge(*ends, "p", chance.choice(("", "emits", "is a kind of", "energy of"))) for ends in sorted(pairs))
    return Walk(nodes, tuple(edge for edge in edges if edge.start != edge.end))
