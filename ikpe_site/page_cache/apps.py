from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "ikpe_site.page_cache"
    label = "page_cache"

    def ready(self) -> None:
        from . import receivers

        receivers.connect()
