"""What somebody may try with pages."""

import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from ikpe_site.core.models import ContentPage
from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS, EDITORS
from news.models import NewsPage
from tests.admin_forms import add_url, edit_url, read_form, stream_data
from tests.factories import NewsPageFactory, ProjectPageFactory, TopicPageFactory

from .dashboard import a_user, action, is_deleted, is_live


@action
def see_the_list_of_posts(member):
    return member.may_open("wagtailadmin_explore", member.site_tree.news.pk)


@action
def look_at_the_draft_of_another(member):
    return member.may_open("wagtailadmin_pages:view_draft", member.post_of_another().pk)


def write(member, model, parent, **changes):
    changes = {"title": "Ganz neu", "slug": "ganz-neu"} | changes
    member.fill_in(add_url(model, parent), model, changes)
    return Page.objects.filter(slug="ganz-neu").first()


@action
def write_a_post(member):
    return write(member, NewsPage, member.site_tree.news)


@action
def write_a_post_and_publish_it(member):
    post = write(member, NewsPage, member.site_tree.news, **{"action-publish": "1"})
    return post and post.live


@action
def change_the_own_draft(member):
    return member.change(member.own_draft(), title="Geändert").title == "Geändert"


@action
def change_a_post_of_another(member):
    return member.change(member.post_of_another(), title="Geändert").title == "Geändert"


@action
def submit_the_own_draft_for_approval(member):
    draft = member.own_draft()
    member.change(draft, **{"action-submit": "1"})
    return Page.objects.get(pk=draft.pk).current_workflow_state is not None


@action
def publish_the_own_draft(member):
    draft = member.own_draft()
    member.change(draft, **{"action-publish": "1"})
    return is_live(draft)


@action
def schedule_the_own_draft(member):
    draft = member.own_draft()
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    member.change(draft, go_live_at=f"{tomorrow:%d.%m.%Y %H:%M}", **{"action-publish": "1"})
    return draft.revisions.filter(approved_go_live_at__isnull=False).exists()


@action
def take_a_post_offline(member):
    post = member.post_of_another()
    member.post("wagtailadmin_pages:unpublish", post.pk)
    return not is_live(post)


def delete(member, page):
    member.post("wagtailadmin_pages:delete", page.pk)
    return is_deleted(page)


@action
def delete_the_own_draft(member):
    return delete(member, member.own_draft())


@action
def delete_a_post_of_another(member):
    return delete(member, member.post_of_another())


@action
def delete_several_posts_at_once(member):
    posts = [member.post_of_another(), member.post_of_another()]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    member.client.post(f"{url}?id={posts[0].pk}&id={posts[1].pk}")
    return all(is_deleted(post) for post in posts)


@action
def delete_a_topic_with_its_projects(member):
    topic = TopicPageFactory()
    ProjectPageFactory(parent=topic)
    return delete(member, topic)


@action
def copy_a_post_of_another(member):
    data = {"new_title": "Abschrift", "new_slug": "abschrift", "new_parent_page": member.site_tree.news.pk}
    member.post("wagtailadmin_pages:copy", member.post_of_another().pk, data=data)
    return Page.objects.filter(slug="abschrift").exists()


@action
def move_a_post_of_another(member):
    project = ProjectPageFactory(parent=TopicPageFactory(), owner=a_user())
    target = TopicPageFactory()
    member.post("wagtailadmin_pages:move_confirm", project.pk, target.pk)
    return Page.objects.get(pk=project.pk).is_child_of(Page.objects.get(pk=target.pk))


@action
def lock_a_post(member):
    post = member.post_of_another()
    member.post("wagtailadmin_pages:lock", post.pk)
    return Page.objects.get(pk=post.pk).locked


@action
def make_a_post_private(member):
    post = member.post_of_another()
    member.post("wagtailadmin_pages:set_privacy", post.pk, data={"restriction_type": "login"})
    return PageViewRestriction.objects.filter(page_id=post.pk).exists()


@action
def see_the_history_of_the_own_draft(member):
    return member.may_open("wagtailadmin_pages:history", member.own_draft().pk)


@action
def compare_two_versions_of_the_own_draft(member):
    return member.may_open("wagtailadmin_pages:revisions_compare", member.own_draft().pk, "earliest", "latest")


@action
def go_back_to_an_earlier_version_of_a_post(member):
    post = member.post_of_another()
    first = post.latest_revision
    post.title = "Später"
    post.save_revision().publish()
    if not member.may_open("wagtailadmin_pages:revisions_revert", post.pk, first.pk):
        return False
    data = read_form(member.client, reverse("wagtailadmin_pages:revisions_revert", args=[post.pk, first.pk]))
    member.client.post(edit_url(post), data | stream_data(NewsPage) | {"revision": first.pk, "action-publish": "1"})
    return Page.objects.get(pk=post.pk).title == "Von anderen"


@action
def comment_on_the_own_draft(member):
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
    draft = member.own_draft()
    member.change(draft, **comment)
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


def decide(member, step, name, **data):
    post, state = submitted(step)
    waiting = state.current_task_state
    member.post("wagtailadmin_pages:workflow_action", post.pk, name, waiting.pk, data=data)
    waiting.refresh_from_db()
    return waiting, Page.objects.get(pk=post.pk)


@action
def approve_in_the_first_step(member):
    waiting, post = decide(member, 1, "approve", comment="Gut so")
    assert not post.live  # the second step is still to come
    return waiting.status == "approved"


@action
def approve_in_the_second_step(member):
    _waiting, post = decide(member, 2, "approve")
    return post.live


@action
def send_back_with_a_comment(member):
    waiting, _post = decide(member, 1, "reject", comment="Bitte kürzen")
    return waiting.status == "rejected" and waiting.comment == "Bitte kürzen"


@action
def change_the_home_page(member):
    return member.may_open("wagtailadmin_pages:edit", member.site_tree.home.pk)


@action
def add_a_section_and_publish_it(member):
    section = write(member, ContentPage, member.site_tree.home, **{"action-publish": "1"})
    return section and section.live
