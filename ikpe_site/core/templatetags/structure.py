"""Headings, and the parts of a page that they name."""

from django import template
from django.utils.html import format_html

from ..contents import anchor_of
from ..footnotes import with_footnotes

register = template.Library()


@register.simple_block_tag
def heading(content: str, level: str, css_class: str = "") -> str:
    """A heading whose level (`h2` … `h4`) depends on the page that shows it."""
    attribute = format_html(' class="{}"', css_class) if css_class else ""
    return format_html("<{0}{1}>{2}</{0}>", level, attribute, content)


@register.simple_tag
def story_heading(text: str, level: str, block_id: str | None = None) -> str:
    """A heading of a story. It is a link to itself, to be copied."""
    if anchor := anchor_of(block_id):
        link = format_html('<a class="heading-link" href="#{}">{}</a>', anchor, text)
        return format_html('<{0} id="{1}">{2}</{0}>', level, anchor, link)
    return format_html("<{0}>{1}</{0}>", level, text)


@register.simple_block_tag
def landmark(content: str, anchor: str, title: str, css_class: str = "page-section") -> str:
    """A part of a page that screen readers list under its heading, and that `#anchor` leads to."""
    return format_html(
        '<section class="{0}" aria-labelledby="{1}"><h2 id="{1}">{2}</h2>{3}</section>',
        css_class,
        anchor,
        title,
        content,
    )


class FootnotesNode(template.Node):
    """Numbers the footnotes of what it encloses. Within another one it leaves that to the outer one."""

    ENCLOSED = "footnotes_are_collected"

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        if self.ENCLOSED in context:
            return self.nodelist.render(context)
        with context.push(**{self.ENCLOSED: True}):
            return with_footnotes(self.nodelist.render(context))


@register.tag
def footnotes(parser, token):
    """`{% footnotes %}` … `{% endfootnotes %}`: one numbering for all texts of a page, and the notes at their end."""
    nodelist = parser.parse(("endfootnotes",))
    parser.delete_first_token()
    return FootnotesNode(nodelist)
