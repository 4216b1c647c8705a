"""Text, and what divides it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from ikpe_site.text.reading import has_text

from .. import footnotes, samples
from .groups import TEXT

RICH_TEXT_FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link", "document-link"]
STORY_FEATURES = [*RICH_TEXT_FEATURES, footnotes.FEATURE]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = _("Heading")
        description = _("Parts a long text. Readers and screen readers jump from heading to heading.")
        icon = "title"
        group = TEXT
        template = "components/blocks/heading.html"
        preview_value = "Unser Vorgehen"


class SubheadingBlock(HeadingBlock):
    class Meta:
        label = _("Subheading")
        description = _("Parts what stands below a heading.")
        preview_value = "Wer sich beteiligt hat"


class FormattedTextBlock(blocks.RichTextBlock):
    """A rich text that says something if it is required. Wagtail takes an empty paragraph for a text."""

    def clean(self, value):
        value = super().clean(value)
        if self.field.required and not has_text(value):
            raise ValidationError(self.field.error_messages["required"], code="required")
        return value

    def get_searchable_content(self, value):
        return super().get_searchable_content(RichText(footnotes.in_brackets(value.source)))


class TextBlock(FormattedTextBlock):
    class Meta:
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        icon = "pilcrow"
        group = TEXT
        template = "components/blocks/text.html"
        preview_value = samples.TEXT


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"), rows=3)
    source = blocks.CharBlock(
        label=_("source"), required=False, max_length=255, help_text=_("Who said it or where it stands, with page.")
    )

    class Meta:
        label = _("Quotation")
        description = _("Words of others, with their source.")
        icon = "openquote"
        group = TEXT
        template = "components/blocks/quotation.html"
        preview_value = samples.QUOTATION


class AccordionItemBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = FormattedTextBlock(label=_("text"), features=STORY_FEATURES)

    class Meta:
        label = _("section")
        icon = "collapse-down"


class AccordionBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(AccordionItemBlock(), min_num=1, **kwargs)

    class Meta:
        label = _("Accordion")
        description = _("Sections that readers open one at a time.")
        icon = "list-ul"
        group = TEXT
        template = "components/blocks/accordion.html"
        preview_value = samples.ACCORDION
