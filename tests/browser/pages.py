"""The kinds of pages there are, and where the demo content has one of each."""

import re
from functools import cached_property
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

from wagtail.models import get_page_models

from ikpe_site.core.models import BasePage

# Pages that are not of a model, or states of one that look different from the model's usual page.
NOT_FOUND = "not found"
REGION = "region"
SECOND_PAGE = "second page of a list"
EVERY_BLOCK = "every block"
PICTURE = "picture of a gallery"
SPECIAL = {
    EVERY_BLOCK: "/alle-bausteine/",
    "message form": "/team/theresa-hilse-carstensen/nachricht/",
    "message sent": "/team/theresa-hilse-carstensen/nachricht/?gesendet",
    "feeds": "/abonnieren/",
    "search form": "/suche/",
    "search results": "/suche/?q=Planung",
    "search results, filtered": "/suche/?q=Planung&art=beitrag&jahr=2020&thema=beteiligung",
    "search with a mistake": "/suche/?q=Planugn",
    "search for words of which not all are there": "/suche/?q=Planung+Xylophon",
    "search for a document": "/suche/?q=Satzung",
    "search without results": "/suche/?q=Xylophonorchester",
    "registration": "/anmeldung/werkstattgespraech-beteiligung-planen/",
    NOT_FOUND: "/gibt-es-nicht/",
}
LINK = re.compile(r'<a\b[^>]*\shref="([^"#]+)')


class Pages:
    def __init__(self, site):
        self.site = site
        self.html = {}

    @staticmethod
    def types() -> list[str]:
        models = [model.__name__ for model in get_page_models() if issubclass(model, BasePage)]
        return [*models, REGION, SECOND_PAGE, PICTURE, *SPECIAL]

    @cached_property
    def by_type(self) -> dict[str, list[str]]:
        pages = self.site.pages_by_model()
        regions, posts = pages["RegionIndexPage"][0], pages["NewsIndexPage"][0]
        pages[REGION] = [path for path in self.links(regions) if path.startswith(regions) and path != regions]
        pages[SECOND_PAGE] = [path for path in self.links(posts) if path.startswith(f"{posts}?")]
        pages[PICTURE] = [path for path in self.links(SPECIAL[EVERY_BLOCK]) if "?bild=" in path]
        return pages | {name: [path] for name, path in SPECIAL.items()}

    def path(self, page_type: str) -> str:
        """The address of a page of this type: the longest one, where most can go wrong."""
        assert self.by_type[page_type], f"The demo content has no {page_type}."
        return max(self.by_type[page_type], key=lambda path: len(self.get(path)))

    def all(self) -> list[str]:
        return [path for paths in self.by_type.values() for path in paths]

    def get(self, path: str) -> str:
        """The HTML of a page as a visitor gets it, kept for the next question."""
        if path not in self.html:
            status, body = fetch(self.site.url + path)
            assert status == (404 if path == SPECIAL[NOT_FOUND] else 200), f"{path} answers {status}"
            self.html[path] = body.decode()
        return self.html[path]

    def links(self, path: str) -> list[str]:
        """The addresses on this site that a page links to, in their order."""
        links = dict.fromkeys(urljoin(path, unescape(link)) for link in LINK.findall(self.get(path)))
        return [link for link in links if link.startswith("/") and not link.startswith("//")]


def fetch(url: str) -> tuple[int, bytes]:
    try:
        answer = urlopen(url)  # noqa: S310 (always http://127.0.0.1)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.read()
