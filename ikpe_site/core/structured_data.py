"""What a page says of itself to machines, in the words of schema.org: one `@graph` per page, as JSON-LD.

Each page says what it is about (`StructuredDataMixin.schema_nodes`); the institute, the website, the page and the way
to it are the same for all and stand here. Nothing here asks the database: the template's context has it all.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ikpe_site.text import phones

# What would end the script element or start a comment in it, or is no JavaScript.
ESCAPED = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


class StructuredDataMixin:
    """What schema.org calls this page and what it is about."""

    schema_page_type = "WebPage"

    def schema_nodes(self, graph: "Graph") -> list[dict]:
        """The nodes of the page; the first is its main entity. `graph.context` is the context of its template."""
        return []


@dataclass(frozen=True)
class Graph:
    """The `@graph` of one page. `root` is the address of the site with a slash, `picture` that of its picture."""

    root: str
    url: str
    title: str
    description: str
    picture: str
    context: dict

    @cached_property
    def script(self) -> SafeString:
        """The JSON of the graph, safe in a script element."""
        document = {"@context": "https://schema.org", "@graph": [pruned(node) for node in self.nodes()]}
        content = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        return mark_safe(content.translate(ESCAPED))  # noqa: S308 escaped in this line

    def nodes(self) -> list[dict]:
        page = self.context.get("page")
        if page is None:
            return [self.organization(), self.website()]
        # Search engines would show an invented event among the real ones.
        about = [] if page.is_example else page.schema_nodes(self)
        breadcrumbs = self.breadcrumbs(page)
        return [self.organization(), self.website(), self.web_page(page, about, breadcrumbs), *breadcrumbs, *about]

    def absolute(self, path: str | None) -> str:
        return f"{self.root}{path.removeprefix('/')}" if path else ""

    def link(self, page, kind: str = "Thing") -> dict:
        """Another page, as a node within a node."""
        return {"@type": kind, "name": page.title, "url": self.absolute(page.get_url(self.context.get("request")))}

    @property
    def institute(self) -> dict:
        """A reference to the institute, which says what it is to whoever reads no further."""
        name = self.context["institute"].name
        return pruned({"@type": "ResearchOrganization", "@id": f"{self.root}#institut", "name": name})

    def organization(self) -> dict:
        institute = self.context["institute"]
        return self.institute | {
            "alternateName": institute.short_name,
            "url": self.root,
            "logo": self.absolute(static("icons/apple-touch-icon.png")),
            "email": institute.email,
            "telephone": phones.dialled(institute.phone),
            "address": self.address,
            "parentOrganization": pruned(
                {
                    "@type": "CollegeOrUniversity",
                    "name": institute.parent_name,
                    "url": institute.parent_name and institute.parent_url,
                }
            ),
        }

    @property
    def address(self) -> dict:
        institute = self.context["institute"]
        return pruned(
            {
                "@type": "PostalAddress",
                "streetAddress": institute.street,
                "postalCode": institute.postal_code,
                "addressLocality": institute.city,
                "addressCountry": "DE" if institute.city else "",
            }
        )

    def website(self) -> dict:
        return {
            "@type": "WebSite",
            "@id": f"{self.root}#website",
            "url": self.root,
            "name": self.context["institute"].short_name or settings.WAGTAIL_SITE_NAME,
            "inLanguage": "de",
            "publisher": {"@id": f"{self.root}#institut"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{self.absolute(reverse('search'))}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }

    def web_page(self, page, about: list[dict], breadcrumbs: list[dict]) -> dict:
        return {
            "@type": page.schema_page_type,
            "@id": self.url,
            "url": self.url,
            "name": self.title,
            "description": self.description,
            "inLanguage": "de",
            "isPartOf": {"@id": f"{self.root}#website"},
            "breadcrumb": {"@id": breadcrumbs[0]["@id"]} if breadcrumbs else None,
            "primaryImageOfPage": {"@type": "ImageObject", "url": self.picture} if self.picture else None,
            "datePublished": moment(page.first_published_at),
            "dateModified": moment(page.last_published_at),
            "mainEntity": {"@id": about[0]["@id"]} if about else None,
        }

    def breadcrumbs(self, page) -> list[dict]:
        """The way from the home page, unless this is it."""
        request, navigation = self.context.get("request"), self.context["navigation"]
        if navigation.home is None or page.pk == navigation.home.pk:
            return []
        steps = [(step.title, self.absolute(step.get_url(request))) for step in (*navigation.trail, page)]
        if steps[-1][1] != self.url.partition("?")[0]:  # a route of the page, such as that of one region
            steps.append((self.title, self.url))
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([(_("Home page"), self.root), *steps], 1)
        ]
        return [{"@type": "BreadcrumbList", "@id": f"{self.url}#pfad", "itemListElement": items}]


def pruned(data: dict) -> dict:
    """`data` without what is empty; nothing at all if no more than its type is left."""
    given = {name: value for name, value in data.items() if value not in (None, "", [], {})}
    return {} if given.keys() == {"@type"} else given


def moment(value) -> str:
    return value.isoformat(timespec="seconds") if value else ""
