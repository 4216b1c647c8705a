"""The demo content and its sources as text, for the tests that compare them."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import yaml

from ikpe_site.demo.loader import FOLDER, read

SOURCES = Path(__file__).parent / "facts"
FACTS = yaml.safe_load((SOURCES / "facts.yaml").read_text(encoding="utf-8"))
OLD_HOME_PAGE = (SOURCES / "old_home_page.txt").read_text(encoding="utf-8")
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
NOT_PROSE = {"slug", "key", "file", "image", "phone", "email", "page", "url", "date", "start", "end", "start_time"}
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
# A full stop that ends no sentence: of an abbreviation, or of an ordinal number.
ABBREVIATION = re.compile(
    rf"\b(?:Prof|Dr|Abs|Art|lit|Nr|St|Stellv|e\.V|z|B|S)\.|\b\d+\.(?=\s(?:(?:{MONTHS})\b|[a-zR]))"
)


@cache
def texts(name: str) -> list[tuple[str, str]]:
    """The texts that people read in one file of the demo, each with where it stands; of HTML, each paragraph."""
    parts = (
        (place, " ".join(unescape(re.sub(r"<[^>]+>", "", part)).split()))
        for place, text in leaves(read(name), name)
        for part in re.split(r"</?(?:p|li|ul|ol)>", text)
    )
    return [(place, words) for place, words in parts if words]


def leaves(value, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key not in NOT_PROSE:
                yield from leaves(entry, f"{place} {key}")
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from leaves(entry, f"{place} {named(entry) or number}")


def named(entry) -> str:
    return str(entry.get("slug") or entry.get("key") or "") if isinstance(entry, dict) else ""


def sentences(text: str) -> list[str]:
    whole = ABBREVIATION.sub(lambda match: match[0].replace(".", "·"), text)
    return re.split(r"(?<=[.!?])[“‘)]?\s+", whole)


def plain(text: str) -> str:
    """`text` as it can be compared: without quotation marks, full stops of abbreviations, dashes and capitals."""
    return " ".join(re.findall(r"[\w*]+", text.casefold()))
