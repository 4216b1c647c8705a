"""Control characters, as Word and PDF put them into what is copied: gone at every door, and no export breaks."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Registration
from ikpe_site.core.spam import MIN_AGE
from ikpe_site.roles.groups import EVENTS
from news.models import NewsPage
from tests.admin_forms import add, assert_published
from tests.factories import EventPageFactory, NewsPageFactory, RegistrationFactory
from tests.helpers import exported_rows, get_soup

LISTS = ["news:index", "wagtailadmin_reports:aging_pages", "wagtailadmin_reports:site_history"]
# PostgreSQL keeps no NUL: what is in the database already has none.
STORED = "Anna\x0bMül\u200bler\x1f"
DIRTY, CLEAN = "Anna\x0bMül\u200bler\x00", "Anna Müller"


def test_a_visitor_who_copies_the_name_from_word_registers_with_a_clean_one(site_tree, freeze):
    event = EventPageFactory(takes_registrations=True)
    url = f"/anmeldung/{event.slug}/"
    token = get_soup(url).select_one("form.form [name=token]")["value"]
    freeze(timezone.now() + MIN_AGE)
    Client().post(url, {"token": token, "name": DIRTY, "email": "anna@example.org", "organisation": "Amt\x1f"})
    entry = Registration.objects.get()
    assert (entry.name, entry.organisation) == (CLEAN, "Amt")


def test_editors_write_clean_titles_and_texts(site_tree, editor_client):
    bold = {"offset": 4, "length": 4, "style": "BOLD"}
    block = {"key": "a", "text": "Vor\u200bfett\x0bnach", "type": "unstyled", "depth": 0}
    text = {"blocks": [block | {"entityRanges": [], "inlineStyleRanges": [bold]}], "entityMap": {}}
    fields = {"title": DIRTY, "kind": "meldung", "date": "2030-05-01", "teaser": "Kurz\x0bund gut."}
    answer = add(editor_client, NewsPage, site_tree.news, fields, {"body": [("text", json.dumps(text))]})
    assert_published(answer)
    page = NewsPage.objects.get(title=CLEAN)
    assert page.teaser == "Kurz und gut."
    assert "Vor<b>fett</b> nach" in page.body[0].value.source


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_lists_of_registrations_can_be_exported_whatever_is_in_them_already(form, site_tree, member_of, client):
    RegistrationFactory(event=EventPageFactory(), name=STORED, answers={"Was": "=1+1\x0b"})
    client.force_login(member_of(EVENTS))
    rows = exported_rows(client.get(reverse("registrations:index"), {"export": form}), form)
    assert CLEAN in rows[1]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("view", LISTS)
def test_every_list_and_report_can_be_exported_whatever_is_in_it(view, form, site_tree, admin_client):
    page = NewsPageFactory(title=f"=1+1 {STORED}")
    page.save_revision().publish()
    NewsPage.objects.filter(pk=page.pk).update(title=f"=1+1 {STORED}")
    rows = exported_rows(admin_client.get(reverse(view), {"export": form}), form)
    title = "'=1+1 Anna Müller" if form == "csv" else "=1+1 Anna Müller"
    assert title in [cell for row in rows for cell in row]
