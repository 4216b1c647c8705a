"""„Hilfe“: the manual for editors, as it stands in docs/, shown in the admin.

The addresses end as the files do, so that its links to pictures and from part to part work here as in the repository.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

FOLDER = settings.BASE_DIR / "docs"
TASKS, REFERENCE = "redaktion", "redaktion-nachschlagen"
PARTS = {TASKS: _("Guide"), REFERENCE: _("Look things up")}


@dataclass
class Heading:
    text: str
    anchor: str
    below: list["Heading"] = field(default_factory=list)


def anchor_of(text: str) -> str:
    """As on GitHub, where the same files are read."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def render(markdown: str) -> tuple[str, list[Heading]]:
    """The HTML of a part, and its headings in two levels."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown)
    headings: list[Heading] = []
    for number, token in enumerate(tokens):
        if token.type != "heading_open" or token.tag not in ("h2", "h3"):
            continue
        text = "".join(child.content for child in tokens[number + 1].children or [])
        heading = Heading(text, anchor_of(text))
        token.attrSet("id", heading.anchor)
        (headings[-1].below if token.tag == "h3" else headings).append(heading)
    return parser.renderer.render(tokens, parser.options, {}), headings


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """A part of the manual, for everybody who may enter the admin."""

    header_icon = "help"
    template_name = "dashboard/manual.html"

    def get_page_title(self):
        return PARTS[self.kwargs["part"]]

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request, *args, **kwargs):
        if kwargs["part"] not in PARTS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, part, **kwargs):
        content, headings = render((FOLDER / f"{part}.md").read_text())
        return super().get_context_data(content=content, headings=headings, **kwargs)


def picture(request, name):
    """A picture of the manual. `name` is a slug: no other folder can be named."""
    try:
        return FileResponse((FOLDER / TASKS / f"{name}.webp").open("rb"), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
