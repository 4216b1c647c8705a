"""A copy of a page in the admin: it has an address at once, and a copied event asks for its day."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage, Registration
from tests.factories import EventPageFactory, NewsPageFactory
from tests.helpers import get_soup

pytestmark = pytest.mark.django_db


def copy(client, page):
    """Send the form of „Kopieren“ as it is proposed."""
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    shown = get_soup(url, client)
    assert not shown.select("[name=alias]")
    data = {"new_parent_page": page.get_parent().pk}
    data |= {name: shown.select_one(f"[name={name}]")["value"] for name in ("new_title", "new_slug")}
    return client.post(url, data)


def test_a_copy_is_made_at_the_first_try_at_a_free_address(site_tree, editor_client):
    post = NewsPageFactory(title="Sommerfest", slug="sommerfest")
    for number in (2, 3):
        assert copy(editor_client, post).status_code == 302
        assert post.get_siblings().filter(slug=f"sommerfest-{number}", live=False).exists()


def test_a_copied_event_has_no_date_and_nobody_is_registered_and_the_form_opens_at_the_date(site_tree, editor_client):
    now = timezone.now()
    event = EventPageFactory(
        slug="fachtag",
        place="Rathaus",
        start=now,
        end=now + datetime.timedelta(days=1),
        status=EventPage.Status.CANCELLED,
        takes_registrations=True,
        registration_closes=now,
        attended=12,
    )
    event.save_revision().publish()
    Registration.objects.create(event=event, name="Petra Muster", email="petra@example.org")
    answer = copy(editor_client, event)
    made = EventPage.objects.get(slug="fachtag-2")
    assert answer.url == f"{reverse('wagtailadmin_pages:edit', args=[made.pk])}#:w:contentpath=start"
    for version in (made, made.get_latest_revision_as_object()):
        assert (version.start, version.end, version.registration_closes, version.attended) == (None, None, None, None)
        assert (version.place, version.status, version.live) == ("Rathaus", EventPage.Status.PLANNED, False)
    assert not made.registrations.exists()
    assert editor_client.get(answer.url).status_code == 200
    url = reverse("wagtailadmin_pages:copy", args=[event.pk])
    assert not get_soup(url, editor_client).select("[name=publish_copies]")
