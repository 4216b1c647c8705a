"""The forms of the admin: what everybody fills in first, what is rarer in tabs of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.models import Page

from .widgets import CountedTextarea, CountedTextInput

TITLE = TitleFieldPanel("title", help_text=_("Stands above the page, in lists and in search engines."))
TEASER = FieldPanel("teaser", widget=CountedTextarea(80, 200))
PICTURE = FieldPanel("image")
BODY = FieldPanel("body")

ADDRESS_TAB = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Address of the page"),
                    help_text=_("The last part of the address. If it changes, old links go on leading to the page."),
                ),
                FieldPanel("heading"),
                FieldPanel("show_in_menus", help_text=_("Holds for pages right below the home page.")),
            ],
            heading=_("Address and menu"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "seo_title",
                    widget=CountedTextInput(30, 60),
                    heading=_("Title in search engines"),
                    help_text=_("Without one: the title of the page."),
                ),
                FieldPanel(
                    "search_description",
                    widget=CountedTextarea(70, 160),
                    heading=_("Description in search engines"),
                    help_text=_("What is to be found on the page, in one or two sentences. Without them: the teaser."),
                ),
                FieldPanel("social_image"),
            ],
            heading=_("Search engines and messengers"),
        ),
    ],
    heading=_("Address and search engines"),
)


EXAMPLE = MultiFieldPanel([FieldPanel("is_example")], heading=_("Example content"))
CONTENTS = MultiFieldPanel([FieldPanel("show_contents")], heading=_("Table of contents"))


class ExampleNoticePanel(HelpPanel):
    """Says above the form of an example what it is, and where the mark is removed."""

    def __init__(self, **kwargs):
        super().__init__(
            **{"template": "editing/example_notice.html", "classname": "help-block help-warning"} | kwargs
        )

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return self.instance.has_examples


def page_form(*panels, tabs: tuple[ObjectList, ...] = ()) -> TabbedInterface:
    """The form of a page: `panels` first, then `tabs` with what is rarer, then those that every page has."""
    common = (ADDRESS_TAB, ObjectList([CONTENTS, EXAMPLE, *Page.settings_panels], heading=_("Settings")))
    return TabbedInterface([ObjectList([ExampleNoticePanel(), *panels], heading=_("Content")), *tabs, *common])


def collapsed(heading, *panels) -> MultiFieldPanel:
    """Panels that stay closed until somebody wants them."""
    return MultiFieldPanel(panels, heading=heading, classname="collapsed")


# An index page shows no picture of its own: the list is what it is about.
INDEX_FORM = page_form(TITLE, TEASER, BODY)
