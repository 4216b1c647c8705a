from .base import BasePage, BasePageManager, ListingMixin, SocialMixin
from .content import ContentPage
from .examples import ExampleMixin
from .settings import InstituteSettings
from .slugged import SluggedMixin

__all__ = [
    "BasePage",
    "BasePageManager",
    "ContentPage",
    "ExampleMixin",
    "InstituteSettings",
    "ListingMixin",
    "SluggedMixin",
    "SocialMixin",
]
