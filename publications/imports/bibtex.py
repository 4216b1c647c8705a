"""BibTeX and BibLaTeX, with TeX commands turned into the letters they stand for."""

import re
from collections.abc import Iterable, Iterator

import bibtexparser
from bibtexparser.middlewares.names import parse_single_name_into_parts
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ImplicitComment, String
from django.utils.translation import gettext as _

from ..exports.bibtex import LANGUAGES
from .dates import csl_date, date_of, month_of
from .inheritance import Inheritance
from .names import ACADEMIC, SUFFIX, is_organisation, is_others, organisation, split_people, without_editor
from .notes import Notes
from .records import Record
from .tex import address, end_of_group, is_braced, plain, split

TYPES = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "review": "review",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "periodical": "book",
    "booklet": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "standard": "report",
    "dataset": "dataset",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "webpage": "webpage",
    "talk": "speech",
    "lecture": "speech",
    "presentation": "speech",
    "audio": "broadcast",
    "video": "broadcast",
    "movie": "broadcast",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
}
SUBTYPES = {
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "talk": "speech",
    "broadcast": "broadcast",
}
NAMES = {"author": "author", "editor": "editor", "translator": "translator", "contributor": "editora"}
VARIABLES = {  # the first that is given counts
    "container-title": ("journal", "journaltitle", "booktitle", "eventtitle"),
    "collection-title": ("series", "maintitle"),
    "collection-number": ("seriesnumber",),
    "volume": ("volume",),
    "edition": ("edition",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location", "venue"),
    "genre": ("type",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "language": ("language", "langid"),
    "abstract": ("abstract",),
    "license": ("copyright",),
    "status": ("pubstate",),
}
CODES = {name: code for code, name in LANGUAGES.items()}
# What stands behind a title, by the field of the title.
SUBTITLES = {
    "title": ("subtitle", "titleaddon"),
    "booktitle": ("booksubtitle", "booktitleaddon"),
    "journaltitle": ("journalsubtitle", "journaltitleaddon"),
    "journal": ("journalsubtitle", "journaltitleaddon"),
    "maintitle": ("mainsubtitle", "maintitleaddon"),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # macros of every style
# Names of kinds of reports that say no more than the type does.
PLAIN_REPORT = re.compile(
    r"(?:(?:tech|technical|res|research|forschungs|technischer)?\s*(?:report|bericht))", re.IGNORECASE
)
PART_OF_NAME = re.compile(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*\"?(.*?)\"?\s*$", re.DOTALL)


def read(text: str) -> Iterator[Record]:
    blocks = bibtexparser.parse_string(text, parse_stack=[]).blocks
    strings = {block.key.lower(): block.value for block in blocks if isinstance(block, String)}
    entries = {
        number: (entry, *fields_of(entry, strings))
        for number, block in enumerate(blocks)
        if (entry := entry_of(block)) is not None
    }
    inheritance = Inheritance((entry.key, fields) for entry, fields, _notes in entries.values())
    for number, block in enumerate(blocks):
        line = block.start_line + 1
        if number not in entries:
            if hasattr(block, "error"):
                yield Record(line, {}, _("The entry is broken: a brace, comma or quotation mark is missing."))
            continue
        entry, fields, notes = entries[number]
        entry_type = entry.entry_type.lower()
        if entry_type == "xdata":
            continue
        fields, missing = inheritance.complete(fields, entry_type)
        notes += missing
        follower = blocks[number + 1] if number + 1 < len(blocks) else None
        if isinstance(follower, ImplicitComment) and follower.comment.lstrip().startswith(","):
            notes.say(_("A brace closes the entry too early: what follows it was not read."))
        yield Record(line, item_of(fields, entry_type, notes), notes=notes)


def entry_of(block: Block) -> Entry | None:
    if isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
        block = block.ignore_error_block
    return block if isinstance(block, Entry) else None


def fields_of(entry: Entry, strings: dict[str, str]) -> tuple[dict[str, str], Notes]:
    """Return the fields of an entry, of those given twice the first, and notes on what they leave open."""
    fields: dict[str, str] = {}
    notes = Notes()
    pairs = [pair for field in entry.fields for pair in with_missing_commas(field.key, str(field.value), notes)]
    for name, text in pairs:
        value = value_of(text, strings, notes)
        if name not in fields:
            fields[name] = value
        elif fields[name] != value:
            notes.say(_("The field „%(name)s“ is given twice: the first one counts.") % {"name": name})
    return fields, notes


def with_missing_commas(name: str, text: str, notes: Notes) -> Iterator[tuple[str, str]]:
    """Yield name and value of a field, and of those behind it that no comma separates from it."""
    text = text.strip()
    end = end_of_group(text)
    follower = re.match(r"\s*([A-Za-z][\w-]*)\s*=\s*(?=[{\"\d])", text[end:]) if end else None
    if follower is None:
        yield name.lower(), text
        return
    notes.say(_("A comma is missing before the field „%(name)s“.") % {"name": follower[1]})
    yield name.lower(), text[:end]
    yield from with_missing_commas(follower[1], text[end + follower.end() :], notes)


def value_of(text: str, strings: dict[str, str], notes: Notes, depth: int = 0) -> str:
    """Return the text of a value: in braces, in quotation marks, an abbreviation, or several of them joined by „#“."""
    text = text.strip()
    if is_braced(text):
        return text[1:-1]
    parts = re.findall(
        r"\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\"(?:[^\"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\"|[^#\s{}\"]+)\s*(?:#|$)", text
    )
    if not parts or len("".join(parts)) < len(re.sub(r"[#\s]", "", text)) * 0.9:
        return text.strip('"')
    value = ""
    for part in parts:
        if part[0] in '{"':
            value += part[1:-1]
        elif part.lower() in strings and depth < 5:
            value += value_of(strings[part.lower()], strings, notes, depth + 1)
        else:
            value += part
            if not (part.isdecimal() or part.lower() in MONTHS):
                notes.say(_("The file does not explain the abbreviation „%(name)s“.") % {"name": part})
    return value


def item_of(fields: dict[str, str], entry_type: str, notes: Notes) -> dict:
    kind = type_of(fields, entry_type)
    item: dict = {"type": kind}
    for role, name in NAMES.items():
        for person, is_editor in names_of(fields.get(name, ""), notes):
            item.setdefault("editor" if is_editor and role == "author" else role, []).append(person)
    number = plain(fields.get("number", "")) or plain(fields.get("issue", ""))
    accessed = plain(fields.get("urldate", ""))
    item |= {
        "title": titled(fields, "title"),
        **{
            variable: next((value for name in names if (value := titled(fields, name))), "")
            for variable, names in VARIABLES.items()
        },
        "keyword": plain(fields.get("keywords", "")).replace(";", ","),
        "page": re.sub(r"\s*[-–—]+\s*", "-", plain(fields.get("pages", ""))),
        "issued": issued(fields),
        "accessed": csl_date(accessed) if accessed else {},
        "DOI": address(fields.get("doi", "")),
        "URL": address(fields.get("url", "")),
    }
    if number:
        item["issue" if kind.startswith("article-") else "collection-number"] = number
    item["language"] = CODES.get(item["language"].lower(), item["language"])
    take_howpublished(item, fields.get("howpublished", ""))
    name_series(item)
    return {variable: value for variable, value in item.items() if value}


def take_howpublished(item: dict, text: str):
    """It is an address on the web, or says who published something."""
    if "://" in text or text.startswith(("www.", r"\url")):
        item["URL"] = item["URL"] or address(text)
    else:
        item["publisher"] = item["publisher"] or plain(text)


def type_of(fields: dict[str, str], entry_type: str) -> str:
    subtype = plain(fields.get("entrysubtype", "")).lower()
    if subtype in SUBTYPES:
        return SUBTYPES[subtype]
    if entry_type == "unpublished" and fields.get("eventtitle"):
        return "speech"
    if entry_type in TYPES:
        return TYPES[entry_type]
    if entry_type == "misc":
        return "webpage" if fields.get("url") or "://" in fields.get("howpublished", "") else "report"
    if fields.get("journal") or fields.get("journaltitle"):
        return "article-journal"
    return "chapter" if fields.get("booktitle") else "report"


def titled(fields: dict[str, str], name: str) -> str:
    """Return a field as text, a title with its subtitle and what is added to it."""
    text = plain(fields.get(name, ""))
    subtitle, addition = (plain(fields.get(key, "")) for key in SUBTITLES.get(name, ("", "")))
    for separator, part in ((": ", subtitle), (". ", addition)):
        if text and part:
            text += (" " if text.endswith((".", "?", "!", ":", "…")) else separator) + part
    return text


def name_series(item: dict):
    """A report is often numbered within what stands for its type: „Arbeitspapier 7“."""
    genre = item["genre"]
    if item["type"] == "report" and item.get("collection-number") and not PLAIN_REPORT.fullmatch(genre):
        item["collection-title"] = item["collection-title"] or genre
    if genre == item["collection-title"] or PLAIN_REPORT.fullmatch(genre):
        item["genre"] = ""


def names_of(text: str, notes: Notes) -> Iterable[tuple[dict, bool]]:
    """Yield the names of a field, each with whether it is marked as that of an editor."""
    for part in split(" ".join(text.split()), r"\s+and\s+"):
        part = re.sub(r"^(?:and\s+)+", "", part.strip())
        is_whole = is_braced(part)
        people = [part] if is_whole or "=" in part or "{" in part else split_people(part)
        for person in people:
            name = plain(person)
            if is_others(name):
                notes.others()
                continue
            person, is_editor = (person, False) if is_whole else without_editor(person)
            if person:
                yield ({"literal": name} if is_whole else name_of(person, notes)), is_editor


def name_of(text: str, notes: Notes) -> dict[str, str]:
    """Return a name of BibTeX („von Last, Jr, First“) or of BibLaTeX („family=Last, given=First“)."""
    commas = split(text, ",")
    if all(PART_OF_NAME.match(part) or "=" in part for part in commas):
        parts = {match[1]: plain(match[2]) for part in reversed(commas) if (match := PART_OF_NAME.match(part))}
        family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
        return filled(family=family, given=parts.get("given", ""), suffix=parts.get("suffix", ""))
    words = [plain(part) for part in commas]
    given = [word for word in words[1:] if word and not SUFFIX.fullmatch(word) and not ACADEMIC.fullmatch(word)]
    suffix = [word for word in words[1:] if SUFFIX.fullmatch(word)]
    if is_organisation(plain(text)) or len(given) > 1:
        return organisation(plain(text), notes)
    if len(commas) > 1:
        return filled(family=words[0], given=" ".join(given), suffix=" ".join(suffix))
    parsed = parse_single_name_into_parts(text, strict=False)
    given_names, last = plain(" ".join(parsed.first)), [*parsed.von, *parsed.last]
    if SUFFIX.fullmatch(plain(last[-1]) if last else "") and given_names:
        *first, family = given_names.split(" ")
        return filled(family=family, given=" ".join(first), suffix=plain(last[-1]))
    return filled(family=plain(" ".join(last)), given=given_names, suffix=plain(" ".join(parsed.jr)))


def filled(**parts: str) -> dict[str, str]:
    return {key: value for key, value in parts.items() if value}


def issued(fields: dict[str, str]) -> dict:
    """Return the date of an entry as one of CSL-JSON."""
    date, year, month, day = (plain(fields.get(name, "")) for name in ("date", "year", "month", "day"))
    if parts := date_of(date):
        return {"date-parts": [parts]}
    if not (parts := date_of(year)):
        return {"raw": date or year} if date or year else {}
    if len(parts) == 1 and month:
        in_words = [] if month.isdecimal() else date_of(f"{month} {parts[0]}")
        parts = in_words or [number for number in (parts[0], month_of(month)) if number]
    if len(parts) == 2 and day.isdecimal():
        parts = [*parts, int(day)]
    return {"date-parts": [parts]}
