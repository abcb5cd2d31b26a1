"""Which things stand in which part of the page. What no line names stands in the last part, so nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"


@dataclass(frozen=True, slots=True)
class Group:
    """Things of a class under a heading: as rows if each says the same few things; few shows a sample of names."""

    kind: str
    heading: str
    rows: bool = False
    few: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: a heading, a sentence, and groups."""

    id: str
    heading: str
    says: str
    groups: tuple[Group, ...]


# A thing stands in the first group whose class it has, so groups of special kinds come before general ones.
PARTS = (
    Part(
        "rules",
        "Rules",
        "From facts to codes. A rule applies where all that it needs holds, and nothing that excludes it.",
        (
            Group("ior:DeliveryRule", "Delivery rules"),
            Group("ior:Rule", "Other rules"),
            Group("ior:RuleKind", "Kinds of rule"),
            Group("ior:Question", "Questions to the physician"),
            Group("ior:Service", "Services"),
            Group("ior:Biller", "Billers"),
            Group("ior:Setting", "Settings"),
        ),
    ),
    Part(
        "records",
        "Conflicts, principles and edits",
        "Dated statements about codes. Where sources disagree, both sides stand.",
        (
            Group("ior:Conflict", "Conflicts"),
            Group("ior:Principle", "Principles"),
            Group("ior:PairEdit", "Pair edits"),
            Group("ior:UnitEdit", "Unit edits"),
        ),
    ),
    Part(
        "tables",
        "Payers, payment and fees",
        "Looked up, and never what decides a code. Amounts are not kept.",
        (
            Group("ior:PayerPosition", "Positions of payers"),
            Group("ior:Payer", "Payers", rows=True),
            Group("ior:PaymentEntry", "Payment of facilities"),
            Group("ior:FeeEntry", "Physician fee schedule", rows=True),
            Group("ior:Indicator", "Indicators", rows=True),
        ),
    ),
    Part(
        "treatment",
        "Radiation and devices",
        "What gives the radiation and how. The details of a device each have a source and a grade of their own.",
        (
            Group("ior:Device", "Devices"),
            Group("ior:Applicator", "Applicators"),
            Group("ior:Radiation", "Kinds of radiation"),
            Group("ior:OpenKind", "Radiation of an open kind"),
            Group("ior:Technique", "Techniques"),
            Group("ior:Delivery", "Ways of delivery"),
            Group("ior:ChannelCount", "Numbers of channels"),
            Group("ior:Maker", "Makers", rows=True),
        ),
    ),
    Part(
        "body",
        "Sites, tumors and operations",
        "What is treated. A site leads by its broader sites to the one that the code tables name.",
        (
            Group("ior:Site", "Sites"),
            Group("ior:SiteGroup", "Groups of sites"),
            Group("ior:Tumor", "Tumors"),
            Group("ior:Procedure", "Operations"),
            Group("ior:Behaviour", "Behaviour of tumors", rows=True),
            Group("ior:Side", "Sides"),
            Group("ior:Sex", "Sexes"),
        ),
    ),
    Part(
        "apart",
        "What is told apart",
        "What stands near irradiation in an operation and is not it.",
        (
            Group("ior:OtherTreatment", "Other treatments"),
            Group("ior:Distractor", "Words that look like treatment"),
            Group("ior:Moment", "Moments"),
            Group("ior:DayOfService", "Day of service"),
        ),
    ),
    Part(
        "reading",
        "How a note is read",
        "Words that give others their standing. Of their phrases a sample is shown.",
        (
            Group("ior:Cue", "Cues", few=True),
            Group("ior:Pointer", "Pointers", few=True),
            Group("ior:Heading", "Headings of notes", few=True),
            Group("ior:Genre", "Genres of text", few=True),
            Group("ior:Range", "Ranges of quantities"),
            Group("ior:Unit", "Units"),
            Group("ior:JoiningWord", "Joining words", few=True),
            Group("ior:OrdinaryWord", "Ordinary words", few=True),
        ),
    ),
    Part(
        "sources",
        "Sources",
        "What the statements rest on, and how many things each supports.",
        (Group("ior:Source", "All sources", rows=True),),
    ),
)
OTHER = Part(
    "other",
    "Data set and files",
    "What the ontology says of itself.",
    (
        Group(f"{VOID}Dataset", "Data set"),
        Group(f"{VOID}Linkset", "Tables of mappings"),
        Group(f"{DCAT}Distribution", "Files"),
        Group("", "Other things"),
    ),
)
