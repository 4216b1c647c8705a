"""Which changes visitors see, so that the page cache is emptied: softly, or of what must not come back."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Revision, Site, TaskState
from wagtail.signals import page_published, page_unpublished, post_page_move

from events.models import Registration
from ikpe_site.core.models import InstituteSettings
from ikpe_site.media.models import CustomDocument, CustomImage, CustomRendition, DocumentInspection
from ikpe_site.operations.models import ScheduledJob
from ikpe_site.page_cache import receivers
from news.models import NewsPage, RelatedPage
from people.models import PersonGroup
from publications.models import PublicationCategory
from tests.factories import ImageFactory, NewsPageFactory, ProgrammeFactory
from topics.models import Programme

SEEN = [
    Page,
    NewsPage,
    RelatedPage,
    Programme,
    PersonGroup,
    PublicationCategory,
    Registration,
    CustomImage,
    CustomDocument,
    InstituteSettings,
    Redirect,
    FormSubmission,
    Site,
]
RESTRICTIONS = [PageViewRestriction, CollectionViewRestriction, Collection]
UNSEEN = [
    CustomRendition,
    DocumentInspection,
    User,
    Session,
    Revision,
    TaskState,
    ScheduledJob,
]
DRAFT = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "go_live_at",
    "approved_schedule",
}


@pytest.fixture
def emptied(db, monkeypatch):
    """How the page cache was emptied."""
    emptied_urls = []
    record = lambda keep_stale=True: emptied_urls.append("soft" if keep_stale else "hard")  # noqa: E731
    monkeypatch.setattr(receivers, "empty_on_commit", record)
    return emptied_urls


@pytest.mark.parametrize("model", SEEN)
def test_what_visitors_see_empties_it_and_what_goes_does_not_come_back(model, emptied):
    receivers.saved(model, model())
    receivers.deleted(model, model())
    receivers.changed_relation(None, model(), "post_add")
    assert emptied == ["soft", "hard", "soft"]


@pytest.mark.parametrize("model", UNSEEN)
def test_what_visitors_do_not_see_empties_nothing(model, emptied):
    receivers.saved(model, model())
    receivers.deleted(model, model())
    receivers.changed_relation(None, model(), "post_add")
    assert emptied == []


@pytest.mark.parametrize("model", RESTRICTIONS)
def test_what_becomes_private_is_gone_at_once(model, emptied):
    receivers.saved(model, model())
    receivers.deleted(model, model())
    assert emptied == ["hard", "hard"]


def test_a_draft_empties_nothing(emptied):
    draft = NewsPage(live=False)
    receivers.saved(NewsPage, draft)
    receivers.deleted(NewsPage, draft)
    assert emptied == []


@pytest.mark.parametrize("field", sorted(DRAFT))
def test_what_is_noted_of_the_draft_of_a_page_empties_nothing(field, emptied):
    receivers.saved(NewsPage, NewsPage(), update_fields=frozenset({field}))
    assert emptied == []
    receivers.saved(NewsPage, NewsPage(), update_fields=frozenset({field, "title"}))
    assert emptied == ["soft"]


def test_a_relation_empties_it_once_when_it_has_changed(emptied):
    for action in ("pre_add", "post_add", "pre_remove", "post_remove", "pre_clear", "post_clear"):
        receivers.changed_relation(None, Programme(), action)
    assert emptied == ["soft"] * 3


def test_pages_that_are_unpublished_moved_or_deleted_are_gone_at_once(emptied, site_tree):
    page = NewsPageFactory()
    for take_away in (page.unpublish, lambda: page.move(site_tree.topics, pos="last-child")):
        emptied.clear()
        take_away()
        assert "hard" in emptied
    page = NewsPageFactory()
    emptied.clear()
    page.delete()
    assert "hard" in emptied


def test_what_is_saved_or_related_empties_it(emptied):
    ProgrammeFactory()
    assert emptied == ["soft"]
    image = ImageFactory()
    emptied.clear()
    image.tags.add("Armut")
    assert "soft" in emptied


@pytest.mark.parametrize(
    ("signal", "arguments", "how"),
    [
        (post_save, {}, "soft"),
        (post_delete, {}, "hard"),
        (m2m_changed, {"action": "post_add"}, "soft"),
        (page_published, {}, "soft"),
        (page_unpublished, {}, "hard"),
        (post_page_move, {}, "hard"),
    ],
    ids=["saved", "deleted", "related", "published", "unpublished", "moved"],
)
def test_each_signal_empties_it(signal, arguments, how, emptied, monkeypatch):
    monkeypatch.setattr(signal, "receivers", [])
    signal.sender_receivers_cache.clear()
    receivers.connect()
    signal.send(NewsPage, instance=NewsPage(), **arguments)
    signal.sender_receivers_cache.clear()
    assert emptied == [how]
