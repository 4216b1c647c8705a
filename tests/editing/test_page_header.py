"""What the header of a form says of the page: whether visitors see all of it."""

from tests.admin_forms import edit, edit_url, read_form, stream_data
from tests.factories import NewsPageFactory
from tests.helpers import get_soup, words


def header_of(client, page) -> str:
    status = get_soup(edit_url(page), client).select_one("#page-status")
    for link in status.select("a.w-hidden"):  # Wagtail has one for public and one for private pages
        link.decompose()
    return words(status)


def test_a_live_page_with_a_draft_says_so(site_tree, editor_client):
    post = NewsPageFactory(teaser="Richtig.")
    assert header_of(editor_client, post) == "Veröffentlicht"
    edit(editor_client, post, {"teaser": "Noch nicht fertig."}, publish=False)
    assert header_of(editor_client, post) == "Veröffentlicht mit Änderungen im Entwurf"
    edit(editor_client, post)
    assert header_of(editor_client, post) == "Veröffentlicht"


def test_after_an_automatic_save_it_says_so_without_reloading(site_tree, editor_client):
    post = NewsPageFactory()
    data = read_form(editor_client, edit_url(post)) | stream_data(type(post)) | {"teaser": "Noch nicht fertig."}
    answer = editor_client.post(edit_url(post), data, headers={"accept": "application/json"})
    assert "mit Änderungen im Entwurf" in answer.json()["html"]


def test_what_is_no_more_than_a_draft_has_nothing_to_say(site_tree, editor_client):
    post = NewsPageFactory(live=False)
    edit(editor_client, post, publish=False)
    assert header_of(editor_client, post) == ""
