from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "ikpe_site.core"
    label = "core"
    verbose_name = _("Foundations")

    def ready(self):
        from wagtail.signals import post_page_move

        from ikpe_site.editing.reviews import register_for_review

        from .receivers import make_way_for_routes

        register_for_review("core.ContentPage")
        post_page_move.connect(make_way_for_routes)
