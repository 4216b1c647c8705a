"""The second step of the hand-over: who gets what."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from people.handover import LOG_ACTION
from people.models import PersonPage, Responsibility
from tests.admin_forms import edit_url
from tests.factories import EventPageFactory, PersonPageFactory, ResponsibilityFactory, days_from_now
from tests.helpers import hrefs, options, soup_of, titles, words

from ..conftest import DAY, TODAY, fresh
from .conftest import field_error, url_of

pytestmark = pytest.mark.database


def test_the_second_step_lists_all_and_proposes_the_successor(anna, bea, topic, open_list):
    entry = ResponsibilityFactory(person=anna, topic=topic)
    event = EventPageFactory(contact_person=anna, title="Fachtag", start=days_from_now(60))
    deputised = PersonPageFactory(deputy=anna)
    carl = PersonPageFactory(last_name="Carl")
    page = open_list()
    assert titles(page, "tbody strong") == ["Familie", deputised.title, "Fachtag"]
    for name, extra in (
        (f"responsibility-{entry.pk}", ["ends"]),
        (f"deputy-{deputised.pk}", []),
        (f"event-{event.pk}", []),
    ):
        assert page.select_one(f"select[name={name}] option[selected]")["value"] == "successor"
        offered = options(page, name)
        assert offered[: 2 + len(extra)] == ["successor", *extra, "stays"]
        assert str(carl.pk) in offered
        assert not {str(anna.pk), str(bea.pk)} & set(offered)
    labels = {label["for"] for label in page.select("tbody label")}
    assert labels == {select["id"] for select in page.select("tbody select")}


def test_nobody_can_become_their_own_deputy(anna, bea, open_list, submit):
    PersonPage.objects.filter(pk=bea.pk).update(deputy=anna)
    name = f"deputy-{bea.pk}"
    page = open_list()
    assert "successor" not in options(page, name)
    refused = soup_of(submit())
    assert field_error(refused, name) == _("Please choose what becomes of it.")
    assert fresh(anna).left_on is None
    carl = PersonPageFactory()
    assert submit({name: str(carl.pk)}).status_code == 302
    assert fresh(bea).deputy == carl


def test_what_is_over_by_then_is_not_proposed_to_the_successor(anna, open_list):
    event = EventPageFactory(contact_person=anna)
    page = open_list(last_day=TODAY() + 60 * DAY)
    assert page.select_one(f"select[name=event-{event.pk}] option[selected]")["value"] == "stays"


def test_with_nothing_to_hand_over_the_last_day_is_kept_all_the_same(anna, bea, open_list, submit):
    empty = _("There is nothing to hand over. Last day and successor are kept on the page of the person.")
    assert empty in words(open_list().main)
    assert submit().status_code == 302
    assert fresh(anna).successor == bea


@pytest.mark.parametrize(("days", "warned"), [(-1, True), (0, False), (30, False)])
def test_a_last_day_in_the_past_is_pointed_out(days, warned, open_list):
    page = open_list(last_day=TODAY() + days * DAY)
    assert bool(page.select(".help-warning")) is warned


def test_one_can_go_back_to_the_first_step(anna, bea, open_list, editor_client):
    [back] = [link for link in hrefs(open_list().main) if link.endswith("&change")]
    page = soup_of(editor_client.get(url_of(anna) + back))
    assert page.select_one("[name=last_day]")["value"]
    assert page.select_one("[name=successor] option[selected]")["value"] == str(bea.pk)


def test_an_editor_hands_over(anna, bea, topic, site_tree, submit, editor, editor_client):
    carl = PersonPageFactory(last_name="Carl")
    last_day = TODAY() + 30 * DAY
    _goes, ends, stays = (ResponsibilityFactory(person=anna, label=label, role="") for label in "ABC")
    event = EventPageFactory(contact_person=anna)
    response = submit(
        {
            f"responsibility-{ends.pk}": "ends",
            f"responsibility-{stays.pk}": "stays",
            f"event-{event.pk}": str(carl.pk),
        }
    )
    assert response.status_code == 302
    assert response["Location"] == reverse("wagtailadmin_explore", args=[site_tree.people.pk])
    assert (fresh(anna).left_on, fresh(anna).successor) == (last_day, bea)
    ends_on = dict(Responsibility.objects.filter(person=anna).values_list("label", "valid_to"))
    assert ends_on == {"A": last_day, "B": last_day, "C": None}
    [own] = Responsibility.objects.filter(person=bea)
    assert (own.label, own.valid_from) == ("A", last_day + DAY)
    assert fresh(event).contact_person == carl
    message = soup_of(editor_client.get(response["Location"])).select_one(".messages")
    assert bea.title in words(message)
    assert len(message.select("li li")) == 3
    assert PageLogEntry.objects.get(action=LOG_ACTION).user == editor
    history = soup_of(editor_client.get(reverse("wagtailadmin_pages:history", args=[anna.pk])))
    assert str(_("%(person)s hands over to %(successor)s, last day: %(date)s.")).split("%(date)s")[0] % {
        "person": anna.title,
        "successor": bea.title,
    } in words(history)


def test_titles_are_escaped(anna, submit, editor_client):
    EventPageFactory(contact_person=anna, title="<b>fett</b>", start=days_from_now(60))
    response = submit()
    page = editor_client.get(response["Location"]).content.decode()
    assert "<b>fett</b>" not in page
    assert "&lt;b&gt;fett&lt;/b&gt;" in page


def test_somebody_who_is_gone_by_then_cannot_be_chosen(anna, topic, submit):
    entry = ResponsibilityFactory(person=anna, topic=topic)
    gone = PersonPageFactory(left_on=TODAY() + 30 * DAY)
    name = f"responsibility-{entry.pk}"
    page = soup_of(submit({name: str(gone.pk)}))
    expected = _("This person is not here after the last day. Please choose somebody else.")
    assert field_error(page, name) == expected
    assert fresh(anna).left_on is None


def test_other_choices_stay_when_one_is_refused(anna, topic, submit):
    first, second = (ResponsibilityFactory(person=anna, topic=topic, role=role) for role in "AB")
    page = soup_of(submit({f"responsibility-{first.pk}": "99999", f"responsibility-{second.pk}": "ends"}))
    assert page.select_one(f"[name=responsibility-{second.pk}] option[selected]")["value"] == "ends"


def test_a_page_that_refuses_to_be_published_is_named(anna, submit):
    event = EventPageFactory(contact_person=anna, title="Fachtag", start=days_from_now(60))
    type(event).objects.filter(pk=event.pk).update(start=event.start + DAY, end=event.start)
    page = soup_of(submit())
    message = page.select_one(".messages")
    assert "Fachtag" in words(message)
    assert edit_url(event) in hrefs(message)
    assert fresh(anna).left_on is None
