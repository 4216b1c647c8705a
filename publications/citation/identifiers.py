"""Identifiers of publications: checked, and written in one way, so that the same work has the same one."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import isbn, issn
from stdnum.exceptions import ValidationError as InvalidNumber

DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/[^\s\"<>]+)$", re.IGNORECASE)


def normal_doi(value: str) -> str:
    """Return a DOI (ISO 26324) in small letters and without its resolver; ValidationError if it is none."""
    match = DOI.match(value.strip())
    if match is None:
        raise ValidationError(_("A DOI looks like 10.1000/182."))
    return match["doi"].lower()


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
