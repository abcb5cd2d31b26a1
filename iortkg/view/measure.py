"""How wide words are: the metrics of Helvetica and Arial, in thousandths of the font size."""

from __future__ import annotations

import unicodedata

_REGULAR = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”²³", 334: "{}", 350: "•", 355: '"',
    389: "*", 400: "°", 469: "^", 500: "Jcksvxyz", 549: "±≥≤", 556: "#$0123456789?L_abdeghnopqu–§", 576: "µ",
    584: "+<=>~×", 611: "FTZßø", 667: "&ABEKPSVXY", 722: "CDHNRUw", 737: "©®", 778: "GOQ", 833: "Mm", 834: "½¼",
    889: "%æ", 944: "W", 1000: "—…→", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl‘’·", 280: "|", 333: "!()-:;[]`ft²³", 350: "•", 389: "*r{}", 400: "°", 474: '"',
    500: "z“”", 549: "±≥≤", 556: "#$0123456789J_aceksvxy–§", 576: "µ", 584: "+<=>^~×", 611: "?FLTZbdghnopqußø",
    667: "EPSVXY", 722: "&ABCDHKNRU", 737: "©®", 778: "GOQw", 833: "M", 834: "½¼", 889: "%mæ", 944: "W",
    975: "@", 1000: "—…→",
}  # fmt: skip
_TABLES = tuple({sign: width for width, signs in table.items() for sign in signs} for table in (_REGULAR, _BOLD))
_FULL_WIDTH, _UNKNOWN = 1050, 680
_ENOUGH = 600  # more signs than any box shows


class _Widths(dict[str, int]):
    """Thousandths of an em by sign, worked out when first needed."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__(_TABLES[bold])
        self._bold = bold

    def __missing__(self, sign: str) -> int:
        self[sign] = _sign_width(sign, bold=self._bold)
        return self[sign]


def _sign_width(sign: str, *, bold: bool) -> int:
    """Thousandths of an em: stored, else that of the letter below the accent, else a safe guess."""
    stored = _TABLES[bold].get(sign) or _TABLES[bold].get(unicodedata.normalize("NFD", sign)[0])
    if stored:
        return stored
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return _FULL_WIDTH if unicodedata.east_asian_width(sign) in "WF" else _UNKNOWN


_REGULAR_WIDTHS, _BOLD_WIDTHS = _Widths(bold=False), _Widths(bold=True)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that a line of text takes at a font size."""
    widths = _BOLD_WIDTHS if bold else _REGULAR_WIDTHS
    return sum(map(widths.__getitem__, text)) * size / 1000


def wrap(text: str, limit: float, size: float, *, bold: bool = False, most: int = 4) -> tuple[str, ...]:
    """Balanced lines no wider than the limit; what goes beyond the most lines becomes an ellipsis."""
    pieces = [piece for word in text[:_ENOUGH].split() for piece in _pieces(word, limit, size, bold=bold)]
    words = [(piece, text_width(piece, size, bold=bold)) for piece in pieces]
    space = text_width(" ", size, bold=bold)
    lines = _fill(words, limit, space)
    if len(lines) > most:
        return (*lines[: most - 1], _shorten(" ".join(lines[most - 1 :]), limit, size, bold=bold))
    narrow, wide = limit / 2, limit
    while len(lines) > 1 and wide - narrow > 2:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(_fill(words, middle, space)) <= len(lines) else (middle, wide)
    return _fill(words, wide, space)


def _fill(words: list[tuple[str, float]], limit: float, space: float) -> tuple[str, ...]:
    """Lines filled word by word."""
    lines: list[list[str]] = []
    used = 0.0
    for word, width in words:
        if not lines or used + space + width > limit:
            lines, used = [*lines, []], -space
        used += space + width
        lines[-1].append(word)
    return tuple(" ".join(line) for line in lines)


def _pieces(word: str, limit: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """The word, or parts of it if it is wider than a line."""
    if text_width(word, size, bold=bold) <= limit:
        return (word,)
    pieces, used = [""], 0.0
    for sign in word:
        width = text_width(sign, size, bold=bold)
        if pieces[-1] and used + width > limit:
            pieces, used = [*pieces, ""], 0.0
        pieces[-1] += sign
        used += width
    return tuple(pieces)


def _shorten(text: str, limit: float, size: float, *, bold: bool) -> str:
    """As much of the text as fits with an ellipsis."""
    while text and text_width(f"{text}…", size, bold=bold) > limit:
        text = text[:-1]
    return f"{text.rstrip()}…"
