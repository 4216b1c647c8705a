"""Links, downloads, and what calls on readers to follow one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from .. import samples
from ..link_field import EXAMPLES, LinkField
from ..querysets import IsRestricted, may_be_seen
from .groups import LINKS


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page to link to, fetched together with whether it is private."""

    def bulk_to_python(self, values):
        pages = self.model_class.objects.annotate(is_restricted=IsRestricted()).in_bulk(
            [value for value in values if value]
        )
        return [pages.get(value) for value in values]


class LinkTargetBlock(blocks.URLBlock):
    """What a link leads to that is chosen from no list: a URL, a path, an email address or a phone number."""

    def __init__(self, required=True, help_text=EXAMPLES, **kwargs):
        super().__init__(required=required, help_text=help_text, **kwargs)
        self.field = LinkField(required=required, help_text=help_text)


class LinkValue(blocks.StructValue):
    @property
    def target(self):
        """The page, if visitors may see it."""
        page = self.get("page")
        return page if page and may_be_seen(page) else None

    @property
    def text(self) -> str:
        return self.get("label") or (self.target.title if self.target else "")


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site or to another address: one of the two."""

    may_be_empty = False

    page = LinkedPageBlock(label=_("page"), required=False)
    url = LinkTargetBlock(label=_("other address"), required=False)
    label = blocks.CharBlock(
        label=_("label"), required=False, max_length=80, help_text=_("Without a label the title of the page is shown.")
    )

    class Meta:
        label = _("link")
        icon = "link"
        group = LINKS
        value_class = LinkValue
        form_layout = ["page", "url", "label"]
        preview_template = "components/blocks/previews/link.html"
        preview_value = {"url": "https://www.fh-erfurt.de/", "label": "Fachhochschule Erfurt"}

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        errors = {}
        if value.get("page") and value.get("url"):
            errors["url"] = ValidationError(_("Choose a page or enter an address, not both."))
        if value.get("url") and not value.get("label"):
            errors["label"] = ValidationError(_("A link to another address needs a label."))
        if not self.may_be_empty and not (value.get("page") or value.get("url")):
            errors["page"] = ValidationError(_("Choose a page or enter an address."))
        if errors:
            raise StructBlockValidationError(errors)
        return value


class OptionalLinkBlock(LinkBlock):
    may_be_empty = True


class DownloadsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(DocumentChooserBlock(label=_("document")), min_num=1, **kwargs)

    class Meta:
        label = _("Downloads")
        description = _("Documents with type and size.")
        icon = "download"
        group = LINKS
        template = "components/blocks/downloads.html"
        preview_template = "components/blocks/previews/downloads.html"

    def get_preview_value(self):
        return self.normalize(list(get_document_model().objects.all()[:2]))

    def get_preview_context(self, value, parent_context=None):
        return super().get_preview_context(value, parent_context) | {"samples": samples.DOCUMENTS}


class CallToActionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.TextBlock(label=_("text"), required=False, rows=2)
    link = LinkBlock(label=_("link"))

    class Meta:
        label = _("Call to action")
        description = _("One thing that readers can do next.")
        icon = "pick"
        group = LINKS
        template = "components/blocks/call_to_action.html"
        preview_value = samples.CALL_TO_ACTION
