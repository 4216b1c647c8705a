"""The text of pages for feed readers: all of it, in plain HTML that stands on its own.

The stories of all entries are read as one, so that pictures, documents and links are each fetched in one query.
"""

import re
from itertools import islice
from urllib.parse import unquote

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from lxml import etree, html
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import expand_db_html

from ikpe_site.core.footnotes import with_footnotes
from ikpe_site.core.querysets import is_in_private_collection
from ikpe_site.core.site_urls import absolute_url

# Cards of people and the like: parts of a page that are no part of its text.
LEFT_OUT = {"people", "imprint"}
STRIPPED = ("script", "style", "svg", "form", "button", "input", "iframe")
# Also `source`: to the parser it is not empty but holds the picture that follows.
UNWRAPPED = ("picture", "source", "span", "section", "article")
KEPT_ATTRIBUTES = {"href", "src", "alt", "width", "height", "title", "lang", "datetime", "scope", "colspan", "rowspan"}
# What XML cannot hold, and no reader shows. One of them parts the texts of the entries while they are read as one.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\uD800-\uDFFF\uFFFE\uFFFF]")
BOUNDARY = "\x1e"
DOCUMENT = re.compile(r"/documents/(\d+)/")
PICTURE = re.compile(r"/media/(images/[^\s\"?]+)")


def contents(request, pages) -> list[str]:
    """Return for each of `pages` (of `for_feed()`) its lead picture and its text, with absolute addresses."""
    blocks = stories(pages)
    parts = []
    for page in pages:
        texts = [lead_picture(page), *(f"<p>{conditional_escape(fact)}</p>" for fact in page.feed_facts)]
        for name in page.feed_fields:
            if isinstance(page._meta.get_field(name), StreamField):
                story = list(islice(blocks, len(kept(page, name))))
                texts.append(render_to_string("components/feed_story.html", {"blocks": story}, request))
            else:
                texts.append(getattr(page, name))
        parts.append(clean(with_footnotes("".join(texts), linked=False)))
    expanded = expand_db_html(BOUNDARY.join(parts)).split(BOUNDARY) if parts else []
    private = private_documents(expanded), private_pictures(expanded)
    base = absolute_url(request, "/")
    return [plain(text, base, *private) for text in expanded]


def clean(text) -> str:
    return CONTROL_CHARACTERS.sub("", str(text))


def stories(pages):
    """The blocks of all stories, one after the other, as one lazy stream."""
    fields = [(page, name) for page in pages for name in page.feed_fields]
    fields = [(page, name) for page, name in fields if isinstance(page._meta.get_field(name), StreamField)]
    if not fields:
        return iter(())
    first, name = fields[0]
    block = first._meta.get_field(name).stream_block
    return iter(block.to_python([raw for page, name in fields for raw in kept(page, name)]))


def kept(page, name: str) -> list[dict]:
    value = getattr(page, name)
    known = value.stream_block.child_blocks.keys() - LEFT_OUT
    return [raw for raw in value.raw_data if raw["type"] in known]


def picture_of(page):
    """The lead picture in the size for feeds, if there is one, everybody may see it, and it can be drawn."""
    try:
        return page.image and not page.is_image_private and page.image.get_rendition("format-jpeg|width-1200")
    except SourceImageIOError:
        return None


def lead_picture(page) -> str:
    rendition = picture_of(page)
    if not rendition:
        return ""
    caption = " ".join(filter(None, (getattr(page, "image_caption", ""), page.image.credit)))
    picture = rendition.img_tag({"alt": page.image.default_alt_text})
    legend = f"<figcaption>{conditional_escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{picture}{legend}</figure>"


def private_documents(texts: list[str]) -> set[str]:
    """The ids of those documents linked in `texts` that not every visitor may read."""
    ids = {pk for text in texts for pk in DOCUMENT.findall(text)}
    if not ids:
        return set()
    documents = get_document_model().objects.filter(is_in_private_collection(), pk__in=ids)
    return set(map(str, documents.values_list("pk", flat=True)))


def private_pictures(texts: list[str]) -> set[str]:
    """The names of the files of those pictures in `texts` that not every visitor may see."""
    names = {unquote(name) for text in texts for name in PICTURE.findall(text)}
    if not names:
        return set()
    renditions = get_image_model().get_rendition_model().objects.filter(file__in=names)
    return set(renditions.filter(is_in_private_collection("image__")).values_list("file", flat=True))


def plain(text: str, base: str, private: set[str], private_pictures: set[str]) -> str:
    """Return `text` without what only works on the page itself, and without `private` documents and pictures."""
    if not text.strip():
        return ""
    root = html.fragment_fromstring(text, create_parent="div")
    for link in root.xpath("//a[@href]"):
        match = DOCUMENT.search(link.get("href"))
        if match and match[1] in private:
            (link.getparent() if link.getparent().tag == "li" else link).drop_tree()
    for picture in root.xpath("//img[@src]"):
        match = PICTURE.search(picture.get("src"))
        if match and unquote(match[1]) in private_pictures:
            (next(picture.iterancestors("figure", "li"), picture)).drop_tree()
    etree.strip_elements(root, *STRIPPED, with_tail=False)
    etree.strip_tags(root, *UNWRAPPED, etree.Comment)
    for element in root.iter():
        for name in set(element.attrib) - KEPT_ATTRIBUTES:
            del element.attrib[name]
    root.make_links_absolute(base)
    inner = html.tostring(root, encoding="unicode").strip()
    return re.sub(r"\s*\n\s*", "\n", inner.removeprefix("<div>").removesuffix("</div>")).strip()
