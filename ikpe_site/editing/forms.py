"""The admin form that all page types share."""

import unicodedata

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets import SlugInput

from ikpe_site.text.folding import GERMAN_LETTERS
from ikpe_site.text.slugs import MAX_LENGTH, german_slug

from .drafts import DeferringFormMixin
from .slugs import available_slug, check_slug


class GermanSlugField(forms.SlugField):
    """A slug that takes what an editor types, umlauts and blanks included, and makes a slug of it."""

    def __init__(self, **kwargs):
        # From a Mac or a PDF file an umlaut comes as a letter and its dots.
        decomposed = {unicodedata.normalize("NFD", letter): letters for letter, letters in GERMAN_LETTERS.items()}
        widget = SlugInput(formatters=list((GERMAN_LETTERS | decomposed).items()), locale="de")
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
        if self.parent_page:
            check_slug(slug, self.parent_page)
        derived = german_slug(self.cleaned_data.get("title") or self.instance.title or "")
        if slug and slug == derived and self.parent_page:
            return available_slug(slug, self.parent_page, self.instance)
        return slug


class BasePageCopyForm(CopyForm):
    """Proposes an address that is free: Wagtail proposes that of the page itself, which is always taken."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.fields["new_slug"]
        free = available_slug(self.page.slug, self.page.get_parent())
        self.fields["new_slug"] = GermanSlugField(initial=free, label=given.label, required=True)
        # A page that follows another by itself puzzles whoever wants to change the copy.
        self.fields.pop("alias", None)

    def clean(self):
        data = super().clean()
        if "new_slug" in data:
            try:
                check_slug(data["new_slug"], data.get("new_parent_page") or self.page.get_parent())
            except forms.ValidationError as error:
                self.add_error("new_slug", error)
        return data
