"""What is new, to be followed: Atom 1.0 (RFC 4287) and JSON Feed 1.1, from one description of the feed."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from mimetypes import guess_type

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from ikpe_site.core.feed_entries import Author
from ikpe_site.core.models import InstituteSettings
from ikpe_site.core.site_urls import absolute_url
from ikpe_site.core.structured_data import pruned

from .content import clean, contents, picture_of

LENGTH = 20
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"


@dataclass(frozen=True)
class Feed:
    """A feed of the pages of `querysets`, the latest first.

    `list_path` is the path of the page that lists them, which the feeds stand below, and `query` what narrows it
    („?thema=netzwerke“). `identity` names the feed for good, whatever becomes of its address.
    """

    title: str
    description: str
    list_path: str
    identity: str
    querysets: Iterable = field(repr=False)
    query: str = ""

    @classmethod
    def of(cls, page, request, querysets, labels=(), query: str = "") -> "Feed":
        """The feed of `page`; `labels` say what `query` narrows it to."""
        return cls(
            title=" – ".join([titled(request, page.title), *labels]),
            description=page.meta_description,
            list_path=page.get_url(request) or "",
            identity=page.translation_key.urn,
            querysets=querysets,
            query=query,
        )

    @property
    def atom_path(self) -> str:
        return f"{self.list_path}feed/{self.query}"

    @property
    def json_path(self) -> str:
        return f"{self.list_path}feed.json{self.query}"

    @property
    def urn(self) -> str:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self.identity}{self.query}").urn

    def latest(self) -> list:
        """One query for each kind of page, and what comes with it."""
        pages = [page for queryset in self.querysets for page in queryset.for_feed()[:LENGTH]]
        return sorted(pages, key=lambda page: page.first_published_at, reverse=True)[:LENGTH]


class FeedMixin(RoutablePageMixin):
    """A page that can be followed: at `feed/` with Atom, at `feed.json` with JSON Feed."""

    def get_feed(self, request) -> Feed:
        raise NotImplementedError

    @path("feed/", name="feed")
    def feed_route(self, request) -> HttpResponse:
        return atom_response(request, self.get_feed(request))

    @path("feed.json/", name="json_feed")
    def json_feed_route(self, request) -> HttpResponse:
        return json_response(request, self.get_feed(request))


class AtomFeed(Atom1Feed):
    """Django's Atom feed with the full text, several authors, and a few words for people who open it in a browser.

    Those words are XHTML and the style sheet is CSS: browsers are giving up XSLT.
    """

    def write(self, outfile, encoding):
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.processingInstruction("xml-stylesheet", f'href="{self.feed["style_sheet"]}" type="text/css"')
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=NEVER)  # not now: nothing has changed

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "alternate", "type": JSON_TYPE, "href": self.feed["json_url"]})
        handler.addQuickElement("icon", self.feed["icon"])
        handler.startElement("div", {"xmlns": "http://www.w3.org/1999/xhtml"})
        handler.addQuickElement("p", _("This is a feed. It is made for programs that tell you what is new."))
        handler.addQuickElement("a", _("How to follow us"), {"href": self.feed["help_url"]})
        handler.addQuickElement("a", _("Show the page this feed belongs to"), {"href": self.feed["link"]})
        handler.endElement("div")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"])  # plain text; Django's is HTML
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            if author.url:
                handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


def atom_response(request, feed: Feed) -> HttpResponse:
    pages, institute = feed.latest(), publisher(request)
    atom = AtomFeed(
        title=clean(feed.title),
        link=absolute_url(request, feed.list_path + feed.query),
        description=clean(feed.description),
        language="de",
        author_name=clean(institute.name),
        author_link=institute.url,
        feed_url=absolute_url(request, feed.atom_path),
        feed_guid=feed.urn,
        style_sheet=static("css/feed.css"),
        json_url=absolute_url(request, feed.json_path),
        icon=icon_url(request),
        help_url=absolute_url(request, "/abonnieren/"),
    )
    for page, content in zip(pages, contents(request, pages), strict=True):
        atom.add_item(
            title=clean(page.title),
            link=absolute_url(request, page.get_url(request)),
            description=None,
            summary=clean(page.teaser),
            unique_id=page.translation_key.urn,
            pubdate=page.first_published_at,
            updateddate=changed(page),
            authors=[Author(clean(author.name), author.url) for author in page.feed_authors],
            categories=[clean(category) for category in page.feed_categories],
            content=content,
            enclosures=[
                Enclosure(absolute_url(request, document.url), str(document.file_size or 0), mime_type(document))
                for document in page.feed_documents
            ],
        )
    # Browsers show Atom as source code, but XML as its style sheet says: readers ask for anything but text/html.
    is_browser = request.get_preferred_type([ATOM_TYPE, "text/html"]) == "text/html"
    content_type = "application/xml" if is_browser else ATOM_TYPE
    response = HttpResponse(atom.writeString("utf-8"), content_type=f"{content_type}; charset=utf-8")
    patch_vary_headers(response, ["Accept"])
    return conditional(request, response, pages)


def json_response(request, feed: Feed) -> HttpResponse:
    pages = feed.latest()
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute_url(request, feed.list_path + feed.query),
        "feed_url": absolute_url(request, feed.json_path),
        "description": feed.description,
        "icon": icon_url(request),
        "authors": as_json([publisher(request)]),
        "language": "de",
        "items": [
            pruned(
                {
                    "id": page.translation_key.urn,
                    "url": absolute_url(request, page.get_url(request)),
                    "title": page.title,
                    "content_html": content,
                    "content_text": "" if content else page.teaser or page.title,
                    "summary": page.teaser,
                    "image": picture_url(request, page),
                    "date_published": page.first_published_at.isoformat(timespec="seconds"),
                    "date_modified": changed(page).isoformat(timespec="seconds"),
                    "authors": as_json(page.feed_authors),
                    "tags": page.feed_categories,
                    "language": "de",
                    "attachments": [
                        pruned(
                            {
                                "url": absolute_url(request, document.url),
                                "mime_type": mime_type(document),
                                "title": document.title,
                                "size_in_bytes": document.file_size,
                            }
                        )
                        for document in page.feed_documents
                    ],
                }
            )
            for page, content in zip(pages, contents(request, pages), strict=True)
        ],
    }
    response = JsonResponse(
        pruned(document) | {"items": document["items"]},
        content_type=JSON_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    return conditional(request, response, pages)


def conditional(request, response, pages) -> HttpResponse:
    """The response, or 304 if the reader has it already."""
    last_modified = max((changed(page) for page in pages), default=NEVER).timestamp()
    response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["Last-Modified"] = http_date(last_modified)
    response["Cache-Control"] = "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"  # the pages themselves are to be found
    return get_conditional_response(request, response["ETag"], int(last_modified), response)


def changed(page) -> datetime.datetime:
    return page.last_published_at or page.first_published_at


def titled(request, title: str) -> str:
    """The title of a feed, which stands among those of other sites: with the name of the institute."""
    return ": ".join(filter(None, (InstituteSettings.for_request(request).short_name, title)))


def publisher(request) -> Author:
    institute = InstituteSettings.for_request(request)
    return Author(institute.name or institute.short_name or "IKPE", absolute_url(request, "/"))


def as_json(authors: list[Author]) -> list[dict]:
    return [pruned({"name": author.name, "url": author.url}) for author in authors]


def icon_url(request) -> str:
    return absolute_url(request, static("icons/apple-touch-icon.png"))


def picture_url(request, page) -> str:
    rendition = picture_of(page)
    return absolute_url(request, rendition.url) if rendition else ""


def mime_type(document) -> str:
    return guess_type(document.filename)[0] or "application/octet-stream"
