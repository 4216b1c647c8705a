"""Checks the spelling of all German of the project: demo content, catalogue and manuals. Needs hunspell with de_DE.

Words that the dictionary does not know, names and terms of the field, stand in tools/spelling_words.txt.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "tools" / "spelling_words.txt"
CATALOGUES = sorted((ROOT / "locale").glob("*/**/django.po"))
DEMO = sorted((ROOT / "ikpe_site" / "demo").glob("**/*.yaml"))
MANUALS = [ROOT / "docs" / f"{name}.md" for name in ("redaktion", "redaktion-nachschlagen", "betrieb", "sicherheit")]

CODE = re.compile(r"```.*?```|`[^`]*`|(?<=\]\()[^)\s]+", re.DOTALL)  # and where links of Markdown lead
TAGS = re.compile(r"<[^>]+>|&\w+;")
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
ADDRESSES = re.compile(
    r"\w[\w.+-]*(?:@|\[ät\])[\w.-]+|(?:https?|mailto|tel):\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?|/\w[\w/.?=&-]*|--[a-z-]+"
)
NO_GERMAN = re.compile(r"[a-z0-9_./:?=#-]*")  # slugs, names of files, values of choices
BOTH_GENDERS = re.compile(r"\*(?=innen|in\b)")
WORD = re.compile(r"(?<![\w.])[^\W\d_]{2,}(?![\d_])")


def texts_of(value: Any) -> Iterator[str]:
    """The texts in a value of YAML, without its keys."""
    match value:
        case str() if not NO_GERMAN.fullmatch(value):
            yield value
        case list():
            for part in value:
                yield from texts_of(part)
        case dict():
            for part in value.values():
                yield from texts_of(part)


def translations(file: Path) -> Iterator[str]:
    with file.open("rb") as content:
        for message in read_po(content, locale="de"):
            if message.id:
                yield from [message.string] if isinstance(message.string, str) else message.string


def words_of(text: str) -> list[str]:
    """The words of a text; abbreviations in capitals are none, those joined by a hyphen are several."""
    for pattern, replacement in ((CODE, " "), (TAGS, " "), (PLACEHOLDERS, " "), (ADDRESSES, " "), (BOTH_GENDERS, "")):
        text = pattern.sub(replacement, text)
    return [word for word in WORD.findall(text.replace("\u00ad", "")) if not re.search(r"[^\W\d_][A-ZÄÖÜ]", word)]


def written() -> dict[str, Path]:
    """Every word, with a file in which it stands."""
    sources = (
        *((file, texts_of(yaml.safe_load(file.read_text(encoding="utf-8")))) for file in DEMO),
        *((file, translations(file)) for file in CATALOGUES),
        *((file, [file.read_text(encoding="utf-8")]) for file in MANUALS),
    )
    return {word: file for file, texts in sources for text in texts for word in words_of(text)}


def unknown(words: list[str]) -> list[str]:
    """Those of `words` that the dictionary does not know."""
    command = ["hunspell", "-d", "de_DE", "-i", "UTF-8", "-l"]
    done = subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=True)  # noqa: S603 own command
    return done.stdout.split()


def main() -> None:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    listed = {word for line in lines if not line.startswith("#") for word in line.split()}
    words = written()
    misspelled = sorted(set(unknown(sorted(words))) - listed)
    faults = [f"{word} ({words[word].relative_to(ROOT)})" for word in misspelled]
    if needless := sorted(listed - words.keys()):
        print(f"No longer written anywhere, and needless in {WORDS.relative_to(ROOT)}: {' '.join(needless)}")
    if faults:
        sys.exit("\n  ".join([f"Misspelled, or to be added to {WORDS.relative_to(ROOT)}:", *faults]))
    print(f"The spelling is right: {len(words)} words.")


if __name__ == "__main__":
    main()
