from .base import BasePage, BasePageManager, ListingMixin, SocialMixin
from .content import ContentPage
from .settings import InstituteSettings
from .slugged import SluggedMixin

__all__ = [
    "BasePage",
    "BasePageManager",
    "ContentPage",
    "InstituteSettings",
    "ListingMixin",
    "SluggedMixin",
    "SocialMixin",
]
