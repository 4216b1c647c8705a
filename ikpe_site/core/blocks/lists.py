"""People, names, tables and other lists."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import (
    TypedTableBlock,
    TypedTableBlockAdapter,
    TypedTableBlockValidationError,
)

from ikpe_site.text.reading import has_text

from .. import samples
from .groups import LISTS
from .links import LinkTargetBlock
from .media import PictureChooserBlock


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
        description = _("Members of the team with phone and email.")
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
    url = LinkTargetBlock(label=_("address on the web"), required=False)

    class Meta:
        label = _("name")
        icon = "user"


class LogoBlock(blocks.StructBlock):
    """The logo of the university or of a funder, in the footer of every page."""

    name = blocks.CharBlock(label=_("name"), max_length=200, help_text=_("Read out instead of the logo."))
    logo = PictureChooserBlock(label=_("logo"))
    url = LinkTargetBlock(label=_("address on the web"), required=False)

    class Meta:
        label = _("logo")
        description = _("The logo of the university or of a funder, in the footer of every page.")
        icon = "image"
        group = LISTS
        template = "components/blocks/logo.html"
        preview_value = samples.LOGO


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


CELL_FEATURES = ["bold", "italic", "superscript", "subscript", "link"]


class CellsBlock(TypedTableBlock):
    """The cells of a table. Wagtail's own caption holds its source: the title is a field of TableBlock."""


class CellsBlockAdapter(TypedTableBlockAdapter):
    def js_args(self, block):
        *arguments, meta = super().js_args(block)
        words = {
            "CAPTION": _("Source"),
            "CAPTION_HELP_TEXT": _("Where the figures come from. Stands below the table."),
        }
        return [*arguments, meta | {"strings": meta["strings"] | words}]


register(CellsBlockAdapter(), CellsBlock)


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("title of the table"), max_length=200, help_text=_("What the table shows."))
    table = CellsBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Formatted text"), features=CELL_FEATURES)),
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
