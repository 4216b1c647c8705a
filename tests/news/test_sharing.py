"""What helps readers with a post: how long it takes, how to pass it on, where a print of it comes from."""

from urllib.parse import parse_qs, urlsplit

import pytest

from ikpe_site.text.reading import WORDS_A_MINUTE
from tests.factories import NewsPageFactory, mark_published
from tests.helpers import get_soup, hrefs, main_of, words


def text(number: int):
    return [("heading", "Vorweg"), ("text", f"<p>{'Wort ' * (number - 1)}</p>")]


@pytest.mark.parametrize(
    ("number", "minutes"), [(1, 1), (WORDS_A_MINUTE, 1), (3 * WORDS_A_MINUTE, 3), (10 * WORDS_A_MINUTE + 20, 10)]
)
def test_a_post_says_how_long_it_takes_to_read(number, minutes, site_tree):
    post = NewsPageFactory(body=text(number))
    assert str(minutes) in words(main_of(post.url).select_one(".reading-time")).split()


def test_a_post_without_text_says_nothing_about_reading(site_tree):
    assert main_of(NewsPageFactory().url).select(".reading-time") == []


def test_words_of_every_block_count(site_tree):
    blocks = [
        ("quotation", {"text": "Wort " * WORDS_A_MINUTE, "source": "Jemand"}),
        ("accordion", [{"heading": "Frage", "text": f"<p>{'Wort ' * WORDS_A_MINUTE}</p>"}]),
    ]
    assert NewsPageFactory(body=blocks).reading_minutes == 2


def test_the_address_can_be_sent_by_mail_or_copied_without_asking_anybody(site_tree):
    post = NewsPageFactory(title='Planung & „Beteiligung" 100 %')
    share = get_soup(post.url).select_one(".share")
    (mail,) = hrefs(share)
    query = parse_qs(urlsplit(mail).query)
    assert mail.startswith("mailto:?")
    assert query == {"subject": [post.title], "body": [post.full_url]}
    button = share.select_one("button[data-copy]")
    assert share.find(id=button["data-copy"]).get_text() == post.full_url
    assert button.has_attr("hidden")  # until the script is there


def test_a_print_names_address_and_date(site_tree):
    post = NewsPageFactory()
    mark_published()
    post.refresh_from_db()
    source = words(main_of(post.url).select_one(".print-source"))
    assert source.startswith(post.full_url)
    assert str(post.last_published_at.year) in source
