"""Identifiers of publications: checked, and written in one way, so that the same work has the same one."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import isbn, issn
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.util import clean

# Resolvers and words that people and catalogues write before a DOI. „<“ and „>“ belong to those of Wiley before 2002.
BEFORE_DOI = r"(?:https?:)?(?://)?(?:(?:dx|www)\.)?doi\.org/|info:doi/|urn:doi:|doi\s*:?\s*|https?:\s*(?=10\.)"
DOI = re.compile(rf"^[<\[(\s]*(?:{BEFORE_DOI})*(?P<doi>10\.\d{{4,9}}/[^\s\"]+)$", re.IGNORECASE)
PAIRS = {")": "(", "]": "[", ">": "<", "}": "{"}
ISBN = re.compile(r"(?<!\d)(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX](?!\d)", re.IGNORECASE)
ISSN = re.compile(r"(?<![\d-])\d{4}[- ]?\d{3}[\dX](?![\d-])", re.IGNORECASE)


def normal_doi(value: str) -> str:
    """Return a DOI (ISO 26324) in small letters and without its resolver; ValidationError if it is none."""
    match = DOI.match(value.strip())
    if match is None:
        raise ValidationError(_("A DOI looks like 10.1000/182."))
    doi = unquote(match["doi"])
    while doi[-1] in ".,;" or (doi[-1] in PAIRS and doi.count(doi[-1]) > doi.count(PAIRS[doi[-1]])):
        doi = doi[:-1]  # what ends the sentence or the brackets that it stood in
    if doi.endswith("/") or re.search(r"\s", doi):
        raise ValidationError(_("A DOI looks like 10.1000/182."))
    return doi.lower()


def normal_isbn(value: str) -> str:
    """Return an ISBN of 10 or 13 digits (ISO 2108) as ISBN-13 with hyphens; ValidationError if it is wrong."""
    try:
        return isbn.format(isbn.to_isbn13(isbn.validate(value)))
    except InvalidNumber:
        raise ValidationError(_("This is no valid ISBN: please compare the digits with the imprint.")) from None


def normal_issn(value: str) -> str:
    """Return an ISSN (ISO 3297) with its hyphen; ValidationError if it is wrong."""
    try:
        return issn.format(issn.validate(value))
    except InvalidNumber:
        raise ValidationError(_("This is no valid ISSN: please compare the digits with the imprint.")) from None


NORMALISERS = {"doi": normal_doi, "isbn": normal_isbn, "issn": normal_issn}


def find_isbns(text: str) -> list[str]:
    """The valid ISBNs in a text of any kind, such as „978-3-16-148410-0 Broschur : EUR 29.99“."""
    return find(ISBN, normal_isbn, text)


def find_issns(text: str) -> list[str]:
    return find(ISSN, normal_issn, text)


def find(pattern: re.Pattern, normal: Callable[[str], str], text: str) -> list[str]:
    numbers: dict[str, None] = {}  # each once, in their order
    for match in pattern.finditer(clean(text)):  # which makes hyphens of all kinds of dashes
        try:
            numbers[normal(match[0])] = None
        except ValidationError:
            continue
    return list(numbers)
