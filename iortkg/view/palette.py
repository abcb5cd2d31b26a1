"""Colours: tints and edges after Okabe and Ito, ink at 7:1 or better, by day and by night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a kind: its area, its edge, the ink of its label and of the note below."""

    fill: str
    edge: str
    ink: str
    note: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of a picture; quiet is the paint of codes beside the selected one."""

    ground: str
    ink: str
    note: str
    rule: str
    weak: str
    strong: str
    quiet: Paint
    kinds: Mapping[str, Paint]

    def paint(self, kind: str) -> Paint:
        """The paint of a kind, known or not."""
        return self.kinds.get(kind, self.kinds["other"])


def _kinds(ink: str, note: str, pairs: Mapping[str, tuple[str, str]], code: Paint) -> Mapping[str, Paint]:
    """The paint of each kind, all but codes in the same ink."""
    return {kind: Paint(fill, edge, ink, note) for kind, (fill, edge) in pairs.items()} | {"code": code}


LIGHT = Palette(
    ground="#ffffff",
    ink="#1b2430",
    note="#454f5b",
    rule="#c3cad3",
    weak="#85909d",
    strong="#0072b2",
    quiet=Paint("#3d4855", "#3d4855", "#ffffff", "#e3e9f0"),
    kinds=_kinds(
        "#1b2430",
        "#454f5b",
        {
            "text": ("#f3f4f6", "#7d8796"),
            "procedure": ("#e2f3ec", "#00795a"),
            "device": ("#e3eefb", "#0072b2"),
            "applicator": ("#e4f4fd", "#2a86bd"),
            "radiation": ("#fff1d6", "#b36b00"),
            "site": ("#fbeaf3", "#a8477d"),
            "delivered": ("#fdebe0", "#c24e00"),
            "setting": ("#eceff3", "#4a5563"),
            "diagnosis": ("#fcf9d2", "#857a00"),
            "channels": ("#fff1d6", "#8f5600"),
            "energy": ("#fff8e8", "#9a6a00"),
            "dose": ("#fdebe0", "#a84400"),
            "side": ("#fdf3f8", "#95527a"),
            "date": ("#eceff3", "#5b6673"),
            "rule": ("#ffffff", "#5b6673"),
            "source": ("#f1f1fb", "#5a55a8"),
            "biller": ("#e6f2f2", "#2b7a78"),
            "record": ("#f7f3ea", "#7a6a3a"),
            "detail": ("#f5f5f5", "#6f6f6f"),
            "word": ("#ffffff", "#8a6d9b"),
            "other": ("#ffffff", "#7d8796"),
        },
        Paint("#1b2430", "#1b2430", "#ffffff", "#c9d3df"),
    ),
)
DARK = Palette(
    ground="#10161e",
    ink="#e9eef4",
    note="#b9c4d0",
    rule="#3a4654",
    weak="#72808f",
    strong="#56b4e9",
    quiet=Paint("#b9c4d0", "#b9c4d0", "#10161e", "#1b2430"),
    kinds=_kinds(
        "#e9eef4",
        "#c3cdd8",
        {
            "text": ("#1e2630", "#7f8b99"),
            "procedure": ("#0e2f26", "#2fbf94"),
            "device": ("#10293f", "#4aa3dd"),
            "applicator": ("#123040", "#7cc7f0"),
            "radiation": ("#3a2a0b", "#e69f00"),
            "site": ("#381f2e", "#d98bb4"),
            "delivered": ("#3d2112", "#f0803c"),
            "setting": ("#262e38", "#a3afbd"),
            "diagnosis": ("#32300d", "#d3c83a"),
            "channels": ("#3a2a0b", "#c98c1a"),
            "energy": ("#2b2312", "#d9a32e"),
            "dose": ("#3d2112", "#e0905c"),
            "side": ("#2c1f29", "#cf94b4"),
            "date": ("#262e38", "#93a0ae"),
            "rule": ("#10161e", "#93a0ae"),
            "source": ("#23224a", "#a9a4f0"),
            "biller": ("#12302f", "#6cc2bf"),
            "record": ("#2f2a1a", "#c9b26b"),
            "detail": ("#262626", "#a8a8a8"),
            "word": ("#10161e", "#bfa0d3"),
            "other": ("#10161e", "#7f8b99"),
        },
        Paint("#e9eef4", "#e9eef4", "#10161e", "#333d49"),
    ),
)


def night_rules(scope: str, kinds: tuple[str, ...]) -> str:
    """Style rules that repaint a picture in the dark, each below the scope."""
    parts = {
        ".w-ground": f"fill:{DARK.ground}",
        ".w-ink": f"fill:{DARK.ink}",
        ".w-note": f"fill:{DARK.note}",
        ".w-rule": f"stroke:{DARK.rule}",
        ".w-weak": f"stroke:{DARK.weak}",
        ".w-strong": f"stroke:{DARK.strong}",
        ".w-weak-tip": f"fill:{DARK.weak}",
        ".w-strong-tip": f"fill:{DARK.strong}",
    }
    for kind in kinds:
        paint = DARK.quiet if kind == "quiet" else DARK.paint(kind)
        parts[f".k-{kind} path"] = f"fill:{paint.fill};stroke:{paint.edge}"
        parts[f".k-{kind} text"] = f"fill:{paint.ink}"
        parts[f".k-{kind} .w-note"] = f"fill:{paint.note}"
    return "".join(f"{scope} {part}{{{rule}}}" for part, rule in parts.items())
