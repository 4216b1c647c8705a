"""The mark of a part of a page that is an example, and how to find and remove it in the JSON of a story."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .groups import TEXT

BLOCK, OPTION = "example", "is_example"


class ExampleBlock(blocks.StaticBlock):
    class Meta:
        label = _("Example content")
        admin_text = _("Tells visitors that what follows is an example. Delete this block once the text is true.")
        description = _("Tells visitors that what follows is an example.")
        icon = "warning"
        group = TEXT
        template = "components/blocks/example.html"
        preview_value = None


def example_option() -> blocks.BooleanBlock:
    """For a block that can be an example as a whole."""
    return blocks.BooleanBlock(
        label=_("is an example"),
        required=False,
        help_text=_("Visitors then read that this part is invented. Remove the mark once the text is true."),
    )


def count_examples(content) -> int:
    """How many marks there are in the JSON of a StreamField."""
    if isinstance(content, list):
        return sum(map(count_examples, content))
    if not isinstance(content, dict):
        return 0
    is_marked = content.get("type") == BLOCK or content.get(OPTION) is True
    return is_marked + sum(map(count_examples, content.values()))


def without_examples(content):
    """The same JSON without the marks."""
    if isinstance(content, list):
        return [without_examples(entry) for entry in content if not is_example_block(entry)]
    if isinstance(content, dict):
        return {name: False if name == OPTION else without_examples(value) for name, value in content.items()}
    return content


def is_example_block(entry) -> bool:
    return isinstance(entry, dict) and entry.get("type") == BLOCK
