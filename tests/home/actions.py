"""What somebody may try in the admin. Each action returns whether it was done, found out from its effect."""

import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, PageViewRestriction, Site, Workflow

from events.models import EventPage, Registration
from ikpe_site.bin.actions import move_to_bin
from ikpe_site.bin.models import DeletedPage, in_bin
from ikpe_site.core.models import ContentPage, CustomDocument, CustomImage
from ikpe_site.home.groups import ADMINISTRATION, AUTHORS, EDITORS
from news.models import NewsPage
from people.models import PersonGroup
from tests.admin_forms import add_url, edit_url, read_form, stream_data
from tests.factories import (
    CategoryFactory,
    DocumentFactory,
    EventPageFactory,
    EventSeriesPageFactory,
    ImageFactory,
    NewsPageFactory,
    PersonGroupFactory,
    PersonPageFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    RegistrationFactory,
    TopicPageFactory,
    png,
)
from topics.models import Programme, Region

ACTIONS = {}


def action(function):
    """Register a function under its name in words; it takes a Desk."""
    ACTIONS[function.__name__.replace("_", " ").replace("doi", "DOI")] = function
    return function


class Desk:
    """A user at work: who, with which client, on which pages."""

    def __init__(self, client, user, site_tree):
        self.client, self.user, self.site_tree = client, user, site_tree

    def may_open(self, name, *args, **query) -> bool:
        """Whether a page of the admin opens. Refused means sent elsewhere or told so, not that it is missing."""
        response = self.client.get(reverse(name, args=args), query)
        assert response.status_code in (200, 302, 403), response.status_code
        return response.status_code == 200

    def post(self, name, *args, data=None):
        response = self.client.post(reverse(name, args=args), data or {})
        assert response.status_code in (200, 302, 403), response.status_code
        return response

    def fill_in(self, url, model, changes, form_id="page-edit-form"):
        """Open a form of the admin, change fields, send it; nothing if it does not open."""
        if self.client.get(url).status_code == 200:
            data = read_form(self.client, url, form_id)
            data.update((stream_data(model) if form_id == "page-edit-form" else {}) | changes)
            self.client.post(url, data)

    def post_of_another(self):
        post = NewsPageFactory(title="Von anderen", owner=a_user())
        post.save_revision().publish()
        return post

    def own_draft(self):
        draft = NewsPageFactory(title="Eigener Entwurf", live=False, owner=self.user)
        draft.save_revision(user=self.user)
        return draft

    def change(self, page, **changes):
        self.fill_in(edit_url(page), type(page), changes)
        return latest(page)


def a_user(*groups):
    users = get_user_model().objects
    user = users.create_user(f"jemand-{users.count()}")
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def latest(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def is_deleted(page) -> bool:
    return in_bin(Page.objects.get(pk=page.pk))


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


# --- the admin -------------------------------------------------------------------------------------------------------


@action
def enter_the_admin(desk):
    return desk.may_open("wagtailadmin_home")


@action
def open_the_own_account(desk):
    return desk.may_open("wagtailadmin_account")


# --- pages -----------------------------------------------------------------------------------------------------------


@action
def see_the_list_of_posts(desk):
    return desk.may_open("wagtailadmin_explore", desk.site_tree.news.pk)


@action
def look_at_the_draft_of_another(desk):
    return desk.may_open("wagtailadmin_pages:view_draft", desk.post_of_another().pk)


def write(desk, model, parent, **changes):
    changes = {"title": "Ganz neu", "slug": "ganz-neu"} | changes
    desk.fill_in(add_url(model, parent), model, changes)
    return Page.objects.filter(slug="ganz-neu").first()


@action
def write_a_post(desk):
    return write(desk, NewsPage, desk.site_tree.news)


@action
def write_a_post_and_publish_it(desk):
    post = write(desk, NewsPage, desk.site_tree.news, **{"action-publish": "1"})
    return post and post.live


@action
def change_the_own_draft(desk):
    return desk.change(desk.own_draft(), title="Geändert").title == "Geändert"


@action
def change_a_post_of_another(desk):
    return desk.change(desk.post_of_another(), title="Geändert").title == "Geändert"


@action
def submit_the_own_draft_for_approval(desk):
    draft = desk.own_draft()
    desk.change(draft, **{"action-submit": "1"})
    return Page.objects.get(pk=draft.pk).current_workflow_state is not None


@action
def publish_the_own_draft(desk):
    draft = desk.own_draft()
    desk.change(draft, **{"action-publish": "1"})
    return is_live(draft)


@action
def schedule_the_own_draft(desk):
    draft = desk.own_draft()
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    desk.change(draft, go_live_at=f"{tomorrow:%d.%m.%Y %H:%M}", **{"action-publish": "1"})
    return draft.revisions.filter(approved_go_live_at__isnull=False).exists()


@action
def take_a_post_offline(desk):
    post = desk.post_of_another()
    desk.post("wagtailadmin_pages:unpublish", post.pk)
    return not is_live(post)


def delete(desk, page):
    desk.post("wagtailadmin_pages:delete", page.pk)
    return is_deleted(page)


@action
def delete_the_own_draft(desk):
    return delete(desk, desk.own_draft())


@action
def delete_a_post_of_another(desk):
    return delete(desk, desk.post_of_another())


@action
def delete_several_posts_at_once(desk):
    posts = [desk.post_of_another(), desk.post_of_another()]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    desk.client.post(f"{url}?id={posts[0].pk}&id={posts[1].pk}")
    return all(is_deleted(post) for post in posts)


@action
def delete_a_topic_with_its_projects(desk):
    topic = TopicPageFactory()
    ProjectPageFactory(parent=topic)
    return delete(desk, topic)


@action
def copy_a_post_of_another(desk):
    data = {"new_title": "Abschrift", "new_slug": "abschrift", "new_parent_page": desk.site_tree.news.pk}
    desk.post("wagtailadmin_pages:copy", desk.post_of_another().pk, data=data)
    return Page.objects.filter(slug="abschrift").exists()


@action
def move_a_post_of_another(desk):
    project = ProjectPageFactory(parent=TopicPageFactory(), owner=a_user())
    target = TopicPageFactory()
    desk.post("wagtailadmin_pages:move_confirm", project.pk, target.pk)
    return Page.objects.get(pk=project.pk).is_child_of(Page.objects.get(pk=target.pk))


@action
def lock_a_post(desk):
    post = desk.post_of_another()
    desk.post("wagtailadmin_pages:lock", post.pk)
    return Page.objects.get(pk=post.pk).locked


@action
def make_a_post_private(desk):
    post = desk.post_of_another()
    desk.post("wagtailadmin_pages:set_privacy", post.pk, data={"restriction_type": "login"})
    return PageViewRestriction.objects.filter(page_id=post.pk).exists()


@action
def see_the_history_of_the_own_draft(desk):
    return desk.may_open("wagtailadmin_pages:history", desk.own_draft().pk)


@action
def compare_two_versions_of_the_own_draft(desk):
    return desk.may_open("wagtailadmin_pages:revisions_compare", desk.own_draft().pk, "earliest", "latest")


@action
def go_back_to_an_earlier_version_of_a_post(desk):
    post = desk.post_of_another()
    first = post.latest_revision
    post.title = "Später"
    post.save_revision().publish()
    if not desk.may_open("wagtailadmin_pages:revisions_revert", post.pk, first.pk):
        return False
    data = read_form(desk.client, reverse("wagtailadmin_pages:revisions_revert", args=[post.pk, first.pk]))
    data.update(stream_data(NewsPage) | {"revision": first.pk, "action-publish": "1"})
    desk.client.post(edit_url(post), data)
    return Page.objects.get(pk=post.pk).title == "Von anderen"


@action
def comment_on_the_own_draft(desk):
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-text": "Bitte prüfen",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-DELETE": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    draft = desk.own_draft()
    desk.change(draft, **comment)
    return Page.objects.get(pk=draft.pk).wagtail_admin_comments.exists()


def submitted(step: int):
    """A draft of an author that waits for approval in this step, from 1."""
    author = a_user(AUTHORS)
    post = NewsPageFactory(live=False, owner=author)
    post.save_revision(user=author)
    state = post.get_workflow().start(post, author)
    for group in (EDITORS, ADMINISTRATION)[: step - 1]:
        state.current_task_state.approve(user=a_user(group))
        state.refresh_from_db()
    return post, state


def decide(desk, step, name, **data):
    post, state = submitted(step)
    waiting = state.current_task_state
    desk.post("wagtailadmin_pages:workflow_action", post.pk, name, waiting.pk, data=data)
    waiting.refresh_from_db()
    return waiting, Page.objects.get(pk=post.pk)


@action
def approve_in_the_first_step(desk):
    waiting, post = decide(desk, 1, "approve", comment="Gut so")
    assert not post.live  # the second step is still to come
    return waiting.status == "approved"


@action
def approve_in_the_second_step(desk):
    _waiting, post = decide(desk, 2, "approve")
    return post.live


@action
def send_back_with_a_comment(desk):
    waiting, _post = decide(desk, 1, "reject", comment="Bitte kürzen")
    return waiting.status == "rejected" and waiting.comment == "Bitte kürzen"


@action
def change_the_home_page(desk):
    return desk.may_open("wagtailadmin_pages:edit", desk.site_tree.home.pk)


@action
def add_a_section_and_publish_it(desk):
    section = write(desk, ContentPage, desk.site_tree.home, **{"action-publish": "1"})
    return section and section.live


# --- events ----------------------------------------------------------------------------------------------------------


def write_event(desk, **changes):
    start = timezone.localtime() + datetime.timedelta(days=9)
    return write(desk, EventPage, desk.site_tree.events, start=f"{start:%d.%m.%Y %H:%M}", **changes)


@action
def write_an_event(desk):
    return write_event(desk)


@action
def write_an_event_and_publish_it(desk):
    event = write_event(desk, **{"action-publish": "1"})
    return event and event.live


@action
def change_an_event_of_another(desk):
    event = EventPageFactory(owner=a_user())
    event.save_revision().publish()
    return desk.change(event, title="Verlegt").title == "Verlegt"


@action
def delete_an_event_of_another(desk):
    return delete(desk, EventPageFactory(owner=a_user()))


@action
def import_a_calendar_file(desk):
    return desk.may_open("event_import", desk.site_tree.events.pk)


@action
def add_dates_to_a_series(desk):
    return desk.may_open("event_series_dates", EventSeriesPageFactory().pk)


@action
def see_the_list_of_registrations(desk):
    return desk.may_open("registrations:index")


def event_with_guest():
    return RegistrationFactory(event=EventPageFactory(takes_registrations=True), status="confirmed", position=1)


@action
def see_the_participants_of_an_event(desk):
    return desk.may_open("registrations:participants", event_with_guest().event_id)


@action
def download_the_list_of_participants(desk):
    return desk.may_open("registrations:paper", event_with_guest().event_id, "liste")


@action
def export_the_registrations(desk):
    event_with_guest()
    return desk.may_open("registrations:index", export="csv")


@action
def enter_a_registration_by_hand(desk):
    return desk.may_open("registrations:add")


@action
def change_a_registration(desk):
    return desk.may_open("registrations:edit", event_with_guest().pk)


@action
def delete_a_registration(desk):
    entry = event_with_guest()
    desk.post("registrations:delete", entry.pk)
    return not Registration.objects.filter(pk=entry.pk).exists()


# --- publications and people -----------------------------------------------------------------------------------------


@action
def import_publications(desk):
    return desk.may_open("publications_import")


@action
def look_up_a_doi(desk):
    response = desk.client.get(reverse("publications_doi"), {"doi": "keine DOI"})
    assert response.status_code in (302, 403, 422)
    return response.status_code == 422  # asked, and told that this is none


@action
def hand_over_what_a_person_answers_for(desk):
    return desk.may_open("people_handover", PersonPageFactory().pk)


@action
def see_the_report_on_gaps(desk):
    return desk.may_open("people_gaps")


# --- pictures, documents, collections --------------------------------------------------------------------------------


@action
def see_the_pictures(desk):
    return desk.may_open("wagtailimages:index")


@action
def upload_a_picture(desk):
    data = {"title": "Neu", "file": SimpleUploadedFile("neu.png", png()), "collection": root_collection().pk}
    desk.post("wagtailimages:add", data=data)
    return CustomImage.objects.filter(title="Neu").exists()


def root_collection():
    return Collection.get_first_root_node()


@action
def change_the_own_picture(desk):
    return desk.may_open("wagtailimages:edit", ImageFactory(uploaded_by_user=desk.user).pk)


@action
def change_a_picture_of_another(desk):
    return desk.may_open("wagtailimages:edit", ImageFactory(uploaded_by_user=a_user()).pk)


@action
def delete_a_picture_of_another(desk):
    image = ImageFactory(uploaded_by_user=a_user())
    desk.post("wagtailimages:delete", image.pk)
    return not CustomImage.objects.filter(pk=image.pk).exists()


@action
def upload_a_document(desk):
    file = SimpleUploadedFile("neu.pdf", b"%PDF-1.4\n")
    desk.post("wagtaildocs:add", data={"title": "Neu", "file": file, "collection": root_collection().pk})
    return CustomDocument.objects.filter(title="Neu").exists()


@action
def change_a_document_of_another(desk):
    return desk.may_open("wagtaildocs:edit", DocumentFactory(uploaded_by_user=a_user()).pk)


@action
def delete_a_document_of_another(desk):
    document = DocumentFactory(uploaded_by_user=a_user())
    desk.post("wagtaildocs:delete", document.pk)
    return not CustomDocument.objects.filter(pk=document.pk).exists()


@action
def see_the_collections(desk):
    return desk.may_open("wagtailadmin_collections:index")


@action
def add_a_collection(desk):
    desk.post("wagtailadmin_collections:add", data={"name": "Fotos", "parent": root_collection().pk})
    return Collection.objects.filter(name="Fotos").exists()


# --- snippets, settings, redirects -----------------------------------------------------------------------------------


@action
def change_a_programme(desk):
    programme = ProgrammeFactory()
    data = {"abbreviation": programme.abbreviation, "name": "Geändert", "topic": ""}
    desk.post("wagtailsnippets_topics_programme:edit", programme.pk, data=data)
    return Programme.objects.get(pk=programme.pk).name == "Geändert"


@action
def add_a_region(desk):
    data = {"name": "Neukreis", "kind": Region.Kind.COUNTY, "key": "99999", "dissolved_on": "", "merged_into": ""}
    desk.post("wagtailsnippets_topics_region:add", data=data)
    return Region.objects.filter(name="Neukreis").exists()


@action
def delete_a_group_of_people(desk):
    group = PersonGroupFactory()
    desk.post("wagtailsnippets_people_persongroup:delete", group.pk)
    return not PersonGroup.objects.filter(pk=group.pk).exists()


@action
def change_a_category_of_publications(desk):
    return desk.may_open("wagtailsnippets_publications_publicationcategory:edit", CategoryFactory().pk)


@action
def change_the_settings_of_the_institute(desk):
    return desk.may_open("wagtailsettings:edit", "core", "institutesettings", desk.site_tree.home.get_site().pk)


@action
def change_the_style_of_references(desk):
    site = desk.site_tree.home.get_site()
    return desk.may_open("wagtailsettings:edit", "publications", "citationsettings", site.pk)


@action
def see_the_redirects(desk):
    return desk.may_open("wagtailredirects:index")


@action
def add_a_redirect(desk):
    data = {
        "old_path": "/alt",
        "site": "",
        "is_permanent": "on",
        "redirect_page": "",
        "redirect_link": "https://example.org/",
    }
    desk.post("wagtailredirects:add", data=data)
    return Redirect.objects.filter(old_path="/alt").exists()


@action
def import_redirects(desk):
    return desk.may_open("wagtailredirects:start_import")


# --- reports and bin -------------------------------------------------------------------------------------------------


@action
def see_the_report_on_locked_pages(desk):
    return desk.may_open("wagtailadmin_reports:locked_pages")


@action
def see_the_report_on_workflows(desk):
    return desk.may_open("wagtailadmin_reports:workflow")


@action
def see_the_report_on_aging_pages(desk):
    return desk.may_open("wagtailadmin_reports:aging_pages")


@action
def see_the_report_on_page_types(desk):
    return desk.may_open("wagtailadmin_reports:page_types_usage")


@action
def see_the_history_of_the_site(desk):
    return desk.may_open("wagtailadmin_reports:site_history")


@action
def see_the_bin(desk):
    return desk.may_open("bin")


def deleted_by_another(desk):
    return DeletedPage.objects.get(pk=move_to_bin(desk.post_of_another(), a_user()).pk)


@action
def bring_back_a_page_that_another_deleted(desk):
    entry = deleted_by_another(desk)
    desk.client.post(reverse("bin_restore", args=[entry.pk]), {"parent": desk.site_tree.news.pk})
    return not DeletedPage.objects.filter(pk=entry.pk).exists()


@action
def delete_a_page_for_good(desk):
    entry = deleted_by_another(desk)
    desk.client.post(reverse("bin_delete", args=[entry.pk]))
    return not Page.objects.filter(pk=entry.page_id).exists()


# --- administration --------------------------------------------------------------------------------------------------


@action
def see_the_users(desk):
    return desk.may_open("wagtailusers_users:index")


@action
def add_a_user(desk):
    return desk.may_open("wagtailusers_users:add")


@action
def change_a_user(desk):
    return desk.may_open("wagtailusers_users:edit", a_user().pk)


@action
def delete_a_user(desk):
    user = a_user()
    desk.post("wagtailusers_users:delete", user.pk)
    return not get_user_model().objects.filter(pk=user.pk).exists()


@action
def change_a_group(desk):
    return desk.may_open("wagtailusers_groups:edit", Group.objects.get(name=AUTHORS).pk)


@action
def change_the_address_of_the_site(desk):
    return desk.may_open("wagtailsites:edit", Site.objects.get().pk)


@action
def see_the_workflows(desk):
    return desk.may_open("wagtailadmin_workflows:index")


@action
def switch_the_approval_off(desk):
    desk.post("wagtailadmin_workflows:disable", Workflow.objects.get().pk)
    return not Workflow.objects.get().active
