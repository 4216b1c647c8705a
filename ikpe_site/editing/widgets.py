"""Fields of the admin's forms."""

import json

from django.forms import CheckboxSelectMultiple, TextInput
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import AdminAutoHeightTextInput

from ikpe_site.text.characters import clean


class CleanRichTextArea(DraftailRichTextArea):
    def value_from_datadict(self, *args):
        """Cleaned only here: in what the editor sends, formats and links count characters."""
        html = super().value_from_datadict(*args)
        return html and clean(html)


class CheckboxColumns(CheckboxSelectMultiple):
    """Check boxes in columns: two dozen counties stay in sight without scrolling. A long list is closed at first."""

    template_name = "editing/checkbox_columns.html"
    most_shown = 12

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["widget"]["is_long"] = len(options) > self.most_shown
        context["widget"]["chosen"] = [option["label"] for option in options if option["selected"]]
        return context


class CountedMixin:
    """Says how many characters there are and how many are recommended (static/js/admin_counter.js). Advice only."""

    def __init__(self, least: int, most: int, attrs=None):
        super().__init__(attrs)
        self.least, self.most = least, most

    def build_attrs(self, *args, **kwargs):
        recommended = {"least": self.least, "most": self.most}
        words = {
            "empty": _("%(least)s to %(most)s characters are recommended.") % recommended,
            "short": _("# characters. %(least)s to %(most)s are recommended.") % recommended,
            "fitting": _("# characters: a good length."),
            "long": _("# characters: longer than recommended (%(least)s to %(most)s).") % recommended,
        }
        return super().build_attrs(*args, **kwargs) | {"data-counter": json.dumps(recommended | words)}


class CountedTextarea(CountedMixin, AdminAutoHeightTextInput):
    pass


class CountedTextInput(CountedMixin, TextInput):
    pass
