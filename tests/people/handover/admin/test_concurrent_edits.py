"""What changes while somebody hands over, and edits afterwards."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from people.models import Responsibility
from tests.admin_forms import edit, edit_url
from tests.factories import PersonPageFactory, ResponsibilityFactory
from tests.helpers import soup_of, titles, words

from ..conftest import DAY, TODAY, fresh
from .conftest import form_data, url_of

pytestmark = pytest.mark.database


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
    form = querydict_from_html(editor_client.get(edit_url(anna)).content.decode(), form_id="page-edit-form")
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
