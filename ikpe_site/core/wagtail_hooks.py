from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from . import footnotes
from .models import InstituteSettings
from .rich_text import FOOTNOTE_CONVERSION, FOOTNOTE_EDITOR, DocumentLinkHandler, PageLinkHandler


class MissingImprintPanel(Component):
    """Tells editors on the dashboard which data the imprint still needs by law."""

    order = 50

    def __init__(self, settings):
        self.settings = settings

    def render_html(self, parent_context=None):
        return format_html(
            '<div class="help-block help-warning"><p>{} {}. <a href="{}">{}</a></p></div>',
            _("The imprint lacks data that the law requires:"),
            format_html_join(", ", "{}", ((label,) for label in self.settings.missing_imprint_fields)),
            reverse("wagtailsettings:edit", args=["core", "institutesettings"]),
            _("Fill in now"),
        )


@hooks.register("construct_homepage_panels")
def add_missing_imprint_panel(request, panels):
    settings = InstituteSettings.for_request(request)
    if settings.missing_imprint_fields and request.user.has_perm("core.change_institutesettings"):
        panels.append(MissingImprintPanel(settings))


@hooks.register("register_rich_text_features", order=10)
def register_links(features):
    features.register_link_type(PageLinkHandler)
    features.register_link_type(DocumentLinkHandler)


@hooks.register("register_rich_text_features")
def register_footnotes(features):
    features.register_editor_plugin("draftail", footnotes.FEATURE, FOOTNOTE_EDITOR)
    features.register_converter_rule("contentstate", footnotes.FEATURE, FOOTNOTE_CONVERSION)
