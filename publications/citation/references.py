"""References as the Citation Style Language (CSL 1.0.2) formats them, by citeproc-py, in German.

citeproc-py departs from the specification in a few places; the classes below bring it back, so that its references are
those of the reference implementation, citeproc-js (see tests/publications/citation/test_references.py).
"""

import re
from functools import cache
from pathlib import Path
from threading import Lock

from citeproc import NAMES, VARIABLES, Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import html
from citeproc.model import CitationStylesElement
from citeproc.model import Date as CiteprocDate
from citeproc.model import Names as CiteprocNames
from citeproc.model import Substitute as CiteprocSubstitute
from citeproc.source import Reference, VariableError
from citeproc.source.json import CiteProcJSON
from django.db import models
from django.utils.translation import gettext_lazy as _
from lxml import etree

from .csl import UNDATED, full_ranges

FOLDER = Path(__file__).parent / "styles"
NAMESPACE = "http://purl.org/net/xbiblio/csl"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# Names of CSL 1.0.2 that citeproc-py would warn of.
VARIABLES += ["event_title", "license"]

# What is printed once, if it stands in for missing authors. A date may be told more exactly a second time.
NOT_TWICE = {"title", *NAMES, "edition", "volume", "collection_title", "collection_number", "page"}
NUMBERS = ("volume", "issue", "edition", "collection-number")

# Letters of no script: what a title brings of markup is kept out of the way of the processor, which would print it
# as it stands, and the title is marked, so that lists can make a link of it.
SPECIAL = {"&": "\ue000", "<": "\ue001", ">": "\ue002"}
TITLE_START, TITLE_END = "\ue003", "\ue004"
ENTITIES = {"\ue000": "&amp;", "\ue001": "&lt;", "\ue002": "&gt;", TITLE_START: "<cite>", TITLE_END: "</cite>"}
RESERVED = dict.fromkeys(map(ord, ENTITIES))

# A style notes in its own elements what it has printed of an item.
ONE_AT_A_TIME = Lock()


class ReferenceStyle(models.TextChoices):
    """The styles that the institute can choose from. The value is the name of the file in styles/."""

    APA = "apa", _("APA (7th edition)")
    DIN_ISO_690 = "iso690-author-date-de", _("DIN ISO 690")


class Remembering:
    """An element of a style that answers each question about itself once: a style does not change once it is read.

    citeproc-py searches the style for each of these answers, thousands of times for one reference.
    """

    @cache  # noqa: B019 styles stay as long as the process
    def get_root(self):
        return super().get_root()

    @cache  # noqa: B019
    def get_formatter(self):
        return super().get_formatter()

    @cache  # noqa: B019
    def get_locale_option(self, name):
        return super().get_locale_option(name)

    @cache  # noqa: B019
    def get_term(self, *args, **kwargs):
        return super().get_term(*args, **kwargs)

    @cache  # noqa: B019
    def get_date(self, form):
        return super().get_date(form)

    @cache  # noqa: B019
    def xpath_search(self, expression):
        return super().xpath_search(expression)

    @cache  # noqa: B019
    def calls_variable(self):
        return super().calls_variable()


class Substitute(Remembering, CiteprocSubstitute):
    """What stands in for missing authors is not printed a second time (CSL 1.0.2, „Substitute“)."""

    def render(self, item, **kwargs):
        reference = item.reference
        reference.printed.clear()
        reference.__dict__["hides_names"] = False  # to the conditions of a style they are there
        text = super().render(item, **kwargs)
        if text:
            reference.suppressed |= reference.printed & NOT_TWICE
        return text


class Names(Remembering, CiteprocNames):
    """Of several kinds of names, those are printed that are not yet: translators, where editors stand for authors."""

    def process(self, item, *args, **kwargs):
        item.reference.__dict__["hides_names"] = True
        try:
            return super().process(item, *args, **kwargs)
        finally:
            item.reference.__dict__["hides_names"] = False


class Date(Remembering, CiteprocDate):
    """A date that is told again in the same words is left out: the year, or „im Erscheinen“."""

    def process(self, item, variable=None, **kwargs):
        text = super().process(item, variable, **kwargs)
        if text and not self.is_locale_date():
            told = variable or self.get("variable"), str(text)
            if told in item.reference.dates:
                return None
            item.reference.dates.add(told)
        return text


class RecordingReference(Reference):
    """An entry that keeps in `printed` which of its variables were read, and hides those `suppressed`."""

    def __init__(self, reference):
        self.__dict__.update(printed=set(), suppressed=set(), dates=set(), hides_names=False)
        self.update(reference)

    def __getitem__(self, key):
        if key in self.suppressed:
            raise VariableError
        self.printed.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        return super().__contains__(key) and not (self.hides_names and key in self.suppressed)

    def __getattr__(self, key):
        """The editors are compared with the translators before either is printed."""
        return super().__getitem__(key) if key in NAMES else self[key]


class Item(CitationItem):
    """The one item of a reference, at hand instead of looked up each time a variable is asked for."""

    reference = None

    def __init__(self, key: str, source: "Source"):
        super().__init__(key)
        self.__dict__["reference"] = source[key]


class Source(CiteProcJSON):
    def parse_string(self, string):
        """The one kind of names that citeproc-py does not know: „contributor“."""
        return self.parse_names(string) if isinstance(string, list) else super().parse_string(string)

    def add(self, entry):
        super().add(RecordingReference(entry))


class GermanStyle(CitationStylesStyle):
    """A style of the folder styles/, speaking German only."""

    def __init__(self, name: str):
        lookup = etree.ElementNamespaceClassLookup()
        classes = {
            cls.__name__.replace("_", "-").lower(): type(cls.__name__, (Remembering, cls), {})
            for cls in CitationStylesElement.__subclasses__()
        }
        lookup.get_namespace(NAMESPACE).update(
            {None: CitationStylesElement, **classes, "substitute": Substitute, "names": Names, "date": Date}
        )
        self.parser = etree.XMLParser(remove_comments=True, no_network=True)
        self.parser.set_element_class_lookup(lookup)
        self.xml = etree.parse(FOLDER / f"{name}.csl", self.parser)
        self.root = self.xml.getroot()
        self.root.formatter = html
        self.root.set_locale_list("de-DE", validate=False)
        # Or the English ordinals win over the German ones: „2nd Aufl.“.
        self.root.locales = [locale for locale in self.root.locales if not locale.get(LANGUAGE, "").startswith("en")]


@cache
def load_style(name: str) -> GermanStyle:
    return GermanStyle(name)


def format_reference(item: dict, style: str) -> str:
    """Return the reference to a CSL-JSON `item` in `style` (a value of ReferenceStyle) as safe HTML.

    The HTML has <i>, <b>, <sup> and <sub>, and the title in <cite>.
    """
    item = protect({**item, "issued": item.get("issued") or {"literal": UNDATED}, "id": "item"})
    if "event-title" in item:
        item["event"] = item["event-title"]  # its name before CSL 1.0.2, which older styles ask for
    item |= {name: re.sub(r"(?<=\d)-(?=\d)", "–", item[name]) for name in NUMBERS if name in item}
    if "page" in item:
        item["page"] = full_ranges(item["page"])
    item["title"] = f"{TITLE_START}{item['title']}{TITLE_END}"
    source = Source([item])
    bibliography = CitationStylesBibliography(load_style(style), source, html)
    bibliography.register(Citation([Item("item", source)]))
    with ONE_AT_A_TIME:
        (entry,) = bibliography.bibliography()
    return tidy(str(entry))


def protect(value):
    """Return CSL-JSON with the characters that mean something in HTML replaced by letters of no script."""
    if isinstance(value, dict):
        return {key: protect(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [protect(entry) for entry in value]
    if isinstance(value, str):
        value = re.sub(r"(?<=\w)'(?=\w)", "’", value)  # an apostrophe, as citeproc-js writes it
        return value.translate(RESERVED).translate(str.maketrans(SPECIAL))
    return value


def tidy(entry: str) -> str:
    # One mark at the end of a title is enough: citeproc-py does not look past the mark-up, nor from „?“ to „.“.
    entry = re.sub(rf"([.?!…][{TITLE_END}“”»]*(?:</i>)?)\.", r"\1", entry)
    entry = entry.replace(". . ", ". ")  # a style that leaves room for a place that is not known
    entry = re.sub(r"\bIn: (?:\. |(?=\[))", "", entry)  # … or for a book
    for letter, text in ENTITIES.items():
        entry = entry.replace(letter, text)
    return entry.strip()
