"""A field of a public form: its label, its help and its errors, as a screen reader is told of them."""

from functools import partial

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string

from tests.helpers import words

KINDS = {
    "text": forms.CharField,
    "tick": forms.BooleanField,
    "group": partial(forms.ChoiceField, widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")]),
}


@pytest.fixture(params=KINDS)
def shown(request):
    """A field of each kind as it is shown, with these options; sent empty with `is_sent`."""

    def show(*, is_sent=False, **options):
        form = type("ProbeForm", (forms.Form,), {"probe": KINDS[request.param](label="Frage", **options)})
        field = form({} if is_sent else None)["probe"]
        soup = BeautifulSoup(render_to_string("components/form_field.html", {"field": field}), "html.parser")
        return soup, soup.select_one("fieldset") or soup.select_one("input[name=probe]")

    return show


def label_of(soup, element):
    return soup.legend if element.name == "fieldset" else soup.select_one(f"label[for={element['id']}]")


def described_by(soup, element) -> list[str]:
    """What a screen reader says of the field after its label."""
    return [words(soup.find(id=name)) for name in element.get("aria-describedby", "").split()]


def test_a_field_has_its_label(shown):
    soup, field = shown()
    assert words(label_of(soup, field)) == "Frage"
    assert described_by(soup, field) == []


def test_what_may_stay_empty_says_so(shown):
    soup, field = shown(required=False)
    assert words(label_of(soup, field)) == "Frage (freiwillig)"


def test_help_belongs_to_its_field(shown):
    soup, field = shown(help_text="So geht es.")
    assert described_by(soup, field) == ["So geht es."]


def test_an_error_belongs_to_its_field_and_follows_the_help(shown):
    soup, field = shown(is_sent=True, help_text="So geht es.", error_messages={"required": "Bitte <i>antworten</i>."})
    assert described_by(soup, field) == ["So geht es.", "Bitte <i>antworten</i>."]
    assert "has-errors" in soup.div["class"]
    assert all(entry["aria-invalid"] == "true" for entry in soup.select("input:not([type=radio])"))


def test_a_group_of_choices_is_one_field():
    form = type("ProbeForm", (forms.Form,), {"probe": KINDS["group"](label="Frage")})()
    soup = BeautifulSoup(render_to_string("components/form_field.html", {"field": form["probe"]}), "html.parser")
    assert [words(label) for label in soup.select("fieldset label")] == ["A", "B"]
    assert soup.select("label:-soup-contains(Frage)") == []


def test_a_box_to_tick_stands_before_its_label():
    form = type("ProbeForm", (forms.Form,), {"probe": forms.BooleanField(label="Kopie")})()
    soup = BeautifulSoup(render_to_string("components/form_field.html", {"field": form["probe"]}), "html.parser")
    assert [element.name for element in soup.select("input, label")] == ["input", "label"]
    assert "form-field-tick" in soup.div["class"]
