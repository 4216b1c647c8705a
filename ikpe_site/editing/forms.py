"""The admin form that all page types share."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput

from ikpe_site.text.folding import GERMAN_LETTERS
from ikpe_site.text.slugs import MAX_LENGTH, available_slug, german_slug

from .drafts import DeferringFormMixin


class GermanSlugField(forms.SlugField):
    """A slug that takes what an editor types, umlauts and blanks included, and makes a slug of it."""

    def __init__(self, **kwargs):
        widget = SlugInput(formatters=list(GERMAN_LETTERS.items()), locale="de")
        super().__init__(**{"max_length": MAX_LENGTH, "required": False, "widget": widget} | kwargs)

    def to_python(self, value):
        return german_slug(super().to_python(value))


class BasePageForm(DeferringFormMixin, WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            given = self.fields["slug"]
            self.fields["slug"] = GermanSlugField(label=given.label, help_text=given.help_text)

    def clean_slug(self):
        """A slug that was only derived from the title gives way to a page that has it already."""
        slug = self.cleaned_data["slug"]
        derived = german_slug(self.cleaned_data.get("title") or self.instance.title or "")
        if slug and slug == derived and self.parent_page:
            return available_slug(slug, self.parent_page, self.instance)
        return slug
