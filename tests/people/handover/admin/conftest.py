"""The two steps of the hand-over, as an editor goes through them."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from tests.helpers import soup_of, words

from ..conftest import DAY, TODAY


def url_of(person) -> str:
    return reverse("people_handover", args=[person.pk])


@pytest.fixture
def open_list(anna, bea, editor_client):
    """Open the second step: the answer as soup."""

    def open_it(last_day=None, successor=bea):
        query = {"last_day": (last_day or TODAY() + 30 * DAY).isoformat(), "successor": successor.pk}
        return soup_of(editor_client.get(url_of(anna), query))

    return open_it


def form_data(soup) -> dict:
    form = soup.select_one("form[method=post]")
    form["id"] = "handover"
    return querydict_from_html(str(soup), form_id="handover").dict()


@pytest.fixture
def submit(anna, open_list, editor_client):
    """Open the second step, choose, confirm; `meanwhile` happens in between."""

    def send(choices=None, meanwhile=lambda: None, **first_step):
        data = form_data(open_list(**first_step)) | (choices or {})
        meanwhile()
        return editor_client.post(url_of(anna), data)

    return send


def field_error(soup, name) -> str:
    field = soup.select_one(f"[name={name}]")
    return words(field.find_parent(attrs={"data-field": True}).select_one("[data-field-errors]"))
