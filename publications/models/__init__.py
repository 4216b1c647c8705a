from .categories import PublicationCategory
from .contributors import Contributor, PublicationFile
from .index import PublicationIndexPage
from .publications import PublicationPage
from .settings import CitationSettings

__all__ = [
    "CitationSettings",
    "Contributor",
    "PublicationCategory",
    "PublicationFile",
    "PublicationIndexPage",
    "PublicationPage",
]
