"""The groups in which editors find the blocks."""

from django.utils.translation import gettext_lazy as _

TEXT, MEDIA, LISTS, LINKS = _("Text"), _("Pictures and media"), _("Lists"), _("Links and downloads")
