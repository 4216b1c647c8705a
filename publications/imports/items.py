"""CSL-JSON items as the fields of a publication; the other way round than publications/citation/csl.py."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _

from ..citation.csl import VARIABLES, VARIABLES_OF_TALKS
from ..models import Contributor, CSLType, License

# Types of CSL that the institute does not have, by what comes nearest.
NEAREST_TYPES = {
    "article": CSLType.REPORT,
    "article-magazine": CSLType.ARTICLE_JOURNAL,
    "entry-encyclopedia": CSLType.CHAPTER,
    "journal-article": CSLType.ARTICLE_JOURNAL,  # as Crossref writes it
    "book-chapter": CSLType.CHAPTER,
    "monograph": CSLType.BOOK,
    "edited-book": CSLType.BOOK,
    "motion_picture": CSLType.BROADCAST,
    "paper-conference": CSLType.CHAPTER,
    "post": CSLType.WEBPAGE,
    "post-weblog": CSLType.WEBPAGE,
    "review": CSLType.ARTICLE_JOURNAL,
    "review-book": CSLType.ARTICLE_JOURNAL,
}
LANGUAGES = {"german": "de", "ngerman": "de", "deutsch": "de", "english": "en", "american": "en", "british": "en"}
FORMATTING = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)
MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE)


def fields_of(item: dict) -> dict:
    """Return the fields of a PublicationPage for a CSL-JSON `item`; ValidationError with a sentence if it is none."""
    kind = str(item.get("type", ""))
    csl_type = kind if kind in CSLType.values else NEAREST_TYPES.get(kind, CSLType.REPORT)
    title = text_of(item.get("title"))
    if not title:
        raise ValidationError(_("The entry has no title."))
    fields = {"title": title, "csl_type": str(csl_type)}
    for variable, field in VARIABLES.items():
        of_talk = VARIABLES_OF_TALKS.get(variable) if csl_type == CSLType.SPEECH else None
        fields[field] = text_of(item.get(variable)) or (text_of(item.get(of_talk)) if of_talk else "")
    fields["language"] = language_of(fields["language"])
    fields["isbn"] = fields["isbn"].split(" ")[0].rstrip(",;")  # Crossref lists those of all bindings
    fields["issn"] = fields["issn"].split(" ")[0].rstrip(",;")
    if fields["license"] not in License.values:
        fields["license"] = ""
    issued = date_parts(item.get("issued"))
    fields["issued_year"] = issued[0] if issued else None
    fields["issued_on"] = day_of(issued)
    fields["accessed"] = day_of(date_parts(item.get("accessed")))
    abstract = text_of(item.get("abstract"), may_have_markup=True)
    fields["abstract"] = f"<p>{escape(abstract)}</p>" if abstract else ""
    return fields


def names_of(item: dict) -> list[dict[str, str]]:
    """Return `role` and `family` and `given`, or `literal`, of each contributor of a CSL-JSON `item`, in order."""
    names = []
    for role in Contributor.Role.values:
        for person in item.get(role) or []:
            if not isinstance(person, dict):
                raise ValidationError(_("A name is not written as CSL-JSON demands."))
            particle = text_of(person.get("non-dropping-particle")) or text_of(person.get("dropping-particle"))
            family = " ".join(part for part in (particle, text_of(person.get("family"))) if part)
            if family:
                names.append({"role": role, "family": family, "given": text_of(person.get("given"))})
            elif literal := text_of(person.get("literal") or person.get("name")):
                names.append({"role": role, "literal": literal})
    return names


def text_of(value, may_have_markup: bool = False) -> str:
    """Return `value` in one line without formatting; ValidationError if other mark-up is left in it."""
    if isinstance(value, list):
        value = " ".join(map(str, value[:5]))
    if not isinstance(value, (str, int, float)):
        return ""
    text = FORMATTING.sub("", str(value))
    if may_have_markup:  # abstracts come with the paragraphs of JATS
        text = re.sub(r"</?jats:[^<>]*>", " ", text)
    if MARKUP.search(text):
        raise ValidationError(_("The entry holds HTML: „%(text)s“.") % {"text": text[:60]})
    return " ".join(text.replace("\0", "").split())


def language_of(text: str) -> str:
    text = text.lower()
    return LANGUAGES.get(text) or (text[:2] if re.match(r"[a-z]{2}(?:[-_]|$)", text) else "de")


def date_parts(date) -> list[int]:
    """Return year, month and day of a CSL date as far as they are given."""
    if not isinstance(date, dict):
        return []
    parts = date.get("date-parts") or []
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list)):
        match = re.match(r"\d{4}", str(date.get("raw") or date.get("literal") or ""))
        parts = [[match[0]]] if match else [[]]
    return [int(part) for part in parts[0] if str(part).isdecimal()][:3]


def day_of(parts: list[int]) -> datetime.date | None:
    if len(parts) < 3:
        return None
    try:
        return datetime.date(*parts)
    except ValueError:
        raise ValidationError(_("The date does not exist.")) from None
