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
    "language": "language",
    "abstract": "abstract",
    "keyword": "keywords",
    "license": "copyright",
}
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
        UnicodeToLatexConversionRule(RULE_DICT, {ord("{"): r"\lbrace{}", ord("}"): r"\rbrace{}", ord('"'): '{"}'}),
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
        name = "journal" if kind.startswith("article-") else "booktitle"
        yield name, escape(item["container-title"])
    if "publisher" in item:
        yield "institution" if kind == "report" else "publisher", escape(item["publisher"])
    if "issue" in item:
        yield "number", escape(item["issue"])
    if "collection-number" in item:
        # „number“ is the issue of an article and the place in the series of everything else.
        yield "seriesnumber" if "issue" in item else "number", escape(item["collection-number"])
    if "page" in item:
        yield "pages", escape(item["page"]).replace("-", "--")
    for year, *rest in item["issued"].get("date-parts", []):
        yield "year", str(year)
        yield from zip(("month", "day"), map(str, rest), strict=False)
    if "literal" in item["issued"]:
        yield "pubstate", "forthcoming"
    if "DOI" in item:
        yield "doi", verbatim(item["DOI"])
    if "URL" in item:
        yield "url", verbatim(item["URL"])
    if "accessed" in item:
        year, month, day = item["accessed"]["date-parts"][0]
        yield "urldate", f"{year:04}-{month:02}-{day:02}"


def names(people: list[dict]) -> str:
    return " and ".join(name(person) for person in people)


def name(person: dict) -> str:
    """„Family, Given“, or an organisation in braces, which keep it in one piece."""
    if "literal" in person:
        return braced(escape(person["literal"]))
    parts = [keep_whole(escape(person["family"]))]
    if person.get("given"):
        parts.append(keep_whole(escape(person["given"])))
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
