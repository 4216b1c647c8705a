from .categories import PublicationCategory
from .choices import CSLType, License
from .contributors import Contributor, PublicationFile
from .index import PublicationIndexPage
from .publications import PublicationPage
from .settings import CitationSettings

__all__ = [
    "CSLType",
    "CitationSettings",
    "Contributor",
    "License",
    "PublicationCategory",
    "PublicationFile",
    "PublicationIndexPage",
    "PublicationPage",
]
