"""Blanks that must not break: what belongs together stays in one line, „§ 5“, „9. März“, „Prof. Dr.“, „10 Uhr“.

Only blanks that are there become non-breaking ones. The institute writes „e.V.“ without one, and that stays.
"""

import re

NO_BREAK_SPACE = "\u00a0"

BEFORE_NUMBERS = (
    *("§", "§§", "Art.", "Artikel", "Abs.", "Absatz", "Nr.", "Nummer", "Satz"),
    *("S.", "Seite", "Seiten", "Heft", "Bd.", "Band", "Jg.", "Kap.", "Kapitel", "Aufl.", "Tel.", "App."),
)
BEFORE_NAMES = ("Prof.", "Dr.", "h.c.", "Dipl.", "Mag.", "St.")
UNITS = (
    *("Uhr", "%", "‰", "€", "Euro", "Cent", "Prozent", "Mio.", "Mrd.", "Millionen", "Milliarden"),
    *("km", "km²", "m", "m²", "cm", "mm", "ha", "kg", "kB", "KB", "MB", "GB", "°C", "Min.", "Std.", "Jh."),
)


def one_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


TOGETHER = re.compile(
    "|".join([
        rf"(?<![\w.])(?:{one_of(BEFORE_NUMBERS)})[ ](?=\d)",
        rf"(?<![\w.])(?:{one_of(BEFORE_NAMES)})[ ](?=[^\W\d_])",
        r"\b(?:lit|Buchst)\.[ ](?=[a-z]\b)",
        r"\bSGB[ ](?=[IVX]+\b)",
        # After „§ 5“ and „Art. 6“: what of it.
        r"(?<=\d)[ ](?=(?:Abs|lit|Nr|Buchst)\.)",
        rf"(?<=\d)[ ](?=(?:{one_of(UNITS)})(?!\w))",
        # „9. März“, „2. Regionalkonferenz“; a year at the end of a sentence is none.
        r"(?<!\d)\d{1,2}\.[ ](?=[A-ZÄÖÜ])",
        # „z. B.“, „i. d. R.“, „a. M.“
        r"(?<![\w.])(?:[^\W\d_]\.[ ])+(?=[^\W\d_]{1,2}\.)",
        # Phone numbers, and numbers in groups of three.
        r"(?<![\w/.-])(?:\+\d|0)\d{0,5}(?:\(0\))?(?:[ ]?[/()–-]?[ ]?\d+)+",
        r"(?<![\d.,])\d{1,3}(?:[ ]\d{3})+(?!\d)",
    ])
)  # fmt: skip
HINT = re.compile(r"[\d.]|SGB")
# Of HTML: tags, and elements whose words are not set, or are sent back as they are.
NO_TEXT = re.compile(r"<(script|style|textarea|pre|code)\b.*?</\1>|<[a-zA-Z/!][^>]*>", re.DOTALL)


def bound(text: str) -> str:
    if not HINT.search(text):  # most texts on a page; looking for what belongs together takes ten times as long
        return text
    return TOGETHER.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)


def non_breaking(text: str) -> str:
    """Return `text`, plain or HTML, with non-breaking spaces in what belongs together; tags stay as they are."""
    parts, last = [], 0
    for tag in NO_TEXT.finditer(text):
        parts += [bound(text[last : tag.start()]), tag[0]]
        last = tag.end()
    return "".join([*parts, bound(text[last:])])
