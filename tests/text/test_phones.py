"""Phone numbers are checked, dialled in international form, and shown the German way."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import gettext as _

from ikpe_site.text.phones import dialled, international, shown, validate_phone

NUMBERS = [  # as typed, as dialled, as shown
    ("0361 / 30257 - 606", "+4936130257606", "0361 30257-606"),
    ("0361-30257-603", "+4936130257603", "0361 30257-603"),
    ("0361/6700-539", "+493616700539", "0361 6700-539"),
    ("0361 511500-17", "+4936151150017", "0361 511500-17"),
    ("0361 511500–17", "+4936151150017", "0361 511500-17"),
    ("(0361) 511500-0", "+493615115000", "0361 511500-0"),
    ("0361/30257606", "+4936130257606", "0361 30257606"),
    ("0361 30 25 76 06", "+4936130257606", "0361 30257606"),
    ("0361-511500", "+49361511500", "0361 511500"),
    ("+4936130257606", "+4936130257606", "0361 30257606"),
    ("+49 361 511500-17", "+4936151150017", "0361 511500-17"),
    ("+49 (0)361 30257-606", "+4936130257606", "0361 30257-606"),
    ("+49-361-511500", "+49361511500", "0361 511500"),
    ("0049 361 30257606", "+4936130257606", "0361 30257606"),
    ("  0361 511500 ", "+49361511500", "0361 511500"),
    ("0171-1234567", "+491711234567", "0171 1234567"),
    ("+43 1 234567", "+431234567", "+43 1 234567"),
    ("0043 1 234567", "+431234567", "+43 1 234567"),
    ("0361 511500 App. 17", "+4936151150017", "0361 511500-17"),
    ("0361 511500-0, Apparat 17", "+4936151150017", "0361 511500-17"),
    ("0361 511500 Durchwahl: 17", "+4936151150017", "0361 511500-17"),
    ("0361 511500\u201117", "+4936151150017", "0361 511500-17"),
    ("0361 511500\u201017", "+4936151150017", "0361 511500-17"),
    ("0361 511500\u2009\u2212\u200917", "+4936151150017", "0361 511500-17"),
    ("\u202a+49 361 511500\u202c", "+49361511500", "0361 511500"),
    ("\u202d0361\u00a0511500\u202c", "+49361511500", "0361 511500"),
    ("030-12-34-567", "+49301234567", "030 1234-567"),
    ("115", "115", "115"),
    ("116117", "116117", "116 117"),
    ("116 117", "116117", "116 117"),
    ("116\u00a0123", "116123", "116 123"),
]
SEVERAL = {  # what is dialled of old entries
    "0361 511500-17/-18": "+4936151150017",
    "0361 511500-17/18": "+4936151150017",
    "0361/511500-17 / -18": "+4936151150017",
    "0361 511500\u201117/\u201118": "+4936151150017",
    "+49 361 511500-17/-18": "+4936151150017",
    "0361 511500-17 -18": "+4936151150017",
    "0361 511500/0361 511501": "+49361511500",
}
NO_NUMBERS = [
    "Angabe",
    "siehe Sekretariat",
    "0361",
    "0361 / 1",
    "511500",
    "112",
    "0361 511500 App.",
    "App. 17",
    "116",
    "115 17",
    "1161177",
    "0361 511500 oder 511501",
    "+49 361",
    "0361 511500; 0361 511501",
    "0361 511500\n0361 511501 0361 511501",
    "1" * 40,
    "+",
    "-",
]


def render(source: str, **context) -> str:
    return Template("{% load text %}" + source).render(Context(context))


@pytest.mark.parametrize(("typed", "_dialled", "_shown"), NUMBERS)
def test_a_number_is_accepted_however_it_is_written(typed, _dialled, _shown):
    validate_phone(typed)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_refused_with_an_example_of_one(typed):
    with pytest.raises(ValidationError) as refused:
        validate_phone(typed)
    assert refused.value.messages == [
        _("This is not a complete phone number. Please enter it with its area code, such as 0361 511500-17.")
    ]


@pytest.mark.parametrize("typed", SEVERAL)
def test_two_extensions_are_no_number_of_fourteen_digits(typed):
    with pytest.raises(ValidationError) as refused:
        validate_phone(typed)
    assert refused.value.messages == [
        "Das sind mehrere Nummern. Bitte geben Sie eine an, zum Beispiel 0361 511500-17."
    ]
    assert dialled(typed) == SEVERAL[typed]
    assert shown(typed) == typed


@pytest.mark.parametrize(("typed", "number", "_shown"), NUMBERS)
def test_a_number_is_dialled_in_international_form(typed, number, _shown):
    assert dialled(typed) == number
    assert render('<a href="tel:{{ typed|tel }}">', typed=typed) == f'<a href="tel:{number}">'


@pytest.mark.parametrize(("typed", "_dialled", "german"), NUMBERS)
def test_a_number_is_shown_with_area_code_and_extension(typed, _dialled, german):
    assert shown(typed) == german
    assert render("{{ typed|phone }}", typed=typed) == german


@pytest.mark.parametrize(("typed", "number", "german"), NUMBERS)
def test_what_is_shown_is_the_same_number(typed, number, german):
    assert dialled(german) == number
    assert shown(german) == german


def test_the_international_form_is_grouped():
    assert international("0361 / 30257 - 606") == "+49 361 30257606"


@pytest.mark.parametrize("typed", ["", *NO_NUMBERS])
def test_an_old_entry_that_is_no_number_is_shown_as_it_is_and_breaks_no_link(typed):
    assert shown(typed) == typed
    assert set(dialled(typed)) <= set("+0123456789")


def test_a_hostile_entry_is_escaped():
    hostile = '"><script>alert(1)</script>'
    assert "<script>" not in render('<a href="tel:{{ typed|tel }}">{{ typed|phone }}</a>', typed=hostile)
