"""Before something is deleted, the admin names where it is used."""

import pytest
from django.urls import reverse

from ikpe_site.media.models import CustomImage
from publications.models import PublicationCategory
from tests.factories import (
    CategoryFactory,
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonGroupFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    PublicationPageFactory,
    RegionFactory,
    RegistrationFactory,
    ResponsibilityFactory,
)
from tests.helpers import soup_of, words

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("tasks_are_done")]

SNIPPET = "wagtailsnippets_{}:delete"


def picture(title):
    image = ImageFactory()
    NewsPageFactory(title=title, image=image)
    return "wagtailimages:delete", image


def document(title):
    document = DocumentFactory()
    PublicationPageFactory(title=title, document=document)
    return "wagtaildocs:delete", document


def person(title):
    person = PersonPageFactory()
    NewsPageFactory(title=title, people=[person])
    return "wagtailadmin_pages:delete", person


def contact_person(title):
    person = PersonPageFactory()
    EventPageFactory(title=title, contact_person=person)
    return "wagtailadmin_pages:delete", person


def region_of_a_project(title):
    region = RegionFactory()
    ProjectPageFactory(title=title, regions=[region])
    return SNIPPET.format("topics_region"), region


def region_of_a_responsibility(title):
    region = RegionFactory()
    ResponsibilityFactory(person=PersonPageFactory(last_name=title), label="Planung", regions=[region])
    return SNIPPET.format("topics_region"), region


def region_with_another_merged_into(title):
    region = RegionFactory()
    RegionFactory(name=title, merged_into=region, dissolved_on="2021-07-01")
    return SNIPPET.format("topics_region"), region


def programme(title):
    programme = ProgrammeFactory()
    ProjectPageFactory(title=title, programme=programme)
    return SNIPPET.format("topics_programme"), programme


def group_of_people(title):
    group = PersonGroupFactory()
    PersonPageFactory(last_name=title, groups=[group])
    return SNIPPET.format("people_persongroup"), group


USED = [
    picture,
    document,
    person,
    contact_person,
    region_of_a_project,
    region_of_a_responsibility,
    region_with_another_merged_into,
    programme,
    group_of_people,
]


@pytest.mark.parametrize("used", USED, ids=lambda used: used.__name__.replace("_", " "))
def test_the_question_before_deleting_names_the_use(used, site_tree, editor_client):
    view, thing = used("Sonnenblume")
    shown = words(soup_of(editor_client.get(reverse(view, args=[thing.pk]))).main)
    assert "Sonnenblume" in shown
    assert "nicht verwendet" not in shown


def test_what_is_not_in_use_is_said_to_be_so(site_tree, editor_client):
    shown = words(soup_of(editor_client.get(reverse("wagtailimages:delete", args=[ImageFactory().pk]))).main)
    assert "nirgends" in shown


def test_what_must_not_be_missing_cannot_be_deleted(site_tree, editor_client):
    category = CategoryFactory()
    PublicationPageFactory(title="Sonnenheft", category=category)
    url = reverse(SNIPPET.format("publications_publicationcategory"), args=[category.pk])
    assert "Sonnenheft" in words(soup_of(editor_client.get(url)).main)
    editor_client.post(url)
    assert PublicationCategory.objects.filter(pk=category.pk).exists()


def test_several_pictures_are_named_with_their_uses(site_tree, editor_client):
    used, unused = ImageFactory(), ImageFactory()
    NewsPageFactory(title="Sonnenpost", image=used)
    url = reverse("wagtail_bulk_action", args=["media", "customimage", "delete"]) + f"?id={used.pk}&id={unused.pk}"
    assert "Sonnenpost" in words(soup_of(editor_client.get(url)).main)
    assert CustomImage.objects.filter(pk=used.pk).exists()


def test_participants_are_counted_and_not_named(site_tree, editor_client):
    event = RegistrationFactory(name="Sonja Sonnenschein", event=EventPageFactory(takes_registrations=True)).event
    page = words(soup_of(editor_client.get(reverse("wagtailadmin_pages:delete", args=[event.pk]))).body)
    assert "1 Person ist angemeldet." in page
    assert "Sonnenschein" not in page
