"""CSL-JSON items as the fields of a publication; the other way round than publications/citation/csl.py.

No field is a reason to throw an entry away: what can be understood is repaired, the rest left out, and a note says so.
"""

import datetime
import re
from typing import cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext as _

from ..citation.csl import VARIABLES, VARIABLES_OF_TALKS
from ..citation.identifiers import find_isbns, find_issns, normal_doi
from ..models import CSLType, License, PublicationPage
from .cleaning import in_one_line, shortened, without_markup
from .dates import date_parts, date_text, is_forthcoming
from .notes import Notes

# Types of CSL that the institute does not have, by what comes nearest.
NEAREST_TYPES = {
    "article": CSLType.REPORT,
    "article-magazine": CSLType.ARTICLE_JOURNAL,
    "classic": CSLType.BOOK,
    "collection": CSLType.BOOK,
    "dataset": CSLType.REPORT,
    "document": CSLType.REPORT,
    "entry": CSLType.CHAPTER,
    "entry-dictionary": CSLType.CHAPTER,
    "entry-encyclopedia": CSLType.CHAPTER,
    "event": CSLType.SPEECH,
    "interview": CSLType.BROADCAST,
    "manuscript": CSLType.REPORT,
    "motion_picture": CSLType.BROADCAST,
    "pamphlet": CSLType.REPORT,
    "paper-conference": CSLType.CHAPTER,
    "periodical": CSLType.BOOK,
    "post": CSLType.WEBPAGE,
    "post-weblog": CSLType.WEBPAGE,
    "review": CSLType.ARTICLE_JOURNAL,
    "review-book": CSLType.ARTICLE_JOURNAL,
    "song": CSLType.BROADCAST,
    "thesis": CSLType.REPORT,
    # as Crossref writes them
    "journal-article": CSLType.ARTICLE_JOURNAL,
    "book-chapter": CSLType.CHAPTER,
    "book-part": CSLType.CHAPTER,
    "book-section": CSLType.CHAPTER,
    "reference-entry": CSLType.CHAPTER,
    "proceedings-article": CSLType.CHAPTER,
    "monograph": CSLType.BOOK,
    "edited-book": CSLType.BOOK,
    "reference-book": CSLType.BOOK,
    "proceedings": CSLType.BOOK,
    "journal-issue": CSLType.BOOK,
    "dissertation": CSLType.REPORT,
    "posted-content": CSLType.REPORT,
}
LANGUAGES = {
    **dict.fromkeys(
        ("german", "ngerman", "deutsch", "austrian", "naustrian", "swissgerman", "nswissgerman", "deu", "ger"), "de"
    ),
    **dict.fromkeys(("english", "american", "british", "ukenglish", "usenglish", "englisch", "eng"), "en"),
    **dict.fromkeys(("french", "français", "französisch", "fra", "fre"), "fr"),
    **dict.fromkeys(("spanish", "español", "spanisch", "spa"), "es"),
    **dict.fromkeys(("italian", "italiano", "italienisch", "ita"), "it"),
    **dict.fromkeys(("polish", "polski", "polnisch", "pol"), "pl"),
    **dict.fromkeys(("russian", "russisch", "rus"), "ru"),
}
DATES = ("issued", "published", "published-print", "published-online")  # all but the first are Crossref's
FIELDS = {**VARIABLES, "title": "title", "issued": "issued_year", "accessed": "accessed", "abstract": "abstract"}
PAGES_BEFORE = re.compile(r"^(?:S|SS|Seiten?|pp?|pages?)\b\.?\s*(?=\d)", re.IGNORECASE)
LONGEST_ABSTRACT = 20_000


def fields_of(item: dict, notes: Notes) -> dict:
    """Return the fields of a PublicationPage for a CSL-JSON `item`; ValidationError if it has not even a title."""
    read = ItemReader(item, notes)
    title = read.title()
    if not title:
        raise ValidationError(_("The entry has no title."))
    csl_type = read.csl_type()
    fields = {"title": title, "csl_type": str(csl_type)}
    for variable, field in VARIABLES.items():
        of_talk = VARIABLES_OF_TALKS.get(variable, "") if csl_type == CSLType.SPEECH else ""
        fields[field] = read.text(variable, of_talk)
    fields["container_title"] = fields["container_title"] or read.event(csl_type)
    number_field = "issue" if csl_type.startswith("article-") else "collection_number"
    fields[number_field] = fields[number_field] or read.text("number")
    fields["page"] = PAGES_BEFORE.sub("", fields["page"])
    fields |= read.identifiers()
    fields["web_address"], fields["language"], fields["keyword"] = read.web_address(), read.language(), read.keywords()
    fields["license"] = read.license()
    fields |= read.issued()
    fields["accessed"], fields["abstract"] = read.accessed(), read.abstract()
    if genre := read.text("genre"):
        notes.left_out(_("Kind of work"), genre)
    return {name: fitting(name, value, notes) for name, value in fields.items()}


def fitting(name: str, value, notes: Notes):
    """Return a value that its field has room for."""
    longest = model_field(name).max_length
    if not isinstance(value, str) or not longest or len(value) <= longest:
        return value
    if name in ("doi", "web_address"):
        notes.left_out(label_of_field(name), value)
        return ""
    notes.shortened(label_of_field(name))
    return value[:longest].rsplit(",", 1)[0] if name == "keyword" else shortened(value, longest)


def model_field(name: str) -> models.Field:
    return cast(models.Field, PublicationPage._meta.get_field(name))


def label_of_field(name: str) -> str:
    return str(model_field(name).verbose_name)


def label_of(variable: str) -> str:
    """Return what the form calls the field of a variable of CSL."""
    return label_of_field(FIELDS[variable]) if variable in FIELDS else variable


def is_valid(field: str, value) -> bool:
    try:
        model_field(field).clean(value, None)
    except ValidationError:
        return False
    return True


def in_words(parts: list[int]) -> str:
    return "-".join(f"{part:02}" for part in parts)


class ItemReader:
    """The variables of a CSL-JSON item as fields want them, with a note on each that is not as it should be."""

    def __init__(self, item: dict, notes: Notes):
        self.item = item
        self.notes = notes

    def text(self, *variables: str) -> str:
        """Return the first of `variables` that is given, in one line and without mark-up."""
        return next((text for name in variables if (text := self.bare(self.item.get(name), name))), "")

    def bare(self, value, variable: str) -> str:
        values = value[:5] if isinstance(value, list) else [value]
        text, has_markup = without_markup(" ".join(self.written(each, variable) for each in values))
        if has_markup:
            self.notes.without_markup(label_of(variable))
        return text

    def written(self, value, variable: str) -> str:
        """Return a text or a number as text; of anything else a note says that it was left out."""
        if isinstance(value, str | int | float):
            return str(value)
        if value:
            self.notes.no_text(label_of(variable))
        return ""

    def first(self, variable: str) -> str:
        value = self.item.get(variable)
        return in_one_line(self.written(value[0] if isinstance(value, list) and value else value, variable))

    def csl_type(self) -> CSLType:
        kind = self.item.get("type")
        if isinstance(kind, str) and kind in CSLType.values:
            return CSLType(kind)
        if isinstance(kind, str) and kind in NEAREST_TYPES:
            return NEAREST_TYPES[kind]
        has_journal = self.item.get("container-title") and (self.item.get("ISSN") or self.item.get("volume"))
        return CSLType.ARTICLE_JOURNAL if has_journal else CSLType.REPORT

    def title(self) -> str:
        title, subtitle = self.text("title", "title-short", "shortTitle"), self.text("subtitle")
        if title and subtitle.lower() not in title.lower():
            title += (" " if title.endswith((".", "?", "!", ":", "…")) else ": ") + subtitle
        return title

    def event(self, csl_type: CSLType) -> str:
        """Return where a paper was read: „event“ is the name before CSL 1.0.2, that of Crossref has parts."""
        if csl_type not in (CSLType.SPEECH, CSLType.CHAPTER):
            return ""
        event = self.item.get("event")
        return self.text("event-title") or self.bare(event.get("name") if isinstance(event, dict) else event, "event")

    def identifiers(self) -> dict[str, str]:
        """Return DOI, ISBN and ISSN, the latter by what they are, whichever they were given as."""
        given = {name: self.text(name) for name in ("ISBN", "ISSN")}
        everything = " ; ".join(given.values())
        numbers = {"ISBN": find_isbns(everything), "ISSN": find_issns(everything)}
        for name, text in given.items():
            if text and not find_isbns(text) and not find_issns(text):
                self.notes.left_out(name, text)
        for name, valid in numbers.items():
            if len(valid) > 1:
                self.notes.say(_("%(field)s: of several the first one was taken.") % {"field": name})
            elif valid and re.search(r"[^\dX\s-]", given[name] or "?", re.IGNORECASE):
                self.notes.repaired(name, given[name] or everything.strip(" ;"), valid[0])
        return {"doi": self.doi(), **{name.lower(): next(iter(valid), "") for name, valid in numbers.items()}}

    def doi(self) -> str:
        text = self.first("DOI").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        for candidate in (text, *text.split(), *re.findall(r"10\.\d{4,9}/[^\s\"]+", text)):
            try:
                doi = normal_doi(candidate)
            except ValidationError:
                continue
            if text.lower() != doi and not re.fullmatch(
                r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)\S+", text, re.IGNORECASE
            ):
                self.notes.repaired("DOI", text, doi)
            return doi
        if text:
            self.notes.left_out("DOI", text)
        return ""

    def web_address(self) -> str:
        given = self.first("URL")
        address = re.split(r"[\s;,|]+(?=(?:https?://|www\.))", given.strip("<>").replace("&amp;", "&"))[0].rstrip(
            " ;,"
        )
        if re.match(r"urn:nbn:", address, re.IGNORECASE):
            address = f"https://nbn-resolving.org/{address}"
        elif re.match(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)", address):
            address = f"https://{address}"
        address = address.replace(" ", "%20")
        if not address:
            return ""
        if not is_valid("web_address", address):
            self.notes.left_out(label_of("URL"), given)
            return ""
        if address != given:
            self.notes.repaired(label_of("URL"), given, address)
        return address

    def language(self) -> str:
        text = self.text("language").lower()
        if language := LANGUAGES.get(text) or (text[:2] if re.match(r"[a-z]{2}(?:[-_]|$)", text) else ""):
            return language
        if text:
            self.notes.left_out(label_of("language"), text)
        return "de"

    def license(self) -> str:
        text = self.text("license")
        if text and text not in License.values:
            self.notes.left_out(label_of("license"), text)
        return text if text in License.values else ""

    def keywords(self) -> str:
        value = self.item.get("keyword") or self.item.get("subject")
        words = [self.bare(word, "keyword") for word in (value if isinstance(value, list) else [value])]
        return ", ".join(filter(None, words))

    def issued(self) -> dict:
        """Return year and day, or that the publication is still to come, which only some words say."""
        dates = [(date_parts(value), date_text(value)) for value in map(self.item.get, DATES)]
        parts, text = next((date for date in dates if any(date)), ([], ""))
        if parts and not is_valid("issued_year", parts[0]):
            self.notes.left_out(label_of("issued"), parts[0])
            parts = []
        elif not parts and re.search(r"\d", text):
            self.notes.left_out(label_of("issued"), text)
        return {
            "issued_year": parts[0] if parts else None,
            "issued_on": self.day(parts, "issued"),
            "is_forthcoming": not parts and is_forthcoming(f"{text} {self.text('status')}"),
        }

    def accessed(self) -> datetime.date | None:
        value = self.item.get("accessed")
        parts = date_parts(value)
        day = self.day(parts, "accessed")
        if not day and (text := date_text(value) or in_words(parts)):
            self.notes.left_out(label_of("accessed"), text)
        return day

    def day(self, parts: list[int], variable: str) -> datetime.date | None:
        """Return the day of a date, if it is one that exists."""
        try:
            day = datetime.date(*[*parts, 1, 1][:3]) if parts else None
        except ValueError:
            if variable == "issued":
                self.notes.repaired(label_of(variable), in_words(parts), str(parts[0]))
            return None
        return day if len(parts) == 3 else None

    def abstract(self) -> str:
        text = self.text("abstract")
        if re.search(r"</\w+>", text):  # its tags were escaped
            text = self.bare(text, "abstract")
        if len(text) > LONGEST_ABSTRACT:
            self.notes.shortened(label_of("abstract"))
        return f"<p>{escape(shortened(text, LONGEST_ABSTRACT))}</p>" if text else ""
