"""Deleted pages go to the trash, where nobody meets them, and come back as they were."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from ikpe_site.roles.groups import ADMINISTRATION, AUTHORS, EVENTS
from ikpe_site.trash.actions import move_to_trash, restore
from ikpe_site.trash.models import DeletedPage
from news.models import NewsPage
from tests.factories import EventPageFactory, NewsPageFactory, ProjectPageFactory, TopicPageFactory
from tests.helpers import BeautifulSoup, soup_of

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("tasks_are_done")]

PHRASE = "Zwetschgenkuchen"


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def bring_back(client, entry, parent):
    return client.post(reverse("trash_restore", args=[entry.pk]), {"parent": parent.pk})


@pytest.fixture
def client_of(member_of):
    def log_in(*groups):
        client = Client()
        client.force_login(member_of(*groups))
        return client

    return log_in


@pytest.fixture
def post(site_tree):
    post = NewsPageFactory(title=PHRASE, teaser=PHRASE)
    post.save_revision().publish()
    return NewsPage.objects.get(pk=post.pk)


def test_a_deleted_page_can_be_brought_back_with_its_address_and_history(post, editor_client, client):
    url, revisions = post.get_url(), list(post.revisions.values_list("pk", flat=True))
    assert delete(editor_client, post).status_code == 302
    assert client.get(url).status_code == 404
    entry = DeletedPage.objects.get()
    scripts = [
        script["src"]
        for script in soup_of(editor_client.get(reverse("trash_restore", args=[entry.pk]))).select("script[src]")
    ]
    assert any("page-chooser.js" in script for script in scripts), "„Steht unter“ cannot be chosen"
    answer = bring_back(editor_client, entry, post.get_parent())
    assert answer.status_code == 302
    [message] = get_messages(answer.wsgi_request)
    assert f"„{PHRASE}“ ist wiederhergestellt.\n" in str(message)  # and not: as a draft
    assert PHRASE in client.get(url).content.decode()
    back = NewsPage.objects.get(pk=post.pk)
    assert list(back.revisions.values_list("pk", flat=True)) == revisions
    assert (back.live_revision, back.has_unpublished_changes) == (post.live_revision, False)
    assert not DeletedPage.objects.exists()


def test_pages_below_go_and_come_with_it_each_as_it_was(site_tree, editor_client, client):
    topic = TopicPageFactory(title="Beteiligung")
    live, draft = ProjectPageFactory(parent=topic), ProjectPageFactory(parent=topic, live=False)
    url = live.get_url()
    delete(editor_client, topic)
    assert client.get(url).status_code == 404
    bring_back(editor_client, DeletedPage.objects.get(), site_tree.topics)
    assert client.get(url).status_code == 200
    assert not Page.objects.get(pk=draft.pk).live
    assert Page.find_problems() == ([], [], [], [], [])


def test_changes_that_were_not_published_are_not_published_by_it(post, editor_client):
    post.title = "Noch geheim"
    post.save_revision()
    delete(editor_client, post)
    bring_back(editor_client, DeletedPage.objects.get(), post.get_parent())
    back = NewsPage.objects.get(pk=post.pk)
    assert (back.live, back.title, back.has_unpublished_changes) == (True, PHRASE, True)
    assert back.get_latest_revision_as_object().title == "Noch geheim"


def test_an_address_that_is_taken_by_now_gets_a_number(post, editor_client):
    delete(editor_client, post)
    NewsPageFactory(title=PHRASE)
    bring_back(editor_client, DeletedPage.objects.get(), post.get_parent())
    assert Page.objects.get(pk=post.pk).slug == f"{post.slug}-2"


def test_two_pages_of_the_same_name_can_be_in_the_trash(site_tree, editor_client):
    topics = [TopicPageFactory(title="Bericht"), TopicPageFactory(title="Anderes")]
    for topic in topics:
        delete(editor_client, ProjectPageFactory(parent=topic, title="Bericht", slug="bericht"))
    assert DeletedPage.objects.count() == 2


def test_several_pages_are_deleted_at_once_and_a_child_goes_with_its_parent(site_tree, editor_client):
    topic = TopicPageFactory()
    pages = [topic, ProjectPageFactory(parent=topic), TopicPageFactory()]
    query = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?{query}"
    assert "Papierkorb" in editor_client.get(url).content.decode()
    assert editor_client.post(url).status_code == 302
    assert {entry.page_id for entry in DeletedPage.objects.all()} == {pages[0].pk, pages[2].pk}
    assert Page.objects.filter(pk__in=[page.pk for page in pages]).count() == 3


@pytest.mark.parametrize("user", ["editor", "superuser"])
def test_the_admin_does_not_show_it_where_pages_are_found_or_chosen(user, post, editor_client, admin_client):
    client = editor_client if user == "editor" else admin_client
    delete(client, post)
    root = Page.get_first_root_node()
    for url in (
        reverse("wagtailadmin_explore", args=[post.get_parent().pk]),
        reverse("wagtailadmin_explore", args=[root.pk]),
        reverse("wagtailadmin_choose_page_child", args=[root.pk]),
        reverse("wagtailadmin_choose_page_search") + f"?q={PHRASE}",
    ):
        text = soup_of(client.get(url, follow=True)).find("main") or soup_of(client.get(url, follow=True))
        assert PHRASE not in text.get_text().replace(f"„{PHRASE}“ ist jetzt im Papierkorb", "")


LISTS = {
    "aging pages": (reverse_lazy("wagtailadmin_reports:aging_pages"), {}),
    "aging pages, filtered": (reverse_lazy("wagtailadmin_reports:aging_pages_results"), {}),
    "locked pages": (reverse_lazy("wagtailadmin_reports:locked_pages"), {}),
    "workflows": (reverse_lazy("wagtailadmin_reports:workflow"), {}),
    "workflow tasks": (reverse_lazy("wagtailadmin_reports:workflow_tasks"), {}),
    "types of pages": (reverse_lazy("wagtailadmin_reports:page_types_usage"), {}),
    "pages of a type": (reverse_lazy("wagtailadmin_pages:type_use", args=["news", "newspage"]), {}),
    "search": (reverse_lazy("wagtailadmin_pages:search"), {"q": PHRASE[:8]}),
    "search while typing": (reverse_lazy("wagtailadmin_pages:search_results"), {"q": PHRASE[:8]}),
    "posts": ("/admin/news/", {}),
    "posts as a table": ("/admin/news/", {"export": "csv"}),
    "dashboard": (reverse_lazy("wagtailadmin_home"), {}),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("fixture", ["editor", "admin_user"])
def test_lists_and_reports_leave_it_out(name, fixture, post, request):
    """Those of an editor, and of a superuser, to whom Wagtail shows everything. Both have just edited the page."""
    user, client = request.getfixturevalue(fixture), Client()
    client.force_login(user)
    post.save_revision(user=user, log_action=True)
    post.get_workflow().start(post, user)
    Page.objects.filter(pk=post.pk).update(locked=True, locked_by=user, locked_at=timezone.now())
    address, query = LISTS[name]
    assert PHRASE in text_of(client.get(address, query))
    move_to_trash(post, user)
    assert PHRASE not in text_of(client.get(address, query))


def text_of(response) -> str:
    """What a page or a table says, without what is typed into its search."""
    assert response.status_code == 200
    if response.streaming:
        return b"".join(response.streaming_content).decode()
    return BeautifulSoup(response.content.decode(), "html.parser").get_text()


def test_the_bin_is_no_type_of_page_that_is_counted(post, admin_client, editor):
    url = reverse("wagtailadmin_reports:page_types_usage")
    NewsPageFactory(title="Anderes")
    move_to_trash(post, editor)
    rows = [row.get_text(" ").split() for row in soup_of(admin_client.get(url)).select("tbody tr")]
    assert not any("Papierkorb" in row for row in rows)
    [news] = [row for row in rows if "news.newspage" in row]
    assert "1" in news
    assert "Anderes" in news


def test_the_search_counts_and_names_what_it_found(post, admin_client, editor):
    NewsPageFactory(title=f"{PHRASE} mit Sahne")
    move_to_trash(post, editor)
    text = " ".join(text_of(admin_client.get(reverse("wagtailadmin_pages:search"), {"q": PHRASE})).split())
    assert "Alle (1)" in text
    assert "None" not in text


def test_what_is_in_the_bin_cannot_be_edited(post, editor_client, admin_client):
    delete(editor_client, post)
    url = reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert editor_client.get(url)["Location"] == reverse("wagtailadmin_home")
    entry = DeletedPage.objects.get()
    assert admin_client.get(url)["Location"] == reverse("trash_restore", args=[entry.pk])


def test_what_was_to_be_published_later_is_not_published_from_the_trash(site_tree, editor_client):
    post = NewsPageFactory(live=False)
    post.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    post.save_revision(approved_go_live_at=post.go_live_at)
    delete(editor_client, post)
    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled", verbosity=0)
    assert not Page.objects.get(pk=post.pk).live


def test_what_waits_for_approval_waits_no_longer(post, editor, editor_client):
    post.save_revision()
    post.get_workflow().start(post, editor)
    delete(editor_client, post)
    assert Page.objects.get(pk=post.pk).current_workflow_state is None


def test_the_page_it_stood_below_may_be_gone_as_well(site_tree, editor_client):
    topic, other = TopicPageFactory(title="Erstes"), TopicPageFactory(title="Zweites")
    project = ProjectPageFactory(parent=topic)
    delete(editor_client, project)
    delete(editor_client, topic)
    entry = DeletedPage.objects.get(page=project)
    form = soup_of(editor_client.get(reverse("trash_restore", args=[entry.pk])))
    assert "Bitte wählen Sie eine andere" in form.get_text()
    for wrong in (topic, site_tree.news):
        answer = bring_back(editor_client, entry, wrong)
        assert answer.status_code == 200
        assert answer.context["form"].errors["parent"]
    bring_back(editor_client, entry, other)
    assert Page.objects.get(pk=project.pk).get_parent().pk == other.pk


def test_it_is_written_in_the_history_of_the_page(post, editor_client, editor):
    delete(editor_client, post)
    entry = PageLogEntry.objects.filter(page=post.pk, action="wagtail.move").get()
    assert (entry.user, entry.data["destination"]["title"]) == (editor, "Papierkorb")


# --- who may ---------------------------------------------------------------------------------------------------------


def test_authors_bring_back_their_own_drafts_only(site_tree, post, member_of, editor):
    author = member_of(AUTHORS)
    own = NewsPageFactory(owner=author, live=False)
    client = Client()
    client.force_login(author)
    delete(client, own)
    theirs = move_to_trash(post, editor)
    assert client.get(reverse("trash_restore", args=[theirs.pk])).status_code == 404
    mine = DeletedPage.objects.get(page=own)
    assert own.title in soup_of(client.get(reverse("trash"))).main.get_text()
    assert PHRASE not in soup_of(client.get(reverse("trash"))).main.get_text()
    assert bring_back(client, mine, site_tree.news).status_code == 302
    assert client.get(reverse("trash_delete", args=[theirs.pk])).status_code == 302


def test_the_group_for_events_sees_deleted_events_only(site_tree, post, editor, client_of):
    event = EventPageFactory(title="Fachtag")
    for page in (post, event):
        move_to_trash(page, editor)
    shown = soup_of(client_of(EVENTS).get(reverse("trash"))).main.get_text()
    assert "Fachtag" in shown
    assert PHRASE not in shown


def test_who_may_not_publish_brings_back_a_draft(post, member_of):
    author = member_of(AUTHORS)
    entry = DeletedPage.objects.get(pk=move_to_trash(post, author).pk)
    assert not restore(entry, post.get_parent(), author).live


def test_users_without_rights_do_not_see_the_trash(site_tree, client_of):
    assert client_of().get(reverse("trash")).status_code == 302


# --- emptying --------------------------------------------------------------------------------------------------------


def test_the_administration_deletes_for_good(post, client_of):
    client = client_of(ADMINISTRATION)
    delete(client, post)
    url = reverse("trash_delete", args=[DeletedPage.objects.get().pk])
    assert "endgültig" in client.get(url).content.decode()
    assert Page.objects.filter(pk=post.pk).exists()
    client.post(url)
    assert not Page.objects.filter(pk=post.pk).exists()


def test_pages_are_deleted_for_good_after_30_days(site_tree, editor, freeze, capsys):
    old, young = NewsPageFactory(), NewsPageFactory()
    now = timezone.now()
    for page, days in ((old, 31), (young, 29)):
        freeze(now - datetime.timedelta(days=days))
        move_to_trash(page, editor)
    freeze(now)
    call_command("empty_trash", "--dry-run")
    assert old.title in capsys.readouterr().out
    assert Page.objects.filter(pk=old.pk).exists()
    call_command("empty_trash")
    assert not Page.objects.filter(pk=old.pk).exists()
    assert Page.objects.filter(pk=young.pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])
