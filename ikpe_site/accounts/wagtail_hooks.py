from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from .account_panels import EmailPanel, PasswordPanel

for panel in (EmailPanel, PasswordPanel):
    hooks.register("register_account_settings_panel", panel)


@hooks.register("register_account_menu_item")
def second_factor(request):
    """Lead from „Konto“ to the second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Passkeys and codes for signing in"),
    }
