"""Which entries of the index visitors may see, whatever it was made of."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from ikpe_site.search.models import ResultKind, SearchEntry
from tests.factories import (
    HIDING,
    ContentPageFactory,
    DocumentFactory,
    NewsPageFactory,
    PersonPageFactory,
    make_private,
)

pytestmark = pytest.mark.database


def is_visible(page, document=None) -> bool:
    entry = SearchEntry.objects.create(page=page, document=document, kind=ResultKind.PAGE, weight=100, title="x")
    return SearchEntry.objects.visible().filter(pk=entry.pk).exists()


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_what_is_hidden_is_not_and_what_stands_beside_it_is(hide, site_tree):
    page, other = ContentPageFactory(parent=ContentPageFactory()), ContentPageFactory()
    hide(page)
    assert not is_visible(page)
    assert is_visible(other)


def test_an_alias_of_what_is_private_is_not_nor_what_stands_below_it(site_tree):
    page = ContentPageFactory()
    alias = Page.objects.get(pk=page.create_alias(update_slug="zweite").pk)
    below = ContentPageFactory(parent=alias)
    assert is_visible(below)
    SearchEntry.objects.all().delete()
    make_private(page)
    assert not is_visible(alias)
    assert not is_visible(below)


@pytest.mark.parametrize(("seconds", "expected"), [(-1, False), (0, False), (1, True)])
def test_what_expires_is_until_then(seconds, expected, site_tree, freeze):
    now = timezone.now()
    freeze(now)
    page = NewsPageFactory(expire_at=now + datetime.timedelta(seconds=seconds))
    assert is_visible(page) is expected


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, True), (1, True)])
def test_a_person_is_until_the_last_day(days, expected, site_tree):
    person = PersonPageFactory()
    type(person).objects.filter(pk=person.pk).update(left_on=timezone.localdate() + datetime.timedelta(days=days))
    assert is_visible(person) is expected


def test_a_document_is_unless_its_collection_is_private(site_tree):
    page, document = NewsPageFactory(), DocumentFactory()
    assert is_visible(page, document)
    SearchEntry.objects.all().delete()
    document.collection.view_restrictions.create(restriction_type="login")
    assert not is_visible(page, document)
    assert is_visible(page)
