"""A teaser from the text: whole sentences, marked as a proposal, and gone as soon as an editor writes one."""

import pytest
from wagtail.test.utils.form_data import rich_text

from news.models import NewsPage
from news.teasers import MAX_LENGTH, propose_teaser
from tests.admin_forms import add, edit, edit_url, errors_of
from tests.factories import NewsPageFactory
from tests.helpers import main_of, soup_of, titles, words

pytestmark = pytest.mark.django_db  # a page asks for its type

FIRST = "Am 9. März 2020 trafen sich Prof. Dr. Fischer und z. B. die Stadt Erfurt zu einem Gespräch über die Planung."
SECOND = "Worum es ging, steht hier."


def story(*paragraphs):
    return [("heading", "Vorweg"), ("text", "".join(f"<p>{text}</p>" for text in paragraphs))]


def proposed(*paragraphs):
    return propose_teaser(NewsPage(body=story(*paragraphs)).body)


def test_the_first_sentence_is_proposed_whole():
    assert proposed(f"{FIRST} {SECOND}") == FIRST


def test_a_short_first_sentence_is_joined_by_the_next():
    assert proposed(f"{SECOND} {FIRST}") == f"{SECOND} {FIRST}"


def test_marks_of_the_text_are_left_out():
    assert proposed('Das <b>Institut</b> &amp; die <a linktype="page" id="1">Stadt</a>\n  planen.') == (
        "Das Institut & die Stadt planen."
    )


def test_a_sentence_without_end_is_cut_between_words():
    teaser = proposed("Wort, " * 200)
    assert len(teaser) <= MAX_LENGTH
    assert teaser.endswith("Wort …")


@pytest.mark.parametrize("paragraphs", [(), ("",), ("   ",)])
def test_without_text_nothing_is_proposed(paragraphs):
    assert proposed(*paragraphs) == ""
    assert propose_teaser(NewsPage(body=[("heading", "Nur dies")]).body) == ""


@pytest.mark.parametrize("length", [1, 299, 300, 301, 5000])
def test_a_proposal_always_fits_into_the_field(length):
    assert len(proposed("x" * length)) <= MAX_LENGTH
    assert len(proposed("Satz. " * length)) <= MAX_LENGTH


def test_a_post_without_teaser_shows_the_beginning_of_its_text(site_tree):
    post = NewsPageFactory(teaser="", body=story(FIRST, SECOND))
    assert words(main_of(post.url).select_one(".lead")) == FIRST
    assert FIRST in words(main_of(site_tree.news.url).select_one(".card"))


# --- in the form -----------------------------------------------------------------------------------------------------


@pytest.fixture
def post(editor_client, site_tree):
    streams = {"body": [("text", rich_text(f"<p>{FIRST}</p>"))]}
    response = add(editor_client, NewsPage, site_tree.news, {"title": "Neu", "slug": "neu"}, streams)
    assert response.status_code == 302, errors_of(response)
    return NewsPage.objects.get(slug="neu")


def test_the_form_shows_the_proposal_and_leaves_the_field_empty(post, editor_client):
    assert (post.teaser, post.teaser_is_proposed) == (FIRST, True)
    page = soup_of(editor_client.get(edit_url(post)))
    field = page.select_one("textarea[name=teaser]")
    assert field.get_text(strip=True) == ""
    assert field["placeholder"] == FIRST
    assert FIRST in words(page.select_one("[id*=teaser][class*=help]") or page.select_one(".w-field__help"))


def save(client, post, teaser, text=FIRST):
    response = edit(client, post, {"teaser": teaser}, {"body": [("text", rich_text(text))]})
    assert response.status_code == 302
    return NewsPage.objects.get(pk=post.pk)


def test_the_proposal_follows_the_text_until_an_editor_writes_a_teaser(post, editor_client):
    other = "Ein anderer Anfang, der lang genug ist, um allein als ganzer Satz in der Liste zu stehen."
    changed = save(editor_client, post, "", other)
    assert (changed.teaser, changed.teaser_is_proposed) == (other, True)
    written = save(editor_client, changed, "Von Hand.", FIRST)
    assert (written.teaser, written.teaser_is_proposed) == ("Von Hand.", False)
    page = soup_of(editor_client.get(edit_url(written)))
    assert page.select_one("textarea[name=teaser]").get_text(strip=True) == "Von Hand."
    emptied = save(editor_client, written, "", FIRST)
    assert (emptied.teaser, emptied.teaser_is_proposed) == (FIRST, True)


def test_a_draft_is_proposed_a_teaser_as_well(post, editor_client):
    edit(editor_client, post, {"teaser": ""}, {"body": [("text", rich_text(SECOND))]}, publish=False)
    assert NewsPage.objects.get(pk=post.pk).teaser == FIRST
    assert NewsPage.objects.get(pk=post.pk).get_latest_revision_as_object().teaser == SECOND
    assert titles(main_of(post.url), ".lead") == [FIRST]
