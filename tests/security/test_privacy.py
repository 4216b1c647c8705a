"""Visitors are left alone: no cookie, no script, no other host."""

from urllib.parse import urlsplit

from django.test import Client

from tests.core.test_visibility import SURFACES, fill
from tests.helpers import BeautifulSoup


def surfaces(site_tree):
    """The answer to a visitor on every kind of page, each from a client of its own."""
    pages = fill(site_tree)
    urls = {name: url(site_tree, pages).format(title="Sonne") for name, url in SURFACES.items()}
    urls |= {"404": "/gibt-es-nicht/", "page of text": pages["content"].url, "work area": pages["area"].url}
    for name, url in urls.items():
        response = Client().get(url)
        assert response.status_code == (404 if name == "404" else 200), name
        yield name, response


def test_no_page_sets_a_cookie_loads_a_script_or_asks_another_host(site_tree):
    for name, response in surfaces(site_tree):
        assert not response.cookies, name
        assert "cookie" not in response.get("Vary", "").lower(), name
        if "html" not in response["Content-Type"]:
            continue  # the links of a feed lead to pages and load nothing
        soup = BeautifulSoup(response.content.decode(), "html.parser")
        # Suggestions for the search, and on two pages a button that copies; structured data is no script that runs.
        scripts = [script.get("src") for script in soup.select("script:not([type='application/ld+json'])")]
        buttons = ["/static/js/copy.js"] if name in ("publication", "post") else []
        assert sorted(scripts) == [*buttons, "/static/js/suggest.js"], name
        loading = soup.select("img, link:not([rel=canonical]), source, iframe, use")  # the canonical address only says
        loaded = [tag.get("src") or tag.get("href") or "" for tag in loading]
        loaded += [part.split()[0] for tag in soup.select("[srcset]") for part in tag["srcset"].split(",")]
        assert not [url for url in loaded if urlsplit(url).netloc not in ("", "testserver")], name
