"""The blocks of a story, the one body that all pages share (Wagtail StreamField blocks)."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from ikpe_site.text.reading import has_text

from . import samples
from .querysets import IsRestricted, may_be_seen

TEXT, MEDIA, LISTS, LINKS = _("Text"), _("Pictures and media"), _("Lists"), _("Links and downloads")
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page to link to, fetched together with whether it is private."""

    def bulk_to_python(self, values):
        pages = self.model_class.objects.annotate(is_restricted=IsRestricted()).in_bulk(
            [value for value in values if value]
        )
        return [pages.get(value) for value in values]


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
    url = blocks.URLBlock(
        label=_("other address"), required=False, help_text=_("For example https://www.fh-erfurt.de/")
    )
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


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = _("Heading")
        description = _("Parts a long text. Readers and screen readers jump from heading to heading.")
        icon = "title"
        group = TEXT
        template = "components/blocks/heading.html"
        preview_value = "Unser Vorgehen"


class FormattedTextBlock(blocks.RichTextBlock):
    """A rich text that says something if it is required. Wagtail takes an empty paragraph for a text."""

    def clean(self, value):
        value = super().clean(value)
        if self.field.required and not has_text(value):
            raise ValidationError(self.field.error_messages["required"], code="required")
        return value


class TextBlock(FormattedTextBlock):
    class Meta:
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        icon = "pilcrow"
        group = TEXT
        template = "components/blocks/text.html"
        preview_value = samples.TEXT


class PictureChooserBlock(ImageBlock):
    """Wagtail's picture with alternative text, fetched together with the renditions of all pictures of a story."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("picture")  # Wagtail names it in English

    def bulk_to_python(self, values):
        pictures = super().bulk_to_python(values)
        prefetch_related_objects([picture for picture in pictures if picture], "renditions")
        return pictures


class PictureValue(blocks.StructValue):
    """Says what the picture lacks, for the checks of the admin."""

    @property
    def is_undescribed(self) -> bool:
        picture = self.get("picture")
        return bool(picture and not picture.decorative and not picture.contextual_alt_text)

    @property
    def is_uncredited(self) -> bool:
        picture = self.get("picture")
        return bool(picture and not self.get("credit") and not picture.credit)


class PictureBlock(blocks.StructBlock):
    picture = PictureChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    credit = blocks.CharBlock(
        label=_("credit"),
        required=False,
        max_length=255,
        help_text=_("Only if it differs from the credit that is kept with the picture."),
    )

    class Meta:
        label = _("Picture")
        description = _("A picture with caption and credit.")
        icon = "image"
        group = MEDIA
        value_class = PictureValue
        template = "components/blocks/picture.html"
        preview_template = "components/blocks/previews/picture.html"

    def get_preview_value(self):
        return self.sample(get_image_model().objects.first())

    def sample(self, picture):
        if picture:
            picture.contextual_alt_text, picture.decorative = picture.default_alt_text, False
        return self.normalize({"picture": picture, "caption": "Bausteine einer Sozialplanung", "credit": ""})


class GalleryBlock(blocks.ListBlock):
    """Pictures in small; each leads to an address of its own that shows it large (core.gallery)."""

    def __init__(self, **kwargs):
        super().__init__(PictureBlock(label=_("picture")), min_num=2, **kwargs)

    class Meta:
        label = _("Gallery")
        description = _("Several pictures in small, each of which opens large, with a way to the next.")
        icon = "image"
        group = MEDIA
        template = "components/blocks/gallery.html"
        preview_template = "components/blocks/previews/gallery.html"

    def get_preview_value(self):
        pictures = list(get_image_model().objects.all()[:3]) or [None]
        return self.normalize([self.child_block.sample(pictures[number % len(pictures)]) for number in range(3)])


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


class AccordionItemBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = FormattedTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)

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


class PeopleBlock(blocks.ListBlock):
    """Chosen people, as cards. Those who left or are not public are passed over."""

    def __init__(self, **kwargs):
        super().__init__(blocks.PageChooserBlock("people.PersonPage", label=_("person")), min_num=1, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        order = [page.pk for page in value if page]
        model = self.child_block.target_model
        people = model.objects.filter(pk__in=order).visible().current().for_listing().with_responsibilities()
        model.attach_deputies(people)
        context["people"] = sorted(people, key=lambda person: order.index(person.pk))
        return context

    class Meta:
        label = _("People")
        description = _("Members of the team with phone and mail.")
        icon = "group"
        group = LISTS
        template = "components/blocks/people.html"
        preview_template = "components/blocks/previews/people.html"

    def get_preview_value(self):
        return self.normalize(list(self.child_block.target_model.objects.visible().current()[:2]))


class NameBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=200)
    detail = blocks.CharBlock(label=_("function or place"), max_length=255, required=False)
    logo = PictureChooserBlock(label=_("logo"), required=False)
    url = blocks.URLBlock(label=_("address on the web"), required=False)

    class Meta:
        label = _("name")
        icon = "user"


class NamesBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(NameBlock(), min_num=1, **kwargs)

    class Meta:
        label = _("Names or logos")
        description = _("Clients, partners or members, each with function or logo.")
        icon = "list-ul"
        group = LISTS
        template = "components/blocks/names.html"
        preview_value = samples.NAMES


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("title of the table"), max_length=200, help_text=_("What the table shows."))
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Formatted text"), features=["bold", "italic", "link"])),
        ],
        label=_("table"),
    )

    class Meta:
        label = _("Table")
        description = _("Figures or facts in rows and columns with headings.")
        icon = "table"
        group = LISTS
        template = "components/blocks/table.html"
        preview_value = samples.TABLE

    def clean(self, value):
        value = super().clean(value)
        is_filled = any(has_text(cell) for row in value["table"].row_data for cell in row["values"])
        if not is_filled and not self.is_deferred_validation:
            missing = TypedTableBlockValidationError(non_block_errors=[_("Add columns, and a row with text.")])
            raise StructBlockValidationError({"table": missing})
        return value


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


class ConsentEmbedBlock(blocks.StructBlock):
    """Foreign content that loads only after the visitor asked for it: until then the page knows only its address.

    The visitor's consent is the block's id in the query (`?einbettung=<id>`): no script, no cookie, nothing stored.
    """

    title = blocks.CharBlock(
        label=_("title"), max_length=200, help_text=_("Says what will be shown, for example of a film.")
    )
    embed = EmbedBlock(label=_("address of the content"), help_text=_("For example of a film on YouTube or Vimeo."))

    class Meta:
        label = _("Embedded content")
        description = _("A film or the like from another site. It loads only after the visitor agrees.")
        icon = "media"
        group = MEDIA
        template = "components/blocks/consent_embed.html"
        preview_value = {"title": "Film über die Arbeit des Instituts", "embed": "https://vimeo.com/"}


class ImprintBlock(blocks.StaticBlock):
    class Meta:
        label = _("Legal data of the institute")
        description = _("Name, address and register entry, from the settings of the institute.")
        admin_text = _("Shows the data kept under Settings → Institute → Imprint.")
        icon = "doc-full"
        group = LISTS
        template = "components/blocks/imprint.html"
        preview_template = "components/blocks/previews/imprint.html"
        preview_value = None


class StoryBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock(features=RICH_TEXT_FEATURES)
    picture = PictureBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    accordion = AccordionBlock()
    people = PeopleBlock()
    names = NamesBlock()
    table = TableBlock()
    downloads = DownloadsBlock()
    call_to_action = CallToActionBlock()
    embed = ConsentEmbedBlock()
    imprint = ImprintBlock()


class SectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    content = StoryBlock(label=_("content"))

    class Meta:
        label = _("section")
        description = _("A part of the page that readers open.")
        icon = "collapse-down"
        template = "components/blocks/section.html"
        preview_value = samples.SECTION
