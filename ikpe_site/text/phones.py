"""Phone numbers: checked when they are typed, dialled in international form, shown the German way.

Numbers stay in the database as editors type them; without a country code they are German. Which digits are a number,
and which of them the area code, says `phonenumbers`, Google's collection of the numbering plans.
"""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

HOME = "DE"
HOME_CODE = phonenumbers.country_code_for_region(HOME)
TYPED = re.compile(r"\s*\(?[+0][\d\s()/.–-]+")  # with area code, in digits; letters are digits to phonenumbers


def parse(text: str) -> PhoneNumber | None:
    """The number that `text` stands for, valid or not; None if it is no number at all."""
    try:
        return phonenumbers.parse(text, HOME)
    except NumberParseException:
        return None


def is_complete(text: str) -> bool:
    """Whether `text` is one number with its area code, and nothing else."""
    number = parse(text) if TYPED.fullmatch(text) else None
    return number is not None and phonenumbers.is_valid_number(number)


def validate_phone(text: str) -> None:
    if not is_complete(text):
        raise ValidationError(
            _("This is not a complete phone number. Please enter it with its area code, such as 0361 511500-17.")
        )


def dialled(text: str) -> str:
    """E.164, as a tel: link needs it (RFC 3966): `0361 / 30257 - 606` becomes `+4936130257606`.

    What is no number becomes the digits in it, so that the link does no harm.
    """
    number = parse(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else re.sub(r"\D", "", text)


def international(text: str) -> str:
    """With country code, in groups: `0361 / 30257 - 606` becomes `+49 361 30257606`."""
    number = parse(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else text


def shown(text: str) -> str:
    """As DIN 5008 writes it: `+49 (0)361/30257 - 606` becomes `0361 30257-606`.

    Where an extension begins no numbering plan knows: a hyphen stays where it was typed. Numbers of other countries
    come with their country code. What is no complete number stays as it is.
    """
    number = parse(text)
    if number is None or not is_complete(text):
        return text
    if number.country_code != HOME_CODE:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    plain = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    extension = re.search(r"\d\s*[-–]\s*(\d{1,5})\s*$", text)
    # „0171-1234567“ and „0361-30257606“: a hyphen right behind the area code sets off no extension.
    if extension and len(re.sub(r"\D", "", plain.partition(" ")[2])) > len(extension[1]):
        return f"{plain[: -len(extension[1])]}-{extension[1]}"
    return plain
