from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig


class LinksConfig(AppConfig):
    name = "ikpe_site.links"
    label = "links"
    verbose_name = _("Links")
    default = True


class RedirectsConfig(WagtailRedirectsAppConfig):
    """Wagtail's redirects, made by themselves only for URLs that visitors can know.

    The admin saves a new page while its title is being typed. Each URL it had before it was first published would
    become a redirect.
    """

    def ready(self) -> None:
        super().ready()
        from wagtail.contrib.redirects import signal_handlers
        from wagtail.signals import page_slug_changed, post_page_move

        from . import receivers

        page_slug_changed.disconnect(signal_handlers.autocreate_redirects_on_slug_change)
        post_page_move.disconnect(signal_handlers.autocreate_redirects_on_page_move)
        page_slug_changed.connect(receivers.redirect_after_slug_change)
        post_page_move.connect(receivers.redirect_after_move)
        post_save.connect(receivers.forget_not_found, sender="wagtailredirects.Redirect")
