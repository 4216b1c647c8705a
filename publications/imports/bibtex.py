"""BibTeX and BibLaTeX, with TeX commands turned into the letters they stand for."""

import re
from collections.abc import Iterator

import bibtexparser
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import DuplicateBlockKeyBlock, Entry
from django.utils.translation import gettext as _
from pylatexenc.latex2text import LatexNodes2Text

TYPES = {
    "article": "article-journal",
    "book": "book",
    "collection": "book",
    "booklet": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "unpublished": "speech",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
}
SUBTYPES = {"newspaper": "article-newspaper", "talk": "speech", "broadcast": "broadcast"}
NAMES = {"author": "author", "editor": "editor", "translator": "translator", "contributor": "editora"}
VARIABLES = {  # the first that is given counts
    "title": ("title",),
    "container-title": ("journal", "journaltitle", "booktitle", "eventtitle"),
    "collection-title": ("series",),
    "collection-number": ("seriesnumber",),
    "volume": ("volume",),
    "edition": ("edition",),
    "publisher": ("publisher", "institution", "organization"),
    "publisher-place": ("address", "location", "venue"),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "language": ("language", "langid"),
    "abstract": ("abstract",),
    "keyword": ("keywords",),
    "license": ("copyright",),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TO_TEXT = LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def read(text: str) -> Iterator[tuple[int, dict, str]]:
    """Yield line, CSL-JSON item and error of each entry."""
    for block in bibtexparser.parse_string(text).blocks:
        if isinstance(block, DuplicateBlockKeyBlock):
            block = block.ignore_error_block
        if isinstance(block, Entry):
            try:
                yield block.start_line + 1, item_of(block), ""
            except Exception:  # noqa: BLE001 whatever TeX in a field stumbles over
                yield block.start_line + 1, {}, _("The entry cannot be read.")
        elif hasattr(block, "error"):
            yield block.start_line + 1, {}, _("The entry is broken: a brace, comma or quotation mark is missing.")


def item_of(entry: Entry) -> dict:
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    kind = SUBTYPES.get(fields.get("entrysubtype", ""), TYPES.get(entry.entry_type.lower(), "report"))
    if entry.entry_type.lower() == "misc" and kind == "report" and "url" in fields:
        kind = "webpage"
    item = {"type": kind}
    for role, name in NAMES.items():
        if name in fields:
            item[role] = [name_of(part) for part in split_multiple_persons_names(fields[name])]
    for variable, names in VARIABLES.items():
        if value := next((fields[name] for name in names if fields.get(name)), ""):
            item[variable] = plain(value)
    number = plain(fields.get("number", "")) or plain(fields.get("issue", ""))
    if number:
        item["issue" if kind.startswith("article-") else "collection-number"] = number
    if "pages" in fields:
        item["page"] = re.sub(r"\s*[-–—]+\s*", "-", fields["pages"])
    if parts := issued(fields):
        item["issued"] = {"date-parts": [parts]}
    if "urldate" in fields and (parts := date_of(fields["urldate"])):
        item["accessed"] = {"date-parts": [parts]}
    for variable, name in (("DOI", "doi"), ("URL", "url")):
        if name in fields:
            item[variable] = re.sub(r"\\([&%$#_])", r"\1", fields[name])
    return item


def name_of(text: str) -> dict[str, str]:
    if is_braced(text):
        return {"literal": plain(text)}
    parts = parse_single_name_into_parts(text, strict=False)
    family = plain(" ".join([*parts.von, *parts.last, *parts.jr]))
    given = plain(" ".join(parts.first))
    return {"family": family, "given": given} if given else {"family": family}


def is_braced(text: str) -> bool:
    """Whether one pair of braces holds the whole of `text`."""
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return position == len(text) - 1 and letter == "}"
    return False


def issued(fields: dict[str, str]) -> list[int]:
    if parts := date_of(fields.get("date", "")):
        return parts
    parts = date_of(fields.get("year", ""))
    month = fields.get("month", "").strip().lower()
    if parts and month:
        number = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else int(month) if month.isdecimal() else 0
        day = fields.get("day", "")
        parts += [number, int(day)] if number and day.isdecimal() else [number] if number else []
    return parts


def date_of(text: str) -> list[int]:
    match = re.match(r"\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text)
    return [int(part) for part in match.groups() if part] if match else []


def plain(text: str) -> str:
    """Return TeX as text: `{\\"o}` as ö, `\\&` as &, without braces."""
    if re.search(r"[\\{}~$`']|--", text):
        # A bare „%“ or „&“ is meant as such; to TeX it would begin a comment or a column.
        text = TO_TEXT.latex_to_text(re.sub(r"(?<!\\)([%&])", r"\\\1", text)).replace("ˆ", "^")
    return " ".join(text.split())
