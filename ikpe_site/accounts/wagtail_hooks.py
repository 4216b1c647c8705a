from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
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


@hooks.register("insert_editor_js")
def watch_session():
    return format_html(
        '<script src="{}" data-url="{}" data-login="{}" data-ends="{}" data-ended="{}" data-sign-in="{}" '
        'data-stay="{}" data-keeps="{}" defer></script>',
        static("js/admin_session.js"),
        reverse("account_session_state"),
        reverse("account_login"),
        _("Your session ends at {time}."),
        _("Your session has ended."),
        _("Sign in again here"),
        _("Stay signed in"),
        _("Your text stays in this form. Come back to it when you have signed in."),
    )
