"""The hand-over in the admin, as an editor goes through it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import querydict_from_html

from people.handover import LOG_ACTION
from people.models import PersonPage, Responsibility
from tests.admin_forms import edit, edit_url, read_form
from tests.factories import (
    EventPageFactory,
    PersonPageFactory,
    ResponsibilityFactory,
    TopicPageFactory,
    days_from_now,
    make_draft,
)
from tests.helpers import hrefs, options, soup_of, titles, words

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate


@pytest.fixture
def anna(site_tree):
    return PersonPageFactory(first_name="Anna", last_name="Abt")


@pytest.fixture
def bea(site_tree):
    return PersonPageFactory(first_name="Bea", last_name="Bach")


@pytest.fixture
def topic(site_tree):
    return TopicPageFactory(title="Familie")


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


def fresh(page):
    return type(page).objects.get(pk=page.pk)


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


# --- the second step -------------------------------------------------------------------------------------------------


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
    goes, ends, stays = (ResponsibilityFactory(person=anna, label=label, role="") for label in "ABC")
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


# --- permissions -----------------------------------------------------------------------------------------------------


def test_pages_that_the_user_may_not_publish_are_shown_and_stay(anna, bea, site_tree, client_with):
    client = client_with("add", "change", "publish", page=site_tree.people)
    event = EventPageFactory(contact_person=anna, title="Fachtag")
    deputised = PersonPageFactory(deputy=anna)
    query = {"last_day": TODAY().isoformat(), "successor": bea.pk}
    page = soup_of(client.get(url_of(anna), query))
    [row] = [row for row in page.select("tbody tr") if "Fachtag" in words(row)]
    assert row.select("select") == []
    assert _("You may not publish this page.") in words(row)
    data = form_data(page) | {f"event-{event.pk}": "successor"}
    assert client.post(url_of(anna), data).status_code == 302
    assert fresh(event).contact_person == anna
    assert fresh(deputised).deputy == bea


def test_a_responsibility_cannot_go_to_a_page_that_is_locked(anna, bea, topic, submit):
    entry = ResponsibilityFactory(person=anna, topic=topic)
    PersonPage.objects.filter(pk=bea.pk).update(locked=True)
    page = soup_of(submit())
    reason = {"name": bea.title, "reason": _("The page is locked.")}
    expected = _("The page of %(name)s cannot take it: %(reason)s") % reason
    assert field_error(page, f"responsibility-{entry.pk}") == expected


def test_a_person_whose_page_is_locked_is_not_handed_over(anna, bea, open_list, submit, editor_client):
    def lock():
        PersonPage.objects.filter(pk=anna.pk).update(locked=True)

    page = soup_of(submit(meanwhile=lock))
    assert page.select("form[method=post] [name=fingerprint]") == []
    assert _("The page is locked.") in words(page.main)
    assert fresh(anna).left_on is None


# --- concurrent edits ------------------------------------------------------------------------------------------------


def assert_shown_again(response):
    page = soup_of(response)
    assert "Es wurde nichts übergeben" in (words(page.select_one(".messages")))
    return page


def test_what_changed_in_the_meantime_is_shown_anew_with_the_choices(anna, bea, topic, submit, editor_client):
    kept, gone = (ResponsibilityFactory(person=anna, topic=topic, role=role) for role in "AB")

    def meanwhile():
        gone.delete()
        ResponsibilityFactory(person=anna, label="Neues")

    page = assert_shown_again(submit({f"responsibility-{kept.pk}": "ends"}, meanwhile))
    assert titles(page, "tbody strong") == ["Familie", "Neues"]
    chosen = [option["value"] for option in page.select("tbody option[selected]")]
    assert chosen == ["ends", "successor"]
    assert fresh(anna).left_on is None
    assert not Responsibility.objects.filter(person=bea).exists()
    # and this time it works
    assert editor_client.post(url_of(anna), form_data(page)).status_code == 302
    assert Responsibility.objects.filter(person=bea).count() == 1


def test_a_draft_that_is_saved_before_is_not_overwritten(anna, submit, editor_client):
    response = submit(meanwhile=lambda: edit(editor_client, anna, {"position": "Neue Stelle"}, publish=False))
    page = assert_shown_again(response)
    assert page.select(".help-info"), "says that there are unpublished changes"
    assert editor_client.post(url_of(anna), form_data(page)).status_code == 302
    draft = fresh(anna).get_latest_revision_as_object()
    assert draft.position == "Neue Stelle"
    assert fresh(anna).position == anna.position
    assert draft.left_on == fresh(anna).left_on == TODAY() + 30 * DAY


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("draft", [True, False])
def test_an_editor_who_opens_the_page_afterwards_keeps_the_hand_over(draft, publish, anna, bea, topic, submit, editor):
    client = Client()
    client.force_login(editor)
    ResponsibilityFactory(person=anna, topic=topic)
    if draft:
        for person in (anna, bea):
            edit(client, person, {"teaser": "Entwurf"}, publish=False)
    assert submit().status_code == 302
    for person in (anna, bea):
        assert edit(client, person, {"position": "Geändert"}, publish=publish).status_code == 302
    last_day = TODAY() + 30 * DAY
    for page in (fresh(anna), fresh(anna).get_latest_revision_as_object()):
        assert (page.left_on, page.successor) == (last_day, bea)
        assert [entry.valid_to for entry in page.responsibilities.all()] == [last_day]
    for page in (fresh(bea), fresh(bea).get_latest_revision_as_object()):
        assert [entry.valid_from for entry in page.responsibilities.all()] == [last_day + DAY]
    assert fresh(bea).get_latest_revision_as_object().position == "Geändert"


def test_an_automatic_save_of_a_form_from_before_does_not_undo_it(anna, topic, submit, editor_client):
    ResponsibilityFactory(person=anna, topic=topic)
    edit(editor_client, anna)  # so that there is a revision
    form = read_form(editor_client, edit_url(anna))
    assert submit().status_code == 302
    response = editor_client.post(edit_url(anna), form, headers={"Accept": "application/json"})
    assert response.json()["error_code"] == "invalid_revision"
    assert fresh(anna).get_latest_revision_as_object().left_on == TODAY() + 30 * DAY


def test_the_second_of_two_hand_overs_is_told(anna, bea, topic, open_list, editor_client):
    ResponsibilityFactory(person=anna, topic=topic)
    carl = PersonPageFactory()
    first, second = form_data(open_list()), form_data(open_list(successor=carl))
    assert editor_client.post(url_of(anna), first).status_code == 302
    page = assert_shown_again(editor_client.post(url_of(anna), second))
    assert page.select("tbody select") == []
    assert fresh(anna).successor == bea
    assert not Responsibility.objects.filter(person=carl).exists()


@pytest.mark.parametrize("fingerprint", ["", "x", "ä"])
def test_a_form_without_a_fingerprint_does_nothing(fingerprint, anna, submit):
    assert_shown_again(submit({"fingerprint": fingerprint}))
    assert fresh(anna).left_on is None
