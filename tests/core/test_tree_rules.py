"""An editor can only build a sensible tree."""

import pytest
from wagtail.models import Page

from events.models import EventIndexPage, EventPage, EventSeriesPage
from ikpe_site.core.models import ContentPage
from ikpe_site.home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from people.models import ContactPage, PersonIndexPage, PersonPage
from publications.models import PublicationIndexPage, PublicationPage
from tests.admin_forms import add_url
from tests.factories import home_page
from topics.models import ProjectPage, RegionIndexPage, TopicIndexPage, TopicPage, WorkAreaIndexPage, WorkAreaPage

INDEX_TYPES = {
    EventIndexPage,
    NewsIndexPage,
    PersonIndexPage,
    PublicationIndexPage,
    RegionIndexPage,
    TopicIndexPage,
    WorkAreaIndexPage,
    ContactPage,
}
TREE = {  # what may stand below what
    HomePage: INDEX_TYPES | {ContentPage},
    ContentPage: {ContentPage},
    NewsIndexPage: {NewsPage},
    PersonIndexPage: {PersonPage},
    PublicationIndexPage: {PublicationPage},
    EventIndexPage: {EventPage, EventSeriesPage},
    TopicIndexPage: {TopicPage},
    TopicPage: {ProjectPage},
    WorkAreaIndexPage: {WorkAreaPage},
    RegionIndexPage: set(),
    ContactPage: set(),
    NewsPage: set(),
    PersonPage: set(),
    PublicationPage: set(),
    EventPage: set(),
    EventSeriesPage: set(),
    ProjectPage: set(),
    WorkAreaPage: set(),
}
names = pytest.mark.parametrize("model", TREE, ids=lambda model: model.__name__)


@names
def test_only_these_pages_may_stand_below(model):
    assert set(model.allowed_subpage_models()) == TREE[model]


@names
def test_it_may_only_stand_below_these_pages(model):
    above = {parent for parent, children in TREE.items() if model in children} or {Page}
    assert set(model.allowed_parent_page_models()) == above


@pytest.mark.parametrize("model", [HomePage, *sorted(INDEX_TYPES, key=str)], ids=lambda model: model.__name__)
def test_there_is_one_of_each_list(model, site_tree, editor_client):
    assert model.max_count == 1
    assert not model.can_create_at(model.objects.get().get_parent())
    assert editor_client.get(add_url(model, model.objects.get().get_parent())).status_code == 302


@pytest.mark.parametrize("model", sorted(INDEX_TYPES, key=str), ids=lambda model: model.__name__)
def test_a_list_that_was_deleted_can_be_made_again(model, site_tree, editor_client):
    model.objects.get().delete()
    assert model.can_create_at(home_page())
    assert editor_client.get(add_url(model, home_page())).status_code == 200


@names
def test_every_type_explains_itself_to_editors(model):
    assert model.get_page_description()
    assert model._meta.verbose_name[0].isalpha()


@names
def test_no_type_is_called_by_its_class_name(model):
    assert str(model.get_verbose_name()).lower() != model.__name__.lower()
    assert "page" not in str(model._meta.verbose_name).lower().split(), "not translated"
