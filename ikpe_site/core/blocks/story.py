"""The story, the one body that all pages share, and a section of a page with a story of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .. import samples
from .examples import ExampleBlock, example_option
from .links import CallToActionBlock, DownloadsBlock
from .lists import ImprintBlock, NamesBlock, PeopleBlock, TableBlock
from .media import ConsentEmbedBlock, GalleryBlock, PictureBlock
from .text import STORY_FEATURES, AccordionBlock, HeadingBlock, QuotationBlock, SubheadingBlock, TextBlock


class StoryBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    subheading = SubheadingBlock()
    text = TextBlock(features=STORY_FEATURES)
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
    example = ExampleBlock()


class SectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    is_example = example_option()
    content = StoryBlock(label=_("content"))

    class Meta:
        label = _("section")
        description = _("A part of the page that readers open.")
        icon = "collapse-down"
        template = "components/blocks/section.html"
        preview_value = samples.SECTION
