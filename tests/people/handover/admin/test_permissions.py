"""What the user may not publish is not handed over."""

from django.utils.translation import gettext as _

from people.models import PersonPage
from tests.factories import EventPageFactory, PersonPageFactory, ResponsibilityFactory
from tests.helpers import soup_of, words

from ..conftest import TODAY, fresh
from .conftest import field_error, form_data, url_of


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
