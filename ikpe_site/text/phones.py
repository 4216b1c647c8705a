"""Phone numbers: checked when they are typed, dialled in international form, shown the German way.

Numbers stay in the database as editors type them; without a country code they are German. Which digits are a number,
and which of them the area code, says `phonenumbers`, Google's collection of the numbering plans.
"""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from .characters import clean

HOME = "DE"
HOME_CODE = phonenumbers.country_code_for_region(HOME)
TYPED = re.compile(r"\s*\(?[+0][\d\s()/.-]+")  # with area code, in digits; letters are digits to phonenumbers
HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
EXTENSION = re.compile(r"(?:\s*-\s*0)?[\s,]*\b(?:App|Apparat|Durchwahl|DW)\b[.:\s-]*(?=\d)", re.IGNORECASE)
SERVICE = re.compile(r"115|116\s?\d{3}")  # the authorities, doctors on call and others: without an area code
LONGEST_AREA_CODE = 6  # with its zero; with a country code two digits more


def plain(text: str) -> str:
    """`text` with plain blanks and hyphens, also before an extension, and without signs that turn the direction."""
    return EXTENSION.sub("-", " ".join(clean(text).translate(HYPHENS).split()))


def first_of(text: str) -> str:
    """`text` as far as it is one number: of „0361 511500-17/-18“ what stands before the slash.

    Behind the area code there may be one hyphen, for the extension. What comes after another one, or after a slash, is
    no part of the number.
    """
    longest = LONGEST_AREA_CODE + 2 if text.startswith(("+", "00")) else LONGEST_AREA_CODE
    signs = [sign.start() for sign in re.finditer("[/-]", text)]
    behind = [place for place in signs if len(re.sub(r"\D", "", text[:place])) > longest]
    if behind and text[behind[0]] == "-":
        del behind[0]
    return text[: behind[0]].strip() if behind else text


def service_number(text: str) -> str:
    """`text` as a number such as 115 or 116 117; empty if it is none."""
    return plain(text) if SERVICE.fullmatch(plain(text)) else ""


def parse(text: str) -> PhoneNumber | None:
    """The number that `text` stands for, the first one of several, valid or not; None if it is no number at all."""
    try:
        return phonenumbers.parse(first_of(plain(text)), HOME)
    except NumberParseException:
        return None


def is_complete(text: str) -> bool:
    """Whether `text` is one number, with its area code if it has one, and nothing else."""
    if service_number(text):
        return True
    number = parse(text) if TYPED.fullmatch(plain(text)) else None
    return number is not None and first_of(plain(text)) == plain(text) and phonenumbers.is_valid_number(number)


def validate_phone(text: str) -> None:
    if is_complete(text):
        return
    if is_complete(first_of(plain(text))):
        raise ValidationError(_("These are several numbers. Please enter one, such as 0361 511500-17."))
    raise ValidationError(
        _("This is not a complete phone number. Please enter it with its area code, such as 0361 511500-17.")
    )


def dialled(text: str) -> str:
    """E.164, as a tel: link needs it (RFC 3966): `0361 / 30257 - 606` becomes `+4936130257606`.

    Numbers without an area code are dialled as they are. What is no number becomes the digits in it, so that the link
    does no harm.
    """
    if service := service_number(text):
        return re.sub(r"\D", "", service)
    number = parse(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else re.sub(r"\D", "", text)


def international(text: str) -> str:
    """With country code, in groups: `0361 / 30257 - 606` becomes `+49 361 30257606`."""
    number = None if service_number(text) else parse(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else text


def shown(text: str) -> str:
    """As DIN 5008 writes it: `+49 (0)361/30257 - 606` becomes `0361 30257-606`.

    Where an extension begins no numbering plan knows: a hyphen stays where it was typed. Numbers of other countries
    come with their country code. What is no complete number stays as it is.
    """
    if service := service_number(text):
        return f"{service[:3]} {service[3:].strip()}".strip()
    number = parse(text)
    if number is None or not is_complete(text):
        return text
    if number.country_code != HOME_CODE:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    written = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    extension = re.search(r"\d\s*-\s*(\d{1,5})\s*$", plain(text))
    # „0171-1234567“ and „0361-30257606“: a hyphen right behind the area code sets off no extension.
    if extension and len(re.sub(r"\D", "", written.partition(" ")[2])) > len(extension[1]):
        return f"{written[: -len(extension[1])]}-{extension[1]}"
    return written
