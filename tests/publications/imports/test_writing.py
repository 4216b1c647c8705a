"""What an import leaves in the database."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from publications.models import PublicationPage
from tests.factories import PersonPageFactory, PublicationPageFactory

from .texts import BIBTEX, csl_of

pytestmark = pytest.mark.database


def test_a_dry_run_writes_nothing_and_says_what_it_would_do(run):
    assert "2 " + _("new") in run(BIBTEX, dry_run=True)
    assert not PublicationPage.objects.exists()


def test_imported_publications_are_drafts_or_published_in_the_category_given(run, category):
    run(csl_of({"title": "Entwurf"}))
    run(csl_of({"title": "Öffentlich"}), publish=True)
    draft, public = (PublicationPage.objects.get(title=title) for title in ("Entwurf", "Öffentlich"))
    assert (draft.live, public.live) == (False, True)
    assert (draft.has_unpublished_changes, public.has_unpublished_changes) == (True, False)
    assert (draft.first_published_at, draft.last_published_at) == (None, None)
    assert public.first_published_at == public.last_published_at is not None
    assert (draft.category, public.category) == (category, category)
    assert public.slug == "oeffentlich"
    assert "Öffentlich" in public.references["apa"]


def test_a_command_without_a_category_names_those_there_are(run):
    with pytest.raises(CommandError, match="fachartikel"):
        run(BIBTEX, category=None)
    assert not PublicationPage.objects.exists()


def test_imported_publications_stand_behind_those_there_are_in_a_sound_tree(run, site_tree):
    first = PublicationPageFactory(title="Zuerst")
    run(csl_of({"title": "Danach"}, {"title": "Zuletzt"}), publish=True)
    run(csl_of({"title": "Später"}))
    index = site_tree.publications.__class__.objects.get()
    assert [page.title for page in index.get_children()] == ["Zuerst", "Danach", "Zuletzt", "Später"]
    assert [page.url_path for page in index.get_children()][1] == f"{index.url_path}danach/"
    assert index.get_children().first().pk == first.pk
    assert not any(Page.find_problems())


def test_the_first_publications_of_a_site_can_be_imported(run, site_tree):
    assert site_tree.publications.is_leaf()
    run(csl_of({"title": "Planung"}))
    assert not any(Page.find_problems())


def test_imported_publications_are_in_the_log_and_in_the_indexes_as_if_each_had_been_added_by_hand(run):
    person = PersonPageFactory(first_name="Jörg", last_name="Fischer", email="")
    PublicationPageFactory(title="Von Hand")
    run(csl_of({"title": "Planung", "author": [{"family": "Fischer", "given": "Jörg"}]}), publish=True)
    page = PublicationPage.objects.get(title="Planung")
    by_hand, entry = PageLogEntry.objects.filter(page__in=PublicationPage.objects.all()).order_by("pk")
    compared = ("action", "content_type", "content_changed", "user", "uuid", "deleted", "data")
    assert [getattr(entry, name) for name in compared] == [getattr(by_hand, name) for name in compared]
    assert (entry.page_id, entry.label) == (page.pk, "Planung")
    assert PublicationPage.objects.search("Planung").get_queryset().get() == page
    named = ReferenceIndex.objects.filter(
        object_id=str(page.pk), to_content_type=ContentType.objects.get_for_model(Page), to_object_id=str(person.pk)
    )
    assert named.exists()


def test_the_search_of_the_admin_follows_an_imported_publication(run, tasks_are_done):
    run(csl_of({"title": "Planung"}), publish=True)
    page = PublicationPage.objects.get()
    page.title = "Vorsorge"
    page.save()
    assert list(PublicationPage.objects.search("Vorsorge")) == [page]
    assert not PublicationPage.objects.search("Planung").count()
    entries = IndexEntry.objects.filter(object_id=str(page.pk), content_type=page.content_type)
    assert entries.exists()
    page.delete()
    assert not entries.exists()


def queries_of_import(run, name: str, number: int, **options) -> int:
    with CaptureQueriesContext(connection) as captured:
        run(csl_of(*({"title": f"{name} {count}"} for count in range(number))), **options)
    return len(captured)


def test_a_longer_list_is_compared_with_the_same_queries(run):
    assert queries_of_import(run, "Wenige", 2, dry_run=True) == queries_of_import(run, "Viele", 12, dry_run=True)


def test_each_further_publication_takes_what_one_by_hand_takes_however_many_are_alike(run):
    run(csl_of({"title": "Der erste Durchlauf füllt die Zwischenspeicher"}), publish=True)
    few, many = queries_of_import(run, "Wenige", 2, publish=True), queries_of_import(run, "Viele", 22, publish=True)
    assert many - few <= 20 * 26


@pytest.mark.django_db(transaction=False)
def test_nothing_is_imported_if_something_fails_on_the_way(run, monkeypatch):
    made = []

    def fail_at_the_second(self):
        made.append(self)
        if len(made) == 2:
            raise RuntimeError("Der Strom ist ausgefallen.")

    monkeypatch.setattr(PublicationPage, "refresh_from_db", lambda *args, **kwargs: None)
    monkeypatch.setattr(PublicationPage, "derive", fail_at_the_second)
    with pytest.raises(RuntimeError):
        run(BIBTEX, publish=True)
    assert len(made) == 2
    assert not PublicationPage.objects.exists()
