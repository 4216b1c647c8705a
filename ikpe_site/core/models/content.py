from django.utils.translation import gettext_lazy as _

from .base import BasePage


class ContentPage(BasePage):
    """A page of text: the association, the imprint and whatever has no type of its own."""

    template = "core/content_page.html"
    parent_page_types = ["home.HomePage", "core.ContentPage"]
    subpage_types = ["core.ContentPage"]
    page_description = _("Text with headings, pictures and downloads, for example about the association.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["children"] = ContentPage.objects.child_of(self).visible() if self.pk else []
        return context
