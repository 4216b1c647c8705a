"""The way to the hand-over and its first step: the last day and the successor."""

import datetime

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import PersonPage
from tests.admin_forms import edit_url
from tests.factories import PersonPageFactory, make_draft
from tests.helpers import hrefs, options, soup_of

from ..conftest import DAY, TODAY, fresh
from .conftest import field_error, url_of

# --- the way there ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["wagtailadmin_explore", "wagtailadmin_pages:edit"])
def test_the_page_of_a_person_leads_to_the_hand_over(place, anna, topic, editor_client):
    assert url_of(anna) in hrefs(soup_of(editor_client.get(reverse(place, args=[anna.pk]), follow=True)))
    other = soup_of(editor_client.get(reverse(place, args=[topic.pk]), follow=True))
    assert not [link for link in hrefs(other) if "handover" in link]


def test_the_list_of_people_leads_to_the_hand_over(anna, site_tree, editor_client):
    page = soup_of(editor_client.get(reverse("wagtailadmin_explore", args=[site_tree.people.pk])))
    assert url_of(anna) in hrefs(page)


def test_who_may_not_publish_finds_no_way_and_gets_no_access(anna, site_tree, client_with):
    client = client_with("add", "change", page=site_tree.home)
    page = soup_of(client.get(edit_url(anna)))
    assert url_of(anna) not in hrefs(page)
    assert client.get(url_of(anna)).status_code == 302
    assert client.post(url_of(anna)).status_code == 302
    assert fresh(anna).left_on is None


def test_visitors_are_asked_to_log_in(anna, client):
    response = client.get(url_of(anna))
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_there_is_no_hand_over_of_something_else(topic, editor_client):
    assert editor_client.get(url_of(topic)).status_code == 404


# --- the first step --------------------------------------------------------------------------------------------------


def test_the_first_step_asks_for_last_day_and_successor(anna, bea, editor_client):
    PersonPageFactory(left_on=TODAY() - DAY)
    make_draft(PersonPageFactory())
    page = soup_of(editor_client.get(url_of(anna)))
    form = page.select_one("main form[method=get]")
    assert form.select_one("[name=last_day]").get("value") is None
    assert options(form, "successor") == [str(bea.pk)]
    assert page.select("main form[method=post]") == []


def test_the_first_step_knows_what_is_entered_already(anna, bea, editor_client):
    PersonPage.objects.filter(pk=anna.pk).update(left_on=datetime.date(2031, 5, 2), successor=bea)
    form = soup_of(editor_client.get(url_of(anna))).select_one("main form[method=get]")
    assert form.select_one("[name=last_day]")["value"] == "02.05.2031"
    assert form.select_one("option[selected]")["value"] == str(bea.pk)


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"last_day": ""}, "last_day", "Please enter the last day."),
        ({"last_day": "31.02.2031"}, "last_day", None),
        ({"successor": ""}, "successor", "Please choose who takes over."),
        ({"successor": "x"}, "successor", None),
        ({"successor": "anna"}, "successor", "A person cannot be their own successor."),
        ({"successor": "draft"}, "successor", "The page of this person is not published."),
        ({"successor": "left"}, "successor", "%(name)s leaves on %(date)s and cannot take over by then."),
        ({"successor": "leaving"}, "successor", "%(name)s leaves on %(date)s and cannot take over by then."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_first_step_says_at_the_field_what_is_wrong(method, query, field, message, anna, bea, editor_client):
    last_day = TODAY() + 30 * DAY
    people = {
        "anna": anna,
        "draft": PersonPageFactory(),
        "left": PersonPageFactory(left_on=TODAY() - DAY),
        "leaving": PersonPageFactory(left_on=last_day),
    }
    make_draft(people["draft"])
    person = people.get(query.get("successor"))
    query = {"last_day": date_format(last_day, "d.m.Y"), "successor": bea.pk} | query
    query |= {"successor": person.pk} if person else {}
    page = soup_of(getattr(editor_client, method)(url_of(anna), query))
    error = field_error(page, field)
    if message:
        left_on = person and person.left_on
        assert error == _(message) % {"name": person, "date": date_format(left_on, "j. F Y") if left_on else ""}
    assert error
    if field == "successor" and not person:
        assert page.select_one("[name=last_day]")["value"] == query["last_day"]
    assert fresh(anna).left_on is None
