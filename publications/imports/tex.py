"""TeX as the text that it stands for."""

import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

# What pylatexenc does not know: braces, and the quotation marks of German, as macros …
BRACES = {"textbraceleft": "{", "textbraceright": "}"}
QUOTATION_MARKS = {"glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›"}
CONTEXT = get_default_latex_context_db()
CONTEXT.add_context_category(
    "unknown",
    prepend=True,
    macros=[MacroTextSpec(name, simplify_repl=letter) for name, letter in (BRACES | QUOTATION_MARKS).items()],
)
TO_TEXT = LatexNodes2Text(latex_context=CONTEXT, math_mode="verbatim", keep_comments=True)
# … and as babel abbreviates them, with its hyphens.
SHORTHANDS = {'"`': "„", "\"'": "“", '"<': "«", '">': "»", '"=': "-", '"~': "-", '"-': ""}
SHORTHAND = re.compile("|".join(map(re.escape, SHORTHANDS)))
# What TeX needs in addresses.
URL_MACRO = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}(?:\s*\{[^{}]*\})?")
TILDE = re.compile(r"\\~\s*(?:\{\s*\})?|\\(?:textasciitilde|sim)\b\s*(?:\{\})?|\$\\sim\$")
TOO_LONG, TOO_DEEP = 50_000, 50


@lru_cache(4096)  # journals, publishers and people come again and again
def plain(text: str) -> str:
    """Return TeX as text: `{\\"o}` as ö, `\\&` as &, without braces."""
    text = text[:TOO_LONG]
    if re.search(r"[\\{}~$`']|--", text):
        text = SHORTHAND.sub(lambda match: SHORTHANDS[match[0]], text)
        # A bare „%“ or „&“ is meant as such; to TeX it would begin a comment or a column.
        escaped = re.sub(r"(?<!\\)([%&])", r"\\\1", text)
        try:
            text = without_commands(text) if is_nested_deeply(text) else TO_TEXT.latex_to_text(escaped)
        except Exception:  # noqa: BLE001 whatever pylatexenc stumbles over
            text = without_commands(text)
        text = text.replace("ˆ", "^")
    return " ".join(text.split())


def is_nested_deeply(text: str) -> bool:
    depth = deepest = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        deepest = max(deepest, depth)
    return deepest > TOO_DEEP


def without_commands(text: str) -> str:
    return re.sub(r"\\[a-zA-Z]+\s?|[\\{}]", "", text)


def address(text: str) -> str:
    """Return an address, which is no TeX, without what programs escape in it nevertheless: `{\\_}`, `\\url{…}`."""
    text = URL_MACRO.sub(r"\1", text)
    text = TILDE.sub("~", text)
    text = re.sub(r"\\(?:textunderscore|_)\s?(?:\{\})?", "_", text)
    text = re.sub(r"\\([&%$#/])", r"\1", text)
    return re.sub(r"[{}\\]", "", text).strip()


def split(text: str, separator: str) -> list[str]:
    """Return `text` split where `separator` (a regular expression) stands outside of all braces."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"\\.|[{{}}]|{separator}", text, re.IGNORECASE | re.DOTALL):
        if match[0] in "{}":
            depth = max(depth + (1 if match[0] == "{" else -1), 0)
        elif depth == 0 and not match[0].startswith("\\"):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def end_of_group(text: str) -> int:
    """Return where the pair of braces ends that `text` begins with; 0 if there is none."""
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return position + 1 if letter == "}" else 0
    return 0


def is_braced(text: str) -> bool:
    """Whether one pair of braces holds the whole of `text`."""
    return text != "" and end_of_group(text) == len(text)
