from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.documents.rich_text import DocumentLinkHandler as WagtailDocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler as WagtailPageLinkHandler

from .querysets import may_be_seen


class PageLinkHandler(WagtailPageLinkHandler):
    """Links to pages within text. Their address stands in the common table: no query for each type of page."""

    @classmethod
    def get_many(cls, attrs_list):
        # A link to a private page stays: it leads to where the visitor logs in.
        linked = Page.objects.in_bulk([attrs["id"] for attrs in attrs_list if attrs.get("id")])
        pages = {str(pk): page for pk, page in linked.items() if may_be_seen(page)}
        return [pages.get(str(attrs.get("id"))) for attrs in attrs_list]


class DocumentLinkHandler(WagtailDocumentLinkHandler):
    """Links to documents within text say their type and size, which the style sheet writes behind them."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [link_to(document) if document else "<a>" for document in cls.get_many(attrs_list)]


class FootnoteElementHandler(InlineEntityElementHandler):
    """A footnote is one thing in the editor: what deletes a letter of it deletes all of it."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        return {}


ENTITY = "FOOTNOTE"
FOOTNOTE_EDITOR = EntityFeature(
    {
        "type": ENTITY,
        "label": "A¹",
        "description": _("Footnote"),
        "words": {
            "text": _("Text of the footnote"),
            "help": _("Addresses become links. What stands between asterisks becomes italic: *title of a book*."),
            "save": _("Keep"),
            "cancel": _("Cancel"),
            "remove": _("Remove footnote"),
        },
    },
    js=["js/admin_footnotes.js"],
)
FOOTNOTE_CONVERSION = {
    "from_database_format": {"footnote": FootnoteElementHandler(ENTITY)},
    "to_database_format": {
        "entity_decorators": {ENTITY: lambda props: DOM.create_element("footnote", {}, props["children"])}
    },
}


def link_to(document) -> str:
    size = f", {filesizeformat(document.file_size)}" if document.file_size else ""
    return format_html('<a href="{}" data-file="{}{}">', document.url, document.file_extension.upper(), size)
