"""The head of a page: its canonical address, what search engines may do with it, and what messengers show of it."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from wagtail.images.models import SourceImageIOError

from .private_collections import is_closed
from .site_urls import absolute_url
from .social_cards import SIZE, card_path
from .structured_data import Graph

SOCIAL_FORMAT = f"fill-{SIZE[0]}x{SIZE[1]}|bgcolor-fffdf9|format-jpeg"


@dataclass(frozen=True)
class Preview:
    """The picture that messengers show; 1200 × 630 pixels, if it is large enough for that."""

    url: str
    width: int
    height: int
    alt: str


class Metadata:
    """Made from the `context` of a page's template (a flat dict).

    It looks at `page`, `institute`, `navigation`, `paging` (the page of the list that is shown), `filters`, `noindex`,
    `canonical_query` (the parameters of a view that is an address of its own), and at `meta_title` and
    `meta_description`, which a route sets that shows something else than its page.
    """

    def __init__(self, context: dict):
        self.context = context
        self.request = context["request"]
        self.page = context.get("page")
        self.institute = context["institute"]

    @property
    def title(self) -> str:
        return self.context.get("meta_title") or (self.page.meta_title if self.page else self.institute.name)

    @property
    def description(self) -> str:
        return self.context.get("meta_description") or (self.page.meta_description if self.page else "")

    @property
    def is_preview(self) -> bool:
        return getattr(self.request, "is_preview", False)

    @property
    def noindex(self) -> bool:
        filters = self.context.get("filters")
        is_example = self.page is not None and self.page.is_example
        return self.is_preview or is_example or bool(self.context.get("noindex") or (filters and filters.is_narrowed))

    @cached_property
    def canonical(self) -> str:
        """The address without its query; some views, and further pages of a whole list, have one of their own."""
        paging = self.context.get("paging")
        is_further = paging and paging.number > 1 and not self.noindex
        parameters = self.context.get("canonical_query", {}) | ({"seite": paging.number} if is_further else {})
        query = f"?{urlencode(parameters)}" if parameters else ""
        return absolute_url(self.request, self.request.path + query)

    @cached_property
    def picture(self) -> Preview | None:
        """The picture of the page, or the card that is drawn for it; of the home page that of the institute."""
        page, common = self.page, self.institute.social_image
        home = self.context["navigation"].home
        is_home = page is not None and home is not None and page.pk == home.pk
        image = page and (page.social_image or page.image)
        if shown := self.preview_of(image or (common if page is None or is_home else None)):
            return shown
        if page is None or page.pk is None or self.is_preview:
            return None
        return Preview(absolute_url(self.request, card_path(page, self.institute)), *SIZE, page.title)

    def preview_of(self, image) -> Preview | None:
        """None without a picture, if it is not for everybody, or if it cannot be drawn."""
        if image and is_closed(image, self.request):
            return None
        try:
            made = image and image.get_rendition(SOCIAL_FORMAT)
        except SourceImageIOError:
            return None
        return made and Preview(absolute_url(self.request, made.url), made.width, made.height, image.default_alt_text)

    @property
    def open_graph(self) -> list[tuple[str, str]]:
        return self.page.open_graph if self.page else [("og:type", "website")]

    @property
    def json_ld(self) -> SafeString:
        root = absolute_url(self.request, "/")
        picture = self.picture.url if self.picture else ""
        return Graph(root, self.canonical, self.title, self.description, picture, self.context).script
