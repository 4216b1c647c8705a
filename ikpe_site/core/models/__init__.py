from .barriers import DocumentBarriers
from .base import BasePage, BasePageManager, ListingMixin, SocialMixin
from .content import ContentPage
from .media import CustomDocument, CustomImage, CustomRendition, DocumentText
from .settings import InstituteSettings
from .slugged import SluggedMixin

__all__ = [
    "BasePage",
    "BasePageManager",
    "ContentPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "DocumentBarriers",
    "DocumentText",
    "InstituteSettings",
    "ListingMixin",
    "SluggedMixin",
    "SocialMixin",
]
