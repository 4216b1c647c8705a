from wagtail import hooks

from .admin_listing import NewsListing


@hooks.register("register_admin_viewset")
def register_listing():
    return NewsListing()
