"""BibTeX, with the fields of BibLaTeX where BibTeX has none. The text is UTF-8."""

import re

import bibtexparser
from bibtexparser import Library
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import RULE_DICT, RULE_REGEX, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "chapter": "incollection",
    "book": "book",
    "report": "techreport",
    "webpage": "online",
    "speech": "unpublished",
    "broadcast": "misc",
}
# What tells apart the types that share an entry type.
SUBTYPES = {"article-newspaper": "newspaper", "speech": "talk", "broadcast": "broadcast"}
FIELDS = {
    "volume": "volume",
    "edition": "edition",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "collection-title": "series",
    "ISBN": "isbn",
    "ISSN": "issn",
    "abstract": "abstract",
    "note": "note",
    "keyword": "keywords",
    "license": "copyright",
}
# „language“ would be printed with each reference, and read by some as a reason to change the case of titles.
LANGUAGES = {
    "cs": "czech",
    "da": "danish",
    "de": "ngerman",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
    "uk": "ukrainian",
}
REPORTS = {"de": "Bericht"}
NAMES = {"author": "author", "editor": "editor", "translator": "translator", "contributor": "editora"}

ENCODER = UnicodeToLatexEncoder(
    conversion_rules=[
        UnicodeToLatexConversionRule(
            RULE_REGEX,
            [
                # Of two such letters TeX would make another one.
                (re.compile(r"[-'`,<>!?](?=[-'`,<>])"), lambda match: f"{match[0]}{{}}"),
                # What means nothing to TeX stays, umlauts included.
                (re.compile(r"[^-'`,<>!?\\{}&%$#_~^\"]+|[-'`,<>!?]"), lambda match: match[0]),
            ],
        ),
        # BibTeX counts the braces of a field, escaped ones as well.
        UnicodeToLatexConversionRule(
            RULE_DICT, {ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}", ord('"'): '{"}'}
        ),
        "defaults",
    ]
)
UNPARSE_STACK = default_unparse_stack(allow_inplace_modification=True)  # entries are made to be written once


def to_bibtex(items) -> str:
    # A library of its own for each: a key that is given twice would be an error of the whole file.
    return "\n".join(bibtexparser.write_string(Library([entry(item)]), UNPARSE_STACK) for item in items)


def entry(item: dict) -> Entry:
    fields = [(name, names(item[role])) for role, name in NAMES.items() if item.get(role)]
    if "contributor" in item:
        fields.append(("editoratype", "collaborator"))
    # In braces, or styles would write all but the first word in small letters.
    fields.append(("title", braced(escape(item["title"]))))
    fields += [(name, escape(item[variable])) for variable, name in FIELDS.items() if variable in item]
    fields += special_fields(item)
    return Entry(TYPES[item["type"]], item["id"], [Field(name, value) for name, value in fields])


def special_fields(item: dict):
    kind = item["type"]
    if kind in SUBTYPES:
        yield "entrysubtype", SUBTYPES[kind]
    if "container-title" in item:
        container = escape(item["container-title"])
        yield "journal" if kind.startswith("article-") else "booktitle", container
        if kind == "webpage":
            yield "howpublished", container  # what BibTeX prints of a page on the web
    if "publisher" in item:
        yield "institution" if kind == "report" else "publisher", escape(item["publisher"])
    yield from numbers(item)
    yield from dates(item)
    if language := item.get("language"):
        yield "langid", LANGUAGES.get(language, language)
    if "DOI" in item:
        yield "doi", verbatim(item["DOI"])
    if "URL" in item:
        yield "url", verbatim(item["URL"])


def numbers(item: dict):
    if "issue" in item:
        yield "number", escape(item["issue"])
    if item["type"] == "report":
        # What stands before the number, where BibTeX would write „Technical report“.
        yield "type", escape(item.get("collection-title") or REPORTS.get(item.get("language", ""), "Report"))
    if "collection-number" in item:
        # „number“ is the issue of an article and the place in the series of everything else.
        yield "seriesnumber" if "issue" in item else "number", escape(item["collection-number"])
    if "page" in item:
        yield "pages", escape(item["page"]).replace("-", "--")


def dates(item: dict):
    """Year and month for BibTeX, and for BibLaTeX the whole date."""
    issued = item.get("issued", {})
    for year, *rest in issued.get("date-parts", []):
        yield "year", str(year)
        yield from (("month", str(month)) for month in rest[:1])
        if len(rest) == 2:
            yield "date", day(year, *rest)
    if "literal" in issued:
        yield "pubstate", "forthcoming"
    if "accessed" in item:
        yield "urldate", day(*item["accessed"]["date-parts"][0])


def day(year: int, month: int, number: int) -> str:
    return f"{year:04}-{month:02}-{number:02}"


def names(people: list[dict]) -> str:
    return " and ".join(name(person) for person in people)


def name(person: dict) -> str:
    """„Family, Suffix, Given“, or an organisation in braces, which keep it in one piece."""
    if "literal" in person:
        return braced(escape(person["literal"]))
    parts = [keep_whole(escape(person["family"]))]
    parts += [keep_whole(escape(person[part])) for part in ("suffix", "given") if person.get(part)]
    return ", ".join(parts)


def keep_whole(part: str) -> str:
    """A part of a name with a comma or an „and“ would be taken apart."""
    needs_braces = "," in part or re.search(r"(^|\s)and(\s|$)", part, re.IGNORECASE)
    return braced(part) if needs_braces else part


def braced(text: str) -> str:
    return f"{{{text}}}"


def escape(text: str) -> str:
    """Return `text` in one line, with what means something to TeX as commands."""
    return ENCODER.unicode_to_latex(" ".join(text.split()))


def verbatim(address: str) -> str:
    """An address, which TeX reads as it stands; only braces could end the field too early."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
